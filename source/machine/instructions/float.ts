/**
 * Hexadecimal floating point, short and long (GA22-7000, "Floating-Point Instructions"): operands and rows; the arithmetic is in `hexadecimal-short.ts`
 * and `hexadecimal-long.ts`. The product of two short numbers is long. Extended results are in `float-extended.ts`.
 *
 * Every row has its function written out, though many are alike: one function for several would call its operation through a variable, and that costs
 * as much as a short addition.
 */
import {instruction, type Execute} from '../instruction.js';
import type {Execution} from '../execution.js';
import {programCode, programException} from '../program-exception.js';
import {
	addLong, divideLong, halveLong, multiplyLong,
} from './hexadecimal-long.js';
import {
	addShort, divideShort, halveShort, multiplyShort,
} from './hexadecimal-short.js';
import {
	addition, checkRegister, fractionMask, signBit,
} from './hexadecimal.js';

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

export const floats = [
	instruction(0x20, 'LPDR', 'RR', 'S', loadLong(positive)),
	instruction(0x21, 'LNDR', 'RR', 'S', loadLong(negative)),
	instruction(0x22, 'LTDR', 'RR', 'S', loadLong(same)),
	instruction(0x23, 'LCDR', 'RR', 'S', loadLong(opposite)),
	instruction(0x24, 'HDR', 'RR', 'S EU', (x, at) => {
		const both = registers(x, at);
		halveLong(x, both >>> 4, x.fpr[both & 15], x.fpr[(both & 15) + 1]);
	}),
	instruction(0x28, 'LDR', 'RR', 'S', (x, at) => {
		const both = registers(x, at);
		const low = x.fpr[(both & 15) + 1];
		x.fpr[both >>> 4] = x.fpr[both & 15];
		x.fpr[(both >>> 4) + 1] = low;
	}),
	instruction(0x29, 'CDR', 'RR', 'S', (x, at) => {
		const both = registers(x, at);
		addLong(x, both >>> 4, x.fpr[both & 15] ^ signBit, x.fpr[(both & 15) + 1], compare);
	}),
	instruction(0x2A, 'ADR', 'RR', 'S EU EO LS', (x, at) => {
		const both = registers(x, at);
		addLong(x, both >>> 4, x.fpr[both & 15], x.fpr[(both & 15) + 1], normalized);
	}),
	instruction(0x2B, 'SDR', 'RR', 'S EU EO LS', (x, at) => {
		const both = registers(x, at);
		addLong(x, both >>> 4, x.fpr[both & 15] ^ signBit, x.fpr[(both & 15) + 1], normalized);
	}),
	instruction(0x2C, 'MDR', 'RR', 'S EU EO', (x, at) => {
		const both = registers(x, at);
		multiplyLong(x, both >>> 4, x.fpr[both & 15], x.fpr[(both & 15) + 1]);
	}),
	instruction(0x2D, 'DDR', 'RR', 'S EU EO FK', (x, at) => {
		const both = registers(x, at);
		divideLong(x, both >>> 4, x.fpr[both & 15], x.fpr[(both & 15) + 1]);
	}),
	instruction(0x2E, 'AWR', 'RR', 'S EO LS', (x, at) => {
		const both = registers(x, at);
		addLong(x, both >>> 4, x.fpr[both & 15], x.fpr[(both & 15) + 1], unnormalized);
	}),
	instruction(0x2F, 'SWR', 'RR', 'S EO LS', (x, at) => {
		const both = registers(x, at);
		addLong(x, both >>> 4, x.fpr[both & 15] ^ signBit, x.fpr[(both & 15) + 1], unnormalized);
	}),
	instruction(0x60, 'STD', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		x.setDouble(x.indexed(at), x.fpr[first], x.fpr[first + 1]);
	}),
	instruction(0x68, 'LD', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		x.fpr[first] = x.view.getInt32(host);
		x.fpr[first + 1] = x.view.getInt32(host + 4);
	}),
	instruction(0x69, 'CD', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		addLong(x, first, x.view.getInt32(host) ^ signBit, x.view.getInt32(host + 4), compare);
	}),
	instruction(0x6A, 'AD', 'RX', 'A P S EU EO LS', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		addLong(x, first, x.view.getInt32(host), x.view.getInt32(host + 4), normalized);
	}),
	instruction(0x6B, 'SD', 'RX', 'A P S EU EO LS', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		addLong(x, first, x.view.getInt32(host) ^ signBit, x.view.getInt32(host + 4), normalized);
	}),
	instruction(0x6C, 'MD', 'RX', 'A P S EU EO', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		multiplyLong(x, first, x.view.getInt32(host), x.view.getInt32(host + 4));
	}),
	instruction(0x6D, 'DD', 'RX', 'A P S EU EO FK', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		divideLong(x, first, x.view.getInt32(host), x.view.getInt32(host + 4));
	}),
	instruction(0x6E, 'AW', 'RX', 'A P S EO LS', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		addLong(x, first, x.view.getInt32(host), x.view.getInt32(host + 4), unnormalized);
	}),
	instruction(0x6F, 'SW', 'RX', 'A P S EO LS', (x, at) => {
		const first = register(x, at);
		const host = long(x, at);
		addLong(x, first, x.view.getInt32(host) ^ signBit, x.view.getInt32(host + 4), unnormalized);
	}),
	instruction(0x30, 'LPER', 'RR', 'S', loadShort(positive)),
	instruction(0x31, 'LNER', 'RR', 'S', loadShort(negative)),
	instruction(0x32, 'LTER', 'RR', 'S', loadShort(same)),
	instruction(0x33, 'LCER', 'RR', 'S', loadShort(opposite)),
	instruction(0x34, 'HER', 'RR', 'S EU', (x, at) => {
		const both = registers(x, at);
		halveShort(x, both >>> 4, x.fpr[both & 15]);
	}),
	instruction(0x38, 'LER', 'RR', 'S', (x, at) => {
		const both = registers(x, at);
		x.fpr[both >>> 4] = x.fpr[both & 15];
	}),
	instruction(0x39, 'CER', 'RR', 'S', (x, at) => {
		const both = registers(x, at);
		addShort(x, both >>> 4, x.fpr[both & 15] ^ signBit, compare);
	}),
	instruction(0x3A, 'AER', 'RR', 'S EU EO LS', (x, at) => {
		const both = registers(x, at);
		addShort(x, both >>> 4, x.fpr[both & 15], normalized);
	}),
	instruction(0x3B, 'SER', 'RR', 'S EU EO LS', (x, at) => {
		const both = registers(x, at);
		addShort(x, both >>> 4, x.fpr[both & 15] ^ signBit, normalized);
	}),
	instruction(0x3C, 'MER', 'RR', 'S EU EO', (x, at) => {
		const both = registers(x, at);
		multiplyShort(x, both >>> 4, x.fpr[both & 15]);
	}),
	instruction(0x3D, 'DER', 'RR', 'S EU EO FK', (x, at) => {
		const both = registers(x, at);
		divideShort(x, both >>> 4, x.fpr[both & 15]);
	}),
	instruction(0x3E, 'AUR', 'RR', 'S EO LS', (x, at) => {
		const both = registers(x, at);
		addShort(x, both >>> 4, x.fpr[both & 15], unnormalized);
	}),
	instruction(0x3F, 'SUR', 'RR', 'S EO LS', (x, at) => {
		const both = registers(x, at);
		addShort(x, both >>> 4, x.fpr[both & 15] ^ signBit, unnormalized);
	}),
	instruction(0x70, 'STE', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		x.setWord(x.indexed(at), x.fpr[first]);
	}),
	instruction(0x78, 'LE', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		x.fpr[first] = short(x, at);
	}),
	instruction(0x79, 'CE', 'RX', 'A P S', (x, at) => {
		const first = register(x, at);
		addShort(x, first, short(x, at) ^ signBit, compare);
	}),
	instruction(0x7A, 'AE', 'RX', 'A P S EU EO LS', (x, at) => {
		const first = register(x, at);
		addShort(x, first, short(x, at), normalized);
	}),
	instruction(0x7B, 'SE', 'RX', 'A P S EU EO LS', (x, at) => {
		const first = register(x, at);
		addShort(x, first, short(x, at) ^ signBit, normalized);
	}),
	instruction(0x7C, 'ME', 'RX', 'A P S EU EO', (x, at) => {
		const first = register(x, at);
		multiplyShort(x, first, short(x, at));
	}),
	instruction(0x7D, 'DE', 'RX', 'A P S EU EO FK', (x, at) => {
		const first = register(x, at);
		divideShort(x, first, short(x, at));
	}),
	instruction(0x7E, 'AU', 'RX', 'A P S EO LS', (x, at) => {
		const first = register(x, at);
		addShort(x, first, short(x, at), unnormalized);
	}),
	instruction(0x7F, 'SU', 'RX', 'A P S EO LS', (x, at) => {
		const first = register(x, at);
		addShort(x, first, short(x, at) ^ signBit, unnormalized);
	}),
	instruction(0x35, 'LRER', 'RR', 'S EO', (x, at) => {
		const both = registers(x, at);
		const first = both >>> 4;
		const second = both & 15;
		const high = x.fpr[second];
		const rounded = (high & 0xFF_FFFF) + (x.fpr[second + 1] >>> 31);
		const carry = rounded > 0xFF_FFFF;
		const exponent = ((high >>> 24) & 127) + (carry ? 1 : 0);
		x.fpr[first] = (high & -0x8000_0000) | ((exponent & 127) << 24) | (carry ? rounded >>> 4 : rounded);
		if (exponent > 127) {
			programException(programCode.exponentOverflow);
		}
	}),
];
