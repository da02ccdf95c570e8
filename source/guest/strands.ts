/**
 * Several programs at once in one virtual machine: strands. Each has the machine until it waits for an interruption;
 * then the next one goes on. The machine waits when all of them do, and each looks again behind that whether what it
 * waits for is there, as every program does that waits. Storage and registers are the machine's: between two waits of a
 * strand no other comes in between.
 */
import {everythingEnabled} from '../base/architecture.js';
import type {Action, Step} from './action.js';

const wait: Action = {kind: 'wait', systemMask: everythingEnabled};

/** It gives the machine to the other strands; a wait for less than everything is the machine's own. */
const isWait = (action: Action): boolean => action.kind === 'wait' && action.systemMask === everythingEnabled;

type Strand = {
	readonly step: Step;
	/** What it asked for and has not got; `undefined`: it has not begun. */
	asked?: Action;
};

export class Strands {
	/** Those that are not over. */
	readonly #strands = new Set<Strand>();
	/** What some of them wait for that is no interruption. */
	readonly #conditions = new Set<() => boolean>();

	/** Begins another strand. It ends by itself, or with the work that `run` does. */
	begin(step: Step): void {
		this.#strands.add({step});
	}

	/** For a strand: waits until something is so that other strands bring about. */
	* until(condition: () => boolean): Step {
		this.#conditions.add(condition);
		try {
			while (!condition()) {
				yield wait;
			}
		} finally {
			this.#conditions.delete(condition);
		}
	}

	/**
	 * Does work with the strands that it begins, and ends them with it, or when one of them throws: their `finally`
	 * blocks run, what these still have to do is done. Throws the first that was thrown. Where all of it is abandoned
	 * (HX) each is left at the first action of its `finally` blocks, as whatever is abandoned, and what was thrown
	 * before is nobody's any more.
	 */
	* run<T>(work: Step<T>): Step<T> {
		let result: {readonly value: T} | undefined;
		this.begin((function * (): Step {
			result = {value: yield * work};
		})());
		const thrown: unknown[] = [];
		const goesOn = (): boolean => result === undefined && thrown.length === 0;
		try {
			while (goesOn()) {
				yield * this.#round(thrown, goesOn);
			}

			yield * this.#end(thrown);
		} finally {
			this.#abandon();
		}

		if (thrown.length > 0) {
			throw thrown[0];
		}

		return result!.value;
	}

	/** Each strand in its turn, until it waits or is over; then the machine waits, where all did. */
	* #round(thrown: unknown[], goesOn: () => boolean): Step {
		let isIdle = true;
		for (const strand of this.#strands) {
			if (!strand.asked || isWait(strand.asked)) {
				this.#advance(strand, thrown, () => strand.step.next(0));
			}

			isIdle = !(yield * this.#untilItWaits(strand, thrown)) && strand.asked !== undefined && isIdle;
			if (!goesOn()) {
				return;
			}
		}

		if (isIdle && ![...this.#conditions].some(condition => condition())) {
			yield wait;
		}
	}

	/** Does what a strand asks for, until it waits or is over; answers whether it asked for anything. */
	* #untilItWaits(strand: Strand, thrown: unknown[]): Step<boolean> {
		let isActive = false;
		while (strand.asked && !isWait(strand.asked)) {
			isActive = true;
			const cc = yield strand.asked;
			this.#advance(strand, thrown, () => strand.step.next(cc));
		}

		return isActive;
	}

	/** Has a strand go on until it asks for something; it may be over with that. */
	#advance(strand: Strand, thrown: unknown[], goOn: () => IteratorResult<Action, void>): void {
		strand.asked = undefined;
		try {
			const {done, value} = goOn();
			strand.asked = done ? undefined : value;
		} catch (error) {
			thrown.push(error);
		}

		if (!strand.asked) {
			this.#strands.delete(strand);
		}
	}

	/** Ends all there are, one after the other: registers are for one at a time. */
	* #end(thrown: unknown[]): Step {
		for (const strand of this.#strands) {
			this.#advance(strand, thrown, () => strand.step.return());
			yield * this.#untilItWaits(strand, thrown);
		}

		while (this.#strands.size > 0) {
			yield * this.#round(thrown, () => true);
		}
	}

	/** Nothing of what is left goes on behind its first action. Throws the first that is thrown now. */
	#abandon(): void {
		const thrown: unknown[] = [];
		for (const strand of this.#strands) {
			this.#advance(strand, thrown, () => strand.step.return());
		}

		this.#strands.clear();
		if (thrown.length > 0) {
			throw thrown[0];
		}
	}
}
