/**
 * IBM 3350 direct access storage on a 3830 storage control (GA26-1638, GA26-1617), and, by its volume's model, the 2314, 3330, 3340
 * and 3380 as far as their commands are the same. Records are those of the volume; a write is on the volume when the command ends.
 *
 * Not implemented: record overflow (Write Special CKD), alternate and defective tracks, command retry, diagnostic commands,
 * string switching (Reserve and Release only answer sense bytes), file scan (Search Key and Data).
 */
import {
	senseByte, type CommandEnd, type DataTransfer, type Device, type DeviceHost,
} from '../device.js';
import {ckdCommand, ckdSense, multiTrack} from './ckd-commands.js';
import {control} from './ckd-control.js';
import {CkdDrive} from './ckd-drive.js';
import {read} from './ckd-read.js';
import {search} from './ckd-search.js';
import {VolumeError, type CkdVolume} from './ckd-volume.js';
import {write} from './ckd-write.js';
import {immediateEnd} from './sense-register.js';

export {ckdCommand, ckdSense} from './ckd-commands.js';

export class CkdDisk implements Device {
	readonly type: string;
	readonly #drive: CkdDrive;

	constructor(readonly volume: CkdVolume) {
		this.type = volume.model.name;
		this.#drive = new CkdDrive(volume);
	}

	/** Where the access stands, for displays. */
	get cylinder(): number {
		return this.#drive.position.cylinder;
	}

	attach(_host: DeviceHost): void {
		// A disk never speaks first.
	}

	execute(command: number, transfer: DataTransfer, chained: number): CommandEnd {
		const drive = this.#drive;
		if (chained === 0) {
			drive.begin();
		}

		switch (command) {
			case ckdCommand.sense:
			case ckdCommand.reserve:
			case ckdCommand.release:
			case ckdCommand.unconditionalReserve: {
				transfer.input(drive.sense.bytes);
				drive.position.indexPasses = 0;
				return drive.done();
			}

			case ckdCommand.noOperation:
			case ckdCommand.restore: {
				drive.position.indexPasses = 0;
				return immediateEnd;
			}

			default: {
				drive.sense.clear();
			}
		}

		try {
			return this.#dispatch(command, transfer);
		} catch (error) {
			if (error instanceof VolumeError) {
				return drive.check(senseByte.equipmentCheck, ckdSense.permanentError);
			}

			throw error;
		}
	}

	sense(): Uint8Array {
		return this.#drive.sense.bytes;
	}

	halt(): void {
		// Every command ends at once.
	}

	reset(): void {
		this.#drive.sense.clear();
		this.#drive.begin();
	}

	#dispatch(command: number, transfer: DataTransfer): CommandEnd {
		const isMultiTrack = (command & multiTrack) !== 0;
		const code = command & ~multiTrack;
		switch (command & 3) {
			case 3: {
				return control(this.#drive, command, transfer);
			}

			case 2: {
				return read(this.#drive, code, transfer, isMultiTrack);
			}

			default: {
				return search(this.#drive, code, transfer, isMultiTrack) ?? write(this.#drive, command, transfer);
			}
		}
	}
}
