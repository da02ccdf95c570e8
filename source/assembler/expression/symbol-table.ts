/** Symbols, control sections and external symbols (GC33-4010, "Symbols", "Program Sectioning"). */

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
};

export type Base = Section | External;

export type SymbolEntry = {
	readonly name: string;
	/** What it moves with; none = absolute. */
	readonly base: Base | undefined;
	/** Absolute value, or location in its section. */
	readonly value: number;
	/** Length attribute. */
	readonly length: number;
	/** Type attribute, one character. */
	readonly type: string;
	/** Statement that defines it. */
	readonly statement: number;
	/** Statements that refer to it. */
	readonly references: number[];
	/** Further statements that tried to define it. */
	readonly duplicates: Array<{
		readonly statement: number;
		readonly value: number;
		readonly length: number;
		readonly base: Base | undefined;
	}>;
};

export class SymbolTable {
	readonly #symbols = new Map<string, SymbolEntry>();
	/** Statements that refer to symbols nobody defines. */
	readonly undefined = new Map<string, number[]>();

	get(name: string): SymbolEntry | undefined {
		return this.#symbols.get(name);
	}

	/** Defines `name` unless another statement has. */
	define(name: string, entry: Omit<SymbolEntry, 'name' | 'references' | 'duplicates'>): void {
		const old = this.#symbols.get(name);
		if (!old) {
			this.#symbols.set(name, {...entry, name, references: [], duplicates: []});
		} else if (
			old.statement !== entry.statement
			&& !old.duplicates.some(duplicate => duplicate.statement === entry.statement)
		) {
			old.duplicates.push({...entry});
		}
	}

	refer(name: string, statement: number): void {
		const entry = this.#symbols.get(name);
		if (entry) {
			entry.references.push(statement);
		} else {
			this.undefined.set(name, [...this.undefined.get(name) ?? [], statement]);
		}
	}

	/** All symbols, in the collating sequence of EBCDIC (letters before digits). */
	all(): SymbolEntry[] {
		return [...this.#symbols.values()].toSorted((a, b) => collate(a.name, b.name));
	}
}

const rank = (character: string): number =>
	/\d/.test(character)
		? 100 + Number(character)
		: ('$#@'.includes(character)
			? '$#@'.indexOf(character)
			: character.charCodeAt(0));

/** Order of names in EBCDIC. */
export function collate(a: string, b: string): number {
	for (let index = 0; index < Math.min(a.length, b.length); index++) {
		const difference = rank(a[index]) - rank(b[index]);
		if (difference !== 0) {
			return difference;
		}
	}

	return a.length - b.length;
}
