/** Variable symbols that are compiled: SET symbols, parameters and their elements, &SYSLIST. */
import {
	code, codeAt, symbolEnd, upperCase,
} from '../../source/scan.js';
import {sublist, type Names, type Variable} from '../variables.js';
import type {Maybe, NumberTerm, ValueTerm} from './term.js';

/** Compiles the arithmetic expression of a subscript, which may have variable symbols itself. */
export type Subscripts = (text: string, at: number, names: Names) => Maybe<NumberTerm>;

const longestName = 7;

/** A value without a subscript: of an array or of a system variable of the whole assembly it is not sure. */
function plainValue(value: Variable): string | number | undefined {
	if (typeof value === 'object') {
		return value.dimension === 0 ? value.value : undefined;
	}

	return value;
}

const plain = (slot: number): ValueTerm => ({frame}) => plainValue(frame.values[slot]);

function subscripted(slot: number, subscript: NumberTerm): ValueTerm {
	return evaluator => {
		const {frame} = evaluator;
		const value = frame.values[slot];
		const index = subscript(evaluator);
		if (Number.isNaN(index) || value === undefined) {
			return undefined;
		}

		if (typeof value === 'object') {
			return index >= 1 && index <= value.dimension ? value.get(index) : undefined;
		}

		if (!frame.macro) {
			return undefined;
		}

		return index === 0 ? value : sublist(value)[index - 1] ?? '';
	};
}

/** &SYSLIST(position) or &SYSLIST(position,element). */
function operandOfList(slot: number, position: NumberTerm, element: NumberTerm | undefined): ValueTerm {
	return evaluator => {
		const {frame} = evaluator;
		const at = position(evaluator);
		const within = element?.(evaluator) ?? 0;
		if (frame.values[slot] !== undefined || !frame.macro || Number.isNaN(at) || Number.isNaN(within)) {
			return undefined;
		}

		const operand = frame.list[at] ?? '';
		return element ? sublist(operand)[within - 1] ?? '' : operand;
	};
}

function compileList(
	text: string,
	at: number,
	slot: number,
	names: Names,
	subscripts: Subscripts,
): Maybe<ValueTerm> {
	const position = subscripts(text, at + 1, names);
	const element = position && codeAt(text, position.end) === code.comma
		? subscripts(text, position.end + 1, names)
		: undefined;
	const end = element?.end ?? position?.end ?? 0;
	return position && codeAt(text, end) === code.right
		? {term: operandOfList(slot, position.term, element?.term), end: end + 1}
		: undefined;
}

/** A variable symbol, without and with what may be its subscript. */
export type Reference = {
	readonly slot: number;
	/** Without a subscript. */
	readonly plain: Maybe<ValueTerm>;
	/** With the one that stands behind it. */
	readonly subscripted: Maybe<ValueTerm>;
};

/** The variable symbol at `at` (its ampersand). */
export function compileReference(
	text: string,
	at: number,
	names: Names,
	subscripts: Subscripts,
): Reference | undefined {
	const end = symbolEnd(text, at + 1);
	const name = upperCase(text.slice(at + 1, end));
	if (name === '' || name.length > longestName) {
		return undefined;
	}

	const slot = names.slot(name);
	const isList = name === 'SYSLIST';
	const whole = isList ? undefined : {term: plain(slot), end};
	if (codeAt(text, end) !== code.left) {
		return {slot, plain: whole, subscripted: undefined};
	}

	if (isList) {
		return {slot, plain: undefined, subscripted: compileList(text, end, slot, names, subscripts)};
	}

	const subscript = subscripts(text, end + 1, names);
	return {
		slot,
		plain: whole,
		subscripted: subscript && codeAt(text, subscript.end) === code.right
			? {term: subscripted(slot, subscript.term), end: subscript.end + 1}
			: undefined,
	};
}

/** The value of a variable symbol where text behind it can only be its subscript. */
export function valueOf(text: string, at: number, reference: Reference | undefined): Maybe<ValueTerm> {
	const plain = reference?.plain;
	return !plain || codeAt(text, plain.end) === code.left ? reference?.subscripted : plain;
}

/** Index behind a point that ends the name of a variable symbol. */
export const behindPoint = (text: string, end: number): number => codeAt(text, end) === code.point ? end + 1 : end;
