/** Symbols, control sections and external symbols (GC33-4010, "Symbols", "Program Sectioning"). */
import {noReferences, withReference} from './references.js';

/** A control section. Its length is the highest location reached. */
export type Section = {
	readonly kind: 'SD' | 'PC' | 'CM' | 'DSECT';
	readonly name: string;
	/** Number in the external symbol dictionary; 0 for a dummy section. */
	id: number;
	/** Assembled address of its first byte; 0 until pass 1 is over, always 0 for common and dummy sections. */
	origin: number;
	/** Next location, from 0. */
	location: number;
	length: number;
	/** Of a value in it. */
	readonly relocations: readonly Relocation[];
};

/** A symbol of another assembly (`ER`, weak: `WX`), or an external dummy section (`XD`). */
export type External = {
	readonly kind: 'ER' | 'WX' | 'XD';
	readonly name: string;
	id: number;
	readonly origin: 0;
	/** Of an `XD`: bytes and alignment (bytes minus 1). */
	length?: number;
	alignment?: number;
	/** Of a value that it is part of. */
	readonly relocations: readonly Relocation[];
};

export type Base = Section | External;

/** How often the address of `base` is in a value: 1 = simply relocatable, -1 = subtracted. */
export type Relocation = {readonly base: Base; readonly count: number};

/** What a symbol stands for, and where. */
export type Definition = {
	/** What it moves with; none = absolute. */
	readonly base: Base | undefined;
	/** Absolute value, or location in its section. */
	readonly value: number;
	/** Length attribute. */
	readonly length: number;
	/** Statement that defines it. */
	readonly statement: number;
};

export type SymbolEntry = Definition & {
	readonly name: string;
	/** Type attribute, one character. */
	readonly type: string;
	/** Statements that refer to it. */
	references: number[];
	/** Further statements that tried to define it. */
	duplicates: Definition[];
};

/** Of most symbols: nothing adds to it. */
const noDuplicates: Definition[] = [];

/** An entry that nothing refers to yet. */
export function symbolEntry(
	name: string,
	base: Base | undefined,
	value: number,
	length: number,
	type: string,
	statement: number,
): SymbolEntry {
	return {
		name, base, value, length, type, statement, references: noReferences, duplicates: noDuplicates,
	};
}

export class SymbolTable {
	readonly #symbols = new Map<string, SymbolEntry>();
	#sorted: readonly SymbolEntry[] | undefined;
	/** Statements that refer to symbols nobody defines. */
	readonly undefined = new Map<string, number[]>();

	get(name: string): SymbolEntry | undefined {
		return this.#symbols.get(name);
	}

	/** Defines `name` unless another statement has. Answers whether it is the statement's. */
	define(
		name: string,
		base: Base | undefined,
		value: number,
		length: number,
		type: string,
		statement: number,
	): boolean {
		const old = this.#symbols.get(name);
		if (!old) {
			this.#symbols.set(name, symbolEntry(name, base, value, length, type, statement));
			return true;
		}

		if (old.statement === statement) {
			return true;
		}

		// Both passes come here.
		if ((old.duplicates.at(-1)?.statement ?? 0) < statement) {
			if (old.duplicates.length === 0) {
				old.duplicates = [];
			}

			old.duplicates.push({
				base, value, length, statement,
			});
		}

		return false;
	}

	/** Notes that a statement refers to a symbol. Answers the symbol where there is one. */
	refer(name: string, statement: number): SymbolEntry | undefined {
		const entry = this.#symbols.get(name);
		if (entry) {
			entry.references = withReference(entry.references, statement);
			return entry;
		}

		const references = this.undefined.get(name);
		if (references) {
			references.push(statement);
		} else {
			this.undefined.set(name, [statement]);
		}

		return undefined;
	}

	/** All symbols, in the collating sequence of EBCDIC (letters before digits). */
	all(): readonly SymbolEntry[] {
		if (this.#sorted?.length !== this.#symbols.size) {
			this.#sorted = inOrder([...this.#symbols.values()]);
		}

		return this.#sorted;
	}
}

const special = '$#@';
const firstDigit = 100;

/** Place of a character in EBCDIC: special letters, letters, digits. */
function rank(character: string): number {
	if (character >= '0' && character <= '9') {
		return firstDigit + Number(character);
	}

	const index = special.indexOf(character);
	return index === -1 ? character.charCodeAt(0) : index;
}

const ranks = Uint8Array.from({length: 128}, (_, each) => 1 + rank(String.fromCodePoint(each)));
const mostRanks = 256;
/** Characters of a name whose ranks make one number that is exact. */
const inKey = 6;

/** The beginning of a name as a number that is greater for what comes later in EBCDIC. */
function collatingKey(name: string): number {
	let key = 0;
	for (let index = 0; index < inKey; index++) {
		key = key * mostRanks + (index < name.length ? ranks[name.charCodeAt(index)] ?? mostRanks - 1 : 0);
	}

	return key;
}

/** Entries in the order of their names in EBCDIC. */
export function inOrder<T extends {readonly name: string}>(entries: readonly T[]): T[] {
	return entries
		.map(entry => ({entry, key: collatingKey(entry.name)}))
		.toSorted((a, b) => a.key - b.key || compareRest(a.entry.name, b.entry.name))
		.map(({entry}) => entry);
}

/** Order of names that begin alike. */
function compareRest(one: string, other: string): number {
	for (let from = inKey; from < one.length || from < other.length; from += inKey) {
		const order = collatingKey(one.slice(from, from + inKey)) - collatingKey(other.slice(from, from + inKey));
		if (order !== 0) {
			return order;
		}
	}

	return 0;
}
