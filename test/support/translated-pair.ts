/** Two machines that shall do the same: one translates, one goes through the instruction table. */
import type {ExecutionContext} from 'ava';
import {link} from '../../source/assembler/object/absolute-loader.js';
import {Machine} from '../../source/machine/machine.js';
import {assembled} from './assemble.js';
import {sameValue} from './equal.js';

export const size = 0x4000;
export const program = 0x1000;
export const data = 0x2000;

/** One machine that translates at once, and one that goes through the instruction table. */
export function pair(prepare: (machine: Machine) => void): readonly [Machine, Machine] {
	const machines = [
		new Machine({storage: size, timers: {running: false}, translation: 'eager'}),
		new Machine({storage: size, timers: {running: false}, translation: 'none'}),
	] as const;
	for (const machine of machines) {
		clear(machine);
		prepare(machine);
	}

	return machines;
}

export function clear({storage}: Machine): void {
	storage.clear();
	// Frames in reverse, so that what is behind a page in the host is not what is behind it in the machine.
	for (let page = (size / 4096) - 1; page >= 0; page--) {
		storage.frameOf(page);
	}
}

const snapshot = ({cpu, storage, processor}: Machine) => ({
	gpr: [...cpu.gpr],
	fpr: [...cpu.fpr],
	psw: [cpu.psw.high, cpu.psw.low & 0x3FFF_FFFF],
	instructions: cpu.instructions,
	keys: [...storage.keys],
	storage: Buffer.from(storage.fetch(0, size)).toString('latin1'),
	taken: {...processor.taken},
});

/** Runs both for so many instructions, in slices, and compares after each. */
export function same(
	t: ExecutionContext,
	[translated, table]: readonly [Machine, Machine],
	slices: readonly number[],
): void {
	for (const slice of slices) {
		sameValue(t, translated.processor.run(slice), table.processor.runByTable(slice));
		sameValue(t, snapshot(translated), snapshot(table));
	}
}

/** A program that has these statements, with its base in register 12. */
export const assembly = (text: string): string => ` START 0\n USING *,12\n${text}\n END`;

/** Loads an assembler program at X'1000', with its entry in register 12, and a PSW in `key`. */
export function loading(text: string, high = 0): (machine: Machine) => void {
	const {bytes} = link(assembled(text).cards, program);
	return ({cpu, storage}) => {
		storage.store(program, bytes);
		storage.setWord(0x68, 0x0002_0000);
		storage.setWord(0x6C, 0xDEAD);
		cpu.gpr[12] = program;
		cpu.gpr[10] = data;
		cpu.psw.load(high, program);
	};
}
