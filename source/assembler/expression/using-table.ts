/** Base registers as USING uses them (GC33-4010, "USING", "DROP"). */
import {simpleBase, type Value} from './expression.js';
import type {Base} from './symbol-table.js';

type Use = {readonly register: number; readonly base: Base | undefined; readonly value: number};

export class UsingTable {
	#uses: readonly Use[] = [];
	readonly #stack: Array<readonly Use[]> = [];

	/** From now on `register` holds `value`. */
	use(register: number, value: Value): void {
		this.#uses = [
			...this.#uses.filter(use => use.register !== register),
			{register, base: simpleBase(value), value: value.value},
		];
	}

	/** False where the register was not in use. */
	drop(register: number): boolean {
		const before = this.#uses.length;
		this.#uses = this.#uses.filter(use => use.register !== register);
		return this.#uses.length < before;
	}

	dropAll(): void {
		this.#uses = [];
	}

	push(): void {
		this.#stack.push(this.#uses);
	}

	pop(): boolean {
		const uses = this.#stack.pop();
		this.#uses = uses ?? this.#uses;
		return uses !== undefined;
	}

	/** Base register and displacement of an address: the least displacement, and of equal ones the highest register. */
	resolve(value: Value): {readonly register: number; readonly displacement: number} | undefined {
		const base = simpleBase(value);
		let best: {register: number; displacement: number} | undefined;
		for (const use of this.#uses) {
			const displacement = value.value - use.value;
			if (
				use.base === base
				&& displacement >= 0
				&& displacement <= 4095
				&& (!best
					|| displacement < best.displacement
					|| (displacement === best.displacement && use.register > best.register))
			) {
				best = {register: use.register, displacement};
			}
		}

		// Without a USING an absolute address is its own displacement.
		return (
			best
			?? (!base && value.value >= 0 && value.value <= 4095 ? {register: 0, displacement: value.value} : undefined)
		);
	}
}
