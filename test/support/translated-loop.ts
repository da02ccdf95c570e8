/**
 * Loops on numbers in storage and in floating-point registers, run by two machines: the numbers are fetched anew each
 * time round, so that instructions find what is mostly valid.
 */
import type {ExecutionContext} from 'ava';
import fc from 'fast-check';
import type {Machine} from '../../source/machine/machine.js';
import {clear, pair, same} from './translated-pair.js';

export const program = 0x1000;
const pristine = 0x0800;
/** Instructions that a program interruption goes through before the next of the program, and how many there were. */
const handler = 0x0200;
const interruptions = 0x0300;

export type NumbersLoop = {
	/** Instructions, register 11 being where the numbers are, 12 the program. */
	readonly code: readonly number[];
	/** At most 256 bytes. */
	readonly numbers: readonly number[];
	/** General registers, and floating-point ones. */
	readonly registers: readonly number[];
	readonly floating: readonly number[];
	readonly programMask: number;
	readonly base: number;
	readonly slices: readonly number[];
};

export const slices = fc.array(fc.integer({min: 40, max: 500}), {minLength: 2, maxLength: 4});
export const programMask = fc.oneof(fc.constant(0), fc.integer({min: 0, max: 15}));

/** In the middle of a block, across blocks and pages, where the host's storage begins, in the midst of the program. */
export const base = fc.constantFrom(
	0x2000, 0x2000, 0x2000, 0x2000, 0x27F0, 0x27E0, 0x2FD8, 0x2FF4, 0x3000, program + 20,
);

/** What follows an instruction: nothing, its condition code into register 8, or a branch by it. */
export const followed = fc.oneof(
	fc.constant([]),
	// BALR 3,0; XR 8,3.
	fc.constant([0x05, 0x30, 0x17, 0x83]),
	// BALR 4,0; BC mask,8(4); A 8,0(12); A 8,4(12): over the first of these, that is.
	fc.integer({min: 1, max: 14}).map(mask => [0x05, 0x40, 0x47, mask << 4, 0x40, 8, 0x5A, 0x80, 0xC0, 0]),
);

/** Both machines do the same; answers how many instructions were executed translated. */
export function sameLoops(t: ExecutionContext, arbitrary: fc.Arbitrary<NumbersLoop>, numRuns: number): number {
	const machines = pair(clear);
	fc.assert(fc.property(arbitrary, given => {
		for (const machine of machines) {
			prepare(machine, given);
		}

		same(t, machines, given.slices);
	}), {numRuns});
	return machines[0].processor.translator!.executed;
}

function prepare(machine: Machine, given: NumbersLoop): void {
	const {cpu, storage} = machine;
	clear(machine);
	// L 7 of a count, plus one, ST; the program goes on.
	storage.store(handler, Uint8Array.of(
		0x58, 0x70, 0x03, 0x00, 0x41, 0x77, 0, 1, 0x50, 0x70, 0x03, 0x00, 0x82, 0, 0, 0x28,
	));
	storage.setWord(interruptions, 0);
	storage.setWord(0x6C, handler);
	storage.store(pristine, Uint8Array.from(given.numbers));
	storage.store(given.base, Uint8Array.from(given.numbers));
	storage.store(program, Uint8Array.from([
		// MVC of the numbers, from register 10.
		0xD2, given.numbers.length - 1, 0xB0, 0, 0xA0, 0,
		...given.code,
		// BCT 9; LA 9,100; BR 12.
		0x46, 0x90, 0xC0, 0, 0x41, 0x90, 0, 0x64, 0x07, 0xFC,
	]));
	cpu.gpr.set(given.registers);
	cpu.fpr.set(given.floating);
	cpu.gpr.set([100, pristine, given.base, program], 9);
	cpu.psw.load(0, (given.programMask << 24) | program);
	machine.processor.taken.kind = 'none';
}
