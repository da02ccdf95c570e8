/**
 * Tables of instruction tests in assembler language, a case a line: the instruction, what there is before it, and what
 * it leaves behind.
 *
 *     AR  1,2  | R1=2147483647 R2=1     | R1=X'80000000' CC=3
 *     MVC A,B  | A=X'0000' B=C'XY'      | A=C'XY'
 *     D   2,A  | R2=1 R3=0 A=F'0'       | fixedPointDivide
 *
 * Before and behind: `R0`–`R15` and `CR0`–`CR15` (a number, a constant of a word, or the name of storage for its
 * address), `F0`–`F6` (a constant), names of storage with the constant that stands there (on a doubleword; `[MVC
 * 0(1),A]` is an instruction), `@4000` the same at an address, `K4000` the key of a block, and of the PSW `CC`, `mask`
 * (program mask), `key`, `system` (system mask), `problem`, `EC`, and the rest of the CPU as `prefix`, `comparator`,
 * `timer`. Behind only: `next`, where the PSW points (else behind the instruction), the name of a program interruption,
 * `SVC=n`, `exit=reason`. What is not named stays as it was. Numbers of registers are decimal, the PSW's hexadecimal.
 */
import type {Machine} from '../../../source/machine/machine.js';
import {programCode} from '../../../source/machine/cpu/program-exception.js';

/** One `name=value`; a word alone has no value. */
export type Field = {readonly name: string; readonly value: string};

export type Case = {
	/** The line as it stands in its table. */
	readonly line: string;
	readonly mnemonic: string;
	readonly operands: string;
	readonly before: readonly Field[];
	readonly after: readonly Field[];
	/** Does to the machine what no field can say, before the instruction. */
	readonly prepare: ((machine: Machine) => void) | undefined;
};

export type Interruption = keyof typeof programCode;

const isInterruption = (name: string): name is Interruption => Object.hasOwn(programCode, name);

function fields(text: string): Field[] {
	return (text.match(/(?:[^\s'[]|'[^']*'|\[[^\]]*])+/g) ?? []).map(word => {
		const at = word.search('=');
		return at === -1 ? {name: word, value: ''} : {name: word.slice(0, at), value: word.slice(at + 1)};
	});
}

/** One line as a case. */
export function parseCase(line: string, prepare?: Case['prepare']): Case {
	const [statement, before = '', after = '', ...more] = line.split('|');
	const [mnemonic, operands = ''] = statement.trim().split(/\s+(.*)/);
	if (more.length > 0 || mnemonic === '') {
		throw new Error(`no case: ${line}`);
	}

	return {
		line: line.trim().replaceAll(/\s+/g, ' '),
		mnemonic,
		operands,
		before: fields(before),
		after: fields(after),
		prepare,
	};
}

/** A table: a case a line; lines that begin with an asterisk are comments. */
export function cases(table: string): Case[] {
	return table
		.split('\n')
		.filter(line => line.trim() !== '' && !line.trim().startsWith('*'))
		.map(line => parseCase(line));
}

/** The program interruption a case ends in, or `undefined`. */
export function interruptionOf({after}: Case): Interruption | undefined {
	return after.map(({name}) => name).find(name => isInterruption(name));
}

/** The condition code a case says the instruction sets, or `undefined`. */
export function conditionCodeOf({after}: Case): number | undefined {
	const found = after.find(({name}) => name === 'CC');
	return found && Number.parseInt(found.value, 16);
}
