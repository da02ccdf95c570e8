/** Runs cases of instruction tables: assembles each, executes its one instruction, and compares everything there is. */
import {instructionLength} from '../../../source/machine/instructions/instruction-length.js';
import type {Machine} from '../../../source/machine/machine.js';
import {programCode} from '../../../source/machine/cpu/program-exception.js';
import type {Psw} from '../../../source/machine/cpu/psw.js';
import {assembleCase, type Program} from './program.js';
import {
	apply,
	assignedStorage,
	copyOf,
	differences,
	initialState,
	machineIn,
	pswOf,
	stateOf,
	type State,
} from './state.js';
import {interruptionOf, type Case} from './table.js';

/** Real addresses of the old PSW, and in EC mode of length and code, for SVC and for program interruptions. */
const oldPsw = {svc: 32, program: 40} as const;
const extendedCode = {svc: 136, program: 140} as const;

type End = {
	/** The machine's PSW, or the old one of the interruption the instruction ended in. */
	readonly psw: Psw;
	/** Name of the interruption, as cases have it; empty where there was none. */
	readonly interruption: string;
	/** Its instruction-length code. */
	readonly ilc: number;
};

function endOf({cpu, processor, storage}: Machine): End {
	const {kind, code}: {kind: string; code: number} = processor.taken;
	if (kind !== 'svc' && kind !== 'program') {
		return {psw: pswOf(cpu.psw.high, cpu.psw.low), interruption: '', ilc: 0};
	}

	const [high, low] = [storage.word(cpu.prefix + oldPsw[kind]), storage.word(cpu.prefix + oldPsw[kind] + 4)];
	return {
		psw: pswOf(high, low),
		interruption:
			kind === 'svc' ? `SVC=${code}` : Object.entries(programCode).find(([, each]) => each === code)![0],
		ilc: (high & 0x8_0000) === 0 ? low >>> 30 : (storage.word(cpu.prefix + extendedCode[kind]) >>> 17) & 3,
	};
}

/** The interruption a case ends in, by the name `endOf` has for it. */
function expectedInterruption(given: Case): string {
	const svc = given.after.find(({name}) => name === 'SVC');
	return svc ? `SVC=${svc.value}` : interruptionOf(given) ?? '';
}

/** Fields of storage below what is compared as a whole, and keys with their reference and change bits. */
function particulars({after}: Case, program: Program, expected: State, actual: State): string[] {
	const storage = program.after.filter(({kind, field, bytes}) => {
		const at = program.address(kind === 'storage' ? field.name : '@0');
		return kind === 'storage' && !Buffer.from(bytes).equals(actual.storage.subarray(at, at + bytes.length));
	}).map(({field}) => `${field.name} is not ${field.value}`);
	const keys = after.filter(({name}) => /^K[\dA-F]{4}$/.test(name)).filter(({name}) => {
		const block = Number.parseInt(name.slice(1), 16) >>> 11;
		return expected.keys[block] !== actual.keys[block];
	}).map(({name, value}) => `${name} is not ${value}`);
	return [...storage, ...keys];
}

/** One way to run a case: by the hot loop or by the functions of the instruction table, under a condition code. */
type Way = {readonly loop: 'run' | 'runByTable'; readonly cc: number};

function complaintsAbout(given: Case, program: Program, {loop, cc}: Way): string[] {
	const before = initialState(program, cc);
	apply(before, given.before, program.before, program);
	// The new PSWs are where a CPU with a prefix looks for them.
	before.storage.copyWithin(before.prefix, 0, assignedStorage);
	const machine = machineIn(before);
	given.prepare?.(machine);
	const expected = copyOf(before);
	const interruption = expectedInterruption(given);
	const ilc = instructionLength(program.bytes[0]) / 2;
	expected.psw.address += 2 * ilc;
	apply(expected, given.after, program.after, program);
	const {reason} = machine.processor[loop](1);
	const end = endOf(machine);
	const actual = stateOf(machine, end.psw);
	const exit = given.after.find(({name}) => name === 'exit')?.value ?? 'budget';
	return [
		...(end.interruption === interruption ? [] : [`interruption ${end.interruption}, not ${interruption}`]),
		...(end.interruption === '' || end.ilc === ilc ? [] : [`instruction length ${end.ilc}`]),
		...(reason === exit ? [] : [`exit ${reason}`]),
		...differences(expected, actual, interruption === '' ? 0 : assignedStorage),
		...particulars(given, program, expected, actual),
	].map(text => `${given.line} (${loop}, CC ${cc} before): ${text}`);
}

/**
 * What is not as the case says: an empty list where all is well. Runs it in two ways, under different condition codes
 * unless it names one.
 */
export function complaints(given: Case): string[] {
	const program = assembleCase(given);
	return (
		[
			{loop: 'run', cc: 0},
			{loop: 'runByTable', cc: 3},
		] as const
	).flatMap(way => complaintsAbout(given, program, way));
}
