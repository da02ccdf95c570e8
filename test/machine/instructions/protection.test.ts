/**
 * Operands across the end of a block with another key, and across the end of storage (GA22-7000, "Protection",
 * "Addressing Exception").
 */
import test from 'ava';
import type {Machine} from '../../../source/machine/machine.js';
import {instructionLength} from '../../../source/machine/instructions/instruction-length.js';
import {machineWith, oldPsw, start} from '../../support/code.js';
import {shapes, type Operand, type Shape} from './shapes.js';

const boundary = 0x5800;
const elsewhere = 0xB000;
const key = 0x10;
const lengthOf = ({row: {opcode}}: Shape): number => instructionLength(opcode > 255 ? opcode >>> 8 : opcode);

/** PSW key 1, all of storage with key 1, the block behind the boundary with `behind`. */
function placed(shape: Shape, moved: Operand, address: number, behind: number): Machine {
	const machine = machineWith(shape.source, {high: 0x0010_0000});
	const {cpu, storage} = machine;
	cpu.cr[0] = 0;
	for (const operand of shape.operands) {
		const at = operand === moved ? address : elsewhere;
		cpu.gpr[operand.base] = at;
		storage.store(at & 0xFFFF, Buffer.from(operand.bytes, 'hex').subarray(0, 0x1_0000 - at));
	}

	storage.keys.fill(key);
	storage.keys[boundary >>> 11] = behind;
	return machine;
}

const state = ({cpu, storage}: Machine) => ({
	gpr: [...cpu.gpr],
	fpr: [...cpu.fpr],
	cr: [...cpu.cr],
	storage: Buffer.from(storage.fetch(0x5000, 0x1_0000 - 0x5000)).toString('latin1'),
});

const crossing = shapes
	.flatMap(shape =>
		shape.operands.map((operand, index) => ({shape, operand, name: `${shape.row.mnemonic}, operand ${index + 1}`})))
	.filter(({operand}) => operand.length > operand.boundary);

test('a byte behind the block that the key may not store into, or fetch from, is a protection exception and changes '
	+ 'nothing', t => {
	for (const {shape, operand, name} of crossing) {
		for (const behind of operand.use === 'fetch' ? [0x28] : [0x20, 0x28]) {
			const machine = placed(shape, operand, boundary - operand.length + operand.boundary, behind);
			const before = state(machine);
			machine.run(1);
			const [high, low] = oldPsw(machine, 40);
			t.deepEqual([high, low & 0xFF_FFFF], [0x0010_0004, start + lengthOf(shape)], name);
			t.is(low >>> 30, lengthOf(shape) / 2, name);
			t.deepEqual(state(machine), before, name);
		}
	}

	t.true(crossing.length > 90);
});

test('a foreign key without fetch protection lets a fetch pass', t => {
	for (const {shape, operand, name} of crossing.filter(each => each.operand.use === 'fetch' && !each.shape.row.privileged)) {
		const machine = placed(shape, operand, boundary - operand.length + operand.boundary, 0x20);
		machine.run(1);
		t.is(machine.processor.taken.kind, 'none', name);
	}
});

test('a byte behind the end of storage is an addressing exception and changes nothing', t => {
	for (const {shape, operand, name} of crossing) {
		const machine = placed(shape, operand, 0x1_0000 - operand.boundary, key);
		const before = state(machine);
		machine.run(1);
		t.is(machine.storage.word(40) & 0xFFFF, 5, name);
		t.deepEqual(state(machine), before, name);
	}
});

test('an operand that cannot cross a block, of one byte or on its boundary, is protected too, and may be out of storage', t => {
	const whole = shapes.filter(({operands: [operand]}) => operand.length <= operand.boundary);
	for (const shape of whole) {
		const {
			operands: [operand],
			row: {mnemonic},
		} = shape;
		for (const [address, code] of [
			[boundary, 4],
			[0x1_0000, 5],
		] as const) {
			const machine = placed(shape, operand, address, 0x28);
			const before = state(machine);
			machine.run(1);
			t.is(machine.storage.word(40) & 0xFFFF, code, mnemonic);
			t.is(machine.storage.word(44) & 0xFF_FFFF, start + lengthOf(shape), mnemonic);
			t.deepEqual(state(machine), before, mnemonic);
		}
	}

	t.is(whole.length + new Set(crossing.map(({shape}) => shape)).size, shapes.length);
});

test('with a mask of zero ICM and CLM look at one byte, STCM at none', t => {
	for (const [code, expected] of [['ICM 2,0,0(10)', 4], ['CLM 2,0,0(10)', 4], ['STCM 2,0,0(10)', 0]] as const) {
		const machine = machineWith(code, {high: 0x0010_0000});
		machine.storage.keys.fill(key);
		machine.storage.keys[boundary >>> 11] = 0x28;
		machine.cpu.gpr[10] = boundary;
		machine.run(1);
		t.is(machine.storage.word(40) & 0xFFFF, expected, code);
	}
});

test('an operand address that is not on its boundary is a specification exception', t => {
	for (const shape of shapes.filter(each => each.operands[0].boundary > 1)) {
		const machine = placed(shape, shape.operands[0], elsewhere + (shape.operands[0].boundary / 2), key);
		machine.run(1);
		t.is(machine.storage.word(40) & 0xFFFF, 6, shape.row.mnemonic);
	}
});
