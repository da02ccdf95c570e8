/**
 * IBM 3350 direct access storage on a 3830 storage control (GA26-1638, GA26-1617), and, by its volume's model, the
 * 2311, 2314, 3330, 3340 and 3380 as far as their commands are the same. Records are those of the volume; a write is on
 * the volume when the command ends.
 *
 * Not implemented: command retry, diagnostic commands, file scan (Search Key and Data), the 3880's locate mode.
 * Multi-track operation and overflow records stay within the cylinder. Usage counters of the buffered log are zeros.
 */
import {unitStatus, senseByte} from '../../../base/channel-words.js';
import type {CommandEnd, DataTransfer, Device, DeviceHost} from '../../channel/device.js';
import {ckdCommand, ckdSense, multiTrack} from './ckd-commands.js';
import {control} from './ckd-control.js';
import {CkdDrive} from './ckd-drive.js';
import type {DiskArm} from './disk-arm.js';
import {DiskAccess} from './disk-access.js';
import {read} from './ckd-read.js';
import {SharedUnit, type Path} from './ckd-reserve.js';
import {search} from './ckd-search.js';
import {VolumeError, type CkdVolume} from '../volume/ckd-volume.js';
import {write} from './ckd-write.js';
import {immediateEnd} from '../sense-register.js';

export {ckdCommand, ckdSense} from './ckd-commands.js';

/** Whether a command is about the track. Others are the storage control's, if they are commands at all. */
const isOfTrack = (command: number): boolean =>
	(command & 3) !== 0 && command !== ckdCommand.noOperation && command !== ckdCommand.restore;

export class CkdDisk implements Device {
	readonly type: string;
	readonly #drive: CkdDrive;
	readonly #unit: SharedUnit;
	readonly #access: DiskAccess;
	readonly #path: Path = {
		released: () => {
			this.#host?.present(unitStatus.deviceEnd);
		},
	};

	/** It was found busy, and tells when that is over. */
	#isWaiting = false;
	#host: DeviceHost | undefined;

	/**
	 * `unit`: shared with the other paths to the volume, for Reserve and Release; its own unless told. `arm`: shared
	 * with all who have cylinders of the same volume, of which this device's first is `start`.
	 */
	constructor(
		readonly volume: CkdVolume,
		{unit = new SharedUnit(), arm, start}: {unit?: SharedUnit; arm?: DiskArm; start?: number} = {},
	) {
		this.type = volume.model.name;
		this.#access = new DiskAccess(volume.model, arm, start);
		this.#drive = new CkdDrive(volume, this.#access);
		this.#unit = unit;
	}

	/** Device end when the volume is free again: one, however often it was tried before. */
	#tellWhenFree(): void {
		if (!this.#isWaiting) {
			this.#isWaiting = true;
			this.volume.whenFree?.(() => {
				this.#isWaiting = false;
				this.#host?.present(unitStatus.deviceEnd);
			});
		}
	}

	/** Where the access stands, for displays. */
	get cylinder(): number {
		return this.#drive.position.cylinder;
	}

	attach(host: DeviceHost): void {
		this.#host = host;
	}

	execute(command: number, transfer: DataTransfer, chained: number): CommandEnd | undefined {
		const drive = this.#drive;
		if (chained === 0) {
			if (command !== ckdCommand.unconditionalReserve && this.#unit.isBusyFor(this.#path)) {
				return {status: unitStatus.busy, duration: 0, immediate: true};
			}

			if (this.volume.isBusy) {
				this.#tellWhenFree();
				return {status: unitStatus.busy, duration: 0, immediate: true};
			}

			drive.begin();
		}

		const special = isOfTrack(command) ? undefined : this.#special(command, transfer);
		if (special) {
			drive.position.indexPasses = 0;
			return special;
		}

		if (!this.#access.enter(chained === 0)) {
			this.#access.wait(() => {
				this.#host?.end(this.#perform(command, transfer));
			});
			return undefined;
		}

		return this.#perform(command, transfer);
	}

	/** Calls `start` when a program run at once may begin, or the device is reset or gone. False: it may now. */
	queue(start: () => void): boolean {
		const {arm} = this.#access;
		if (!arm || arm.isFor(this.#access, true)) {
			return false;
		}

		this.#access.wait(start, start);
		return true;
	}

	begin(): void {
		this.#access.grant();
	}

	yields(): void {
		this.#access.release();
	}

	sense(): Uint8Array {
		return this.#drive.sense.bytes;
	}

	halt(): void {
		// A command that has the arm ends at once.
		this.#access.leave();
	}

	reset(): void {
		this.#drive.sense.clear();
		this.#drive.begin();
		this.#unit.release(this.#path);
		this.#access.leave();
	}

	/** Executes a command with the arm at hand. */
	#perform(command: number, transfer: DataTransfer): CommandEnd {
		const {position, sense} = this.#drive;
		this.#access.keep();
		sense.clear();
		position.beginCommand();
		// Seeks go where they go; all others are about the track that was sought before.
		const approach = (command & 3) === 3 || command === ckdCommand.readIpl ? 0 : position.approach();
		const end = this.#end(command, transfer);
		const whole = approach === 0 ? end : {...end, duration: end.duration + approach};
		return end.immediate ? end : this.#access.ended(whole, position.transferred);
	}

	#end(command: number, transfer: DataTransfer): CommandEnd {
		try {
			return this.#dispatch(command, transfer);
		} catch (error) {
			if (error instanceof VolumeError) {
				return this.#drive.check(senseByte.equipmentCheck, ckdSense.permanentError);
			}

			throw error;
		}
	}

	/**
	 * Commands of the storage control that leave the track alone, and the sense bytes to the commands that give them.
	 */
	#special(command: number, transfer: DataTransfer): CommandEnd | undefined {
		const drive = this.#drive;
		const {senseId, senseLength} = drive.volume.model;
		switch (command) {
			case ckdCommand.sense: {
				transfer.input(drive.sense.bytes);
				return drive.done();
			}

			case ckdCommand.reserve:
			case ckdCommand.unconditionalReserve: {
				this.#unit.reserve(this.#path);
				transfer.input(drive.sense.bytes);
				return drive.done();
			}

			case ckdCommand.release: {
				this.#unit.release(this.#path);
				transfer.input(drive.sense.bytes);
				return drive.done();
			}

			case ckdCommand.readBufferedLog: {
				if (senseLength === 6) {
					return undefined;
				}

				transfer.input(new Uint8Array(senseLength));
				return drive.done();
			}

			case ckdCommand.senseId: {
				if (!senseId) {
					return undefined;
				}

				transfer.input(Uint8Array.from(senseId));
				return drive.done();
			}

			case ckdCommand.noOperation:
			case ckdCommand.restore: {
				return immediateEnd;
			}

			default: {
				return undefined;
			}
		}
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
