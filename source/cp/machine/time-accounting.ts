/**
 * The time-of-day clock accounting interface (GC20-1807, DIAGNOSE X'70'): a machine is told, each time it is
 * dispatched, how much processor time it has used and when that was.
 */
import {doubleword, Layout} from '../../base/layout.js';
import type {AddressSpace} from '../../machine/storage/storage.js';

/** The area, on a doubleword: processor time used in the format of the clock (bit 51 a microsecond), and the clock. */
export const timeArea = new Layout(16, {used: doubleword(0), clock: doubleword(8)});

/** Units of the clock in a microsecond. */
const perMicrosecond = 4096n;

export class TimeAccounting {
	#area: number | undefined;

	get isActive(): boolean {
		return this.#area !== undefined;
	}

	/** From now on the machine is told at `area`. */
	begin(area: number): void {
		this.#area = area;
	}

	/** The machine was reset: it is told no more. */
	end(): void {
		this.#area = undefined;
	}

	/**
	 * The machine gets the processor, having used so many microseconds. Where the area is no storage any more, or its
	 * page is away, it is not told.
	 */
	dispatched(storage: AddressSpace, microseconds: number, clock: bigint): void {
		const area = this.#area;
		if (area !== undefined && storage.contains(area, timeArea.length) && !storage.isMissing(area >>> 12, true)) {
			storage.store(area, timeArea.encode({
				used: BigInt(Math.trunc(microseconds)) * perMicrosecond, clock,
			}));
		}
	}
}
