/**
 * An external interruption after some time (GA22-7000, "Clock comparator"). SET CLOCK COMPARATOR is an instruction that
 * only code of the machine can execute: a few bytes of it stand in free storage meanwhile.
 */
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {parseHexBytes} from '../../../base/hex.js';

const interruption = 0x1004;
/** Bit of control register 0. */
const submask = 0x800;
/** Units of the time-of-day clock in a microsecond. */
const clockUnits = 4096n;

/** STCK 16(1); BR 14, and SCKC 16(1); BR 14; behind them the doubleword. */
const code = parseHexBytes('b205101007fe0000b206101007fe0000')!;
const place = {store: 0, set: 8, clock: 16} as const;
const areaLength = 24;

export class ClockComparator {
	/** The time is over. */
	isOver = false;
	readonly #cms: Cms;
	readonly #area: number;
	/** What was done with the interruption before. */
	readonly #before: (() => Step | void) | undefined;

	constructor(cms: Cms) {
		this.#cms = cms;
		this.#area = cms.allocate(areaLength);
		this.#before = cms.externalHandlers.get(interruption);
		cms.guest.storage.store(this.#area, code);
		// As long as the clock is behind the comparator the interruption would come again.
		cms.externalHandlers.set(interruption, () => {
			this.isOver = true;
			this.#disable();
		});
	}

	/** The interruption comes after so many microseconds. */
	* set(microseconds: number): Step {
		const {guest} = this.#cms;
		const {storage} = guest;
		yield * this.#call(place.store);
		const at = this.#area + place.clock;
		const now = (BigInt(storage.word(at) >>> 0) << 32n) | BigInt(storage.word(at + 4) >>> 0);
		const then = now + (BigInt(microseconds) * clockUnits);
		storage.setWord(at, Number(BigInt.asUintN(32, then >> 32n)));
		storage.setWord(at + 4, Number(BigInt.asUintN(32, then)));
		yield * this.#call(place.set);
		this.isOver = false;
		guest.cr[0] |= submask;
	}

	/** Comes last, whatever was before. */
	drop(): void {
		const {externalHandlers} = this.#cms;
		this.#disable();
		if (this.#before) {
			externalHandlers.set(interruption, this.#before);
		} else {
			externalHandlers.delete(interruption);
		}

		this.#cms.release(this.#area, areaLength);
	}

	* #call(offset: number): Step {
		const {guest} = this.#cms;
		guest.gpr[1] = this.#area;
		yield {kind: 'call', address: this.#area + offset, key: 0};
	}

	#disable(): void {
		this.#cms.guest.cr[0] &= ~submask;
	}
}
