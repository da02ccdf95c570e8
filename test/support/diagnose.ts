/** DIAGNOSE as a program executes it, with Rx = R2 and Ry = R4 unless told. */
import {performDiagnose} from '../../source/cp/machine/intercepts.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';
import type {CpSession} from './cp-session.js';

export type Answer = {
	/** Condition code; program interruptions have none. */
	readonly cc: number;
	/** Code of the program interruption it made, 0 for none. */
	readonly program: number;
	readonly x: number;
	readonly besideX: number;
	readonly y: number;
	readonly besideY: number;
	readonly r15: number;
};

/** Executes a code with these registers; the condition code is 0 before. */
export function executed(
	session: CpSession,
	vm: VirtualMachine,
	code: number,
	registers: {readonly x?: number; readonly besideX?: number; readonly y?: number; readonly besideY?: number},
	[rx, ry]: readonly [number, number] = [2, 4],
): Answer {
	const {gpr} = vm.cpu;
	const {x = 0, besideX = 0, y = 0, besideY = 0} = registers;
	gpr[rx] = x;
	gpr[(rx + 1) % 16] = besideX;
	gpr[ry] = y;
	gpr[(ry + 1) % 16] = besideY;
	vm.storage.setWord(0x28, 0);
	vm.storage.store(0x68, new Uint8Array(8));
	vm.cpu.psw.load(0, 0x1000);
	performDiagnose(session.cp, vm, code, rx, ry);
	if (vm.holds.has('io')) {
		session.run(0.5);
	}

	return {
		cc: vm.cpu.psw.cc, program: vm.storage.word(0x28) & 0xFFFF, x: gpr[rx], besideX: gpr[(rx + 1) % 16],
		y: gpr[ry], besideY: gpr[(ry + 1) % 16], r15: gpr[15],
	};
}
