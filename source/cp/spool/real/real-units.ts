/** The system's own unit-record devices: a printer, punch or reader behind each row of the table of real devices. */
import type {RealDevice} from '../../devices/real/real-device.js';
import {RealOutputUnit} from './real-output-unit.js';
import {RealReader} from './real-reader.js';
import {nowhere, type UnitHost, type UnitPlaces} from './unit-host.js';

export type RealUnit = RealOutputUnit | RealReader;

export class RealUnits {
	readonly #units = new Map<number, RealUnit>();
	readonly #host: UnitHost;
	#looks = false;

	constructor(devices: readonly RealDevice[], host: UnitHost, {tray, hopper}: UnitPlaces = nowhere) {
		this.#host = host;
		for (const device of devices) {
			const unit = device.kind === 'RDR'
				? new RealReader(device, host, hopper)
				: (device.kind === 'PRT' || device.kind === 'PUN'
					? new RealOutputUnit(device, device.kind, host, tray)
					: undefined);
			if (unit) {
				this.#units.set(device.address, unit);
				device.describe = () => unit.state;
			}
		}
	}

	get(address: number): RealUnit | undefined {
		return this.#units.get(address);
	}

	/** In order of address. */
	all(): RealUnit[] {
		return [...this.#units.values()].toSorted((one, other) => one.device.address - other.device.address);
	}

	/** Something may be there for a unit that has nothing to do: it looks when what is being done has ended. */
	look(): void {
		if (!this.#looks && this.all().some(unit => !unit.isDrained)) {
			this.#looks = true;
			this.#host.schedule(0, () => {
				this.#looks = false;
				for (const unit of this.#units.values()) {
					unit.look();
				}
			});
		}
	}

	/** The system ends: nothing more is read. What was under way is in its queue when it starts again. */
	close(): void {
		for (const unit of this.#units.values()) {
			unit.drain();
		}
	}
}
