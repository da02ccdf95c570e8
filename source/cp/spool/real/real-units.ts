/**
 * The system's own unit-record devices: a printer, punch or reader behind each row of the table of real devices, which
 * works for the spool or, drained, for a machine that has it alone.
 */
import type {Device} from '../../../machine/channel/device.js';
import type {RealDevice} from '../../devices/real/real-device.js';
import {DedicatedOutput} from './dedicated-output.js';
import {DedicatedReader} from './dedicated-reader.js';
import {Hopper} from './hopper.js';
import {RealOutputUnit} from './real-output-unit.js';
import {RealReader} from './real-reader.js';
import {
	nowhere, type OutputTray, type UnitHost, type UnitPlaces,
} from './unit-host.js';

export type RealUnit = RealOutputUnit | RealReader;

/** A device of a machine's, until it is released. */
export type LentUnit = {readonly device: Device; release(): void};

export class RealUnits {
	readonly #units = new Map<number, RealUnit>();
	readonly #host: UnitHost;
	readonly #hopper: Hopper;
	readonly #tray: OutputTray;
	#looks = false;

	constructor(devices: readonly RealDevice[], host: UnitHost, {tray, hopper}: UnitPlaces = nowhere) {
		this.#host = host;
		this.#hopper = new Hopper(hopper);
		this.#tray = tray;
		for (const device of devices) {
			const unit = device.kind === 'RDR'
				? new RealReader(device, host, this.#hopper)
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

	/** Whether a machine can have the device alone: CP has drained it. */
	canLend({address}: RealDevice): boolean {
		const unit = this.#units.get(address);
		return unit?.isDrained === true && !unit.device.isBusy;
	}

	/** The device of a drained unit for one machine alone, whose channel programs drive it. */
	lend({address}: RealDevice, userid: string): LentUnit | undefined {
		const unit = this.#units.get(address);
		return unit && (unit instanceof RealReader
			? new DedicatedReader(unit.device, this.#host, this.#hopper)
			: new DedicatedOutput(unit, userid, this.#host, this.#tray));
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
