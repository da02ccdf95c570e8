/** Macro definitions (GC33-4010, "Macro Definitions"). */
import {Flag} from '../diagnostic.js';
import {splitOperands} from '../source/scan.js';
import type {Statement} from '../source/statement.js';

export type MacroDefinition = {
	readonly name: string;
	/** Parameter of the name field, with its ampersand; empty where there is none. */
	readonly nameParameter: string;
	readonly positional: readonly string[];
	/** Keyword parameters (without ampersand) and what they are unless told. */
	readonly keywords: ReadonlyMap<string, string>;
	/** Statements behind the prototype, MEND among them: its name field may hold a sequence symbol. */
	readonly body: readonly Statement[];
	readonly problem?: Flag;
};

const isVariable = (text: string): boolean => /^&[a-z$#@][a-z$#@\d]{0,6}$/i.test(text);

/** Makes a definition of the prototype and what follows it. */
export function defineMacro(prototype: Statement, body: readonly Statement[]): MacroDefinition {
	const positional: string[] = [];
	const keywords = new Map<string, string>();
	let problem: Flag | undefined;
	for (const operand of splitOperands(prototype.operands)) {
		const equals = operand.indexOf('=');
		const name = (equals === -1 ? operand : operand.slice(0, equals)).toUpperCase();
		if (!isVariable(name)) {
			problem = operand === '' ? problem : new Flag(64, operand);
			positional.push('');
		} else if (equals === -1) {
			positional.push(name);
		} else {
			keywords.set(name.slice(1), operand.slice(equals + 1));
		}
	}

	return {
		name: prototype.operation,
		nameParameter: isVariable(prototype.name) ? prototype.name.toUpperCase() : '',
		positional,
		keywords,
		body,
		problem,
	};
}

export type Extent = {
	/** Index of the prototype; -1 where the definition ends before one. */
	readonly prototype: number;
	/** Index of MEND, or of what would follow the last statement. */
	readonly end: number;
	readonly complete: boolean;
};

/** Where the definition whose MACRO statement is at `at` ends; definitions inside it belong to it. */
export function definitionExtent(code: readonly Statement[], at: number): Extent {
	let prototype = -1;
	let depth = 0;
	for (let index = at; index < code.length; index++) {
		const {comment, operation} = code[index];
		if (comment !== '') {
			continue;
		}

		if (operation === 'MACRO') {
			depth++;
		} else if (prototype < 0) {
			prototype = index;
		}

		if (operation === 'MEND') {
			depth--;
			if (depth === 0) {
				return {prototype: prototype === index ? -1 : prototype, end: index, complete: true};
			}
		}
	}

	return {prototype, end: code.length, complete: false};
}
