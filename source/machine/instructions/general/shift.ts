/**
 * Shifts of registers and register pairs (GA22-7000, "General Instructions"). The amount is the low six bits of the
 * operand address.
 */
import {instruction, type Execute} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {signCode} from './condition.js';

type Shift = (x: Execution, register: number, amount: number) => void;

const single = (shift: Shift): Execute => (x, at) => {
	shift(x, x.bytes[at + 1] >>> 4, x.based(at + 2) & 63);
};

const double = (shift: Shift): Execute => (x, at) => {
	const register = x.bytes[at + 1] >>> 4;
	if ((register & 1) !== 0) {
		programException(programCode.specification);
	}

	shift(x, register, x.based(at + 2) & 63);
};

function shiftOverflow(x: Execution): void {
	x.cpu.psw.cc = 3;
	if ((x.cpu.psw.programMask & 8) !== 0) {
		programException(programCode.fixedPointOverflow);
	}
}

function shiftPairRight(x: Execution, register: number, amount: number, fill: number): void {
	const {gpr} = x;
	const high = gpr[register];
	if (amount >= 32) {
		gpr[register + 1] = amount === 32 ? high : (high >>> (amount - 32)) | (fill << (64 - amount));
		gpr[register] = fill;
	} else if (amount > 0) {
		gpr[register + 1] = (gpr[register + 1] >>> amount) | (high << (32 - amount));
		gpr[register] = (high >>> amount) | (fill << (32 - amount));
	}
}

function shiftPairLeft(x: Execution, register: number, amount: number): void {
	const {gpr} = x;
	const low = gpr[register + 1];
	if (amount >= 32) {
		gpr[register] = low << (amount - 32);
		gpr[register + 1] = 0;
	} else if (amount > 0) {
		gpr[register] = (gpr[register] << amount) | (low >>> (32 - amount));
		gpr[register + 1] = low << amount;
	}
}

function pairCode(x: Execution, register: number): number {
	const high = x.gpr[register];
	return high === 0 && x.gpr[register + 1] !== 0 ? 2 : signCode(high);
}

export const shifts = [
	instruction(0x88, 'SRL', 'SH', '', single((x, register, amount) => {
		x.gpr[register] = amount > 31 ? 0 : x.gpr[register] >>> amount;
	})),
	instruction(0x89, 'SLL', 'SH', '', single((x, register, amount) => {
		x.gpr[register] = amount > 31 ? 0 : x.gpr[register] << amount;
	})),
	instruction(0x8A, 'SRA', 'SH', '', single((x, register, amount) => {
		x.gpr[register] >>= Math.min(amount, 31);
		x.cpu.psw.cc = signCode(x.gpr[register]);
	})),
	instruction(0x8B, 'SLA', 'SH', 'IF', single((x, register, amount) => {
		const value = x.gpr[register];
		const sign = value & -0x8000_0000;
		const moved = amount > 31 ? 0 : value << amount;
		x.gpr[register] = sign | (moved & 0x7FFF_FFFF);
		// Every bit shifted out must have been like the sign: the shift undone must give the value again.
		if (amount > 31 ? value !== 0 : (x.gpr[register] >> amount) !== value) {
			shiftOverflow(x);
		} else {
			x.cpu.psw.cc = signCode(x.gpr[register]);
		}
	})),
	instruction(0x8C, 'SRDL', 'SH', 'S', double((x, register, amount) => {
		shiftPairRight(x, register, amount, 0);
	})),
	instruction(0x8D, 'SLDL', 'SH', 'S', double(shiftPairLeft)),
	instruction(0x8E, 'SRDA', 'SH', 'S', double((x, register, amount) => {
		shiftPairRight(x, register, amount, x.gpr[register] >> 31);
		x.cpu.psw.cc = pairCode(x, register);
	})),
	instruction(0x8F, 'SLDA', 'SH', 'S IF', double((x, register, amount) => {
		const high = x.gpr[register];
		const low = x.gpr[register + 1];
		const fill = high >> 31;
		shiftPairLeft(x, register, amount);
		x.gpr[register] = (x.gpr[register] & 0x7FFF_FFFF) | (fill << 31);
		const resultHigh = x.gpr[register];
		const resultLow = x.gpr[register + 1];
		// Every bit shifted out must have been like the sign: the shift undone must give the value again.
		shiftPairRight(x, register, amount, fill);
		const lost = x.gpr[register] !== high || x.gpr[register + 1] !== low;
		x.gpr[register] = resultHigh;
		x.gpr[register + 1] = resultLow;
		if (lost) {
			shiftOverflow(x);
		} else {
			x.cpu.psw.cc = pairCode(x, register);
		}
	})),
];
