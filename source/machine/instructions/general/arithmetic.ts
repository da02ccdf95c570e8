/** Fixed-point arithmetic and comparison, loads and stores of it (GA22-7000, "General Instructions"). */
import {instruction, type Execute} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {
	addLogicalCode, compareCode, compareLogicalCode, signCode, subtractLogicalCode,
} from './condition.js';

const least = -0x8000_0000;

function overflow(x: Execution): void {
	const {psw} = x.cpu;
	psw.cc = 3;
	if ((psw.programMask & 8) !== 0) {
		programException(programCode.fixedPointOverflow);
	}
}

function add(x: Execution, register: number, second: number): void {
	const first = x.gpr[register];
	const sum = (first + second) | 0;
	x.gpr[register] = sum;
	if (((first ^ sum) & (second ^ sum)) < 0) {
		overflow(x);
	} else {
		x.cpu.psw.cc = signCode(sum);
	}
}

function subtract(x: Execution, register: number, second: number): void {
	const first = x.gpr[register];
	const difference = (first - second) | 0;
	x.gpr[register] = difference;
	if (((first ^ second) & (first ^ difference)) < 0) {
		overflow(x);
	} else {
		x.cpu.psw.cc = signCode(difference);
	}
}

function addLogical(x: Execution, register: number, second: number): void {
	const first = x.gpr[register];
	const sum = (first + second) | 0;
	x.gpr[register] = sum;
	x.cpu.psw.cc = addLogicalCode(first, sum);
}

function subtractLogical(x: Execution, register: number, second: number): void {
	const first = x.gpr[register];
	x.gpr[register] = (first - second) | 0;
	x.cpu.psw.cc = subtractLogicalCode(first, second);
}

function compare(x: Execution, register: number, second: number): void {
	x.cpu.psw.cc = compareCode(x.gpr[register], second);
}

function compareLogical(x: Execution, register: number, second: number): void {
	x.cpu.psw.cc = compareLogicalCode(x.gpr[register], second);
}

/** Upper 32 bits of a signed product: the second factor in halves, so that every step is exact. */
function highProduct(first: number, second: number): number {
	const low = first * (second & 0xFFFF);
	return Math.floor(((first * (second >> 16)) + Math.floor(low / 0x1_0000)) / 0x1_0000);
}

function multiply(x: Execution, register: number, second: number): void {
	if ((register & 1) !== 0) {
		programException(programCode.specification);
	}

	const first = x.gpr[register + 1];
	x.gpr[register] = highProduct(first, second);
	x.gpr[register + 1] = Math.imul(first, second);
}

function divide(x: Execution, register: number, divisor: number): void {
	if ((register & 1) !== 0) {
		programException(programCode.specification);
	}

	const high = x.gpr[register];
	const low = x.gpr[register + 1];
	if (divisor === 0) {
		programException(programCode.fixedPointDivide);
	}

	// A dividend under 2**53, the usual case, needs no long arithmetic.
	if (high >= -0x10_0000 && high < 0x10_0000) {
		const dividend = (high * 0x1_0000_0000) + (low >>> 0);
		const quotient = Math.trunc(dividend / divisor);
		if (quotient !== (quotient | 0)) {
			programException(programCode.fixedPointDivide);
		}

		x.gpr[register] = dividend - (quotient * divisor);
		x.gpr[register + 1] = quotient;
		return;
	}

	const dividend = (BigInt(high) << 32n) | BigInt(low >>> 0);
	const quotient = dividend / BigInt(divisor);
	if (quotient !== BigInt.asIntN(32, quotient)) {
		programException(programCode.fixedPointDivide);
	}

	x.gpr[register] = Number(dividend % BigInt(divisor));
	x.gpr[register + 1] = Number(quotient);
}

function setTested(x: Execution, register: number, value: number): void {
	x.gpr[register] = value;
	x.cpu.psw.cc = signCode(value);
}

function complement(x: Execution, register: number, value: number): void {
	x.gpr[register] = -value | 0;
	if (value === least) {
		overflow(x);
	} else {
		x.cpu.psw.cc = signCode(x.gpr[register]);
	}
}

type Operation = (x: Execution, register: number, second: number) => void;

/** Register and register. */
const rr = (operation: Operation): Execute => (x, at) => {
	const registers = x.bytes[at + 1];
	operation(x, registers >>> 4, x.gpr[registers & 15]);
};

/** Register and fullword in storage. */
const rx = (operation: Operation): Execute => (x, at) => {
	operation(x, x.bytes[at + 1] >>> 4, x.word(x.indexed(at)));
};

/** Register and halfword in storage. */
const rh = (operation: Operation): Execute => (x, at) => {
	operation(x, x.bytes[at + 1] >>> 4, x.half(x.indexed(at)));
};

/** Register pairs are checked before storage is looked at. */
const pair = (execute: Execute): Execute => (x, at) => {
	if ((x.bytes[at + 1] & 0x10) !== 0) {
		programException(programCode.specification);
	}

	execute(x, at);
};

export const arithmetic = [
	instruction(0x10, 'LPR', 'RR', 'IF', rr((x, register, value) => {
		if (value < 0) {
			complement(x, register, value);
		} else {
			setTested(x, register, value);
		}
	})),
	instruction(0x11, 'LNR', 'RR', '', rr((x, register, value) => {
		setTested(x, register, value > 0 ? -value : value);
	})),
	instruction(0x12, 'LTR', 'RR', '', rr(setTested)),
	instruction(0x13, 'LCR', 'RR', 'IF', rr(complement)),
	instruction(0x15, 'CLR', 'RR', '', rr(compareLogical)),
	instruction(0x18, 'LR', 'RR', '', rr((x, register, value) => {
		x.gpr[register] = value;
	})),
	instruction(0x19, 'CR', 'RR', '', rr(compare)),
	instruction(0x1A, 'AR', 'RR', 'IF', rr(add)),
	instruction(0x1B, 'SR', 'RR', 'IF', rr(subtract)),
	instruction(0x1C, 'MR', 'RR', 'S', rr(multiply)),
	instruction(0x1D, 'DR', 'RR', 'S IK', rr(divide)),
	instruction(0x1E, 'ALR', 'RR', '', rr(addLogical)),
	instruction(0x1F, 'SLR', 'RR', '', rr(subtractLogical)),
	instruction(0x40, 'STH', 'RX', 'A P', (x, at) => {
		x.setHalf(x.indexed(at), x.gpr[x.bytes[at + 1] >>> 4]);
	}),
	instruction(0x48, 'LH', 'RX', 'A P', rh((x, register, value) => {
		x.gpr[register] = value;
	})),
	instruction(0x49, 'CH', 'RX', 'A P', rh(compare)),
	instruction(0x4A, 'AH', 'RX', 'A P IF', rh(add)),
	instruction(0x4B, 'SH', 'RX', 'A P IF', rh(subtract)),
	instruction(0x4C, 'MH', 'RX', 'A P', rh((x, register, value) => {
		x.gpr[register] = Math.imul(x.gpr[register], value);
	})),
	instruction(0x50, 'ST', 'RX', 'A P', (x, at) => {
		x.setWord(x.indexed(at), x.gpr[x.bytes[at + 1] >>> 4]);
	}),
	instruction(0x55, 'CL', 'RX', 'A P', rx(compareLogical)),
	instruction(0x58, 'L', 'RX', 'A P', rx((x, register, value) => {
		x.gpr[register] = value;
	})),
	instruction(0x59, 'C', 'RX', 'A P', rx(compare)),
	instruction(0x5A, 'A', 'RX', 'A P IF', rx(add)),
	instruction(0x5B, 'S', 'RX', 'A P IF', rx(subtract)),
	instruction(0x5C, 'M', 'RX', 'A P S', pair(rx(multiply))),
	instruction(0x5D, 'D', 'RX', 'A P S IK', pair(rx(divide))),
	instruction(0x5E, 'AL', 'RX', 'A P', rx(addLogical)),
	instruction(0x5F, 'SL', 'RX', 'A P', rx(subtractLogical)),
];
