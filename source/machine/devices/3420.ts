/**
 * IBM 3420 magnetic tape unit on a 3803 tape control (GA32-0020, GA32-0021): read, read backward, write, tape marks, spacing,
 * rewinding, erasing, mode setting, sense. The reel is a `TapeMedium`; without one the drive is not ready.
 *
 * Not implemented: 7-track (mode set 1 is taken and has no effect on a 9-track unit, as in the manual), track-in-error requests beyond
 * taking them, loop write-to-read and other diagnostics, noise records, the shared control unit's busy.
 */
import {
	senseByte, unitStatus, type CommandEnd, type DataTransfer, type Device, type DeviceHost,
} from '../device.js';
import {immediateEnd, normalEnd, SenseRegister} from './sense-register.js';
import {
	type densities, gapInches, spaceTime, tapeModels, type TapeModel,
} from './tape-models.js';
import {TapeError, type TapeMedium} from './tape-medium.js';

export const tapeCommand = {
	write: 0x01, read: 0x02, noOperation: 0x03, sense: 0x04, rewind: 0x07, readBackward: 0x0C, rewindUnload: 0x0F, eraseGap: 0x17,
	requestTrackInError: 0x1B, writeTapeMark: 0x1F, backspaceBlock: 0x27, backspaceFile: 0x2F, forwardSpaceBlock: 0x37, forwardSpaceFile: 0x3F,
	dataSecurityErase: 0x97, mode800: 0xCB, mode1600: 0xC3, mode6250: 0xD3, testInput: 0x00,
} as const;

/** Sense byte 1. */
export const tapeSense = {
	ready: 0x40, notReady: 0x20, loadPoint: 0x08, writing: 0x04, fileProtected: 0x02, notCapable: 0x01,
} as const;

/** Sense byte 4: the end-of-tape marker has passed; the tape unit refused. */
const tapeIndicate = 0x20;
const unitReject = 0x80;

/** Mode set 1: low six bits 0x03, 0x0B, 0x13 … of the 7-track feature. */
const sevenTrackModes: ReadonlySet<number> = new Set([0x13, 0x23, 0x2B, 0x33, 0x3B, 0x53, 0x63, 0x6B, 0x73, 0x7B, 0x93, 0xA3, 0xAB, 0xB3, 0xBB]);

/** The end-of-tape marker is 25 feet before the end of the reel. */
const markerFeet = 25;
const senseLength = 24;
/** Longest block an image can hold. A data chain may ask for more; it is cut off there. */
const maximumBlock = 65_535;

export class Tape3420 implements Device {
	readonly type = '3420';
	readonly #sense = new SenseRegister(senseLength);
	readonly #model: TapeModel;
	readonly #feet: number;
	#host: DeviceHost | undefined;
	#medium: TapeMedium | undefined;
	#density: keyof typeof densities = 1600;
	/** Inches erased since the last item: they count for the end of the reel. */
	#erased = 0;
	#isWriting = false;

	/** `model`: 3–8, 5 unless told. `feet`: length of the reel, 2400 unless told. */
	constructor(medium?: TapeMedium, options: {readonly model?: 3 | 4 | 5 | 6 | 7 | 8; readonly feet?: number} = {}) {
		this.#medium = medium;
		this.#model = tapeModels[options.model ?? 5];
		this.#feet = options.feet ?? 2400;
	}

	get medium(): TapeMedium | undefined {
		return this.#medium;
	}

	attach(host: DeviceHost): void {
		this.#host = host;
	}

	/** The operator mounts a reel and presses Load and Start: device end. Answers the reel that was there. */
	mount(medium: TapeMedium): TapeMedium | undefined {
		const old = this.unmount();
		this.#medium = medium;
		medium.rewind();
		this.#host?.present(unitStatus.deviceEnd);
		return old;
	}

	/** The operator takes the reel off. Answers it; closing it is its owner's matter. */
	unmount(): TapeMedium | undefined {
		const old = this.#medium;
		this.#medium = undefined;
		this.#erased = 0;
		return old;
	}

	execute(command: number, transfer: DataTransfer): CommandEnd {
		if (command === tapeCommand.sense) {
			transfer.input(this.sense());
			return {status: normalEnd, duration: 0};
		}

		if (command === tapeCommand.noOperation) {
			return immediateEnd;
		}

		this.#sense.clear();
		const medium = this.#medium;
		if (!medium) {
			return this.#isKnown(command) ? this.#sense.intervention() : this.#sense.reject();
		}

		try {
			return this.#dispatch(medium, command, transfer);
		} catch (error) {
			if (error instanceof TapeError) {
				return this.#check([senseByte.dataCheck, 0, 0, 0xC0]);
			}

			throw error;
		}
	}

	/** Bytes 1, 4 and 6 tell the state of the drive whatever happened. */
	sense(): Uint8Array {
		const {bytes} = this.#sense;
		const medium = this.#medium;
		if (medium) {
			bytes[1] |= tapeSense.ready | (this.#isAtLoadPoint(medium) ? tapeSense.loadPoint : 0)
				| (medium.readOnly ? tapeSense.fileProtected : 0) | (this.#isWriting ? tapeSense.writing : 0);
			bytes[3] |= this.#density === 1600 ? 0x04 : 0;
			bytes[4] |= this.#isPastMarker(medium) ? tapeIndicate : 0;
		} else {
			bytes[1] |= tapeSense.notReady;
		}

		bytes[6] = this.#model.senseByte6;
		return bytes;
	}

	halt(): void {
		// Every command ends by itself.
	}

	reset(): void {
		this.#sense.clear();
		this.#isWriting = false;
	}

	#isKnown(command: number): boolean {
		return command !== tapeCommand.testInput && (Object.values(tapeCommand).includes(command as never) || sevenTrackModes.has(command));
	}

	#dispatch(medium: TapeMedium, command: number, transfer: DataTransfer): CommandEnd {
		const wasWriting = this.#isWriting;
		this.#isWriting = false;
		switch (command) {
			case tapeCommand.read: {
				return this.#read(medium, transfer, 1);
			}

			case tapeCommand.readBackward: {
				return this.#read(medium, transfer, -1);
			}

			case tapeCommand.write: {
				return this.#write(medium, transfer);
			}

			case tapeCommand.writeTapeMark: {
				return this.#protected(medium) ?? this.#writeMark(medium);
			}

			case tapeCommand.eraseGap: {
				return this.#protected(medium) ?? this.#eraseGap(medium);
			}

			case tapeCommand.dataSecurityErase: {
				return this.#protected(medium) ?? this.#eraseAll(medium, wasWriting);
			}

			case tapeCommand.forwardSpaceBlock:
			case tapeCommand.backspaceBlock: {
				return this.#spaceBlock(medium, command === tapeCommand.forwardSpaceBlock ? 1 : -1);
			}

			case tapeCommand.forwardSpaceFile:
			case tapeCommand.backspaceFile: {
				return this.#spaceFile(medium, command === tapeCommand.forwardSpaceFile ? 1 : -1);
			}

			case tapeCommand.rewind:
			case tapeCommand.rewindUnload: {
				return this.#rewind(medium, command === tapeCommand.rewindUnload);
			}

			case tapeCommand.requestTrackInError: {
				transfer.output(1);
				return {status: normalEnd, duration: 0};
			}

			default: {
				return this.#setMode(medium, command);
			}
		}
	}

	/** Reads the next block; a tape mark ends with unit exception and no data. Backward, the last byte comes first. */
	#read(medium: TapeMedium, transfer: DataTransfer, direction: 1 | -1): CommandEnd {
		const item = medium.peek(direction);
		if (!item) {
			return direction === 1 ? this.#blank() : this.#check([0, tapeSense.loadPoint]);
		}

		const data = medium.read(direction);
		medium.step(direction);
		this.#erased = 0;
		const duration = this.#time(item.length);
		if (item.isMark) {
			return {status: normalEnd | unitStatus.unitException, duration};
		}

		transfer.input(direction === 1 ? data : data.toReversed());
		return {status: normalEnd, duration};
	}

	#write(medium: TapeMedium, transfer: DataTransfer): CommandEnd {
		const refusal = this.#protected(medium);
		if (refusal) {
			return refusal;
		}

		if (this.#inches(medium) > this.#feet * 12) {
			return this.#blank();
		}

		const block = transfer.output(transfer.remaining).subarray(0, maximumBlock);
		if (block.length === 0) {
			return this.#check([0x02]);
		}

		medium.write(block);
		this.#erased = 0;
		this.#isWriting = true;
		// A block that ends behind the marker is written all the same.
		const exception = this.#isPastMarker(medium) ? unitStatus.unitException : 0;
		return {status: normalEnd | exception, duration: this.#time(block.length)};
	}

	#writeMark(medium: TapeMedium): CommandEnd {
		if (this.#inches(medium) > this.#feet * 12) {
			return this.#blank();
		}

		medium.write('mark');
		this.#erased = 0;
		this.#isWriting = true;
		return this.#moved(this.#time(0), this.#isPastMarker(medium) ? unitStatus.unitException : 0);
	}

	/** 3.5 inches of tape are made blank. */
	#eraseGap(medium: TapeMedium): CommandEnd {
		if (this.#inches(medium) > this.#feet * 12) {
			return this.#blank();
		}

		medium.erase();
		this.#erased += 3.5;
		this.#isWriting = true;
		return this.#moved(spaceTime(this.#model, 3.5), this.#isPastMarker(medium) ? unitStatus.unitException : 0);
	}

	/** Erases to the end-of-tape marker; must follow a write in the chain or before, so that the drive is in write status. */
	#eraseAll(medium: TapeMedium, isInWriteStatus: boolean): CommandEnd {
		if (!isInWriteStatus) {
			return this.#sense.reject();
		}

		const rest = Math.max((this.#feet - markerFeet) * 12 - this.#inches(medium), 0);
		medium.erase();
		return this.#moved(spaceTime(this.#model, rest));
	}

	#spaceBlock(medium: TapeMedium, direction: 1 | -1): CommandEnd {
		const item = medium.peek(direction);
		if (!item) {
			return direction === 1 ? this.#blank() : {...this.#check([0, tapeSense.loadPoint]), immediate: true};
		}

		medium.step(direction);
		this.#erased = 0;
		return this.#moved(this.#time(item.length), item.isMark ? unitStatus.unitException : 0);
	}

	/** Over the next tape mark; no unit exception. */
	#spaceFile(medium: TapeMedium, direction: 1 | -1): CommandEnd {
		let duration = 0;
		for (;;) {
			const item = medium.peek(direction);
			if (!item) {
				return direction === 1 ? this.#blank(duration) : {...this.#check([0, tapeSense.loadPoint]), duration, immediate: true};
			}

			medium.step(direction);
			this.#erased = 0;
			duration += this.#time(item.length);
			if (item.isMark) {
				return this.#moved(duration);
			}
		}
	}

	#rewind(medium: TapeMedium, unload: boolean): CommandEnd {
		const inches = this.#inches(medium);
		const after = Math.trunc(this.#model.rewind * inches / (2400 * 12));
		medium.rewind();
		this.#erased = 0;
		if (unload) {
			this.unmount();
			this.#sense.check([senseByte.interventionRequired]);
			return {
				status: unitStatus.channelEnd, duration: 0, immediate: true, deviceEndAfter: after,
				deviceEndStatus: unitStatus.deviceEnd | unitStatus.controlUnitEnd | unitStatus.unitCheck,
			};
		}

		return this.#moved(after);
	}

	#setMode(medium: TapeMedium, command: number): CommandEnd {
		const density = ({[tapeCommand.mode800]: 800, [tapeCommand.mode1600]: 1600, [tapeCommand.mode6250]: 6250} as const)[command];
		if (density === undefined && !sevenTrackModes.has(command)) {
			return this.#sense.reject();
		}

		// The density of a reel is that of its first block: elsewhere the mode set waits for the load point in vain.
		if (density !== undefined && this.#isAtLoadPoint(medium) && this.#model.densities.includes(density)) {
			this.#density = density;
		}

		return immediateEnd;
	}

	/** A control command was accepted: channel end now, device end when the tape has moved. */
	#moved(after: number, status = 0): CommandEnd {
		return {
			status: unitStatus.channelEnd, duration: 0, immediate: true, deviceEndAfter: after, deviceEndStatus: unitStatus.deviceEnd | status,
		};
	}

	#protected(medium: TapeMedium): CommandEnd | undefined {
		return medium.readOnly ? {...this.#sense.check([senseByte.commandReject, tapeSense.fileProtected]), status: unitStatus.unitCheck, immediate: true} : undefined;
	}

	/** Nothing is recorded any more (or the reel has run out): the tape runs on until the drive gives up. */
	#blank(duration = 0): CommandEnd {
		return {...this.#check([senseByte.equipmentCheck, 0, 0, 0, unitReject]), duration: duration + spaceTime(this.#model, markerFeet * 12)};
	}

	#check(bytes: readonly number[]): CommandEnd {
		return this.#sense.check(bytes);
	}

	#isAtLoadPoint(medium: TapeMedium): boolean {
		return medium.position === 0 && this.#erased === 0;
	}

	/** Inches from the load point. */
	#inches(medium: TapeMedium): number {
		return (medium.bytes / this.#density) + (medium.position * gapInches(this.#density)) + this.#erased;
	}

	#isPastMarker(medium: TapeMedium): boolean {
		return this.#inches(medium) > (this.#feet - markerFeet) * 12;
	}

	/** Microseconds to get going and pass a block of `bytes`. */
	#time(bytes: number): number {
		return this.#model.access + Math.trunc(bytes * 1_000_000 / (this.#model.inchesPerSecond * this.#density));
	}
}
