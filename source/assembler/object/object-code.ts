/** What pass 2 assembles, in the order it does: text, relocations, punched cards. */
import {limits} from '../../base/limits.js';
import type {Base, Section} from '../expression/symbol-table.js';

/** Bytes that follow each other, in a section as in the object code. */
export type Text = {
	readonly section: Section;
	readonly address: number;
	/** Where they begin in `bytes`. */
	readonly from: number;
	length: number;
};

export type RelocationEntry = {
	/** Symbol whose address is added. */
	readonly base: Base | undefined;
	/** Section the constant stands in. */
	readonly section: Section;
	/** Type, length and direction; bit 7 (same as next) belongs to the card. */
	readonly flags: number;
	readonly address: number;
};

const initialSize = 0x1000;

export class ObjectCode {
	/** PUNCH and REPRO cards stand between the text as they were met. */
	readonly text: Array<Text | {readonly card: Uint8Array}> = [];
	readonly relocations: RelocationEntry[] = [];
	/** Address of END's operand. */
	entry: {readonly base: Base; readonly address: number} | undefined;
	/** Everything assembled, of dummy sections too: lines say where theirs begins. */
	bytes = new Uint8Array(initialSize);
	#used = 0;

	/** Whether `length` bytes more are not too many; sections that ORG goes back in would have no end. */
	fits(length: number): boolean {
		return this.#used + length <= limits.assemblerText.value;
	}

	/** Takes `length` bytes, all zero, behind those taken so far. Answers where they begin in `bytes`. */
	take(length: number): number {
		const from = this.#used;
		this.#used += length;
		if (this.#used > this.bytes.length) {
			const larger = new Uint8Array(Math.max(2 * this.bytes.length, this.#used));
			larger.set(this.bytes);
			this.bytes = larger;
		}

		return from;
	}

	/** Makes bytes that were taken the text at an address of a section. */
	store(section: Section, address: number, from: number, length: number): void {
		if (length === 0 || section.kind === 'DSECT' || section.kind === 'CM') {
			return;
		}

		const last = this.text.at(-1);
		if (
			last !== undefined
			&& 'from' in last
			&& last.section === section
			&& last.address + last.length === address
			&& last.from + last.length === from
		) {
			last.length += length;
		} else {
			this.text.push({
				section, address, from, length,
			});
		}
	}

	/** In the order of the dictionary: section, symbol, address. */
	relocationDictionary(): RelocationEntry[] {
		const id = (base: Base | undefined) => base?.id ?? 0;
		return this.relocations.toSorted(
			(a, b) => a.section.id - b.section.id || id(a.base) - id(b.base) || a.address - b.address,
		);
	}
}
