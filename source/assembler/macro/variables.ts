/** Variable symbols: SET symbols, parameters, system variables (GC33-4010, "Variable Symbols"). */
import {Flag} from '../diagnostic.js';
import {
	code, codeAt, splitOperands, symbolEnd, upperCase,
} from '../source/scan.js';
import type {MacroDefinition} from './definition.js';

export type SetKind = 'A' | 'B' | 'C';

export class SetSymbol {
	/** Of one that is no array. */
	value: string | number;
	/** Of an array, once one has been set. */
	#values: Map<number, string | number> | undefined;
	readonly #initial: string | number;

	constructor(readonly kind: SetKind, /** 0 = no array. */ readonly dimension: number) {
		this.#initial = kind === 'C' ? '' : 0;
		this.value = this.#initial;
	}

	get(index: number): string | number {
		return this.dimension === 0 ? this.value : this.#values?.get(index) ?? this.#initial;
	}

	set(index: number, value: string | number): void {
		if (this.dimension === 0) {
			this.value = value;
		} else {
			this.#values ??= new Map();
			this.#values.set(index, value);
		}
	}
}

/** Names of the variable symbols of open code or of a macro, without ampersand: each has its place in a frame. */
export class Names {
	readonly #slots = new Map<string, number>();

	/** The place of a name, its own from now on. */
	slot(name: string): number {
		let slot = this.#slots.get(name);
		if (slot === undefined) {
			slot = this.#slots.size;
			this.#slots.set(name, slot);
		}

		return slot;
	}

	/** How many there are. */
	get size(): number {
		return this.#slots.size;
	}

	/** The place of a name that has one. */
	find(name: string): number | undefined {
		return this.#slots.get(name);
	}
}

/** What a variable symbol is in a frame: a SET symbol, or the value of a parameter, of &SYSNDX or &SYSECT. */
export type Variable = SetSymbol | string | undefined;

/** Where conditional assembly runs: open code, or one expansion of a macro. */
export type Frame = {
	/** `undefined` = open code. */
	readonly macro: MacroDefinition | undefined;
	readonly names: Names;
	/** By their places in `names`. */
	readonly values: Variable[];
	/** &SYSLIST: element 0 is the name field. */
	readonly list: readonly string[];
	/** Branches that are left (ACTR). */
	branches: number;
};

/** The variable symbol `name` (in upper case, without ampersand) of a frame. */
export function variable({names, values}: Frame, name: string): Variable {
	const slot = names.find(name);
	return slot === undefined ? undefined : values[slot];
}

const initialBranches = 4096;
/** Characters of an operand. */
const maximumOperand = 255;

export const openFrame = (names: Names): Frame => ({
	macro: undefined, names, values: [], list: [], branches: initialBranches,
});

/** Elements of a sublist `(a,b)`; any other text is one element, an empty one none. */
export function sublist(text: string): string[] {
	if (text === '') {
		return [];
	}

	return text.startsWith('(') && text.endsWith(')') ? splitOperands(text.slice(1, -1)) : [text];
}

/** Where the parameters of a macro are in its frames, and what they are unless told. */
export class Prototype {
	readonly #sysndx: number;
	readonly #sysect: number;
	/** Of each positional parameter; `undefined` where one is missing. */
	readonly #positional: ReadonlyArray<number | undefined>;
	readonly #keywords: ReadonlyMap<string, number>;
	readonly #name: number | undefined;
	/** Values of a frame that nobody has told anything: as many as there are names. */
	readonly #standard: Variable[] = [];

	constructor(private readonly macro: MacroDefinition, readonly names: Names) {
		this.#sysndx = names.slot('SYSNDX');
		this.#sysect = names.slot('SYSECT');
		this.#positional = macro.positional.map(name => name === '' ? undefined : names.slot(name.slice(1)));
		this.#keywords = new Map([...macro.keywords.keys()].map(keyword => [keyword, names.slot(keyword)]));
		this.#name = macro.nameParameter === '' ? undefined : names.slot(macro.nameParameter.slice(1));
		this.#fill();
		for (const [keyword, standard] of macro.keywords) {
			this.#standard[names.slot(keyword)] = standard;
		}
	}

	/** Names come up as long as new statements run. */
	#fill(): void {
		while (this.#standard.length < this.names.size) {
			this.#standard.push(undefined);
		}
	}

	/** A frame with the operands of a macro instruction as parameters. `keep` takes what is wrong with them. */
	bind(
		name: string,
		operands: readonly string[],
		system: {readonly sysndx: string; readonly sysect: string},
		keep: (flag: Flag) => void,
	): Frame {
		this.#fill();
		const values = [...this.#standard];
		values[this.#sysndx] = system.sysndx;
		values[this.#sysect] = system.sysect;
		const list = [name];
		this.#bindOperands(values, list, operands, keep);
		for (let index = 0; index < this.#positional.length; index++) {
			const slot = this.#positional[index];
			if (slot !== undefined) {
				values[slot] = index + 1 < list.length ? list[index + 1] : '';
			}
		}

		if (this.#name !== undefined) {
			values[this.#name] = name;
		}

		return {
			macro: this.macro, names: this.names, values, list, branches: initialBranches,
		};
	}

	/** Gives keyword parameters their values, and adds the operands that are positional to the list. */
	#bindOperands(values: Variable[], list: string[], operands: readonly string[], keep: (flag: Flag) => void): void {
		let seen: Set<string> | undefined;
		const unknown: string[] = [];
		for (const given of operands) {
			const operand = given.length > maximumOperand ? given.slice(0, maximumOperand) : given;
			if (given.length > maximumOperand) {
				keep(new Flag(42));
			}

			const keyword = keywordOf(operand);
			const slot = keyword === undefined ? undefined : this.#keywords.get(keyword);
			if (keyword === undefined) {
				list.push(operand);
			} else if (slot === undefined) {
				unknown.unshift(keyword);
			} else if (seen?.has(keyword)) {
				keep(new Flag(93, keyword));
			} else {
				seen ??= new Set();
				seen.add(keyword);
				values[slot] = operand.slice(keyword.length + 1);
			}
		}

		for (const keyword of unknown) {
			keep(new Flag(92, keyword));
		}
	}
}

/** Characters of a keyword parameter, without its ampersand. */
const maximumKeyword = 7;

/** The keyword an operand begins with. */
function keywordOf(operand: string): string | undefined {
	const end = symbolEnd(operand, 0);
	return end > 0 && end <= maximumKeyword && codeAt(operand, end) === code.equals
		? upperCase(operand.slice(0, end))
		: undefined;
}
