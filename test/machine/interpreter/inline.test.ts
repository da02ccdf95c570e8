import test from 'ava';
import fc from 'fast-check';
import {findInstruction, findMnemonic} from '../../../source/machine/instructions/instruction-table.js';
import {Machine} from '../../../source/machine/machine.js';
import {sameValue} from '../../support/equal.js';

/** The instructions that stand inline in the hot loop. */
const hot = [
	'BALR',
	'BCTR',
	'BCR',
	'BASR',
	'LPR',
	'LNR',
	'LTR',
	'LCR',
	'NR',
	'CLR',
	'OR',
	'XR',
	'LR',
	'CR',
	'AR',
	'SR',
	'MR',
	'ALR',
	'SLR',
	'LTDR',
	'LCDR',
	'LDR',
	'LTER',
	'LCER',
	'LER',
	'STH',
	'LA',
	'STC',
	'IC',
	'BAL',
	'BCT',
	'BC',
	'LH',
	'CH',
	'AH',
	'SH',
	'MH',
	'BAS',
	'ST',
	'N',
	'CL',
	'O',
	'X',
	'L',
	'C',
	'A',
	'S',
	'M',
	'AL',
	'SL',
	'STD',
	'LD',
	'STE',
	'LE',
	'BXH',
	'BXLE',
	'SRL',
	'SLL',
	'SRA',
	'SRDL',
	'SLDL',
	'STM',
	'TM',
	'MVI',
	'NI',
	'CLI',
	'OI',
	'XI',
	'LM',
	'MVC',
	'CLC',
].map(mnemonic => findMnemonic(mnemonic)!.opcode);

const size = 0x4000;
const program = 0x2000;

/** Edges of arithmetic and addresses near block ends more often than chance would have them. */
const word = fc.oneof(
	fc.integer(),
	fc.constantFrom(0, 1, -1, 0x7FFF_FFFF, -0x8000_0000, 0x8000_0000 | 0, 0xFFFF, -0x8000),
	fc.integer({min: 0, max: size + 8}),
	fc.integer({min: 0x7F0, max: 0x808}),
);

/** A base and a displacement, small ones more often. */
const operand = fc
	.tuple(fc.integer({min: 0, max: 15}), fc.oneof(fc.integer({min: 0, max: 3}), fc.integer({min: 0, max: 4095})))
	.map(([base, displacement]) => [(base << 4) | (displacement >>> 8), displacement & 255]);

/** Registers, immediate or length; often without index register, or a short length. */
const second = fc.oneof(
	fc.integer({min: 0, max: 255}),
	fc.integer({min: 0, max: 15}).map(register => register << 4),
	fc.integer({min: 0, max: 15}),
);

const state = fc.record({
	bytes: fc.tuple(second, operand, operand).map(([byte, first, other]) => [byte, ...first, ...other]),
	registers: fc.array(word, {minLength: 16, maxLength: 16}),
	storage: fc.uint8Array({minLength: 64, maxLength: 64}),
	code: fc.integer({min: 0, max: 3}),
	programMask: fc.integer({min: 0, max: 15}),
	key: fc.constantFrom(0, 0, 3),
	address: fc.constantFrom(program, program, program + 0x7FC, program + 0x7FE),
});

type State = typeof state extends fc.Arbitrary<infer T> ? T : never;

const machineOf = () => {
	const machine = new Machine({storage: size, timers: {running: false}});
	// Frames in reverse, so that what is behind a page in the host is not what is behind it in the machine.
	for (let page = (size / 4096) - 1; page >= 0; page--) {
		machine.storage.frameOf(page);
	}

	machine.storage.keys[2] = 0x30;
	machine.storage.keys[3] = 0x18;
	machine.storage.store(0x68, Uint8Array.of(0, 0, 0, 0, 0, 0, 0x3E, 0));
	return machine;
};

function prepare(
	machine: Machine,
	opcode: number,
	{bytes, registers, storage, code, programMask, key, address}: State,
): void {
	const {cpu} = machine;
	for (let at = 0x80; at < size; at += 64) {
		machine.storage.store(at, storage);
		machine.storage.setWord(at, at);
	}

	machine.storage.store(address, Uint8Array.of(opcode, ...bytes));
	cpu.gpr.set(registers);
	cpu.fpr.set(registers.slice(0, 8));
	cpu.psw.load(key << 20, (code << 28) | (programMask << 24) | address);
	machine.processor.taken.kind = 'none';
}

const snapshot = ({cpu, storage, processor}: Machine) => ({
	gpr: [...cpu.gpr],
	fpr: [...cpu.fpr],
	psw: [cpu.psw.high, cpu.psw.low & 0x3FFF_FFFF],
	storage: Buffer.from(storage.fetch(0, size)).toString('latin1'),
	taken: {...processor.taken},
});

for (const opcode of hot) {
	test(`${findInstruction(opcode, 0)!.mnemonic} does the same inline and through the table`, t => {
		const inline = machineOf();
		const table = machineOf();
		fc.assert(fc.property(state, given => {
			prepare(inline, opcode, given);
			prepare(table, opcode, given);
			inline.processor.run(1);
			table.processor.runByTable(1);
			sameValue(t, snapshot(inline), snapshot(table));
		}), {numRuns: 300});
	});
}

test('programs do the same inline and through the table, in whatever slices they run', t => {
	const inline = machineOf();
	const table = machineOf();
	// Short branches and storage operands near registers that point at the program, its block's end in the middle, and
	// at data.
	const code = fc
		.array(fc.tuple(fc.oneof(fc.constantFrom(...hot), fc.integer({min: 0, max: 255})), second, operand, operand), {
			minLength: 40,
			maxLength: 60,
		})
		.map(rows =>
			rows.flatMap(([opcode, byte, first, other]) =>
				[opcode, byte, ...first, ...other].slice(0, opcode < 0x40 ? 2 : (opcode < 0xC0 ? 4 : 6))));
	const near = fc.oneof(fc.integer({min: 0x27A0, max: 0x2860}).map(address => address & ~1), word);
	const given = fc.record({
		code,
		registers: fc.array(near, {minLength: 16, maxLength: 16}),
		slices: fc.array(fc.integer({min: 1, max: 40}), {minLength: 1, maxLength: 8}),
		programMask: fc.integer({min: 0, max: 15}),
	});
	fc.assert(fc.property(given, ({code: bytes, registers, slices, programMask}) => {
		for (const machine of [inline, table]) {
			const {cpu, storage} = machine;
			storage.store(0, new Uint8Array(size));
			// A program interruption starts the program again two bytes on.
			storage.store(0x68, Uint8Array.of(0, 1, 0, 0, 0, 0, 0x27, 0xA2));
			storage.store(0x60, Uint8Array.of(0, 1, 0, 0, 0, 0, 0x27, 0xA4));
			storage.store(0x27A0, Uint8Array.from(bytes));
			cpu.gpr.set(registers);
			cpu.fpr.set(registers.slice(0, 8));
			cpu.psw.load(0x0001_0000, (programMask << 24) | 0x27A0);
			machine.processor.taken.kind = 'none';
		}

		for (const slice of slices) {
			inline.processor.run(slice);
			table.processor.runByTable(slice);
			sameValue(t, snapshot(inline), snapshot(table));
			t.is(inline.cpu.instructions, table.cpu.instructions);
		}
	}), {numRuns: 1500});
});
