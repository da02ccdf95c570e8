/** Shifts of registers and register pairs (GA22-7000, "General Instructions"). The amount is the low six bits of the operand address. */
import {instruction, type Execute} from '../instruction.js';
import type {Execution} from '../execution.js';
import {programCode, programException} from '../program-exception.js';
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

function pairOf(x: Execution, register: number): bigint {
	return (BigInt(x.gpr[register]) << 32n) | BigInt(x.gpr[register + 1] >>> 0);
}

function setPair(x: Execution, register: number, value: bigint): void {
	x.gpr[register] = Number(BigInt.asIntN(32, value >> 32n));
	x.gpr[register + 1] = Number(BigInt.asIntN(32, value));
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
		setPair(x, register, BigInt.asUintN(64, pairOf(x, register)) >> BigInt(amount));
	})),
	instruction(0x8D, 'SLDL', 'SH', 'S', double((x, register, amount) => {
		setPair(x, register, pairOf(x, register) << BigInt(amount));
	})),
	instruction(0x8E, 'SRDA', 'SH', 'S', double((x, register, amount) => {
		setPair(x, register, pairOf(x, register) >> BigInt(amount));
		x.cpu.psw.cc = pairCode(x, register);
	})),
	instruction(0x8F, 'SLDA', 'SH', 'S IF', double((x, register, amount) => {
		const value = pairOf(x, register);
		const moved = value << BigInt(amount);
		const result = BigInt.asIntN(64, (value < 0n ? -(1n << 63n) : 0n) | BigInt.asUintN(63, moved));
		setPair(x, register, result);
		if (BigInt.asIntN(64, moved) === moved) {
			x.cpu.psw.cc = pairCode(x, register);
		} else {
			shiftOverflow(x);
		}
	})),
];
