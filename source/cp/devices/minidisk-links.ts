/**
 * Who has which cylinders: every minidisk device of every machine by the place where it lies. The device tables tell it
 * what comes and goes (`virtual-devices.ts`), so that a LINK costs the same however many machines have the disk.
 */
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {MinidiskExtent, VirtualDevice} from './virtual-device.js';

/** One machine that has an extent, and how. */
export type Holder = {
	readonly vm: VirtualMachine;
	readonly device: VirtualDevice;
};

/** How many have an extent in one way; `one` is the userid of one of them. */
export type Users = {readonly count: number; readonly one: string | undefined};

type Place = Pick<MinidiskExtent, 'volume' | 'start' | 'cylinders'>;

/** Those who have the very same cylinders, in the order in which they got them. */
type Shared = Pick<Place, 'start' | 'cylinders'> & {
	readonly all: Map<VirtualDevice, VirtualMachine>;
	writers: number;
};

export class MinidiskLinks {
	/** By volume, and by first cylinder and number of cylinders. */
	readonly #volumes = new Map<string, Map<string, Shared>>();

	/** A machine has a device. */
	attached(vm: VirtualMachine, device: VirtualDevice): void {
		if (!device.minidisk) {
			return;
		}

		const {volume, start, cylinders} = device.minidisk;
		const places = this.#volumes.get(volume) ?? new Map<string, Shared>();
		this.#volumes.set(volume, places);
		const name = `${start} ${cylinders}`;
		const shared = places.get(name) ?? {
			start, cylinders, all: new Map<VirtualDevice, VirtualMachine>(), writers: 0,
		};
		places.set(name, shared);
		shared.all.set(device, vm);
		shared.writers += device.readOnly ? 0 : 1;
	}

	/** It has it no longer. */
	detached(device: VirtualDevice): void {
		if (!device.minidisk) {
			return;
		}

		const {volume, start, cylinders} = device.minidisk;
		const places = this.#volumes.get(volume);
		const name = `${start} ${cylinders}`;
		const shared = places?.get(name);
		if (!places || !shared?.all.delete(device)) {
			return;
		}

		shared.writers -= device.readOnly ? 0 : 1;
		if (shared.all.size === 0) {
			places.delete(name);
			if (places.size === 0) {
				this.#volumes.delete(volume);
			}
		}
	}

	/** Every device that lies on cylinders of the extent. */
	holders(extent: Place): Holder[] {
		return this.#on(extent).flatMap(({all}) => [...all].map(([device, vm]) => ({vm, device})));
	}

	/** How many devices lie on a volume. */
	count(volume: string): number {
		let count = 0;
		for (const {all} of this.#volumes.get(volume)?.values() ?? []) {
			count += all.size;
		}

		return count;
	}

	/** How many read the extent or a part of it, and how many write. */
	use(extent: Place): {readonly readers: Users; readonly writers: Users} {
		const places = this.#on(extent);
		return {
			readers: usersOf(places, true),
			writers: usersOf(places, false),
		};
	}

	#on({volume, start, cylinders}: Place): Shared[] {
		const found: Shared[] = [];
		for (const each of this.#volumes.get(volume)?.values() ?? []) {
			if (each.start < start + cylinders && start < each.start + each.cylinders) {
				found.push(each);
			}
		}

		return found;
	}
}

function usersOf(places: readonly Shared[], reading: boolean): Users {
	let count = 0;
	let one: string | undefined;
	for (const {all, writers} of places) {
		const here = reading ? all.size - writers : writers;
		count += here;
		if (here > 0 && one === undefined) {
			one = firstOf(all, reading);
		}
	}

	return {count, one};
}

/** Userid of the first who reads, or writes. */
function firstOf(all: Shared['all'], reading: boolean): string | undefined {
	for (const [{readOnly}, {userid}] of all) {
		if (readOnly === reading) {
			return userid;
		}
	}

	return undefined;
}
