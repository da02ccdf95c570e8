/**
 * Operands that cross into a page that is not there (GA22-7000, "Recognition of Access Exceptions"): the instruction is
 * nullified, and runs once the page is there.
 */
import test from 'ava';
import type {Machine} from '../../../source/machine/machine.js';
import {pagedOut} from '../../../source/machine/storage/storage.js';
import {codeOf, machineWith, oldPsw, start} from '../../support/code.js';
import {Tables} from '../../support/translation.js';
import {sameValue} from '../../support/equal.js';
import {shapes, unshaped, type Operand, type Shape} from './shapes.js';

const boundary = 0x5000;
/** Where the other operand of two stands. */
const elsewhere = 0xB000;

/** Registers and storage for a shape, with one operand at `address`. */
function placed(shape: Shape, moved: Operand, address: number, high = 0): Machine {
	const machine = machineWith(shape.source, {high});
	const {cpu, storage} = machine;
	for (let register = 0; register < 10; register++) {
		cpu.gpr[register] = 0x1111_1111 * register;
	}

	cpu.fpr.set([0x4220_0000, 0, 0x4330_0000, 1, 0x4440_0000, 2, 0x4550_0000, 3]);
	cpu.cr[0] = 0;
	for (const operand of shape.operands) {
		const at = operand === moved ? address : elsewhere;
		cpu.gpr[operand.base] = at;
		storage.store(at, Buffer.from(operand.bytes, 'hex'));
	}

	storage.keys.fill(0);
	return machine;
}

const snapshot = (machine: Machine) => ({
	gpr: [...machine.cpu.gpr],
	fpr: [...machine.cpu.fpr],
	cr: [...machine.cpu.cr],
	psw: [machine.cpu.psw.high, machine.cpu.psw.low & 0x3FFF_FFFF],
	storage: [4, 5, 11].map(page => Buffer.from(machine.storage.fetch(page * 4096, 4096)).toString('latin1')),
});

/** Offsets of an operand's first byte before the boundary. */
const splits = (operand: Operand): number[] =>
	[...new Set([operand.boundary, operand.length - operand.boundary])].filter(
		split => split > 0 && split < operand.length,
	);

for (const shape of shapes) {
	for (const [index, operand] of shape.operands.entries()) {
		const crosses = splits(operand).length > 0;
		const name = `${shape.row.mnemonic}, operand ${index + 1} ${crosses ? 'across' : 'in'}`;
		// What is one byte, or must be on its boundary, can only be in the page as a whole.
		const places = crosses ? splits(operand) : [0];
		test(`${name} a page: ${crosses ? 'either page' : 'it'} with the pager nullifies, and the retry is complete`, t => {
			for (const split of places) {
				const whole = placed(shape, operand, boundary - split);
				whole.run(1);
				for (const page of crosses ? [4, 5] : [5]) {
					const machine = placed(shape, operand, boundary - split);
					const {storage, cpu} = machine;
					const before = snapshot(machine);
					const frame = storage.pages[page];
					storage.pages[page] = pagedOut;
					storage.closePage(page);
					const exit = {...machine.run(1)};
					t.is(exit.reason, 'page');
					t.is(exit.reason === 'page' && exit.page, page);
					t.is(cpu.instructions, 0);
					storage.pages[page] = frame;
					sameValue(t, snapshot(machine), before);
					t.is(machine.run(1).reason, 'budget');
					sameValue(t, snapshot(machine), snapshot(whole));
				}
			}
		});

		test(`${name} a page of virtual storage: page-translation exception, nothing changed`, t => {
			for (const split of places) {
				const machine = placed(shape, operand, boundary - split, 0x0408_0000);
				const tables = new Tables(machine);
				for (let page = 0; page < 16; page++) {
					if (page === 5) {
						tables.pageEntry(page * 4096);
					} else {
						tables.map(page * 4096, page * 4096);
					}
				}

				const before = snapshot(machine);
				machine.run(1);
				t.is(machine.storage.word(140) & 0xFFFF, 0x11);
				t.is(machine.storage.word(144) & 0xFF_F000, boundary);
				t.deepEqual(oldPsw(machine, 40), [0x0408_0000, start]);
				t.deepEqual({...snapshot(machine), psw: before.psw}, before);
			}
		});
	}
}

test('an instruction across a page with its second page away is not begun', t => {
	for (const shape of shapes) {
		const machine = placed(shape, shape.operands[0], 0xA000);
		machine.storage.store(boundary - 2, codeOf(shape.source));
		machine.cpu.psw.address = boundary - 2;
		const before = snapshot(machine);
		const frame = machine.storage.pages[5];
		machine.storage.pages[5] = pagedOut;
		machine.storage.closePage(5);
		t.deepEqual({...machine.run(1)}, {reason: 'page', page: 5, store: false}, shape.row.mnemonic);
		machine.storage.pages[5] = frame;
		sameValue(t, snapshot(machine), before);
	}
});

test('every instruction with access exceptions is here, but for those with tests of their own', t => {
	t.deepEqual([...unshaped].toSorted(), ['CLCL', 'EX', 'IPTE', 'MVCL']);
	t.true(shapes.length > 90);
});

test('the subject of EXECUTE across a page that is away nullifies EXECUTE', t => {
	const machine = machineWith('EX 0,0(,10)');
	machine.cpu.gpr[10] = boundary - 2;
	machine.storage.store(boundary - 2, codeOf('LA 2,7'));
	const frame = machine.storage.pages[5];
	machine.storage.pages[5] = pagedOut;
	machine.storage.closePage(5);
	t.deepEqual({...machine.run(1)}, {reason: 'page', page: 5, store: false});
	t.is(machine.cpu.psw.address, start);
	machine.storage.pages[5] = frame;
	machine.run(1);
	t.is(machine.cpu.gpr[2], 7);
});

for (const mnemonic of ['MVCL', 'CLCL']) {
	test(`${mnemonic} that meets a page with the pager keeps what it has done and goes on from there`, t => {
		for (const [firstAt, secondAt] of [[0x4F00, 0x8000], [0x8000, 0x4F00]] as const) {
			const machine = machineWith(`${mnemonic} 2,4`);
			const {cpu, storage} = machine;
			const data = Buffer.alloc(0x400, 0x5A);
			storage.store(secondAt, data);
			storage.store(firstAt, mnemonic === 'CLCL' ? data : Buffer.alloc(0x400));
			cpu.gpr.set([firstAt, 0x400, secondAt, 0x400], 2);
			const frame = storage.pages[5];
			storage.pages[5] = pagedOut;
			storage.closePage(5);
			const exit = {...machine.run(1)};
			t.is(exit.reason === 'page' && exit.page, 5);
			t.is(cpu.psw.address, start);
			t.is(cpu.gpr[2] - firstAt, 0x400 - cpu.gpr[3]);
			t.is(cpu.gpr[4] - secondAt, 0x400 - cpu.gpr[5]);
			t.true(cpu.gpr[2] - firstAt <= 0x100);
			storage.pages[5] = frame;
			machine.run(1);
			t.deepEqual([...cpu.gpr.subarray(2, 6)], [firstAt + 0x400, 0, secondAt + 0x400, 0]);
			t.is(cpu.psw.cc, 0);
			t.true(data.equals(storage.fetch(firstAt, 0x400)));
		}
	});
}
