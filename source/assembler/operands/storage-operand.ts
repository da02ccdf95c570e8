/**
 * Storage operands of machine instructions: D(X,B), D(L,B), D(B), implied addresses, literals (GC33-4010, "Operand
 * Formats").
 */
import {addressMask} from '../../base/architecture.js';
import type {Assembly} from '../assembly.js';
import {readConstantOperand, type ConstantOperand} from './constant-operand.js';
import {Flag} from '../diagnostic.js';
import {
	absolute, isAbsolute, simpleBase, type ExpressionReader, type Value,
} from '../expression/expression.js';
import type {Literal} from '../expression/literal-pool.js';
import {withReference} from '../expression/references.js';
import type {Line} from '../source/line.js';
import type {Reader} from '../source/reader.js';
import {code} from '../source/scan.js';

export type StorageOperand = {
	readonly base: number;
	readonly displacement: number;
	/** Index register, or length as written. */
	readonly first: number | undefined;
	/** Length attribute: the length where none is written. */
	readonly implied: number;
};

/** What stands in parentheses in front of the base register. */
export type FirstKind = 'index' | 'length' | 'none';

/** Value of a literal: its address. */
const literalValue = ({location, section, length}: Literal): Value => section
	? {value: location + section.origin, relocations: section.relocations, length}
	: absolute(location, length);

/** Passes over a literal and puts it into the pool. */
export function readLiteral(
	reader: Reader,
	assembly: Assembly,
): {readonly literal: Literal; readonly operand: ConstantOperand} {
	const start = reader.at;
	reader.expect('=');
	const operand = readConstantOperand(reader, assembly.scope);
	if (reader.next !== '' && '+*/-'.includes(reader.next)) {
		throw new Flag(161, '', start + 1);
	}

	return {literal: assembly.pool.find(reader.text.slice(start, reader.at), assembly.line), operand};
}

/** The literal that begins here: what pass 1 found, where it need not be read again. */
function literalHere(reader: Reader, assembly: Assembly): Value {
	const {line} = assembly;
	const {prepared} = line;
	let literal: Literal;
	if (prepared?.kind === 'literal' && prepared.at === reader.at) {
		reader.at = prepared.end;
		literal = prepared.literal;
	} else {
		({literal} = readLiteral(reader, assembly));
	}

	literal.references = withReference(literal.references, line.number);
	return literalValue(literal);
}

type Parentheses = {readonly first: Value | undefined; readonly base: Value | undefined};

const noParentheses: Parentheses = {first: undefined, base: undefined};

function readParentheses(reader: Reader, expressions: ExpressionReader, kind: FirstKind): Parentheses {
	if (!reader.take('(')) {
		return noParentheses;
	}

	if (kind === 'none') {
		if (reader.next === ',') {
			throw reader.flag(216);
		}

		const base = expressions.read();
		if (reader.next === ',') {
			throw reader.flag(216);
		}

		reader.expect(')');
		return {first: undefined, base};
	}

	const first = reader.next === ',' ? undefined : expressions.read();
	const base = reader.take(',') ? expressions.read() : undefined;
	reader.expect(')');
	return {first, base};
}

/** Register number of a value. */
export function registerOf(value: Value, reader: Reader): number {
	if (!isAbsolute(value) || value.value < 0 || value.value > 15) {
		throw reader.flag(222);
	}

	return value.value;
}

function firstOf(value: Value | undefined, kind: FirstKind, reader: Reader): number | undefined {
	if (!value) {
		return undefined;
	}

	if (kind === 'length') {
		if (!isAbsolute(value)) {
			throw reader.flag(225);
		}

		return value.value;
	}

	return registerOf(value, reader);
}

/** An address that must be an expression the assembler can resolve. */
function checkSimple(value: Value, reader: Reader): void {
	if (!isAbsolute(value) && !simpleBase(value)) {
		throw reader.flag(213);
	}
}

/** The address is listed even where the instruction comes to nothing. */
function show(line: Line, address: number): void {
	if (line.address1 === undefined) {
		line.address1 = address;
	} else {
		line.address2 = address;
	}
}

/** Reads a storage operand. `boundary` is what its address is checked against where the assembler resolves it. */
export function readStorage(
	reader: Reader,
	assembly: Assembly,
	expressions: ExpressionReader,
	kind: FirstKind,
	boundary: number,
): StorageOperand {
	const value = reader.code === code.equals ? literalHere(reader, assembly) : expressions.read();

	checkSimple(value, reader);
	const shown = value.value & addressMask;
	const {first, base} = readParentheses(reader, expressions, kind);
	const firstNumber = firstOf(first, kind, reader);
	if (base) {
		show(assembly.line, shown);
		if (!isAbsolute(base)) {
			throw reader.flag(226);
		}

		const register = registerOf(base, reader);
		if (!isAbsolute(value)) {
			throw new Flag(228);
		}

		if (value.value < 0 || value.value > 4095) {
			throw reader.flag(227);
		}

		return {base: register, displacement: value.value, first: firstNumber, implied: value.length};
	}

	const resolved = assembly.usings.resolve(value);
	if (!resolved) {
		throw new Flag(209);
	}

	show(assembly.line, shown);
	if (boundary > 1 && simpleBase(value) && value.value % boundary !== 0 && assembly.options.align !== false) {
		assembly.keep(reader.flag(220));
	}

	return {
		base: resolved.register,
		displacement: resolved.displacement,
		first: firstNumber,
		implied: value.length,
	};
}
