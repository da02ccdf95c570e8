/** Small System/370 programs for tests: hexadecimal as a listing shows it, in a fresh machine. */
import type {IoInterruptionSource} from '../../source/machine/interruption.js';
import {Machine} from '../../source/machine/machine.js';
import type {TimerOptions} from '../../source/machine/timers.js';

export const start = 0x1000;

/** A machine of 64 KiB whose program stands at X'1000', with a BC-mode supervisor PSW (`high`) at it. New PSWs are disabled waits, at X'EE00' + old PSW's address. */
export function machineWith(code: string, options: {readonly high?: number; readonly timers?: TimerOptions; readonly io?: IoInterruptionSource} = {}): Machine {
	const machine = new Machine({storage: 0x1_0000, timers: options.timers ?? {running: false}, io: options.io});
	for (const newPsw of [88, 96, 104, 112, 120]) {
		machine.storage.setWord(newPsw, 0x0002_0000);
		machine.storage.setWord(newPsw + 4, 0xEE00 + newPsw - 64);
	}

	machine.storage.store(start, Buffer.from(code.replaceAll(/\s/g, ''), 'hex'));
	machine.cpu.psw.load(options.high ?? 0, start);
	return machine;
}

/** Old PSW at a real address, as two words. */
export function oldPsw(machine: Machine, address: number): readonly [number, number] {
	return [machine.storage.word(address), machine.storage.word(address + 4)];
}
