/**
 * The time that pages take to and from the device: of its arm, where they lie on a volume. Who needs a page waits for
 * it, and for the one that had to be written to make room. For what CP itself looks at waits who is being worked for.
 */
import {PageWaits} from './page-waits.js';
import {pageReadTime, type PagingArea} from './paging-area.js';
import type {VirtualMachine} from './virtual-machine.js';

type Places = ReadonlyArray<number | undefined>;

/** What they ask of the system. */
export type TransferHost = {
	schedule(microseconds: number, action: () => void): void;
	/** For whom something is being done now. */
	readonly wall: {readonly working: VirtualMachine | undefined};
};

export class PageTransfers {
	readonly waits = new PageWaits();
	/** Where pages were written while a frame was looked for. */
	readonly #written: number[] = [];
	readonly #host: TransferHost;
	readonly #area: PagingArea;

	constructor(host: TransferHost, area: PagingArea) {
		this.#host = host;
		this.#area = area;
	}

	/** A page was written to make room. */
	wrote(place: number | undefined): void {
		if (place !== undefined) {
			this.#written.push(place);
		}
	}

	/** Where pages were written since this was asked last: for whoever waits for them. */
	takeWritten(): number[] {
		return this.#written.splice(0);
	}

	/** What was written to make room is passed too. */
	passWritten(vm: VirtualMachine): void {
		this.pass(vm, this.takeWritten());
	}

	/** Pages pass to or from the device, which who is being worked for waits for; not where they take no time. */
	pass(vm: VirtualMachine, places: Places): void {
		const timed = places.filter(place => place !== undefined);
		if (timed.length > 0) {
			this.after(timed, this.waits.begin(this.#host.wall.working ?? vm));
		}
	}

	/** Runs `action` when the device has passed the pages of all places; where they are on none, after a fixed time. */
	after(places: Places, action: () => void, otherwise = this.#area.transfer ? 0 : pageReadTime): void {
		const timed = places.filter(place => place !== undefined);
		if (timed.length === 0) {
			this.#host.schedule(otherwise, action);
			return;
		}

		let left = timed.length;
		const passed = (): void => {
			if (--left === 0) {
				action();
			}
		};

		for (const place of timed) {
			this.#area.transfer!(place, passed);
		}
	}
}
