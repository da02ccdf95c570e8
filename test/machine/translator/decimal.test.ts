/** Translated decimal instructions and conversions do what the instruction table does. */
import test from 'ava';
import fc from 'fast-check';
import {field, fields} from '../../support/arbitrary-numbers.js';
import {
	base, followed, programMask, sameLoops, slices,
} from '../../support/translated-loop.js';

const registers = fc.array(fc.oneof(fc.integer(), fc.integer({min: -100_000, max: 100_000})), {
	minLength: 16,
	maxLength: 16,
});
const surroundings = {
	registers,
	floating: fc.constant([0, 0, 0, 0, 0, 0, 0, 0]),
	programMask,
	base,
	slices,
};

const row = (...opcodes: number[]) => fc.record({
	opcode: fc.constantFrom(...opcodes),
	first: fc.nat(),
	second: fc.nat(),
	length: fc.oneof({weight: 9, arbitrary: fc.constant(0)}, {weight: 1, arbitrary: fc.integer({min: 1, max: 16})}),
	amount: fc.integer({min: 0, max: 63}),
	/** Where the first operand begins from where the second one does; else in a field of its own. */
	near: fc.option(fc.integer({min: -6, max: 6}), {freq: 4, nil: undefined}),
	behind: followed,
});

for (const [name, opcodes] of [
	['sums, comparisons and shifts', [0xF8, 0xF9, 0xFA, 0xFB, 0xF0]],
	['products and quotients', [0xFC, 0xFD, 0xFC, 0xFD, 0xF8]],
	['conversions and moves of halves', [0x4E, 0x4F, 0xF1, 0xF2, 0xF3, 0xD1, 0xD3]],
	['editing', [0xDE, 0xDF]],
	['all of it', [0x4E, 0x4F, 0xF0, 0xF1, 0xF2, 0xF3, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD, 0xD1, 0xD3, 0xDE, 0xDF]],
] as const) {
	test(`decimal loops do the same translated and through the table: ${name}`, t => {
		const given = fc.record({
			operands: fields,
			rows: fc.array(row(...opcodes), {minLength: 1, maxLength: 8}),
			...surroundings,
		}).map(({operands: {bytes, places}, rows, ...rest}) => ({
			...rest,
			numbers: bytes,
			code: rows.flatMap(({
				opcode, first, second, length, amount, near, behind,
			}) => {
				const one = places[first % places.length];
				const two = places[second % places.length];
				const length1 = length === 0 ? one.length : length;
				const to = near === undefined ? one.at : Math.max(0, two.at + near);
				if (opcode < 0xC0) {
					return [opcode, (first & 7) << 4, 0xB0, to, ...behind];
				}

				const both = opcode < 0xE0
					? (amount % 8 === 0 ? amount : length1 - 1)
					: ((length1 - 1) << 4) | (two.length - 1);
				return opcode === 0xF0
					? [opcode, ((length1 - 1) << 4) | (second % 11), 0xB0, to, 0, amount, ...behind]
					: [opcode, both, 0xB0, to, 0xB0, two.at, ...behind];
			}),
		}));
		const executed = sameLoops(t, given, 120);
		t.log(`${executed} instructions translated`);
		t.true(executed > 5000);
	});
}

test('products and quotients of every length do the same translated and through the table', t => {
	const given = fc.record({
		first: field,
		second: field,
		opcode: fc.constantFrom(0xFC, 0xFD),
		zeros: fc.integer({min: 0, max: 8}),
		behind: followed,
		...surroundings,
	}).map(({first, second, opcode, zeros, behind, ...rest}) => {
		const divisor = second.slice(-8);
		const dividend = [...Array.from({length: zeros}, () => 0), ...first].slice(-(16 - (zeros & 1)));
		return {
			...rest,
			numbers: [...dividend, ...divisor],
			code: [
				opcode, ((dividend.length - 1) << 4) | (divisor.length - 1), 0xB0, 0, 0xB0, dividend.length, ...behind,
			],
		};
	});
	t.true(sameLoops(t, given, 300) > 10_000);
});

test('ED and EDMK of patterns with every symbol do the same translated and through the table', t => {
	const symbol = fc.oneof(fc.constantFrom(0x20, 0x20, 0x20, 0x21, 0x22), fc.integer({min: 0, max: 255}));
	const given = fc.record({
		pattern: fc.array(symbol, {minLength: 1, maxLength: 40}),
		source: fc.array(field, {minLength: 8, maxLength: 8}),
		opcode: fc.constantFrom(0xDE, 0xDF),
		overlap: fc.integer({min: 0, max: 30}),
		behind: followed,
		...surroundings,
	}).map(({pattern, source, opcode, overlap, behind, ...rest}) => ({
		...rest,
		numbers: [...pattern, ...source.flat()],
		code: [
			opcode,
			pattern.length - 1,
			0xB0,
			0,
			0xB0,
			overlap < 4 ? Math.min(overlap, pattern.length) : pattern.length,
			...behind,
		],
	}));
	t.true(sameLoops(t, given, 200) > 5000);
});
