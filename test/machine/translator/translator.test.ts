/** The second tier: whatever it translates does what the instruction table does. */
import test from 'ava';
import fc from 'fast-check';
import {instructions} from '../../../source/machine/instructions/index.js';
import {findInstruction} from '../../../source/machine/instructions/instruction-table.js';
import {instructionLength} from '../../../source/machine/instructions/instruction-length.js';
import {Machine} from '../../../source/machine/machine.js';
import {translatedOpcodes} from '../../../source/machine/translator/operations.js';
import {Tables} from '../../support/translation.js';
import {
	assembly, clear, data, loading, pair, program, same, size,
} from '../../support/translated-pair.js';

const interruption = 0x3E00;

const word = fc.oneof(
	fc.integer(),
	fc.constantFrom(0, 1, -1, 0x7FFF_FFFF, -0x8000_0000, 0xFFFF, -0x8000),
	fc.integer({min: 0, max: size + 8}),
	fc.integer({min: data - 16, max: data + 64}),
);

/** Base registers that point at data, a block's end, the program itself, anything, or none. */
const base = fc.constantFrom(10, 10, 10, 10, 10, 10, 11, 11, 12, 0, 5);
const operand = fc
	.tuple(
		base,
		fc.oneof(
			{weight: 6, arbitrary: fc.integer({min: 0, max: 64})},
			{weight: 1, arbitrary: fc.integer({min: 0, max: 4095})},
		),
	)
	.map(([register, displacement]) => [(register << 4) | (displacement >>> 8), displacement & 255]);
/** Registers 9 and up, which hold the loop together, are rarely changed. */
const registers = fc.oneof(
	{
		weight: 12,
		arbitrary: fc
			.tuple(fc.integer({min: 0, max: 8}), fc.integer({min: 0, max: 8}))
			.map(([one, other]) => (one << 4) | other),
	},
	{weight: 1, arbitrary: fc.integer({min: 0, max: 255})},
);

/** All without a translation of their own, but invalid ones and those of the supervisor state: no region has them. */
const others = instructions
	.filter(({opcode, privileged}) => opcode < 256 && !privileged && !translatedOpcodes.includes(opcode))
	.map(({opcode}) => opcode);
const isBranch = (opcode: number) => [0x05, 0x06, 0x07, 0x0D, 0x45, 0x46, 0x47, 0x4D, 0x86, 0x87].includes(opcode);

const instruction = fc.tuple(
	fc.oneof(
		{weight: 30, arbitrary: fc.constantFrom(...translatedOpcodes)},
		{weight: 12, arbitrary: fc.constantFrom(...others)},
	),
	registers,
	operand,
	operand,
	fc.integer({min: 0, max: 40}),
);

/** A few dozen instructions whose branches lead to each other, in a loop without end. */
const loop = fc.array(instruction, {minLength: 3, maxLength: 40}).map(rows => {
	const lengths = rows.map(([opcode]) => instructionLength(opcode));
	const starts = lengths.map((_, index) => lengths.slice(0, index).reduce((sum, length) => sum + length, 0));
	const bytes = rows.flatMap(([opcode, byte, first, second, goal], index) => {
		if (isBranch(opcode) && opcode >= 0x40) {
			const to = starts[goal % rows.length];
			return [
				opcode,
				opcode === 0x47 ? byte & 0xF0 : (opcode < 0x80 ? byte & 0xF0 : byte),
				0xC0 | (to >>> 8),
				to & 255,
			];
		}

		return [opcode, byte, ...first, ...second].slice(0, lengths[index]);
	});
	// BCT 9 and, when it has come to an end, LA 9,100 and again.
	return [...bytes, 0x46, 0x90, 0xC0, 0x00, 0x41, 0x90, 0x00, 0x64, 0x07, 0xFC];
});

test('random loops do the same translated and through the table, in whatever slices they run', t => {
	// The same machines for all of them: what was translated for one program must not be taken for another.
	const machines = pair(clear);
	const given = fc.record({
		code: loop,
		values: fc.array(word, {minLength: 16, maxLength: 16}),
		slices: fc.array(fc.integer({min: 40, max: 900}), {minLength: 3, maxLength: 8}),
		programMask: fc.integer({min: 0, max: 15}),
		key: fc.constantFrom(0, 0, 3),
		isExtended: fc.boolean(),
		fill: fc.uint8Array({minLength: 64, maxLength: 64}),
	});
	fc.assert(fc.property(given, ({code, values, slices, programMask, key, isExtended, fill}) => {
		for (const machine of machines) {
			const {cpu, storage} = machine;
			clear(machine);
			for (let at = 0x80; at < size; at += 64) {
				storage.store(at, fill);
			}

			// Interruptions go on with the loop: LA 9,100(0), LA 12 and 10 anew, BR 12.
			storage.store(
				interruption,
				Uint8Array.of(0x41, 0x90, 0, 0x64, 0x58, 0xC0, 0, 0x80, 0x58, 0xA0, 0, 0x84, 0x07, 0xFC),
			);
			storage.setWord(0x80, program);
			storage.setWord(0x84, data);
			for (const newPsw of [0x60, 0x68]) {
				storage.setWord(newPsw, isExtended ? 0x0008_0000 : 0);
				storage.setWord(newPsw + 4, interruption);
			}

			storage.store(program, Uint8Array.from(code));
			cpu.gpr.set(values);
			cpu.fpr.set(values.slice(0, 8));
			cpu.gpr[9] = 100;
			cpu.gpr[10] = data;
			cpu.gpr[11] = data + 0x7F8;
			cpu.gpr[12] = program;
			storage.keys[4] = 0x30;
			storage.keys[5] = 0x38;
			storage.keys[2] = 0x30;
			cpu.psw.load(
				(isExtended ? 0x0008_0000 : 0) | (key << 20) | (isExtended ? programMask << 8 : 0),
				program | (isExtended ? 0 : programMask << 24),
			);
			machine.processor.taken.kind = 'none';
		}

		same(t, machines, slices);
	}), {numRuns: 400});
	const {executed} = machines[0].processor.translator!;
	t.log(`${executed} instructions translated`);
	t.true(executed > 10_000);
});

/** Bytes of few kinds, so that comparisons go on for a while and scans find something now and then. */
const sparse = fc.uint8Array({min: 0, max: 1, minLength: 2048, maxLength: 2048});
const long = fc.record({
	opcode: fc.constantFrom(0xD2, 0xD4, 0xD5, 0xD6, 0xD7, 0xDC, 0xDD, 0x0E, 0x0F),
	length: fc.oneof(fc.integer({min: 0, max: 20}), fc.integer({min: 0, max: 255})),
	first: fc.integer({min: 0, max: 600}),
	distance: fc.oneof(fc.integer({min: -12, max: 12}), fc.integer({min: -300, max: 300})),
	difference: fc.oneof(fc.constant(0), fc.integer({min: -40, max: 40})),
	pad: fc.integer({min: 0, max: 3}),
});

test('operands of many bytes: alone, the same, one within the other, at the end of a block or a page', t => {
	const machines = pair(clear);
	const given = fc.record({
		operations: fc.array(long, {minLength: 1, maxLength: 6}),
		fill: sparse,
		from: fc.constantFrom(0x300, 0x780, 0xD80),
	});
	fc.assert(fc.property(given, ({operations, fill, from}) => {
		for (const machine of machines) {
			const {cpu, storage} = machine;
			clear(machine);
			storage.store(data, fill);
			storage.store(data + 0x800, fill.toReversed());
			const code: number[] = [];
			for (const [index, {opcode, length, first, distance, difference, pad}] of operations.entries()) {
				const one = data + from + first;
				const other = one + distance;
				const fields = 0x100 + (index * 16);
				storage.setWord(fields, one);
				storage.setWord(fields + 4, length);
				storage.setWord(fields + 8, other);
				storage.setWord(fields + 12, ((pad << 24) | Math.max(0, length + difference)) >>> 0);
				// LM 4,7,fields; the operation on registers 4 and 6; BALR 3,0 for its condition code; X 8,... of it.
				code.push(
					0x98,
					0x47,
					fields >>> 8,
					fields & 255,
					...(opcode < 0x10 ? [opcode, 0x46] : [opcode, length, 0x40, 0, 0x60, 0]),
					0x05,
					0x30,
					0x17,
					0x83,
				);
			}

			storage.store(program, Uint8Array.of(...code, 0x46, 0x90, 0xC0, 0x00, 0x07, 0xFC));
			storage.setWord(0x68, 0x0002_0000);
			cpu.gpr.fill(0);
			cpu.gpr[12] = program;
			cpu.gpr[9] = 30;
			cpu.psw.load(0, program);
			machine.processor.taken.kind = 'none';
		}

		same(t, machines, [200, 333]);
	}), {numRuns: 400});
	const {executed} = machines[0].processor.translator!;
	t.log(`${executed} instructions translated`);
	t.true(executed > 50_000);
});

test('a loop is translated and nearly all of its instructions run so', t => {
	const [machine] = pair(loading(assembly(`
 LA 9,4000
LOOP L 1,0(,10)
 LA 1,1(,1)
 ST 1,0(,10)
 BCT 9,LOOP
 SVC 0`)));
	machine.run(16_000);
	t.is(machine.storage.word(data), 4000);
	t.true(machine.processor.translator!.executed > 14_000);
});

test('every instruction with a translation is one the manual has', t => {
	for (const opcode of translatedOpcodes) {
		t.truthy(findInstruction(opcode, 0));
	}
});

test('nested loops, and a subroutine called from the inner one', t => {
	const machines = pair(loading(assembly(`
START LA 3,30
OUTER LA 4,7
INNER BAL 14,SUB
 BCT 4,INNER
 LA 5,1(5)
 BCT 3,OUTER
 B START
SUB A 6,0(,10)
 CR 6,5
 BHR 14
 LA 6,1(,6)
 BR 14`)));
	same(t, machines, [100, 1000, 333, 5000, 20_000]);
	t.true(machines[0].processor.translator!.count > 0);
});

test('a program that changes its own instructions', t => {
	const machines = pair(loading(assembly(`
START LA 3,200
LOOP LA 5,1(5)
CHANGED LA 6,1(6)
 LR 7,3
 N 7,=F'15'
 BNZ NEXT
 XI CHANGED+1,X'10'
NEXT BCT 3,LOOP
 B START
 LTORG`)));
	same(t, machines, [100, 500, 1000, 5000]);
});

test('a program in many pieces that changes instructions of each, and data between them', t => {
	const machines = pair(loading(assembly(`
START LA 3,200
ONE LA 5,1(5)
 ST 5,D1
 B TWO
D1 DS 5F
TWO LA 6,1(6)
 STC 5,D2
 LR 7,3
 N 7,=F'15'
 BNZ THREE
 XI ONE+1,X'10'
 B THREE
D2 DS 3F
THREE STM 5,8,D3
 AR 8,6
 LR 7,3
 N 7,=F'31'
 BNZ FOUR
 STH 3,FIVE+2
 NC FIVE+2(2),=X'0FFF'
 B FOUR
D3 DS 5F
FOUR MVC D4,D3
 C 3,=F'57'
 BNE NEAR
 MVI NEAR+3,2
NEAR LA 2,1(2)
 B FIVE
D4 DS CL20
FIVE LA 4,1(0)
 AR 8,4
 CLI D2,60
 BNE SIX
 MVC SIX(4),FIVE
 B SIX
 DS 4F
SIX LA 5,0(5)
 BCT 3,ONE
 B START
 LTORG`)));
	same(t, machines, [100, 500, 1000, 5000, 20_000]);
	t.true(machines[0].processor.translator!.executed > 5000);
});

test('instructions changed from outside between two runs', t => {
	const machines = pair(loading(assembly(`
LOOP LA 5,1(5)
 AR 6,5
 B LOOP`)));
	same(t, machines, [400]);
	for (const {storage} of machines) {
		// AR to SR
		storage.store(program + 4, Uint8Array.of(0x1B));
	}

	same(t, machines, [400, 7]);
});

test('a storage key set under a translated loop', t => {
	const machines = pair(loading(assembly(`
LOOP LA 5,1(5)
 ST 5,0(,10)
 B LOOP`), 0x0030_0000));
	for (const {storage} of machines) {
		storage.keys[program >>> 11] = 0x30;
		storage.keys[data >>> 11] = 0x30;
	}

	same(t, machines, [400]);
	for (const {storage} of machines) {
		storage.keys[data >>> 11] = 0x40;
		storage.tables.close(data >>> 11);
	}

	same(t, machines, [400]);
	t.is(machines[0].cpu.psw.address, 0xDEAD);
});

test('a block that is closed for a while does not cost the region that runs through it', t => {
	// Not eager: what is dropped would not be back so soon.
	const machine = new Machine({storage: size, timers: {running: false}});
	loading(assembly(`
 B LOOP
 DS XL1900
LOOP LA 5,1(5)
 B FAR
 DS XL200
FAR AR 6,5
 B LOOP`))(machine);
	// Ends at LOOP, in the other block.
	machine.run(200_001);
	const {translator} = machine.processor;
	t.is(translator!.count, 1);
	machine.storage.tables.close((program + 0x800) >>> 11);
	const {executed} = translator!;
	machine.run(2000);
	t.is(translator!.count, 1);
	t.true(translator!.executed > executed + 1500);
});

test('the same instructions at two virtual addresses', t => {
	const machines = pair(machine => {
		loading(assembly(`
LOOP BALR 5,0
 AR 6,5
 LA 7,1(7)
 BCT 9,LOOP
 X 12,0(,10)
 BR 12`), 0x0408_0000)(machine);
		// A table does not fit beside everything else: the last page holds it.
		const tables = new Tables(machine, {page: 4096, segment: 0x1_0000}, 0x3000);
		for (const [virtual, real] of [[0, 0], [0x1000, 0x1000], [0x2000, 0x2000], [0x5000, 0x1000]] as const) {
			tables.map(virtual, real);
		}

		machine.storage.setWord(data, 0x4000);
		machine.cpu.gpr[9] = 100;
	});
	same(t, machines, [300, 400, 1200, 50_000]);
	t.true(machines[0].processor.translator!.count > 1);
});
