/**
 * The hot loop's companions do the same as the instruction table, on the operands that they are made for: decimal
 * fields, normalized fractions.
 */
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {Machine} from '../../../source/machine/machine.js';
import {field, fields, hexadecimal} from '../../support/arbitrary-numbers.js';
import {sameValue} from '../../support/equal.js';

const size = 0x4000;
const program = 0x2000;
const data = 0x1000;

const machineOf = () => {
	const machine = new Machine({storage: size, timers: {running: false}});
	// Frames in reverse, so that what is behind a page in the host is not what is behind it in the machine.
	for (let page = (size / 4096) - 1; page >= 0; page--) {
		machine.storage.frameOf(page);
	}

	return machine;
};

const snapshot = ({cpu, storage, processor}: Machine) => ({
	gpr: [...cpu.gpr],
	fpr: [...cpu.fpr],
	psw: [cpu.psw.high, cpu.psw.low & 0x3FFF_FFFF],
	instructions: cpu.instructions,
	storage: Buffer.from(storage.fetch(0, size)).toString('hex'),
	taken: {...processor.taken},
});

type Given = {
	readonly code: readonly number[];
	readonly fields: readonly number[];
	readonly registers: readonly number[];
	readonly programMask: number;
	readonly base: number;
};

function sameBothWays(t: ExecutionContext, arbitrary: fc.Arbitrary<Given>, numRuns: number): void {
	const inline = machineOf();
	const table = machineOf();
	fc.assert(fc.property(arbitrary, ({code, fields, registers, programMask, base}) => {
		for (const machine of [inline, table]) {
			const {cpu, storage} = machine;
			storage.store(0, new Uint8Array(size));
			// A program interruption ends in a wait.
			storage.store(0x68, Uint8Array.of(0, 2, 0, 0, 0, 0, 0x30, 0));
			storage.store(program, Uint8Array.from([...code, 0x82, 0, 0, 0x68]));
			storage.store(base, Uint8Array.from(fields));
			cpu.gpr.set(registers);
			cpu.gpr[11] = base;
			cpu.fpr.set(registers.slice(0, 8));
			cpu.psw.load(0, (programMask << 24) | program);
			machine.processor.taken.kind = 'none';
		}

		inline.processor.run(100);
		table.processor.runByTable(100);
		sameValue(t, snapshot(inline), snapshot(table));
	}), {numRuns});
}

const programMask = fc.oneof(fc.constant(0), fc.integer({min: 0, max: 15}));
const registers = fc.array(fc.oneof(fc.integer(), fc.integer({min: -100_000, max: 100_000})), {
	minLength: 16,
	maxLength: 16,
});
/** Where the operands begin: mostly in the middle of a block, else at its end. */
const base = fc.constantFrom(data, data, data + 0x7E0, data + 0xFD8);

/** An instruction on two of them, now and then with another length. */
const decimal = (...opcodes: number[]) =>
	fc.record({
		opcode: fc.constantFrom(...opcodes),
		first: fc.nat(),
		second: fc.nat(),
		other: fc.nat(120),
		length: fc.integer({min: 1, max: 16}),
		amount: fc.integer({min: 0, max: 63}),
	});

for (const [name, opcodes] of [
	['decimal sums, comparisons and shifts', [0xF8, 0xF9, 0xFA, 0xFB, 0xF0]],
	['decimal products and quotients', [0xFC, 0xFD, 0xFC, 0xFD, 0xF8]],
	['conversions', [0x4E, 0x4F, 0xF2, 0xF3]],
	['all decimal instructions', [0x4E, 0x4F, 0xF0, 0xF1, 0xF2, 0xF3, 0xF8, 0xF9, 0xFA, 0xFB, 0xFC, 0xFD]],
] as const) {
	test(`${name} do the same in a row and through the table`, t => {
		const given = fc
			.record({
				operands: fields,
				rows: fc.array(decimal(...opcodes), {minLength: 1, maxLength: 6}),
				registers,
				programMask,
				base,
			})
			.map(({operands, rows, ...rest}) => ({
				...rest,
				fields: operands.bytes,
				code: rows.flatMap(({opcode, first, second, other, length, amount}) => {
					const {places} = operands;
					const one = places[first % places.length];
					const two = places[second % places.length];
					if (opcode < 0xC0) {
						return [opcode, (first & 7) << 4, 0xB0, one.at];
					}

					const length1 = other < 10 ? length : one.length;
					const length2 = other > 110 ? length : two.length;
					return opcode === 0xF0
						? [opcode, ((length1 - 1) << 4) | (other % 11), 0xB0, one.at, 0, amount]
						: [opcode, ((length1 - 1) << 4) | (length2 - 1), 0xB0, one.at, 0xB0, two.at];
				}),
			}));
		sameBothWays(t, given, 1000);
	});
}

test('products and quotients of every length do the same in a row and through the table', t => {
	const given = fc
		.record({
			first: field,
			second: field,
			opcode: fc.constantFrom(0xFC, 0xFD),
			more: fc.integer({min: 0, max: 8}),
			registers,
			programMask,
			base,
		})
		.map(({first, second, opcode, more, ...rest}) => {
			const divisor = second.slice(-8);
			const dividend = [
				...Array.from(
					{
						length: Math.min(
							16 - Math.min(first.length, 16 - divisor.length),
							divisor.length + (more > 5 ? more - 7 : 0),
						),
					},
					() => 0,
				),
				...first.slice(-(16 - divisor.length)),
			];
			return {
				...rest,
				fields: [...dividend, ...divisor],
				code: [opcode, ((dividend.length - 1) << 4) | (divisor.length - 1), 0xB0, 0, 0xB0, dividend.length],
			};
		});
	sameBothWays(t, given, 3000);
});

test('ED and EDMK do the same in a row and through the table', t => {
	const symbol = fc.oneof(fc.constantFrom(0x20, 0x20, 0x20, 0x21, 0x22), fc.integer({min: 0, max: 255}));
	const given = fc
		.record({
			pattern: fc.array(symbol, {minLength: 1, maxLength: 40}),
			source: fc.array(field, {minLength: 8, maxLength: 8}),
			mark: fc.boolean(),
			overlap: fc.integer({min: 0, max: 30}),
			registers,
			programMask,
			base,
		})
		.map(({pattern, source, mark, overlap, ...rest}) => ({
			...rest,
			fields: [...pattern, ...source.flat()],
			code: [
				mark ? 0xDF : 0xDE,
				pattern.length - 1,
				0xB0,
				0,
				0xB0,
				overlap < 4 ? Math.min(overlap, pattern.length) : pattern.length,
			],
		}));
	sameBothWays(t, given, 2000);
});

test('floating-point instructions do the same in a row and through the table', t => {
	const numbers = fc.array(hexadecimal, {minLength: 8, maxLength: 8}).map(list => list.flat());
	const rows = fc.array(
		fc.record({
			opcode: fc.constantFrom(
				...Array.from({length: 16}, (_, low) => [0x20, 0x30, 0x60, 0x70].map(high => high | low)).flat(),
			),
			first: fc.integer({min: 0, max: 3}),
			second: fc.integer({min: 0, max: 3}),
			odd: fc.integer({min: 0, max: 60}),
			at: fc.integer({min: 0, max: 7}),
		}),
		{minLength: 1, maxLength: 12},
	);
	const given = fc.record({
		numbers, rows, programMask, base: fc.constantFrom(data, data, data + 0x7E0, data + 0x7DC),
	}).map(({numbers: list, rows: instructions, ...rest}) => ({
		...rest,
		registers: [...list.slice(0, 8), ...list.slice(8)],
		fields: list.slice(8).flatMap(word => [word >>> 24, (word >>> 16) & 255, (word >>> 8) & 255, word & 255]),
		code: instructions.flatMap(({opcode, first, second, odd, at}) => {
			const registers = (first << 5) | (odd === 0 ? 0x10 : 0);
			return opcode < 0x40
				? [opcode, registers | (second << 1) | (odd === 1 ? 1 : 0)]
				: [opcode, registers, 0xB0, at * 4];
		}),
	}));
	sameBothWays(t, given, 6000);
});
