/** Programs that change their own instructions as they run, as those of the sixties did. */
import test from 'ava';
import fc from 'fast-check';
import {instructionLength} from '../../../source/machine/instructions/instruction-length.js';
import {Machine} from '../../../source/machine/machine.js';
import {
	assembly, clear, data, loading, pair, program, same, size,
} from '../../support/translated-pair.js';

/** A first-time switch, an immediate operand, a length, addresses, a return, an AND that becomes an OR. */
const changing = assembly(`
START MVI FIRST+1,0
 MVC LOADIT+2(2),FROM
 LA 9,20
LOOP DS 0H
LOADIT L 5,TABLE
FIRST NOP NOTFIRST
 LA 7,100(,7)
 MVI FIRST+1,X'F0'
NOTFIRST AR 7,5
 STC 7,LIMIT+1
LIMIT CLI TABLE+3,0
 BL BELOW
 LA 6,1(,6)
BELOW LH 2,LOADIT+2
 LA 2,4(,2)
 STH 2,LOADIT+2
 LR 3,5
 N 3,=F'15'
 STC 3,MOVE+1
MOVE MVC 100(1,10),TABLE
 BAL 14,ROUTINE
 BCT 9,LOOP
 B START
ROUTINE S 14,=A(4096)
 STC 14,BACK+3
 SRL 14,8
 LA 14,X'C0'(,14)
 STC 14,BACK+2
 XI ALTER+1,X'01'
 XI ALTER,X'02'
ALTER NI 120(10),X'0F'
BACK B 0
FROM DC S(TABLE)
TABLE DC 5F'3,14,15,92,65'
 LTORG`);

test('a program full of changes does what the instruction table does', t => {
	const machines = pair(loading(changing));
	same(t, machines, [100, 700, 333, 5000, 20_000]);
	t.true(machines[0].processor.translator!.executed > 12_000);
});

test('a program full of changes stays translated', t => {
	const machine = new Machine({storage: size, timers: {running: false}});
	loading(changing)(machine);
	machine.run(1_000_000);
	const {translator} = machine.processor;
	const {executed} = translator!;
	machine.run(500_000);
	t.true(translator!.executed > executed + 490_000);
});

test('what is stored into an instruction and stands there already does not end a region for long', t => {
	const machine = new Machine({storage: size, timers: {running: false}});
	loading(assembly(`
LOOP MVC PLACE(6),MODEL
 LA 5,1(,5)
PLACE MVC 0(8,10),100(10)
 BCT 9,LOOP
 B LOOP
MODEL MVC 0(8,10),100(10)`))(machine);
	machine.run(500_000);
	const {translator} = machine.processor;
	const {executed} = translator!;
	machine.run(100_000);
	t.true(translator!.executed > executed + 99_000);
});

test('operation codes that were not there before, and base registers that are others', t => {
	const machines = pair(loading(assembly(`
LOOP LA 5,1(,5)
 LR 3,5
 N 3,=F'7'
 IC 4,CODES(3)
 STC 4,HERE
HERE N 6,0(,10)
 STC 5,THERE+2
 OI THERE+2,X'A0'
 NI THERE+2,X'BF'
 MVI THERE+2,X'A0'
 LTR 3,3
 BNZ THERE
 MVI THERE+2,X'B0'
THERE X 7,4(,10)
 ST 7,4(,10)
 BCT 9,LOOP
 B LOOP
CODES DC X'54565A5B5859545E'
 LTORG`)));
	for (const {cpu} of machines) {
		cpu.gpr[11] = data + 0x40;
	}

	same(t, machines, [100, 700, 333, 5000, 20_000]);
	t.true(machines[0].processor.translator!.executed > 10_000);
});

/** What is in the loop: operation code and second byte. */
const operations = fc.constantFrom(...[
	0x4150, 0x5A60, 0x5060, 0x4270, 0x4370, 0x9505, 0x94F3, 0x960C, 0x9211, 0x9181, 0xD203, 0xD502, 0xD701, 0xD102,
	0xDC01, 0x4780, 0x47F0, 0x4700, 0x8A60, 0x1A56, 0x5480, 0x9856, 0x4530, 0xF234, 0x4400, 0x4420,
].map(code => [code >>> 8, code & 255]));
/** What changes it: MVI, XI, STC, STH, ST, MVC. */
const stores = fc.constantFrom(
	...[0x92F0, 0x9710, 0x9702, 0x4250, 0x4060, 0x5070, 0xD203].map(code => [code >>> 8, code & 255]),
);
const row = fc.record({
	bytes: operations,
	operand: fc.tuple(fc.constantFrom(10, 10, 10, 11, 12), fc.integer({min: 0, max: 60})),
	other: fc.integer({min: 0, max: 60}),
	store: fc.option(stores, {freq: 2}),
	/** Which instruction is stored into, and which byte of it. */
	goal: fc.tuple(fc.nat(30), fc.nat(5)),
});

test('random programs that change their own instructions', t => {
	const machines = pair(clear);
	const given = fc.record({
		rows: fc.array(row, {minLength: 3, maxLength: 16}),
		values: fc.array(fc.oneof(fc.integer(), fc.integer({min: 0, max: 24})), {minLength: 8, maxLength: 8}),
		fill: fc.uint8Array({minLength: 64, maxLength: 64}),
		slices: fc.array(fc.integer({min: 40, max: 900}), {minLength: 4, maxLength: 8}),
	});
	fc.assert(fc.property(given, ({rows, values, fill, slices}) => {
		const starts: number[] = [];
		let end = 0;
		for (const {bytes: [opcode], store} of rows) {
			starts.push(end);
			end += instructionLength(opcode) + (store ? instructionLength(store[0]) : 0);
		}

		const code = rows.flatMap(({bytes, operand: [base, distance], other, store, goal: [number, byte]}) => {
			const isBranch = bytes[0] === 0x47 || bytes[0] === 0x45;
			const [register, displacement] = isBranch ? [12, starts[other % starts.length]] : [base, distance];
			const at = starts[number % starts.length] + byte;
			return [
				...[...bytes, (register << 4) | (displacement >>> 8), displacement & 255, 0xA0, other]
					.slice(0, instructionLength(bytes[0])),
				...store
					? [...store, 0xC0 | (at >>> 8), at & 255, 0xA0, other].slice(0, instructionLength(store[0]))
					: [],
			];
		});
		// LM 0,3 and 9,12 anew; LA 9,40; BR 12.
		const tail = [0x46, 0x90, 0xC0, 0, 0x41, 0x90, 0, 40, 0x07, 0xFC];
		for (const machine of machines) {
			const {cpu, storage} = machine;
			clear(machine);
			for (let at = 0x80; at < size; at += 64) {
				storage.store(at, fill);
			}

			storage.store(program, Uint8Array.of(...code, ...tail));
			// A copy of the program: interruptions begin with it again.
			storage.store(0x1800, Uint8Array.of(...code, ...tail));
			storage.store(0x3E00, Uint8Array.of(
				0x98, 0x9C, 0x00, 0x90, 0xD2, 0xFF, 0xC0, 0, 0xC8, 0, 0x07, 0xFC,
			));
			for (const [index, value] of [40, data, data + 0x7E0, program].entries()) {
				storage.setWord(0x90 + (4 * index), value);
			}

			for (const newPsw of [0x60, 0x68]) {
				storage.setWord(newPsw, 0);
				storage.setWord(newPsw + 4, 0x3E00);
			}

			cpu.gpr.fill(0);
			cpu.gpr.set(values, 1);
			cpu.gpr.set([40, data, data + 0x7E0, program], 9);
			cpu.psw.load(0, program);
			machine.processor.taken.kind = 'none';
		}

		same(t, machines, slices);
	}), {numRuns: 150});
	const {executed} = machines[0].processor.translator!;
	t.log(`${executed} instructions translated`);
	t.true(executed > 50_000);
});

test('a page-table entry that is invalidated may be an instruction of the loop', t => {
	const there = 0x1018;
	const machines = pair(machine => {
		loading(`
TEST     START X'1000'
         USING TEST,12
LOOP     LA    3,1(,3)
         CL    3,LIMIT
         BNE   GO
         LR    4,7
GO       DC    X'B2210046'         IPTE 4,6
         CNOP  0,8
THERE    AR    1,2                 WHICH BECOMES AR 1,10
         BCT   5,LOOP
         SVC   0
LIMIT    DC    F'203'
         END`)(machine);
		const {cpu} = machine;
		cpu.cr[0] = 0x0080_00E0;
		cpu.gpr.set([data, 1000, 0, there], 4);
	});
	same(t, machines, [400, 2000, 2000]);
	const [{cpu, storage, processor}] = machines;
	t.is(storage.fetch(there, 2)[1], 0x1A);
	t.true(cpu.gpr[1] > 100 * data);
	t.true(processor.translator!.executed > 500);
});
