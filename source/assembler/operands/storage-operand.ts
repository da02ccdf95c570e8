/**
 * Storage operands of machine instructions: D(X,B), D(L,B), D(B), implied addresses, literals (GC33-4010, "Operand
 * Formats").
 */
import {addressMask} from '../../base/architecture.js';
import type {Assembly} from '../assembly.js';
import {readConstantOperand} from './constant-operand.js';
import {Flag} from '../diagnostic.js';
import {ExpressionReader, isAbsolute, simpleBase, type Scope, type Value} from '../expression/expression.js';
import type {Reader} from '../source/reader.js';

export type StorageOperand = {
	readonly base: number;
	readonly displacement: number;
	/** Index register, or length as written. */
	readonly first: number | undefined;
	/** Length attribute: the length where none is written. */
	readonly implied: number;
	/** For the listing. */
	readonly address: number;
};

/** What stands in parentheses in front of the base register. */
export type FirstKind = 'index' | 'length' | 'none';

/** Passes over a literal and puts it into the pool. */
export function readLiteral(reader: Reader, assembly: Assembly): Value {
	const start = reader.at;
	reader.expect('=');
	readConstantOperand(reader, assembly.scope());
	if (/[+*/-]/.test(reader.next)) {
		throw new Flag(161, '', start + 1);
	}

	const literal = assembly.pool.find(reader.text.slice(start, reader.at), assembly.line);
	if (assembly.pass === 2) {
		literal.references.push(assembly.line.number);
	}

	return {
		value: literal.location + (literal.section?.origin ?? 0), length: literal.length,
		relocations: literal.section ? [{base: literal.section, count: 1}] : [],
	};
}

type Parentheses = {readonly first: Value | undefined; readonly base: Value | undefined; readonly written: boolean};

function readParentheses(reader: Reader, expressions: ExpressionReader, kind: FirstKind): Parentheses {
	if (!reader.take('(')) {
		return {first: undefined, base: undefined, written: false};
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
		return {first: undefined, base, written: true};
	}

	const first = reader.next === ',' ? undefined : expressions.read();
	const base = reader.take(',') ? expressions.read() : undefined;
	reader.expect(')');
	return {first, base, written: true};
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

/** Reads a storage operand. `boundary` is what its address is checked against where the assembler resolves it. */
export function readStorage(
	reader: Reader,
	assembly: Assembly,
	scope: Scope,
	kind: FirstKind,
	boundary: number,
): StorageOperand {
	const expressions = new ExpressionReader(reader, scope);
	const value = reader.next === '=' ? readLiteral(reader, assembly) : expressions.read();

	checkSimple(value, reader);
	const {line} = assembly;
	// The address is listed even where the instruction comes to nothing.
	const shown = value.value & addressMask;
	const show = () => {
		if (line.address1 === undefined) {
			line.address1 = shown;
		} else {
			line.address2 = shown;
		}
	};

	const {first, base} = readParentheses(reader, expressions, kind);
	const firstNumber = firstOf(first, kind, reader);
	if (base) {
		show();
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

		return {base: register, displacement: value.value, first: firstNumber, implied: value.length, address: shown};
	}

	const resolved = assembly.usings.resolve(value);
	if (!resolved) {
		throw new Flag(209);
	}

	show();
	if (boundary > 1 && simpleBase(value) && value.value % boundary !== 0 && assembly.options.align !== false) {
		assembly.keep(reader.flag(220));
	}

	return {
		base: resolved.register,
		displacement: resolved.displacement,
		first: firstNumber,
		implied: value.length,
		address: shown,
	};
}
