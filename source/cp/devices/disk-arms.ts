/**
 * Arms of the real disks: every volume has one for all who have cylinders of it, and hangs on the channel of its drive.
 * All temporary space of a type is one disk (`temporary-space.ts`).
 */
import {ChannelPath} from '../../machine/devices/disk/channel-path.js';
import {DiskArm, type ArmHost} from '../../machine/devices/disk/disk-arm.js';
import type {MountedVolume, VolumeTable} from './minidisk.js';

/** One real disk. */
export type RealDisk = {
	readonly serial: string;
	/** Real address, X'cuu'. */
	readonly address: number;
	readonly arm: DiskArm;
};

/** The volumes of a table, each with its arm. */
export class DiskArms implements VolumeTable {
	readonly #volumes: VolumeTable;
	readonly #host: ArmHost;
	readonly #addressOf: (serial: string) => number;
	readonly #disks = new Map<string, RealDisk>();
	/** Volumes as they were found, and with their arms. */
	readonly #known = new Map<string, {readonly volume: MountedVolume; readonly withArm: MountedVolume}>();
	readonly #paths = new Map<number, ChannelPath>();

	/** `addressOf`: the drive that a volume is on. */
	constructor(volumes: VolumeTable, host: ArmHost, addressOf: (serial: string) => number) {
		this.#volumes = volumes;
		this.#host = host;
		this.#addressOf = addressOf;
	}

	/** Disks in use so far, in order of their addresses. */
	get disks(): readonly RealDisk[] {
		return [...this.#disks.values()].toSorted((one, other) => one.address - other.address);
	}

	/** The channels that they hang on. */
	get paths(): readonly ChannelPath[] {
		return [...this.#paths.values()];
	}

	serials(): readonly string[] {
		return this.#volumes.serials();
	}

	find(serial: string): MountedVolume | undefined {
		const volume = this.#volumes.find(serial);
		const known = this.#known.get(serial);
		if (!volume || known?.volume === volume) {
			return volume && known?.withArm;
		}

		const withArm: MountedVolume = {
			...volume, open: (start, cylinders, readOnly, options) => volume.open(start, cylinders, readOnly, {
				...options, place: {arm: this.disk(serial).arm, start},
			}),
		};
		this.#known.set(serial, {volume, withArm});
		return withArm;
	}

	temporary(type: string, cylinders: number, place = 0): MountedVolume | undefined {
		const volume = this.#volumes.temporary(type, cylinders, place);
		if (!volume) {
			return undefined;
		}

		const serial = `T${type}`;
		return {
			...volume, open: (start, length, readOnly) =>
				volume.open(start, length, readOnly, {place: {arm: this.disk(serial).arm, start: place + start}}),
		};
	}

	/** The real disk of a volume. */
	disk(serial: string): RealDisk {
		const known = this.#disks.get(serial);
		if (known) {
			return known;
		}

		const address = this.#addressOf(serial);
		const channel = address >>> 8;
		const path = this.#paths.get(channel) ?? new ChannelPath(channel);
		this.#paths.set(channel, path);
		const disk = {serial, address, arm: new DiskArm(this.#host, path)};
		this.#disks.set(serial, disk);
		return disk;
	}
}
