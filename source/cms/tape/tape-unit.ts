/**
 * A tape drive of this machine (DMSTIO, SY20-0884): one channel command at a time. Commands and sense are those of the
 * 3420 (GA32-0020).
 */
import {deviceClass} from '../../base/diagnose.js';
import {senseByte} from '../../base/channel-words.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {deviceType} from '../nucleus/diagnose.js';
import {unitArea, type UnitEnd} from '../unit-record/unit-records.js';

/** Functions that move no data (TAPE's tapcmd). */
export const tapeFunction = {
	REW: 0x07, RUN: 0x0F, ERG: 0x17, WTM: 0x1F, BSR: 0x27, BSF: 0x2F, FSR: 0x37, FSF: 0x3F,
} as const;
export type TapeFunction = keyof typeof tapeFunction;

/** Mode set 2, by bits an inch: it counts at the load point only. */
const modeSet = {800: 0xCB, 1600: 0xC3, 6250: 0xD3} as const;
export type Density = keyof typeof modeSet;

const command = {write: 0x01, read: 0x02, sense: 0x04} as const;
/** Sense byte 1. */
const sense = {loadPoint: 0x08, fileProtected: 0x02} as const;
const senseLength = 24;
/** Sense byte 6: the model, 1 for the 3420-3 to 6 for the 3420-8. */
const modelBits = 0x0F;

/** `mark`: a tape mark was read or spaced over. `endOfTape`: written, but behind the reflective marker. */
export type TapeEnd = 'ok' | 'mark' | 'endOfTape' | 'loadPoint' | 'absent' | 'notReady' | 'fileProtected' | 'error';

/** What tape units need of CMS. */
type TapeHost = Pick<Cms, 'guest' | 'unitRecords' | 'allocate' | 'release'>;

/** Devices that TAPn means: 180–187 for TAP0–TAP7, 288–28F for TAP8–TAPF. */
export function tapeAddress(digit: string): number {
	const number = Number.parseInt(digit, 16);
	return (number < 8 ? 0x180 : 0x280) + number;
}

export class TapeUnit {
	readonly device: number;
	readonly #host: TapeHost;
	readonly #longest: number;
	readonly #at: number;

	/** `longest`: bytes of the longest block. Free storage is taken for it until `close`: see `openTape`. */
	constructor(host: TapeHost, device: number, longest: number) {
		this.#host = host;
		this.device = device;
		this.#longest = Math.max(longest, senseLength);
		this.#at = host.allocate(unitArea.data + this.#longest);
	}

	close(): void {
		this.#host.release(this.#at, unitArea.data + this.#longest);
	}

	/** The next block, cut off at the longest. */
	* read(): Step<{readonly end: TapeEnd; readonly block: Uint8Array}> {
		const {guest: {storage}, unitRecords} = this.#host;
		const {end, residual} = yield * unitRecords.operate(this.device, this.#at, command.read, this.#longest);
		return end === 'ok'
			? {end, block: storage.fetch(this.#at + unitArea.data, this.#longest - residual)}
			: {end: yield * this.#ended(end, 'mark'), block: new Uint8Array(0)};
	}

	/** Writes a block. */
	* write(block: Uint8Array): Step<TapeEnd> {
		const {guest: {storage}, unitRecords} = this.#host;
		storage.store(this.#at + unitArea.data, block.subarray(0, this.#longest));
		const {end} = yield * unitRecords.operate(this.device, this.#at, command.write, block.length);
		return yield * this.#ended(end, 'endOfTape');
	}

	/** A function without data. */
	* control(name: TapeFunction): Step<TapeEnd> {
		const {end} = yield * this.#host.unitRecords.operate(this.device, this.#at, tapeFunction[name], 1);
		const isBackward = name === 'BSR' || name === 'BSF';
		return yield * this.#ended(end, name === 'BSR' || name === 'FSR' ? 'mark' : 'endOfTape', isBackward);
	}

	/** Sets the density, where the tape is at its load point. */
	* setDensity(density: Density): Step<TapeEnd> {
		return yield * this.setMode(modeSet[density]);
	}

	/** Any mode set command; `error`: the drive has no such mode. */
	* setMode(mode: number): Step<TapeEnd> {
		const {end} = yield * this.#host.unitRecords.operate(this.device, this.#at, mode, 1);
		return yield * this.#ended(end, 'endOfTape');
	}

	/** Densities that this model of drive has. */
	* densities(): Step<readonly Density[]> {
		const {guest: {storage}, unitRecords} = this.#host;
		yield * unitRecords.operate(this.device, this.#at, command.sense, senseLength);
		const model = storage.byte(this.#at + unitArea.data + 6) & modelBits;
		return model % 2 === 0 ? [1600, 6250] : [800, 1600];
	}

	/** The end with what the sense bytes say of it. Forward, nothing ends because the tape was at its load point. */
	* #ended(end: UnitEnd, exception: 'mark' | 'endOfTape', isBackward = false): Step<TapeEnd> {
		switch (end) {
			case 'ok':
			case 'absent': {
				return end;
			}

			case 'endOfFile': {
				return exception;
			}

			case 'intervention': {
				return 'notReady';
			}

			case 'error': {
				const {guest: {storage}, unitRecords} = this.#host;
				yield * unitRecords.operate(this.device, this.#at, command.sense, senseLength);
				const [first, second] = storage.fetch(this.#at + unitArea.data, senseLength);
				const isRejected = (first & senseByte.commandReject) !== 0;
				return isRejected && (second & sense.fileProtected) !== 0
					? 'fileProtected'
					: (isBackward && (second & sense.loadPoint) !== 0 ? 'loadPoint' : 'error');
			}
		}
	}
}

/** Whether there is a tape at `device`. */
export function * isTape({guest}: Pick<Cms, 'guest'>, device: number): Step<boolean> {
	return (yield * deviceType(guest, device))?.kind === deviceClass.tape;
}

/** The tape at `device`; `absent` where there is none, `noRoom` where no free storage is left for its blocks. */
export function * openTape(cms: Cms, device: number, longest: number): Step<TapeUnit | 'absent' | 'noRoom'> {
	if (!(yield * isTape(cms, device))) {
		return 'absent';
	}

	return cms.hasRoom(unitArea.data + Math.max(longest, senseLength)) ? new TapeUnit(cms, device, longest) : 'noRoom';
}
