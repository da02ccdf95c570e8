/** EXECUTE in the second tier: whatever its subject is, and wherever, it does what the instruction table does. */
import test from 'ava';
import fc from 'fast-check';
import {instructions} from '../../../source/machine/instructions/index.js';
import {instructionLength} from '../../../source/machine/instructions/instruction-length.js';
import {
	assembly, clear, data, loading, pair, program, same, size,
} from '../../support/translated-pair.js';

const subjects = program + 0x200;
const interruption = 0x3E00;

const opcodes = instructions.filter(({opcode}) => opcode < 256).map(({opcode}) => opcode);
/** Those that programs make subjects of. */
const usual = [
	0x41, 0x91, 0x92, 0x94, 0x95, 0x96, 0x97, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xD7, 0xDC, 0xDD, 0xDE, 0xDF,
	0xF0, 0xF1, 0xF2, 0xF3, 0xF8, 0xF9, 0xFA,
];

const displacement = fc.oneof(
	{weight: 8, arbitrary: fc.integer({min: 0, max: 40})},
	{weight: 2, arbitrary: fc.integer({min: 0x600, max: 0x7FF})},
	{weight: 1, arbitrary: fc.integer({min: 0, max: 0xFFF})},
);
/** Data, the end of a block, the program; what is anywhere. */
const operand = fc.tuple(fc.constantFrom(10, 10, 10, 10, 11, 12, 7), displacement)
	.map(([register, distance]) => [(register << 4) | (distance >>> 8), distance & 255]);

const subject = fc.record({
	opcode: fc.oneof(
		{weight: 5, arbitrary: fc.constantFrom(...usual)},
		{weight: 1, arbitrary: fc.constantFrom(...opcodes)},
	),
	second: fc.oneof(fc.constant(0), fc.integer({min: 0, max: 255})),
	first: operand,
	other: operand,
});

/** Which subject, through which register, modified by which; R14 points to subjects and moves, R13 stays. */
const execution = fc.record({
	number: fc.integer({min: 0, max: 5}),
	base: fc.constantFrom(13, 13, 13, 14, 0),
	index: fc.constantFrom(0, 0, 0, 5),
	r1: fc.integer({min: 0, max: 4}),
	isOdd: fc.constantFrom(false, false, false, false, false, false, false, true),
	before: fc.constantFrom([0x15, 0x12], [0x1A, 0x12], [0x1E, 0x12], [0x1F, 0x12], [0x12, 0x22], [0x04, 0x20], []),
});

const code = fc.array(execution, {minLength: 1, maxLength: 6}).map(rows => [
	...rows.flatMap(({
		number, base, index, r1, isOdd, before,
	}) => {
		const distance = (base === 0 ? 0x300 : 0) + (8 * number) + (isOdd ? 1 : 0);
		return [
			...before,
			// EX; BALR 6,0 for the condition code; XR 8,6; AR 4,6.
			0x44,
			(r1 << 4) | index,
			(base << 4) | (distance >>> 8),
			distance & 255,
			...base === 0 ? [0x47, 0x40, 0xC0, 4] : [0x05, 0x60, 0x17, 0x86],
		];
	}),
	// LA 14,8(14); N 14,mask; O 14,subjects; BCT 9,0(12); LA 9,90; BR 12.
	0x41, 0xE0, 0xE0, 8, 0x54, 0xE0, 0, 0x88, 0x56, 0xE0, 0, 0x8C, 0x46, 0x90, 0xC0, 0x00,
	0x41, 0x90, 0, 90, 0x07, 0xFC,
]);

const given = fc.record({
	bytes: code,
	rows: fc.array(subject, {minLength: 6, maxLength: 6}),
	values: fc.array(fc.oneof(fc.integer(), fc.integer({min: 0, max: 24})), {minLength: 16, maxLength: 16}),
	slices: fc.array(fc.integer({min: 40, max: 700}), {minLength: 3, maxLength: 6}),
	programMask: fc.integer({min: 0, max: 15}),
	fill: fc.uint8Array({minLength: 64, maxLength: 64}),
	isProblem: fc.boolean(),
});

test('EXECUTE of any subject', t => {
	const machines = pair(clear);
	fc.assert(fc.property(given, ({bytes, rows, values, slices, programMask, fill, isProblem}) => {
		for (const machine of machines) {
			const {cpu, storage} = machine;
			clear(machine);
			for (let at = 0x80; at < size; at += 64) {
				storage.store(at, fill);
			}

			// Every interruption goes on with the loop: LM 9,14,X'90'; BR 12.
			storage.store(interruption, Uint8Array.of(0x98, 0x9E, 0, 0x90, 0x07, 0xFC));
			for (const [index, value] of [100, data, data + 0x7F0, program, subjects, subjects].entries()) {
				storage.setWord(0x90 + (4 * index), value);
			}

			storage.setWord(0x88, 0x38);
			storage.setWord(0x8C, subjects);
			for (const newPsw of [0x60, 0x68]) {
				storage.setWord(newPsw, 0);
				storage.setWord(newPsw + 4, interruption);
			}

			storage.store(program, Uint8Array.from(bytes));
			for (const [index, {opcode, second, first, other}] of rows.entries()) {
				const row = Uint8Array.from([opcode, second, ...first, ...other].slice(0, instructionLength(opcode)));
				storage.store(subjects + (8 * index), row);
				storage.store(0x300 + (8 * index), row);
			}

			cpu.gpr.set(values);
			cpu.gpr.set([100, data, data + 0x7F0, program, subjects, subjects], 9);
			cpu.psw.load(isProblem ? 0x1_0000 : 0, program | (programMask << 24));
			machine.processor.taken.kind = 'none';
		}

		same(t, machines, slices);
	}), {numRuns: 150});
	const {executed} = machines[0].processor.translator!;
	t.log(`${executed} instructions translated`);
	t.true(executed > 30_000);
});

test('EXECUTE of MVC stays translated, whichever way its operands lie', t => {
	const [machine] = pair(loading(assembly(`
 LA 9,2000
 LA 5,X'7FA'(,10)
LOOP EX 9,MOVE
 EX 8,ACROSS
 BCT 9,LOOP
 SVC 0
MOVE MVC 0(0,10),100(10)
ACROSS MVC 0(9,5),0(10)`)));
	machine.run(8000);
	t.true(machine.processor.translator!.executed > 5500);
});

test('EXECUTE of instructions with two lengths, and of LA, stays translated', t => {
	const machines = pair(loading(assembly(`
LOOP LA 9,9
NEXT EX 9,PACK
 EX 9,UNPACK
 EX 4,ADD
 EX 4,COMPARE
 LR 5,9
 SLL 5,4
 EX 5,LOAD
 EX 4,EDIT
 BCT 9,NEXT
 B LOOP
PACK PACK 0(8,10),ZONED(1)
UNPACK UNPK 16(16,10),0(1,10)
ADD AP 40(1,10),=P'1'
COMPARE CP 40(1,10),=P'7'
LOAD LA 1,7(9)
EDIT ED 100(1,10),0(10)
ZONED DC C'1234567890123456'
 LTORG`)));
	for (const {cpu, storage} of machines) {
		// X'20' more bytes of the first operand, X'03' more of an edited one.
		cpu.gpr[4] = 0x30;
		storage.store(data + 40, Uint8Array.of(0, 0, 0, 0x0C));
	}

	same(t, machines, [100, 1000, 5000, 20_000]);
	t.true(machines[0].processor.translator!.executed > 20_000);
});

test('a subject that stores into the loop around it, or into itself', t => {
	const machines = pair(loading(assembly(`
LOOP EX 0,CHANGE
 EX 0,ITSELF
HERE LA 5,1(5)
 BCT 9,LOOP
 B LOOP
CHANGE XI HERE+3,X'02'
ITSELF MVI ITSELF+1,0`)));
	same(t, machines, [100, 300, 1000]);
});

test('a register that branches rely on, changed by a subject', t => {
	const machines = pair(loading(assembly(`
LOOP LA 5,1(5)
 EX 5,LOAD
 B NEXT
 DC 3F'0'
NEXT X 12,0(,10)
 BCT 9,0(,12)
LOAD LA 0,0(,12)`)));
	same(t, machines, [60, 300, 1000]);
});
