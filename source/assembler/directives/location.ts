/** EQU, ORG, CNOP, END (GC33-4010, "Symbol Definition", "Controlling the Assembler"). */
import type {Assembly} from '../assembly.js';
import {Flag} from '../diagnostic.js';
import {ExpressionReader, isAbsolute, simpleBase, type Value} from '../expression/expression.js';
import {Reader} from '../source/reader.js';
import {optionalOperands, splitOperands} from '../source/scan.js';
import {placePool} from './literals.js';

/** Value of the operand. A bad one leaves the name with the value 0. */
function equatedValue(assembly: Assembly, reader: Reader, expressions: ExpressionReader): Value {
	try {
		const value = expressions.read();
		if (!isAbsolute(value) && !simpleBase(value)) {
			throw reader.flag(213);
		}

		return value;
	} catch (error) {
		assembly.line.address2 = 0;
		assembly.defineName(undefined, 0, 1, 'U');
		throw error;
	}
}

export function equate(assembly: Assembly): void {
	const {line} = assembly;
	const reader = new Reader(line.statement.operands);
	if (reader.ended) {
		throw new Flag(210);
	}

	if (line.statement.name === '') {
		throw new Flag(198);
	}

	const expressions = new ExpressionReader(reader, assembly.previousScope);
	const value = equatedValue(assembly, reader, expressions);
	const base = simpleBase(value);

	let {length} = value;
	let type = 'U';
	if (reader.take(',')) {
		length = reader.next === ',' ? length : expressions.read().value;
		if (reader.take(',')) {
			const code = expressions.read().value;
			type = typeOf(code);
		}
	}

	if (!reader.ended) {
		throw reader.flag(185);
	}

	line.address2 = value.value;
	assembly.defineName(base, value.value - (base?.origin ?? 0), length, type);
}

/** A type attribute given as the code of its letter. */
function typeOf(code: number): string {
	const index = [0xC1, 0xD1, 0xE2].findLastIndex(first => code >= first);
	return index === -1 ? 'U' : ['ABCDEFGHI', 'JKLMNOPQR', 'STUVWXYZ'][index][code - [0xC1, 0xD1, 0xE2][index]] ?? 'U';
}

export function origin(assembly: Assembly): void {
	const {line, section} = assembly;
	line.location = assembly.address;
	const reader = new Reader(optionalOperands(line.statement.operands));
	assembly.defineHere(1, 'U');
	if (reader.ended) {
		assembly.moveTo(section.length);
	} else {
		line.address2 = assembly.address;
		const before = line.flags.length;
		const undefinedBefore = assembly.pass;
		const value = new ExpressionReader(reader, assembly.previousScope).read();
		if (!reader.ended) {
			throw reader.flag(185);
		}

		if (line.flags.length > before || (undefinedBefore === 1 && !resolvable(assembly, line.statement.operands))) {
			return;
		}

		if (simpleBase(value) !== section || value.value < section.origin) {
			throw new Flag(235);
		}

		assembly.moveTo(value.value - section.origin);
	}

	line.address2 = assembly.address;
}

/** Whether every symbol of an operand has been defined by now: pass 1 keeps no flags to tell. */
function resolvable(assembly: Assembly, operands: string): boolean {
	const names = operands.toUpperCase().replaceAll(/[XBC]'[^']*'|L'/g, '').match(/[A-Z$#@][A-Z$#@\d]*/g) ?? [];
	return names.every(name => assembly.symbols.get(name) !== undefined);
}

const noOperation = Uint8Array.of(0x07, 0x00);

export function conditionalNoOperation(assembly: Assembly): void {
	const {line} = assembly;
	assembly.align(2, true);
	line.location = assembly.address;
	assembly.defineHere(1, 'I');
	const match = /^([0246]),([48])$/.exec(line.statement.operands);
	const [byte, boundary] = [Number(match?.[1]), Number(match?.[2])];
	if (!match || byte >= boundary) {
		throw new Flag(232);
	}

	let length = 0;
	let code: number | undefined;
	for (; assembly.section.location % boundary !== byte; length += noOperation.length) {
		const from = assembly.take(noOperation.length);
		if (assembly.pass === 2) {
			assembly.code.bytes.set(noOperation, from);
		}

		code ??= from;
		assembly.emit(from, noOperation.length);
	}

	line.setCode(code ?? 0, length);
}

export function end(assembly: Assembly): void {
	const {line} = assembly;
	const [operand = ''] = splitOperands(line.statement.operands);
	assembly.ended = true;
	const first = assembly.dictionary.firstSection;
	if (first) {
		assembly.open(first);
		first.location = first.length;
	}

	if (
		assembly.pass === 1
			? !assembly.pool.isEmpty
			: assembly.lines.some(({kind, number}) => kind === 'literal' && number > line.number)
	) {
		placePool(assembly);
	}

	line.location = undefined;
	if (operand !== '' && assembly.pass === 2) {
		const reader = new Reader(operand);
		const value = new ExpressionReader(reader, assembly.scope).read();
		const base = simpleBase(value);
		if (!reader.ended || !base) {
			throw new Flag(254);
		}

		line.location = value.value;
		assembly.code.entry = {base, address: value.value};
	}
}
