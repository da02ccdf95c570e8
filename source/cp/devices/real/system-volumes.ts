/**
 * The volumes that CP has for minidisks: those whose drive is attached to SYSTEM. Others are on drives that are free,
 * or belong to one machine alone (GC20-1806, ATTACH).
 */
import type {MountedVolume, VolumeTable} from '../minidisk.js';
import {TemporarySpace} from '../temporary-space.js';
import type {RealDevices} from './real-devices.js';

export class SystemVolumes implements VolumeTable {
	readonly #volumes: VolumeTable;
	readonly #devices: RealDevices;
	readonly #temporary = new TemporarySpace();

	constructor(volumes: VolumeTable, devices: RealDevices) {
		this.#volumes = volumes;
		this.#devices = devices;
	}

	serials(): readonly string[] {
		return this.#volumes.serials();
	}

	/** The volume, where CP has it. */
	find(serial: string): MountedVolume | undefined {
		const drive = this.#devices.driveOf(serial);
		return drive?.isSystem && !drive.isOffline ? this.#volumes.find(serial) : undefined;
	}

	/** The volume as a whole, whoever has it. */
	pack(serial: string): MountedVolume | undefined {
		return this.#volumes.find(serial);
	}

	temporary(type: string, cylinders: number): MountedVolume | undefined {
		const start = this.#temporary.take(type, cylinders);
		if (start === undefined) {
			return undefined;
		}

		const release = (): void => {
			this.#temporary.release(type, start);
		};

		const volume = this.#volumes.temporary(type, cylinders, start);
		if (!volume) {
			release();
		}

		return volume && {...volume, release};
	}
}
