/** ED and EDMK (GA22-7000, "Decimal Instructions") as a function of WebAssembly. */
import {
	bytes, i32, select, when, whilst, word, type Code, type Local, type Routine,
} from './code.js';
import {
	fails, workOffset,
} from './decimal-fields.js';

export const edit = (routine: Routine): Code => {
	const pattern = routine.parameter(0);
	const length = routine.parameter(1);
	const source = routine.parameter(2);
	const names = [
		'index',
		'fill',
		'symbol',
		'digit',
		'byte',
		'right',
		'plus',
		'significance',
		'nonZero',
		'marked',
		'result',
	] as const;
	const entries = names.map(name => [name, routine.local(i32)] as const);
	const {
		index, fill, symbol, digit, byte, right, plus, significance, nonZero, marked, result,
	} = Object.fromEntries(entries) as Record<typeof names[number], Local>;
	const number = word.constant;
	const advance = (local: Local): Code => local.set(word.add(local.get, number(1)));
	return [
		fill.set(word.loadByte(pattern.get)),
		right.set(number(-1)),
		whilst(word.less(index.get, length.get), [
			symbol.set(word.loadByte(word.add(pattern.get, index.get))),
			when(
				word.equal(word.and(symbol.get, number(0xFE)), number(0x20)),
				[
					plus.set(number(0)),
					digit.set(right.get),
					right.set(number(-1)),
					when(word.lessSigned(digit.get, number(0)), [
						byte.set(word.loadByte(source.get)),
						advance(source),
						digit.set(word.shiftRight(byte.get, number(4))),
						when(word.less(number(9), digit.get), fails),
						byte.set(word.and(byte.get, number(15))),
						when(
							word.less(number(9), byte.get),
							plus.set(word.isZero(word.and(word.shiftRight(number(0x2800), byte.get), number(1)))),
							right.set(byte.get),
						),
					]),
					result.set(
						select(word.or(digit.get, number(0xF0)), fill.get, word.or(significance.get, digit.get)),
					),
					nonZero.set(word.or(nonZero.get, digit.get)),
					marked.set(select(
						word.add(index.get, number(1)),
						marked.get,
						word.less(word.isZero(digit.get), word.isZero(significance.get)),
					)),
					significance.set(select(
						number(0),
						word.or(word.or(significance.get, digit.get), word.and(symbol.get, number(1))),
						plus.get,
					)),
				],
				when(
					word.equal(symbol.get, number(0x22)),
					[result.set(fill.get), significance.set(number(0)), nonZero.set(number(0))],
					result.set(select(symbol.get, fill.get, word.or(significance.get, word.isZero(index.get)))),
				),
			),
			word.storeByte(index.get, result.get, routine.area + workOffset),
			advance(index),
		]),
		index.set(number(0)),
		whilst(word.less(word.add(index.get, number(15)), length.get), [
			bytes.store(word.add(pattern.get, index.get), bytes.load(index.get, routine.area + workOffset)),
			index.set(word.add(index.get, number(16))),
		]),
		whilst(word.less(index.get, length.get), [
			word.storeByte(word.add(pattern.get, index.get), word.loadByte(index.get, routine.area + workOffset)),
			advance(index),
		]),
		word.or(
			select(select(number(1), number(2), significance.get), number(0), nonZero.get),
			word.shiftLeft(marked.get, number(2)),
		),
	];
};
