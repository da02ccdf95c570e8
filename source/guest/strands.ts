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
	 * (HX) each is left at the first action of its `finally` blocks, as whatever is abandoned.
	 */
	* run<T>(work: Step<T>): Step<T> {
		let result: {readonly value: T} | undefined;
		this.begin((function * (): Step {
			result = {value: yield * work};
		})());
		const thrown: unknown[] = [];
		try {
			while (!result && thrown.length === 0) {
				yield * this.#round(thrown, () => result === undefined && thrown.length === 0);
			}
		} finally {
			yield * this.#end(thrown);
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

			while (strand.asked && !isWait(strand.asked)) {
				isIdle = false;
				const cc = yield strand.asked;
				this.#advance(strand, thrown, () => strand.step.next(cc));
			}

			isIdle &&= strand.asked !== undefined;
			if (!goesOn()) {
				return;
			}
		}

		if (isIdle && ![...this.#conditions].some(condition => condition())) {
			yield wait;
		}
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

	/** Ends all there are; throws the first that was thrown, then or before. */
	* #end(thrown: unknown[]): Step {
		// Each first: where all is abandoned, nothing goes on behind the first action of any.
		for (const strand of this.#strands) {
			this.#advance(strand, thrown, () => strand.step.return());
		}

		while (this.#strands.size > 0) {
			yield * this.#round(thrown, () => true);
		}

		if (thrown.length > 0) {
			throw thrown[0];
		}
	}
}
