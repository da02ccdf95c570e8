/** Branches and EXECUTE (GA22-7000, "General Instructions", "Branching"). */
import {addressMask} from '../../../base/architecture.js';
import {instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';

/**
 * What BALR leaves in its first register: instruction length, condition code, program mask and address behind the
 * branch.
 */
function linkage(x: Execution): number {
	const {psw} = x.cpu;
	return (psw.ilc << 30) | (psw.cc << 28) | (psw.programMask << 24) | psw.address;
}

function branch(x: Execution, address: number): void {
	x.cpu.psw.address = address & addressMask;
}

function countDown(x: Execution, register: number): boolean {
	x.gpr[register]--;
	return x.gpr[register] !== 0;
}

/** Adds the increment of BXH/BXLE and answers whether the sum is high. */
function indexHigh(x: Execution, at: number): boolean {
	const first = x.bytes[at + 1] >>> 4;
	const third = x.bytes[at + 1] & 15;
	const comparand = x.gpr[third | 1];
	x.gpr[first] = (x.gpr[first] + x.gpr[third]) | 0;
	return x.gpr[first] > comparand;
}

export const branches = [
	instruction(0x05, 'BALR', 'RR', '', (x, at) => {
		const second = x.bytes[at + 1] & 15;
		const target = x.gpr[second];
		x.gpr[x.bytes[at + 1] >>> 4] = linkage(x);
		if (second !== 0) {
			branch(x, target);
		}
	}),
	instruction(0x06, 'BCTR', 'RR', '', (x, at) => {
		const second = x.bytes[at + 1] & 15;
		const target = x.gpr[second];
		if (countDown(x, x.bytes[at + 1] >>> 4) && second !== 0) {
			branch(x, target);
		}
	}),
	instruction(0x07, 'BCR', 'MR', '', (x, at) => {
		const second = x.bytes[at + 1] & 15;
		if (second !== 0 && ((x.bytes[at + 1] >>> 4) & (8 >>> x.cpu.psw.cc)) !== 0) {
			branch(x, x.gpr[second]);
		}
	}),
	instruction(0x0D, 'BASR', 'RR', '', (x, at) => {
		const second = x.bytes[at + 1] & 15;
		const target = x.gpr[second];
		x.gpr[x.bytes[at + 1] >>> 4] = x.cpu.psw.address;
		if (second !== 0) {
			branch(x, target);
		}
	}),
	instruction(0x44, 'EX', 'RX', 'A P S EX', (x, at) => {
		const target = x.indexed(at);
		const modifier = x.bytes[at + 1] >>> 4;
		if ((target & 1) !== 0) {
			programException(programCode.specification);
		}

		const subject = x.cpu.storage.host.scratch + 8;
		x.gather(target, 2, subject);
		const opcode = x.bytes[subject];
		if (opcode === 0x44) {
			programException(programCode.execute);
		}

		if (opcode >= 0x40) {
			x.gather((target + 2) & addressMask, opcode >= 0xC0 ? 4 : 2, subject + 2);
		}

		if (modifier !== 0) {
			x.bytes[subject + 1] |= x.gpr[modifier];
		}

		x.dispatch(subject);
	}),
	instruction(0x45, 'BAL', 'RX', '', (x, at) => {
		const target = x.indexed(at);
		x.gpr[x.bytes[at + 1] >>> 4] = linkage(x);
		branch(x, target);
	}),
	instruction(0x46, 'BCT', 'RX', '', (x, at) => {
		const target = x.indexed(at);
		if (countDown(x, x.bytes[at + 1] >>> 4)) {
			branch(x, target);
		}
	}),
	instruction(0x47, 'BC', 'MX', '', (x, at) => {
		if (((x.bytes[at + 1] >>> 4) & (8 >>> x.cpu.psw.cc)) !== 0) {
			branch(x, x.indexed(at));
		}
	}),
	instruction(0x4D, 'BAS', 'RX', '', (x, at) => {
		const target = x.indexed(at);
		x.gpr[x.bytes[at + 1] >>> 4] = x.cpu.psw.address;
		branch(x, target);
	}),
	instruction(0x86, 'BXH', 'RS', '', (x, at) => {
		const target = x.based(at + 2);
		if (indexHigh(x, at)) {
			branch(x, target);
		}
	}),
	instruction(0x87, 'BXLE', 'RS', '', (x, at) => {
		const target = x.based(at + 2);
		if (!indexHigh(x, at)) {
			branch(x, target);
		}
	}),
];
