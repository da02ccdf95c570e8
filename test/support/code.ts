/** Small System/370 programs for tests: a few statements in assembler language, in a fresh machine. */
import {link} from '../../source/assembler/object/absolute-loader.js';
import {assemble} from '../../source/assembler/assemble.js';
import {Machine, type MachineOptions} from '../../source/machine/machine.js';
import {HostStorage} from '../../source/machine/storage/host-storage.js';

export const start = 0x1000;

/** Bytes of statements, with semicolons between them, loaded at X'1000'. */
export function codeOf(statements: string): Uint8Array {
	const {cards, diagnostics, returnCode} = assemble([
		'TEST CSECT',
		...statements.split(';').map(statement => ` ${statement.trim()}`),
		' END',
	]);
	if (returnCode > 4) {
		throw new Error(`${statements}: ${diagnostics.map(({text}) => text).join(', ')}`);
	}

	return link(cards, start).bytes;
}

/** As `codeOf`, for tests that need the same statements again and again: each is assembled once. */
export function codeMemory(): typeof codeOf {
	const known = new Map<string, Uint8Array>();
	return statements => {
		const code = known.get(statements) ?? codeOf(statements);
		known.set(statements, code);
		return code;
	};
}

const storageSize = 0x1_0000;
const machinesOnHost = 64;
let host: HostStorage | undefined;
let machines = 0;

/**
 * The storage of the next machine. One of its own for each would be mostly tables for the second tier, and work for the
 * garbage collector.
 */
function nextHost(): HostStorage {
	if (machines++ % machinesOnHost === 0) {
		host = new HostStorage(storageSize * machinesOnHost);
	}

	return host!;
}

/**
 * A machine of 64 KiB whose program, statements with semicolons between them, stands at X'1000', with a BC-mode
 * supervisor PSW (`high`) at it. New PSWs are disabled waits, at X'EE00' + old PSW's address.
 */
export function machineWith(
	statements: string,
	options: {readonly high?: number} & Partial<MachineOptions> = {},
): Machine {
	// Without the second tier: a few instructions have nothing of it, and making its tables takes longer than running
	// them.
	const machine = new Machine({
		storage: storageSize,
		host: nextHost(),
		timers: {running: false},
		translation: 'none',
		...options,
	});
	for (const newPsw of [88, 96, 104, 112, 120]) {
		machine.storage.setWord(newPsw, 0x0002_0000);
		machine.storage.setWord(newPsw + 4, 0xEE00 + newPsw - 64);
	}

	if (statements !== '') {
		machine.storage.store(start, codeOf(statements));
	}

	machine.cpu.psw.load(options.high ?? 0, start);
	return machine;
}

/** Old PSW at a real address, as two words. */
export function oldPsw(machine: Machine, address: number): readonly [number, number] {
	return [machine.storage.word(address), machine.storage.word(address + 4)];
}
