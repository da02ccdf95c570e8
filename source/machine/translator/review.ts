/**
 * Whether a region is to be made again, by how it was left: what it is often left for it shall have, what often gives
 * up in it is done by its row, and what the program changes of it is fetched when it is come to.
 */
import type {Execution} from '../interpreter/execution.js';
import {canBegin, type Root} from './region.js';
import {worthOf, type Regions, type Translated} from './regions.js';
import type {Rows} from './rows.js';

/** Least that is often in tests; there a region is looked into whenever it was left so often. */
const leastInTests = 2;
const few = 8;
/** Of so many times that other instructions stand there, one is looked into. */
const looks = 64;
/** A region left so often for an address that is not in it is made larger; each time twice as often. */
const wanted = 32;
/** An instruction that has given up so often is awkward, where that was once in so many instructions or more. */
const oftenGivenUp = 32;
const givenUpCost = 1000;
/** What a region that is made again shall have as well: what is as often as that by this. */
const alsoOften = 4;

export class Review {
	readonly #execution: Execution;
	readonly #regions: Regions;
	readonly #rows: Rows;
	readonly #isEager: boolean;

	/** `isEager`: looks often (for tests). */
	constructor(execution: Execution, regions: Regions, rows: Rows, isEager: boolean) {
		this.#execution = execution;
		this.#regions = regions;
		this.#rows = rows;
		this.#isEager = isEager;
	}

	/** It was left for an address that is not in it: often, by now. */
	isLeftOften(region: Translated, address: number): boolean {
		const x = this.#execution;
		return !region.isFull
			&& canBegin(x, address)
			&& region.exits.count(address, x.gpr) >= this.#leastLeft(region);
	}

	/** What else it is so often left for that it shall have it, too. */
	wantedBy(region: Translated): Root[] {
		return region.isFull ? [] : region.exits.often(this.#leastLeft(region) / alsoOften);
	}

	/** An instruction gave up: often, by now. */
	givesUpOften(region: Translated, address: number): boolean {
		const count = (region.givenUp.get(address) ?? 0) + 1;
		region.givenUp.set(address, count);
		const isOften = this.#isEager
			? count >= leastInTests
			: count >= oftenGivenUp && count * givenUpCost > worthOf(region);
		return isOften && !region.awkward.has(address);
	}

	/** Its instructions that are to be done by their rows. */
	* awkwardIn(region: Translated): Generator<number> {
		yield * region.awkward;
		for (const [address, count] of region.givenUp) {
			if (this.#isEager || count >= oftenGivenUp / alsoOften) {
				yield address;
			}
		}
	}

	/**
	 * The region was left before an instruction, or (`isEnded`) one ended it: perhaps because it stores into the
	 * region, or is changed. True where more is known now of what the program changes of the region.
	 */
	isStopped(region: Translated, isEnded: boolean): boolean {
		if (++region.stops < (this.#isEager ? few : wanted)) {
			return false;
		}

		region.stops = 0;
		const {fetch, bytes, cpu: {psw: {address}}} = this.#execution;
		const next = (fetch[address >>> 11] + address) | 0;
		const touched = this.#rows.storedInto(isEnded, next);
		return touched ? this.#regions.noteStore(region, touched) : this.#regions.noteStop(region, next, bytes);
	}

	/** Other instructions stand there than the region has. True where the program has changed a few of them. */
	isChanged(region: Translated): boolean {
		return !region.isOverlaid
			&& region.overlays++ % looks === 0
			&& this.#regions.noteChanges(region, this.#execution.bytes);
	}

	/** So often it has to be left for an address that it shall have, too. */
	#leastLeft({growths}: Translated): number {
		return this.#isEager ? leastInTests : wanted << growths;
	}
}
