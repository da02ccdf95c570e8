/** Programs of many kinds of instructions that come to an end: for whatever must not change what a program does. */
import fc from 'fast-check';
import {hex} from '../../source/base/hex.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import {patch} from './cp-session.js';

/** Where a program begins; register 12 has it as a base, and it may store from its `data` on. */
export const programStart = 0x1000;
const data = 0x800;
/** Handlers of SVC and program interruptions go on behind the instruction; the last instruction waits for nothing. */
const svcHandler = 0x400;
const programHandler = 0x410;

const register = fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8);
const place = fc.integer({min: data, max: data + 0x7F});
const byte = fc.integer({min: 0, max: 255});

const rr = fc.record({
	code: fc.constantFrom('1A', '1B', '14', '16', '17', '18', '19', '1C', '1D', '13', '11', '1E', '15'),
	r1: register, r2: register,
}).map(({code, r1, r2}) => code + hex(r1, 1) + hex(r2, 1));
const rx = fc.record({
	code: fc.constantFrom('58', '50', '5A', '41', '42', '43', '4E', '4F', '40', '48', '59', '5C', '44'),
	r1: register, at: place,
}).map(({code, r1, at}) => `${code}${hex(r1, 1)}0C${hex(at, 3)}`);
const si = fc.record({code: fc.constantFrom('92', '94', '96', '97', '91', '95'), value: byte, at: place})
	.map(({code, value, at}) => `${code}${hex(value, 2)}C${hex(at, 3)}`);
const ss = fc.record({
	code: fc.constantFrom('D2', 'D4', 'D7', 'D5', 'DC', 'FA', 'F8', 'F2', 'F3'),
	lengths: fc.constantFrom('00', '03', '11', '17', '33'), first: place, second: place,
}).map(({code, lengths, first, second}) => `${code}${lengths}C${hex(first, 3)}C${hex(second, 3)}`);
const control = fc.constantFrom('0A05', '0ACA', '0000', '8000C800', '08120000'.slice(0, 4), '0912', 'ACFFC800', 'B2020000');
/** A branch to itself with a register that counts down: a loop of a few instructions. */
const loop = fc.record({r1: register, times: fc.integer({min: 1, max: 40})}).map(({r1, times}) =>
	({r1, times}));

export type RandomProgram = {
	/** Code from `programStart` on. */
	readonly code: string;
	/** Addresses of its instructions. */
	readonly addresses: readonly number[];
};

/** An arbitrary program. */
export const randomProgram: fc.Arbitrary<RandomProgram> = fc.array(
	fc.oneof(rr, rx, si, ss, control, loop, fc.constantFrom('skip' as const)),
	{minLength: 1, maxLength: 40},
).map(parts => {
	const addresses: number[] = [];
	let code = '';
	const add = (instruction: string): void => {
		addresses.push(programStart + (code.length / 2));
		code += instruction;
	};

	for (const part of parts) {
		if (part === 'skip') {
			// BC 7 over a halfword that is no instruction.
			add(`4770C${hex((code.length / 2) + 6, 3)}`);
			add('0000');
		} else if (typeof part === 'string') {
			add(part);
		} else {
			add(`41${hex(part.r1, 1)}00${hex(part.times, 3)}`);
			const here = code.length / 2;
			add('1A99');
			add(`46${hex(part.r1, 1)}0C${hex(here, 3)}`);
		}
	}

	add('82000420');
	return {code, addresses};
});

/** Loads it, the machine's PSW at its beginning. */
export function loadProgram(vm: VirtualMachine, {code}: RandomProgram): void {
	patch(vm, 0x60, `00000000 ${hex(svcHandler, 8)}`);
	patch(vm, 0x68, `00000000 ${hex(programHandler, 8)}`);
	patch(vm, svcHandler, '82000020');
	patch(vm, programHandler, '82000028');
	patch(vm, 0x420, '00020000 0000DEAD');
	patch(vm, programStart, code);
	vm.cpu.gpr.fill(3);
	vm.cpu.gpr[12] = programStart;
	vm.cpu.psw.load(0, programStart);
}
