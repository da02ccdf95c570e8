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

const describeDevice = ({
	address, type, readOnly, minidisk, spool,
}: VirtualDevice): Described => ({
	address, type, readOnly, minidisk, spool: spool && {...spool},
});

const describe = (vm: VirtualMachine): readonly Described[] =>
	[...vm.devices.values()].map(device => describeDevice(device));

/** A disk, and its last write when it was read; `undefined`: it is temporary, or not there. */
type Seen = {readonly extent: MinidiskExtent; readonly lastWrite: number | undefined};

const lastWriteOf = (volumes: VolumeTable, {volume, start, cylinders}: MinidiskExtent): number | undefined =>
	volumes.find(volume)?.lastWrite(start, cylinders);

const look = (volumes: VolumeTable, extents: readonly MinidiskExtent[]): readonly Seen[] =>
	extents.map(extent => ({extent, lastWrite: lastWriteOf(volumes, extent)}));

export class SlaveOrigin {
	/**
	 * Of a slave that has just been made. `given`: addresses of disks that its creator gave it to write; they change
	 * all the time.
	 */
	static of(volumes: VolumeTable, slave: VirtualMachine, given: ReadonlySet<number>): SlaveOrigin {
		const devices = describe(slave);
		const extents = devices.filter(({address}) => !given.has(address)).flatMap(({minidisk}) => minidisk ?? []);
		return new SlaveOrigin(volumes, devices, look(volumes, extents));
	}

	readonly #volumes: VolumeTable;
	readonly #devices: readonly Described[];
	readonly #seen: readonly Seen[];

	private constructor(volumes: VolumeTable, devices: readonly Described[], seen: readonly Seen[]) {
		this.#volumes = volumes;
		this.#devices = devices;
		this.#seen = seen;
	}

	/** No disk was written since. */
	get isCurrent(): boolean {
		return this.#seen.every(({extent, lastWrite}) => lastWriteOf(this.#volumes, extent) === lastWrite);
	}

	/** The slave reads its disks again (IPL). */
	reread(): SlaveOrigin {
		return new SlaveOrigin(this.#volumes, this.#devices, look(this.#volumes, this.#seen.map(({extent}) => extent)));
	}

	/** The slave was given a disk, at that address; what it has read of the others is what it was. */
	with(slave: VirtualMachine, address: number, isWritten: boolean): SlaveOrigin {
		const device = describeDevice(slave.devices.get(address)!);
		const more = isWritten ? [] : look(this.#volumes, [device.minidisk!]);
		return new SlaveOrigin(this.#volumes, [...this.#devices, device], [...this.#seen, ...more]);
	}

	/** Whether another slave was made with the same devices, and given the same disks. */
	hasDevicesOf(other: SlaveOrigin): boolean {
		return isDeepStrictEqual(this.#devices, other.#devices);
	}

	/** Whether a new machine of its entry is as this one, storage and registers apart. */
	isKept(slave: VirtualMachine): boolean {
		const {entry, settings, terminal, storage, cpu} = slave;
		return storage.size === entry.storage
			&& cpu.prefix === 0
			&& this.#seen.every(({lastWrite}) => lastWrite !== undefined)
			&& isDeepStrictEqual(describe(slave), this.#devices)
			&& isDeepStrictEqual([settings, terminal], [settingsOf(entry), terminalOf(entry)]);
	}
}
