/** Built-in functions: recognised only as the first word right of `=`; their names elsewhere are plain text. */
import type {CommandDefinition} from '../../../base/command.js';
import {fail, isError, type Outcome} from '../errors.js';
import {isNumber, toNumber} from './numbers.js';
import {cut} from './scanner.js';

export type BuiltInFunction = (operands: readonly string[]) => Outcome<string>;

function concat(operands: readonly string[]): string {
	return cut(operands.join(''));
}

function datatype(operands: readonly string[]): string {
	return isNumber(operands[0]) ? 'NUM' : 'CHAR';
}

function length(operands: readonly string[]): string {
	return String((operands[0] ?? '').length);
}

function substr(operands: readonly string[]): Outcome<string> {
	const [text, from, count] = operands;
	if (from === undefined) {
		return fail(814);
	}

	const start = toNumber(from);
	if (isError(start)) {
		return start;
	}

	const size = count === undefined ? text.length : toNumber(count);
	if (isError(size)) {
		return size;
	}

	return start < 1 || size < 0 ? fail(814) : text.slice(start - 1, start - 1 + size);
}

/** What HELP says of them; &LITERAL is no function of values (`substitution.ts`), but is written like one. */
export const functionDefinitions: readonly CommandDefinition[] = [
	{
		name: '&CONCAT',
		minimum: 7,
		syntax: ['&variable = &CONCAT token ...'],
		summary: 'The tokens as one, without blanks between them, cut to eight characters.',
	},
	{
		name: '&DATATYPE',
		minimum: 8,
		syntax: ['&variable = &DATATYPE token'],
		summary: 'NUM where the token is a number, else CHAR.',
	},
	{
		name: '&LENGTH',
		minimum: 7,
		syntax: ['&variable = &LENGTH token'],
		summary: 'The number of characters of the token.',
	},
	{
		name: '&LITERAL',
		minimum: 8,
		syntax: ['&variable = &LITERAL token'],
		summary: 'The token as it is written, with no variable in it replaced.',
	},
	{
		name: '&SUBSTR',
		minimum: 7,
		syntax: ['&variable = &SUBSTR token first [length]'],
		summary: 'Characters of the token from number first on, as many as length says, else all.',
	},
];

/** By name as a token, that is cut to eight characters. */
export const functions: ReadonlyMap<string, BuiltInFunction> = new Map([
	['&CONCAT', concat],
	[cut('&DATATYPE'), datatype],
	['&LENGTH', length],
	['&SUBSTR', substr],
]);
