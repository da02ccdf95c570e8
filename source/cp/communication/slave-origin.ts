/**
 * What a slave was made of: its prototype's devices and settings, and what was on its disks when it read them. A ready
 * image brings back storage and registers, and nothing else: it is one as long as all this is as it was.
 */
import {isDeepStrictEqual} from 'node:util';
import type {VolumeTable} from '../devices/minidisk.js';
import type {MinidiskExtent, VirtualDevice} from '../devices/virtual-device.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {settingsOf, terminalOf} from '../terminal/settings.js';

/** What tells a device from another one at its address. */
type Described = Pick<VirtualDevice, 'address' | 'type' | 'readOnly' | 'minidisk' | 'spool'>;

const describe = (vm: VirtualMachine): readonly Described[] => [...vm.devices.values()].map(
	({address, type, readOnly, minidisk, spool}) => ({
		address, type, readOnly, minidisk, spool: spool && {...spool},
	}),
);

export class SlaveOrigin {
	readonly #volumes: VolumeTable;
	readonly #devices: readonly Described[];
	readonly #extents: readonly MinidiskExtent[];
	/** Of each extent; `undefined`: it is temporary, or not there. */
	readonly #lastWrites: ReadonlyArray<number | undefined>;

	/** Of a slave that has just been made, or is about to be loaded. */
	constructor(volumes: VolumeTable, slave: VirtualMachine, devices = describe(slave)) {
		this.#volumes = volumes;
		this.#devices = devices;
		this.#extents = devices.flatMap(({minidisk}) => minidisk ?? []);
		this.#lastWrites = this.#look();
	}

	/** No disk was written since. */
	get isCurrent(): boolean {
		return this.#look().every((last, index) => last === this.#lastWrites[index]);
	}

	/** The slave reads its disks again (IPL). */
	reread(slave: VirtualMachine): SlaveOrigin {
		return new SlaveOrigin(this.#volumes, slave, this.#devices);
	}

	/** Whether a new machine of its entry is as this one, storage and registers apart. */
	isKept(slave: VirtualMachine): boolean {
		const {entry, settings, terminal, storage, cpu} = slave;
		return storage.size === entry.storage
			&& cpu.prefix === 0
			&& !this.#lastWrites.includes(undefined)
			&& isDeepStrictEqual(describe(slave), this.#devices)
			&& isDeepStrictEqual([settings, terminal], [settingsOf(entry), terminalOf(entry)]);
	}

	#look(): ReadonlyArray<number | undefined> {
		return this.#extents.map(({volume, start, cylinders}) =>
			this.#volumes.find(volume)?.lastWrite(start, cylinders));
	}
}
