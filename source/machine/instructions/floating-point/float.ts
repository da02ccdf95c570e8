/**
 * Hexadecimal floating point, short and long (GA22-7000, "Floating-Point Instructions"): operands and rows; the
 * arithmetic is in `hexadecimal-short.ts` and `hexadecimal-long.ts`. The product of two short numbers is long. Extended
 * results are in `float-extended.ts`. What programs mostly do is done in `interpreter/inline-float.ts`.
 */
import {instruction, type Execute, type Instruction} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {programCode, programException} from '../../cpu/program-exception.js';
import {addLong, halveLong} from './hexadecimal-long.js';
import {divideLong, multiplyLong} from './hexadecimal-long-products.js';
import {
	addShort, divideShort, halveShort, multiplyShort,
} from './hexadecimal-short.js';
import {addition, checkRegister, fractionMask, signBit, type Addition} from './hexadecimal.js';

const {normalized, unnormalized, compare} = addition;

/** Both registers, checked, as the instruction has them. */
function registers(x: Execution, at: number): number {
	const both = x.bytes[at + 1];
	if ((both & 0x99) !== 0) {
		programException(programCode.specification);
	}

	return both;
}

/** The first register, checked. */
function register(x: Execution, at: number): number {
	const first = x.bytes[at + 1] >>> 4;
	checkRegister(first);
	return first;
}

/** Short operand in storage. */
function short(x: Execution, at: number): number {
	return x.word(x.indexed(at));
}

/** Host offset of a long operand in storage. */
function long(x: Execution, at: number): number {
	return x.operandAt(x.indexed(at), 8);
}

/** Condition code of a number loaded. */
function testedCode(high: number, low: number): number {
	return (high & fractionMask) === 0 && low === 0 ? 0 : (high < 0 ? 1 : 2);
}

/** Loads between registers with another sign; the condition code is that of the result. */
const loadShort = (sign: (high: number) => number): Execute => (x, at) => {
	const both = registers(x, at);
	const high = sign(x.fpr[both & 15]);
	x.fpr[both >>> 4] = high;
	x.cpu.psw.cc = testedCode(high, 0);
};

const loadLong = (sign: (high: number) => number): Execute => (x, at) => {
	const both = registers(x, at);
	const high = sign(x.fpr[both & 15]);
	const low = x.fpr[(both & 15) + 1];
	x.fpr[both >>> 4] = high;
	x.fpr[(both >>> 4) + 1] = low;
	x.cpu.psw.cc = testedCode(high, low);
};

const same = (high: number): number => high;
const positive = (high: number): number => high & 0x7FFF_FFFF;
const negative = (high: number): number => high | signBit;
const opposite = (high: number): number => high ^ signBit;

/** An operation of the second operand, in words, with a register. */
type Operation = (x: Execution, register: number, high: number, low: number) => void;

/**
 * Both instructions of an operation on long numbers, with a register and with storage: `code` is the second half of
 * their operation codes.
 */
const longOperation = (code: number, name: string, exceptions: string, operation: Operation): Instruction[] => [
	instruction(0x20 | code, `${name}R`, 'RR', `S ${exceptions}`.trim(), (x, at) => {
		const both = registers(x, at);
		operation(x, both >>> 4, x.fpr[both & 15], x.fpr[(both & 15) + 1]);
	}),
	instruction(0x60 | code, name, 'RX', `A P S ${exceptions}`.trim(), (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		operation(x, first, x.view.getInt32(host), x.view.getInt32(host + 4));
	}),
];

/** The same of short numbers. */
const shortOperation = (
	code: number,
	name: string,
	exceptions: string,
	operation: (x: Execution, register: number, second: number) => void,
): Instruction[] => [
	instruction(0x30 | code, `${name}R`, 'RR', `S ${exceptions}`.trim(), (x, at) => {
		const both = registers(x, at);
		operation(x, both >>> 4, x.fpr[both & 15]);
	}),
	instruction(0x70 | code, name, 'RX', `A P S ${exceptions}`.trim(), (x, at) => {
		const first = register(x, at);
		operation(x, first, short(x, at));
	}),
];

const longAddition = (kind: Addition, negate: number): Operation => (x, register, high, low) => {
	addLong(x, register, high ^ negate, low, kind);
};

const shortAddition = (kind: Addition, negate: number) => (x: Execution, register: number, second: number): void => {
	addShort(x, register, second ^ negate, kind);
};

export const floats: readonly Instruction[] = [
	instruction(0x20, 'LPDR', 'RR', 'S', loadLong(positive)),
	instruction(0x21, 'LNDR', 'RR', 'S', loadLong(negative)),
	instruction(0x22, 'LTDR', 'RR', 'S', loadLong(same)),
	instruction(0x23, 'LCDR', 'RR', 'S', loadLong(opposite)),
	instruction(0x24, 'HDR', 'RR', 'S EU', (x, at) => {
		const both = registers(x, at);
		halveLong(x, both >>> 4, x.fpr[both & 15], x.fpr[(both & 15) + 1]);
	}),
	instruction(0x60, 'STD', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		x.setDouble(x.indexed(at), x.fpr[first], x.fpr[first + 1]);
	}),
	...longOperation(0x08, 'LD', '', (x, register, high, low) => {
		x.fpr[register] = high;
		x.fpr[register + 1] = low;
	}),
	...longOperation(0x09, 'CD', '', longAddition(compare, signBit)),
	...longOperation(0x0A, 'AD', 'EU EO LS', longAddition(normalized, 0)),
	...longOperation(0x0B, 'SD', 'EU EO LS', longAddition(normalized, signBit)),
	...longOperation(0x0C, 'MD', 'EU EO', multiplyLong),
	...longOperation(0x0D, 'DD', 'EU EO FK', divideLong),
	...longOperation(0x0E, 'AW', 'EO LS', longAddition(unnormalized, 0)),
	...longOperation(0x0F, 'SW', 'EO LS', longAddition(unnormalized, signBit)),
	instruction(0x30, 'LPER', 'RR', 'S', loadShort(positive)),
	instruction(0x31, 'LNER', 'RR', 'S', loadShort(negative)),
	instruction(0x32, 'LTER', 'RR', 'S', loadShort(same)),
	instruction(0x33, 'LCER', 'RR', 'S', loadShort(opposite)),
	instruction(0x34, 'HER', 'RR', 'S EU', (x, at) => {
		const both = registers(x, at);
		halveShort(x, both >>> 4, x.fpr[both & 15]);
	}),
	instruction(0x70, 'STE', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		x.setWord(x.indexed(at), x.fpr[first]);
	}),
	...shortOperation(0x08, 'LE', '', (x, register, second) => {
		x.fpr[register] = second;
	}),
	...shortOperation(0x09, 'CE', '', shortAddition(compare, signBit)),
	...shortOperation(0x0A, 'AE', 'EU EO LS', shortAddition(normalized, 0)),
	...shortOperation(0x0B, 'SE', 'EU EO LS', shortAddition(normalized, signBit)),
	...shortOperation(0x0C, 'ME', 'EU EO', multiplyShort),
	...shortOperation(0x0D, 'DE', 'EU EO FK', divideShort),
	...shortOperation(0x0E, 'AU', 'EO LS', shortAddition(unnormalized, 0)),
	...shortOperation(0x0F, 'SU', 'EO LS', shortAddition(unnormalized, signBit)),
	instruction(0x35, 'LRER', 'RR', 'S EO', (x, at) => {
		const both = registers(x, at);
		const first = both >>> 4;
		const second = both & 15;
		const high = x.fpr[second];
		const rounded = (high & fractionMask) + (x.fpr[second + 1] >>> 31);
		const carry = rounded > fractionMask;
		const exponent = ((high >>> 24) & 127) + (carry ? 1 : 0);
		x.fpr[first] = (high & -0x8000_0000) | ((exponent & 127) << 24) | (carry ? rounded >>> 4 : rounded);
		if (exponent > 127) {
			programException(programCode.exponentOverflow);
		}
	}),
];
