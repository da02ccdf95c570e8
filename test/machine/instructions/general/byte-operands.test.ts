import test from 'ava';
import fc from 'fast-check';
import {Machine} from '../../../../source/machine/machine.js';
import {codeMemory} from '../../../support/code.js';

const size = 0x4000;
const machine = new Machine({storage: size, timers: {running: false}});
for (const page of [3, 1, 2, 0]) {
	machine.storage.frameOf(page);
}

const content = Uint8Array.from({length: size}, (_, at) => Math.imul(at + 1, 0x9E37_79B1) >>> 24);

/** Anywhere in two pages; near block ends and near each other more often. */
const address = fc.oneof(
	fc.integer({min: 0x1400, max: 0x2E00}),
	fc.integer({min: 0x1780, max: 0x1810}),
	fc.integer({min: 0x1F80, max: 0x2010}),
);
const operands = fc
	.tuple(
		address,
		fc.oneof(
			address.map(second => () => second),
			fc.integer({min: -12, max: 12}).map(apart => (first: number) => first + apart),
		),
		fc.oneof(fc.integer({min: 1, max: 256}), fc.integer({min: 1, max: 20})),
	)
	.map(([first, second, length]) => ({first, second: second(first), length}));

type Given = {readonly first: number; readonly second: number; readonly length: number};

const codeOf = codeMemory();

function prepare({first, second}: Given, statements: string): Uint8Array {
	machine.storage.store(0x200, content.subarray(0x200));
	machine.storage.store(0x400, codeOf(statements));
	const before = machine.storage.fetch(0, size);
	machine.cpu.gpr[1] = first;
	machine.cpu.gpr[2] = second;
	machine.cpu.psw.load(0, 0x400);
	return before;
}

/** On operands that registers 1 and 2 address. */
const ss = (mnemonic: string, {length}: Given) => `${mnemonic} 0(${length},1),0(2)`;
const storage = () => Buffer.from(machine.storage.fetch(0, size)).toString('latin1');
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

for (const [mnemonic, combine] of [
	['MVC', (_: number, second: number) => second],
	['NC', (first: number, second: number) => first & second],
	['OC', (first: number, second: number) => first | second],
	['XC', (first: number, second: number) => first ^ second],
] as const) {
	test(`${mnemonic} goes from left to right byte by byte, operands overlapping or not, across blocks or not`, t => {
		fc.assert(fc.property(operands, given => {
			const expected = prepare(given, ss(mnemonic, given));
			let any = 0;
			for (let index = 0; index < given.length; index++) {
				expected[given.first + index] = combine(expected[given.first + index], expected[given.second + index]);
				any |= expected[given.first + index];
			}

			machine.run(1);
			t.true(storage() === text(expected));
			if (mnemonic !== 'MVC') {
				t.is(machine.cpu.psw.cc, any === 0 ? 0 : 1);
			}
		}), {numRuns: 600});
	});
}

test('CLC finds the first byte that differs', t => {
	fc.assert(fc.property(operands, fc.integer({min: 0, max: 300}), (given, different) => {
		prepare(given, ss('CLC', given));
		machine.storage.store(given.first, machine.storage.fetch(given.second, given.length));
		if (different < given.length) {
			machine.storage.store(
				given.first + different,
				Uint8Array.of(machine.storage.fetch(given.first + different, 1)[0] + 1),
			);
		}

		const order = Math.sign(Buffer.compare(
			machine.storage.fetch(given.first, given.length),
			machine.storage.fetch(given.second, given.length),
		));
		machine.run(1);
		t.is(machine.cpu.psw.cc, order === 0 ? 0 : (order < 0 ? 1 : 2));
	}), {numRuns: 600});
});

test('TR translates with the table as it is by then', t => {
	fc.assert(fc.property(operands, given => {
		const expected = prepare(given, ss('TR', given));
		for (let index = 0; index < given.length; index++) {
			expected[given.first + index] = expected[given.second + expected[given.first + index]];
		}

		machine.run(1);
		t.true(storage() === text(expected));
	}), {numRuns: 600});
});

test('TRT stops at the first byte whose function byte is not zero', t => {
	fc.assert(
		fc.property(
			operands,
			fc.integer({min: 0, max: 255}),
			fc.integer({min: 1, max: 255}),
			(given, character, functionByte) => {
				prepare(given, ss('TRT', given));
				const table = 0x3000 + (given.second & 0x3FF);
				machine.storage.store(table, new Uint8Array(256));
				machine.storage.store(table + character, Uint8Array.of(functionByte));
				machine.cpu.gpr[2] = table;
				machine.cpu.gpr[1] = given.first;
				const index = machine.storage.fetch(given.first, given.length).indexOf(character);
				machine.run(1);
				t.is(machine.cpu.psw.cc, index === -1 ? 0 : (index === given.length - 1 ? 2 : 1));
				t.deepEqual(
					[machine.cpu.gpr[1], machine.cpu.gpr[2] & 255],
					index === -1 ? [given.first, table & 255] : [given.first + index, functionByte],
				);
			},
		),
		{numRuns: 600},
	);
});

test('MVCL pads, CLCL compares with the pad, block by block', t => {
	const lengths = fc.record({
		first: fc.integer({min: 0x1000, max: 0x17FF}),
		second: fc.integer({min: 0x2800, max: 0x2FFF}),
		length: fc.integer({min: 0, max: 0x1000}),
		other: fc.integer({min: 0, max: 0x1000}),
		pad: fc.integer({min: 0, max: 255}),
	});
	fc.assert(fc.property(lengths, ({first, second, length, other, pad}) => {
		const expected = prepare({first, second, length}, 'MVCL 4,6; CLCL 4,6');
		const from = expected.slice(second, second + Math.min(length, other));
		expected.fill(pad, first, first + length);
		expected.set(from, first);
		machine.cpu.gpr.set([first, length, second, (pad << 24) | other], 4);
		machine.run(1);
		t.true(storage() === text(expected));
		t.is(machine.cpu.psw.cc, length === other ? 0 : (length < other ? 1 : 2));
		machine.cpu.gpr.set([first, length, second, (pad << 24) | Math.min(length, other)], 4);
		machine.run(1);
		t.is(machine.cpu.psw.cc, 0);
		t.deepEqual(
			[...machine.cpu.gpr.subarray(4, 8)],
			[first + length, 0, second + Math.min(length, other), pad << 24],
		);
	}), {numRuns: 200});
});
