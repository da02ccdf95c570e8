/**
 * Instructions that begin in one block of 2 KiB and end in the next. In the middle of a page the two stand together in
 * the host; at a page's end they mostly do not, and the instruction's row puts them together.
 */
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import type {Machine} from '../../../source/machine/machine.js';
import {
	assembly, data, loading, pair, program, same,
} from '../../support/translated-pair.js';

const middle = 0x800;
const pageEnd = 0x1000;
const slices = Array.from({length: 30}, (_, index) => 200 + (7 * index));

/** A loop of instructions of every length, `before` bytes of it before the boundary at `end`. */
const loop = (end: number, before: number, statements = ''): string => assembly(`
 B LOOP
ONE DC F'1'
SUBJECT OI 8(10),0
 ORG *+${end - before - 12}
LOOP A 1,ONE
 AR 2,1
 MVC 4(4,10),0(10)
 LA 3,1(,3)
 EX 3,SUBJECT
 ST 1,0(,10)
 CLC 4(2,10),0(10)
 XR 4,3
 BALR 5,0
 SLL 4,1
 L 6,ONE
${statements}
 BCTR 9,0
 B LOOP`);

const ready = (text: string, key = 0) => (machine: Machine): void => {
	loading(text, key << 20)(machine);
	const {cpu, storage} = machine;
	cpu.gpr[9] = 5000;
	for (let block = 0; block < 8; block++) {
		storage.keys[block] = key << 4;
	}
};

/** What part of a loop's instructions ran translated. */
function translated(t: ExecutionContext, before: number, end = middle): number {
	const machines = pair(machine => {
		ready(loop(end, before))(machine);
		machine.cpu.gpr[10] = data + 0x800;
	});
	same(t, machines, slices);
	const [{cpu, processor}] = machines;
	return processor.translator!.executed / cpu.instructions;
}

test('an instruction across two blocks that stand together is part of the region', t => {
	const inOneBlock = translated(t, 200);
	t.true(inOneBlock > 0.7);
	t.true(translated(t, 10) > 0.98 * inOneBlock);
});

test('one across two blocks that stand apart is done by its row there', t => {
	t.true(translated(t, 10, pageEnd) > 0.98 * translated(t, 200, pageEnd));
});

test('every instruction of a loop in turn across a boundary, in a page and behind it', t => {
	fc.assert(fc.property(
		fc.constantFrom(middle, pageEnd),
		fc.integer({min: 1, max: 26}),
		(end, halfwords) => {
			const machines = pair(machine => {
				ready(loop(end, 2 * halfwords))(machine);
				machine.cpu.gpr[10] = data + 0x800;
			});
			same(t, machines, slices);
		},
	), {numRuns: 60});
});

test('the second block, where one instruction ends, is fetch-protected under a region', t => {
	const machines = pair(ready(loop(middle, 46), 1));
	same(t, machines, slices);
	for (const {storage} of machines) {
		const block = (program + middle) >>> 11;
		storage.keys[block] = 0x28;
		storage.tables.close(block);
	}

	same(t, machines, [100, 1, 1]);
	const [{processor}] = machines;
	t.deepEqual(processor.taken, {kind: 'program', code: 4});
});

test('a program that changes the second half of such an instruction', t => {
	for (const end of [middle, pageEnd]) {
		// The displacement of MVC's second operand stands behind the boundary.
		const machines = pair(machine => {
			ready(loop(end, 10, ` IC 7,11(,8)
 LA 7,1(,7)
 STC 7,11(,8)
 NI 11(8),X'3F'`))(machine);
			machine.cpu.gpr[8] = program + end - 10;
			machine.cpu.gpr[10] = data + 0x800;
		});
		same(t, machines, slices);
	}
});
