/**
 * What a translator did, counted for whoever asks (`bare --translation-report`): how much ran translated, what was left
 * to the instruction table or to the interpreter, and what the regions cost. A translator without a report counts none
 * of it.
 */
import type {Execution} from '../interpreter/execution.js';
import {instructionLength} from '../instructions/instruction-length.js';
import {findInstruction} from '../instructions/instruction-table.js';
import {lengthOf} from '../webassembly-bytes.js';
import type {Definition} from '../webassembly-module.js';
import {executeCode} from './branch-kinds.js';
import {mannerOf} from './operations.js';
import {findSubject} from './subject.js';

/** Why a region was forgotten. */
export type DropReason =
	/** Other instructions stand there now. */
	| 'changed'
	/** It could not be entered too often. */
	| 'refused'
	/** It executed too few instructions a run. */
	| 'short'
	/** It is part of a larger one. */
	| 'grown'
	/** Instructions of it gave up too often. */
	| 'awkward';

type Counts = Readonly<Record<string, number>>;

/** Instructions, and their part of all that the machine executed. */
type Part = {readonly instructions: number; readonly share: number};

export type TranslationSummary = {
	readonly translated: Part;
	/** In regions, by their rows in the instruction table: by mnemonic. */
	readonly called: Part & {readonly by: Counts};
	readonly interpreted: Part;
	/**
	 * How often regions were left, by the mnemonic of an instruction that none can have; `elsewhere`: for one that a
	 * region could have, or because their share of instructions was used up.
	 */
	readonly left: {readonly by: Counts; readonly elsewhere: number};
	/**
	 * `refused`: beginnings of which none was made, by the mnemonic of the next instruction that none can have; `now`:
	 * those there are at the end, of all machines with this storage. What is missing gave its room to others.
	 */
	readonly regions: {
		readonly made: number;
		readonly refused: Counts;
		readonly dropped: Counts;
		readonly now: number;
	};
	/** Time until the host had the functions, without what it does to them later; bytes of their code. */
	readonly compilation: {readonly milliseconds: number; readonly bytes: number};
};

class Tally {
	readonly #counts = new Map<string, number>();

	add(name: string): void {
		this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
	}

	get total(): number {
		return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
	}

	/** The most frequent first. */
	get counts(): Counts {
		return Object.fromEntries([...this.#counts].toSorted(([, one], [, other]) => other - one));
	}
}

/** So far from its beginning it is looked for what keeps a region from being made; bytes. */
const reach = 512;

const mnemonicAt = (bytes: Uint8Array, at: number): string =>
	findInstruction(bytes[at], bytes[at + 1])?.mnemonic ?? 'invalid';

const canBeTranslated = (bytes: Uint8Array, at: number): boolean =>
	mannerOf(bytes.subarray(at, at + 6), undefined) !== undefined;

export class TranslationReport {
	readonly #called = new Tally();
	readonly #left = new Tally();
	readonly #dropped = new Tally();
	readonly #refused = new Tally();
	#elsewhere = 0;
	#made = 0;
	#begun = 0;
	#milliseconds = 0;
	#bytes = 0;

	/** `now`: a clock of the host that counts what it works, milliseconds. */
	constructor(readonly now: () => number) {}

	/** A region has the instruction at host offset `at` done by its row, with registers in their places. */
	called(x: Execution, at: number): void {
		const subject = x.bytes[at] === executeCode ? findSubject(x, at, x.gpr) : undefined;
		const name = mnemonicAt(x.bytes, at);
		this.#called.add(subject ? `${name} of ${mnemonicAt(subject.bytes, 0)}` : name);
	}

	/** A region was left for the instruction at host offset `at`; negative where there is none. */
	left(bytes: Uint8Array, at: number): void {
		if (at < 0 || canBeTranslated(bytes, at)) {
			this.#elsewhere++;
		} else {
			this.#left.add(mnemonicAt(bytes, at));
		}
	}

	/** A region is being made. */
	begins(): void {
		this.#begun = this.now();
	}

	/** The definition of a region's function, measured when it is written. */
	measured(definition: Definition): Definition {
		return {
			...definition,
			write: routine => {
				const code = definition.write(routine);
				this.#bytes += lengthOf(code);
				return code;
			},
		};
	}

	/** No region was made of what begins at host offset `at`. */
	refused(bytes: Uint8Array, at: number): void {
		let here = at;
		while (here < at + reach && canBeTranslated(bytes, here)) {
			here += instructionLength(bytes[here]);
		}

		this.#refused.add(here < at + reach ? mnemonicAt(bytes, here) : 'no loop');
	}

	made(): void {
		this.#made++;
		this.#milliseconds += this.now() - this.#begun;
	}

	dropped(reason: DropReason): void {
		this.#dropped.add(reason);
	}

	/** `instructions` of the machine, of which regions have executed `inRegions`; `now`: regions there are. */
	summary(instructions: number, inRegions: number, now: number): TranslationSummary {
		const part = (count: number): Part => ({
			instructions: count,
			share: instructions === 0 ? 0 : Number((count / instructions).toFixed(4)),
		});
		const called = this.#called.total;
		return {
			translated: part(inRegions - called),
			called: {...part(called), by: this.#called.counts},
			interpreted: part(instructions - inRegions),
			left: {by: this.#left.counts, elsewhere: this.#elsewhere},
			regions: {made: this.#made, refused: this.#refused.counts, dropped: this.#dropped.counts, now},
			compilation: {milliseconds: Number(this.#milliseconds.toFixed(1)), bytes: this.#bytes},
		};
	}
}
