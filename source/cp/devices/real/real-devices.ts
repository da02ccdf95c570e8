/**
 * The table of real devices (DMKRIO): those that the installation defines, drives for the volumes that have none among
 * them, and the terminals people open.
 */
import {parseHex} from '../../../base/hex.js';
import {RealDevice, type RealDeviceDefinition, type RealDeviceKind} from './real-device.js';

/** Drives that nobody defined hang on these channels in turn, from this unit on. */
const driveChannels = [1, 2] as const;
const firstDrive = 0x50;
const terminalTypes: Readonly<Record<string, string>> = {CONS: '3215', GRAF: '3277', LINE: '3767'};

export class RealDevices {
	readonly #devices = new Map<number, RealDevice>();
	/** Drives added so far: says on which channel the next one hangs. */
	#added = 0;

	constructor(definitions: readonly RealDeviceDefinition[]) {
		for (const definition of definitions) {
			this.#add(definition);
		}
	}

	get(address: number): RealDevice | undefined {
		return this.#devices.get(address);
	}

	/** In order of address. */
	all(): RealDevice[] {
		return [...this.#devices.values()].toSorted((one, other) => one.address - other.address);
	}

	ofKind(kind: RealDeviceKind): RealDevice[] {
		return this.all().filter(each => each.kind === kind);
	}

	/** The drive that a volume is on. */
	driveOf(serial: string): RealDevice | undefined {
		for (const device of this.#devices.values()) {
			if (device.volume === serial) {
				return device;
			}
		}

		return undefined;
	}

	/** The drive that a volume is on, or gets: a free one of its type, else one that is added. */
	mount(serial: string, type: string): RealDevice {
		const drive = this.driveOf(serial)
			?? this.ofKind('DASD').find(each => each.type === type && each.volume === undefined && each.isFree)
			?? this.#add({address: this.#nextDrive(), kind: 'DASD', type});
		drive.volume = serial;
		return drive;
	}

	/** Where a volume is; temporary space of a type is on a drive of its own. */
	driveAddress(serial: string): number {
		const drive = this.driveOf(serial) ?? this.mount(serial, serial.slice(1));
		drive.isSystem = true;
		return drive.address;
	}

	/** A terminal appears at an address as CP prints it, `GRAF 021`: it is in the table from then on. */
	terminal(name: string): RealDevice | undefined {
		const [kind, digits = ''] = name.split(' ');
		const address = parseHex(digits);
		const type = terminalTypes[kind];
		if (address === undefined || type === undefined) {
			return undefined;
		}

		return this.#devices.get(address) ?? this.#add({address, kind: kind as RealDeviceKind, type});
	}

	/** Whether people can log on at a terminal, by its name as CP prints it. */
	isOpen(name: string): boolean {
		const device = this.terminal(name);
		return device === undefined || (device.isEnabled && !device.isOffline && !device.attachedTo);
	}

	#add(definition: RealDeviceDefinition): RealDevice {
		const device = new RealDevice(definition);
		this.#devices.set(device.address, device);
		return device;
	}

	#nextDrive(): number {
		for (;;) {
			const count = this.#added++;
			const channel = driveChannels[count % driveChannels.length];
			const address = (channel << 8) | (firstDrive + Math.trunc(count / driveChannels.length));
			if (!this.#devices.has(address)) {
				return address;
			}
		}
	}
}
