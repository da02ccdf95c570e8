/** AND, OR, EXCLUSIVE OR in all formats, TEST UNDER MASK and byte comparisons (GA22-7000, "General Instructions"). */
import {addressMask} from '../../../base/architecture.js';
import {instruction, type Execute} from '../instruction.js';
import type {Execution} from '../../interpreter/execution.js';
import {compareLogicalCode} from './condition.js';
import {combine, compare} from './byte-operands.js';

type Operator = (first: number, second: number) => number;

const and: Operator = (first, second) => first & second;
const or: Operator = (first, second) => first | second;
const exclusiveOr: Operator = (first, second) => first ^ second;

function setRegister(x: Execution, register: number, value: number): void {
	x.gpr[register] = value;
	x.cpu.psw.cc = value === 0 ? 0 : 1;
}

const rr = (operator: Operator): Execute => (x, at) => {
	const registers = x.bytes[at + 1];
	setRegister(x, registers >>> 4, operator(x.gpr[registers >>> 4], x.gpr[registers & 15]));
};

const rx = (operator: Operator): Execute => (x, at) => {
	const register = x.bytes[at + 1] >>> 4;
	setRegister(x, register, operator(x.gpr[register], x.word(x.indexed(at))));
};

const si = (operator: Operator): Execute => (x, at) => {
	const immediate = x.bytes[at + 1];
	const host = x.storeAt(x.based(at + 2));
	const result = operator(x.bytes[host], immediate);
	x.bytes[host] = result;
	x.cpu.psw.cc = result === 0 ? 0 : 1;
};

export const logical = [
	instruction(0x14, 'NR', 'RR', '', rr(and)),
	instruction(0x16, 'OR', 'RR', '', rr(or)),
	instruction(0x17, 'XR', 'RR', '', rr(exclusiveOr)),
	instruction(0x54, 'N', 'RX', 'A P', rx(and)),
	instruction(0x56, 'O', 'RX', 'A P', rx(or)),
	instruction(0x57, 'X', 'RX', 'A P', rx(exclusiveOr)),
	instruction(0x94, 'NI', 'SI', 'A P', si(and)),
	instruction(0x96, 'OI', 'SI', 'A P', si(or)),
	instruction(0x97, 'XI', 'SI', 'A P', si(exclusiveOr)),
	instruction(0xD4, 'NC', 'SS1', 'A P', (x, at) => {
		x.cpu.psw.cc = combine(x, at, 'and') === 0 ? 0 : 1;
	}),
	instruction(0xD6, 'OC', 'SS1', 'A P', (x, at) => {
		x.cpu.psw.cc = combine(x, at, 'or') === 0 ? 0 : 1;
	}),
	instruction(0xD7, 'XC', 'SS1', 'A P', (x, at) => {
		x.cpu.psw.cc = combine(x, at, 'exclusiveOr') === 0 ? 0 : 1;
	}),
	instruction(0x91, 'TM', 'SI', 'A P', (x, at) => {
		const mask = x.bytes[at + 1];
		const tested = x.byte(x.based(at + 2)) & mask;
		x.cpu.psw.cc = tested === 0 ? 0 : (tested === mask ? 3 : 1);
	}),
	instruction(0x95, 'CLI', 'SI', 'A P', (x, at) => {
		const immediate = x.bytes[at + 1];
		x.cpu.psw.cc = compareLogicalCode(x.byte(x.based(at + 2)), immediate);
	}),
	instruction(0xD5, 'CLC', 'SS1', 'A P', (x, at) => {
		x.cpu.psw.cc = compare(x, at);
	}),
	instruction(0xBD, 'CLM', 'RM', 'A P', (x, at) => {
		const mask = x.bytes[at + 1] & 15;
		const register = x.gpr[x.bytes[at + 1] >>> 4];
		let address = x.based(at + 2);
		let code = 0;
		if (mask === 0) {
			// Access exceptions are recognized for one byte all the same.
			x.fetchAt(address);
		}

		for (let bit = 0; bit < 4; bit++) {
			if ((mask & (8 >>> bit)) !== 0) {
				// Every byte is fetched, also behind the first difference: access exceptions are for all of them.
				const byte = x.byte(address);
				code = code === 0 ? compareLogicalCode((register >>> (24 - (8 * bit))) & 255, byte) : code;
				address = (address + 1) & addressMask;
			}
		}

		x.cpu.psw.cc = code;
	}),
];
