/**
 * IBM 1403 printer on a 2821 control unit with the universal character set feature (GA24-3312), and as far as its
 * commands are the same the 3211 (GA24-3543) and 3203: write with carriage control, carriage control alone, character
 * set buffer, data checks, forms control buffer (3211, 3203), channels 9 and 12, no-op, sense. Not implemented:
 * diagnostic reads and writes, the 3211's long sense and its raise-cover command beyond taking it.
 *
 * Without forms (`options.forms`, or a forms control buffer loaded) there is no carriage tape: channels are never
 * sensed, and what a skip does is the sink's matter.
 */
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import {blank} from '../../../base/ebcdic.js';
import {printLineLength} from '../../../base/unit-record.js';
import type {CommandEnd, DataTransfer} from '../../channel/device.js';
import {FormPosition, parseFormsBuffer, type FormsControl} from './forms-control.js';
import {immediateEnd, normalEnd} from '../sense-register.js';
import {SensingDevice} from '../sensing-device.js';

/** Carriage movement after a line: lines to space (0–3), or a channel of the carriage tape to skip to (1–12). */
export type Carriage = {readonly space: number} | {readonly skip: number};

/** Where lines go. */
export type PrintSink = {
	/**
	 * A line of up to 132 bytes and the carriage movement behind it; `undefined`: movement only. `command` is the
	 * channel command, as spool files keep it. False: no paper (no spool space); nothing was printed.
	 */
	print(line: Uint8Array | undefined, carriage: Carriage, command: number): boolean | void;
};

export const printerCommand = {
	noOperation: 0x03,
	sense: 0x04,
	loadCharacterSet: 0xFB,
	loadCharacterSetFold: 0xF3,
	gateLoad: 0xEB,
	blockDataCheck: 0x73,
	allowDataCheck: 0x7B,
	loadForms: 0x63,
	fold: 0x43,
	unfold: 0x23,
} as const;

/** 1100 lines a minute with a standard chain (GA24-3312, model N1). */
const microsecondsPerLine = 54_545;
/** Skips of more than eight lines run at 75 inches a second, six lines an inch: 2.2 ms a line. */
const microsecondsPerSkippedLine = 2222;
export type PrinterType = '1403' | '3203' | '3211';

const characterSetLengths: Readonly<Record<PrinterType, number>> = {1403: 240, 3203: 304, 3211: 512};
/** Characters of a 3211's character set buffer; what follows them is for its hammers. */
const characters3211 = 432;
const formsLength = 181;

/** Sense byte 0: buffer check while loading, channel 9. */
const printerSense = {loadCheck: 0x02, channelNine: 0x01} as const;

/** What the high five bits of a write or control command move, or `undefined`. */
export function carriageOf(command: number): Carriage | undefined {
	const code = command >>> 3;
	if (code < 4) {
		return {space: code};
	}

	return code >= 17 && code <= 28 ? {skip: code - 16} : undefined;
}

export type PrinterOptions = {
	/** Microseconds a line, 54,545 unless told; 0 for a virtual printer, whose ends come at once and together. */
	readonly lineTime?: number;
	readonly type?: PrinterType;
	readonly forms?: FormsControl;
};

export class Printer1403 extends SensingDevice {
	readonly type: PrinterType;
	readonly #sink: PrintSink;
	readonly #lineTime: number;
	#form: FormPosition | undefined;
	/** Characters on the chain, once a buffer was loaded. */
	#characterSet: ReadonlySet<number> | undefined;
	#folds = false;
	/** Out of paper: intervention is required until a line is taken again. */
	#isRefused = false;
	#checksData = false;

	constructor(sink: PrintSink, options: PrinterOptions = {}) {
		super();
		this.#sink = sink;
		this.type = options.type ?? '1403';
		this.#lineTime = options.lineTime ?? microsecondsPerLine;
		this.#form = options.forms && new FormPosition(options.forms);
	}

	/** Line of the form, from 1; `undefined` without forms. */
	get line(): number | undefined {
		return this.#form?.line;
	}

	/** The carriage tape or loaded forms control buffer; `undefined` without forms. */
	get forms(): FormsControl | undefined {
		return this.#form?.forms;
	}

	/** The operator puts another carriage tape on, or takes it off; the form stands at line 1. */
	setForms(forms: FormsControl | undefined): void {
		this.#form = forms && new FormPosition(forms);
	}

	/** A line is asked for when the command has been accepted, unless the last one was not taken. */
	latency(command: number): 0 | undefined {
		return (command & 7) === 1 && carriageOf(command) !== undefined && !this.#isRefused ? 0 : undefined;
	}

	protected perform(command: number, transfer: DataTransfer, chained: number): CommandEnd {
		switch (command) {
			case printerCommand.gateLoad: {
				return immediateEnd;
			}

			case printerCommand.blockDataCheck:
			case printerCommand.allowDataCheck: {
				this.#checksData = command === printerCommand.allowDataCheck;
				return immediateEnd;
			}

			case printerCommand.fold:
			case printerCommand.unfold: {
				if (this.type === '1403') {
					return this.senseRegister.reject();
				}

				this.#folds = command === printerCommand.fold;
				return immediateEnd;
			}

			case printerCommand.loadCharacterSet:
			case printerCommand.loadCharacterSetFold: {
				// The 2821 lets the buffer be written only behind the gate command.
				return this.type === '1403' && chained !== printerCommand.gateLoad
					? this.senseRegister.reject()
					: this.#loadCharacters(transfer, command === printerCommand.loadCharacterSetFold);
			}

			case printerCommand.loadForms: {
				return this.type === '1403' ? this.senseRegister.reject() : this.#loadForms(transfer);
			}

			default: {
				return this.#print(command, transfer);
			}
		}
	}

	#loadCharacters(transfer: DataTransfer, folds: boolean): CommandEnd {
		const length = characterSetLengths[this.type];
		const buffer = transfer.output(length);
		if (buffer.length < length) {
			return this.senseRegister.check([printerSense.loadCheck]);
		}

		this.#characterSet = new Set(this.type === '3211' ? buffer.subarray(0, characters3211) : buffer);
		this.#folds = folds;
		return {status: normalEnd, duration: length};
	}

	#loadForms(transfer: DataTransfer): CommandEnd {
		const buffer = transfer.output(Math.min(formsLength, transfer.remaining));
		const forms = buffer.length > 0 ? parseFormsBuffer(buffer) : undefined;
		if (!forms) {
			return this.senseRegister.check([printerSense.loadCheck]);
		}

		const line = Math.min(this.#form?.line ?? 1, forms.length);
		this.#form = new FormPosition(forms);
		this.#form.line = line;
		return {status: normalEnd, duration: buffer.length};
	}

	#print(command: number, transfer: DataTransfer): CommandEnd {
		const carriage = carriageOf(command);
		const kind = command & 7;
		if (!carriage || (kind !== 1 && kind !== 3)) {
			return this.senseRegister.reject();
		}

		const length = Math.min(printLineLength, transfer.remaining);
		const line = kind === 1 ? this.#chars(transfer.output(length)) : undefined;
		this.#isRefused = this.#sink.print(line, carriage, command) === false;
		if (this.#isRefused) {
			return this.senseRegister.intervention();
		}

		const isUnprintable =
			line !== undefined
			&& this.#checksData
			&& line.some(character => character !== blank && !this.#isOnChain(character));
		const {nine, twelve, time} = this.#move(carriage, line !== undefined);
		const sense = (isUnprintable ? senseByte.dataCheck : 0) | (nine ? printerSense.channelNine : 0);
		const end = (sense === 0 ? 0 : unitStatus.unitCheck) | (twelve ? unitStatus.unitException : 0);
		if (sense !== 0) {
			this.senseRegister.check([sense]);
		}

		if (this.#lineTime === 0) {
			return {status: normalEnd | end, duration: 0, immediate: line === undefined};
		}

		// Channel end when the line is in the buffer (or the movement begins), device end when the paper stands.
		return {
			status: unitStatus.channelEnd, duration: line ? line.length : 0, immediate: line === undefined,
			deviceEndAfter: time, deviceEndStatus: unitStatus.deviceEnd | end,
		};
	}

	/** Lower-case letters fold to the capitals of the chain. */
	#chars(line: Uint8Array): Uint8Array {
		return this.#folds ? line.map(character => (character & 0xC0) === 0x80 ? character | 0x40 : character) : line;
	}

	#isOnChain(character: number): boolean {
		return this.#characterSet?.has(character) ?? true;
	}

	/**
	 * Moves the form. Spacing over channel 12 becomes unit exception, over channel 9 unit check; a skip to a channel
	 * that no line has leaves the form where it is.
	 */
	#move(
		carriage: Carriage,
		hasLine: boolean,
	): {readonly nine: boolean; readonly twelve: boolean; readonly time: number} {
		const form = this.#form;
		if ('space' in carriage) {
			const {nine, twelve} = form?.space(carriage.space) ?? {nine: false, twelve: false};
			return {nine, twelve, time: this.#lineTime};
		}

		const lines = form?.skip(carriage.skip) ?? 0;
		return {nine: false, twelve: false, time: (hasLine ? this.#lineTime : 0) + lines * microsecondsPerSkippedLine};
	}
}
