/** Variable symbols: SET symbols, parameters, system variables (GC33-4010, "Variable Symbols"). */
import {Flag} from '../diagnostic.js';
import {splitOperands} from '../source/scan.js';
import type {MacroDefinition} from './definition.js';

export type SetKind = 'A' | 'B' | 'C';

export class SetSymbol {
	readonly #values = new Map<number, string | number>();

	constructor(readonly kind: SetKind, /** 0 = no array. */ readonly dimension: number) {}

	get(index: number): string | number {
		return this.#values.get(index) ?? (this.kind === 'C' ? '' : 0);
	}

	set(index: number, value: string | number): void {
		this.#values.set(index, value);
	}
}

/** Where conditional assembly runs: open code, or one expansion of a macro. */
export type Frame = {
	/** `undefined` = open code. */
	readonly macro: MacroDefinition | undefined;
	readonly sets: Map<string, SetSymbol>;
	/** Values of parameters and of &SYSNDX, &SYSECT, by name without ampersand. */
	readonly parameters: ReadonlyMap<string, string>;
	/** &SYSLIST: element 0 is the name field. */
	readonly list: readonly string[];
	/** Branches that are left (ACTR). */
	branches: number;
};

const initialBranches = 4096;
/** Characters of an operand. */
const maximumOperand = 255;

export function openFrame(parameters: ReadonlyMap<string, string>): Frame {
	return {macro: undefined, sets: new Map(), parameters, list: [], branches: initialBranches};
}

/** Elements of a sublist `(a,b)`; any other text is one element, an empty one none. */
export function sublist(text: string): string[] {
	if (text === '') {
		return [];
	}

	return text.startsWith('(') && text.endsWith(')') ? splitOperands(text.slice(1, -1)) : [text];
}

/** Binds the operands of a macro instruction to the parameters. */
export function bindParameters(
	macro: MacroDefinition,
	name: string,
	operands: readonly string[],
	system: ReadonlyMap<string, string>,
	keep: (flag: Flag) => void,
): Frame {
	const parameters = new Map(system);
	for (const [keyword, value] of macro.keywords) {
		parameters.set(keyword, value);
	}

	const list = [name];
	const seen = new Set<string>();
	const unknown: string[] = [];
	for (const given of operands) {
		const operand = given.slice(0, maximumOperand);
		if (given.length > maximumOperand) {
			keep(new Flag(42));
		}

		const keyword = /^([a-z$#@][a-z$#@\d]{0,6})=/i.exec(operand)?.[1].toUpperCase();
		if (keyword === undefined) {
			list.push(operand);
		} else if (!macro.keywords.has(keyword)) {
			unknown.unshift(keyword);
		} else if (seen.has(keyword)) {
			keep(new Flag(93, keyword));
		} else {
			seen.add(keyword);
			parameters.set(keyword, operand.slice(keyword.length + 1));
		}
	}

	for (const keyword of unknown) {
		keep(new Flag(92, keyword));
	}

	for (const [index, parameter] of macro.positional.entries()) {
		parameters.set(parameter.slice(1), list[index + 1] ?? '');
	}

	if (macro.nameParameter !== '') {
		parameters.set(macro.nameParameter.slice(1), name);
	}

	return {macro, sets: new Map(), parameters, list, branches: initialBranches};
}
