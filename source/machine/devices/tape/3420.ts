/**
 * IBM 3420 magnetic tape unit on a 3803 tape control (GA32-0020, GA32-0021): read, read backward, write, tape marks,
 * spacing, rewinding, erasing, mode setting, sense. The reel is a `TapeMedium`; without one the drive is not ready.
 *
 * Not implemented: 7-track (mode set 1 is taken and has no effect on a 9-track unit, as in the manual), track-in-error
 * requests beyond taking them, loop write-to-read and other diagnostics, noise records, the shared control unit's busy.
 */
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer, Device, DeviceHost} from '../../channel/device.js';
import {immediateEnd, normalEnd} from '../sense-register.js';
import {sevenTrackModes, tapeCommand} from './tape-commands.js';
import {TapeDrive} from './tape-drive.js';
import {TapeError, type TapeMedium} from './tape-medium.js';
import {tapeModels} from './tape-models.js';
import {operate} from './tape-operations.js';

export {tapeCommand, tapeSense} from './tape-commands.js';

/** What the unit knows, with a reel or without. */
const isKnown = (command: number): boolean =>
	command !== tapeCommand.testInput
	&& (Object.values(tapeCommand).includes(command as never) || sevenTrackModes.has(command));

export class Tape3420 implements Device {
	readonly type = '3420';
	readonly #drive: TapeDrive;
	#host: DeviceHost | undefined;

	/** `model`: 3–8, 5 unless told. `feet`: length of the reel, 2400 unless told. */
	constructor(medium?: TapeMedium, options: {readonly model?: 3 | 4 | 5 | 6 | 7 | 8; readonly feet?: number} = {}) {
		this.#drive = new TapeDrive(medium, tapeModels[options.model ?? 5], options.feet ?? 2400);
	}

	get medium(): TapeMedium | undefined {
		return this.#drive.medium;
	}

	attach(host: DeviceHost): void {
		this.#host = host;
	}

	/** The operator mounts a reel and presses Load and Start: device end. Answers the reel that was there. */
	mount(medium: TapeMedium): TapeMedium | undefined {
		const old = this.unmount();
		this.#drive.medium = medium;
		medium.rewind();
		this.#host?.present(unitStatus.deviceEnd);
		return old;
	}

	/** The operator takes the reel off. Answers it; closing it is its owner's matter. */
	unmount(): TapeMedium | undefined {
		return this.#drive.unmount();
	}

	execute(command: number, transfer: DataTransfer): CommandEnd {
		if (command === tapeCommand.sense) {
			transfer.input(this.sense());
			return {status: normalEnd, duration: 0};
		}

		if (command === tapeCommand.noOperation) {
			return immediateEnd;
		}

		const {sense, medium} = this.#drive;
		sense.clear();
		if (!medium) {
			return isKnown(command) ? sense.intervention() : sense.reject();
		}

		try {
			return operate(this.#drive, medium, command, transfer);
		} catch (error) {
			if (error instanceof TapeError) {
				return sense.check([senseByte.dataCheck, 0, 0, 0xC0]);
			}

			throw error;
		}
	}

	/** The tape gets going before the first byte of a block is asked for. */
	latency(command: number): number | undefined {
		const drive = this.#drive;
		return command === tapeCommand.write && drive.medium && !drive.medium.readOnly && !drive.isAtEnd(drive.medium)
			? drive.model.access
			: undefined;
	}

	sense(): Uint8Array {
		return this.#drive.senseBytes;
	}

	halt(): void {
		// Every command ends by itself.
	}

	reset(): void {
		this.#drive.sense.clear();
		this.#drive.isWriting = false;
	}
}
