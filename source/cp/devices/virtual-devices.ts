/** The devices of one virtual machine, by address, and their places on its channels. */
import type {Channels} from '../../machine/channel/channel.js';
import type {VirtualDevice} from './virtual-device.js';

/** Who wants to know of every device. */
export type DevicesObserver = {
	attached(device: VirtualDevice): void;
	detached(device: VirtualDevice): void;
};

export class VirtualDevices {
	/** Address of the last device that the machine started an I/O to. */
	lastIo: number | undefined;
	readonly #devices = new Map<number, VirtualDevice>();
	readonly #channels: () => Channels;
	readonly #observer: DevicesObserver;

	/** `channels`: those of the machine now; DEFINE STORAGE makes new ones (`reconnect`). */
	constructor(channels: () => Channels, observer: DevicesObserver) {
		this.#channels = channels;
		this.#observer = observer;
	}

	get(address: number): VirtualDevice | undefined {
		return this.#devices.get(address);
	}

	has(address: number): boolean {
		return this.#devices.has(address);
	}

	/** Whether it is a unit-record device over the spool: its I/O is counted in cards and lines. */
	isSpooled(address: number): boolean {
		const {kind, real} = this.#devices.get(address) ?? {};
		return real === undefined && (kind === 'RDR' || kind === 'PUN' || kind === 'PRT');
	}

	keys(): Iterable<number> {
		return this.#devices.keys();
	}

	values(): Iterable<VirtualDevice> {
		return this.#devices.values();
	}

	/** Adds a device; throws where the address is taken (callers check first). */
	attach(device: VirtualDevice): void {
		if (this.#devices.has(device.address)) {
			throw new Error(`device ${device.address.toString(16)} attached twice`);
		}

		this.#devices.set(device.address, device);
		this.#channels().attach(device.address, device.device);
		this.#observer.attached(device);
	}

	/** Gives a device another address, which is free; what it was doing is lost. */
	readdress(from: number, to: number): void {
		const device = this.#devices.get(from);
		if (device) {
			this.#devices.delete(from);
			this.#channels().detach(from);
			this.#observer.detached(device);
			this.attach({...device, address: to});
		}
	}

	/** Takes a device away; false where there is none. */
	detach(address: number): boolean {
		const device = this.#devices.get(address);
		if (!device) {
			return false;
		}

		this.#devices.delete(address);
		this.#channels().detach(address);
		this.#observer.detached(device);
		device.onDetach?.();
		return true;
	}

	/** The machine has new channels: the same devices at the same addresses. */
	reconnect(): void {
		for (const {address, device} of this.#devices.values()) {
			this.#channels().attach(address, device);
		}
	}
}
