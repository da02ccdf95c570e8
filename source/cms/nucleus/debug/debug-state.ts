/** What DEBUG shows of a program and changes: registers and control words as they were when it was entered. */
import {assigned} from '../../../base/assigned-storage.js';
import type {Guest} from '../../../guest/guest.js';

export type DebugState = {
	/** Words, without signs. */
	readonly psw: number[];
	readonly registers: number[];
	readonly csw: number[];
	caw: number;
};

/** Registers and control words now; the PSW that lies at `psw`. */
export function stateNow({storage, gpr}: Guest, psw: number): DebugState {
	const pair = (address: number): number[] => [storage.word(address), storage.word(address + 4)];
	return {
		psw: pair(psw), registers: Array.from(gpr, value => value >>> 0), csw: pair(assigned.csw),
		caw: storage.word(assigned.caw),
	};
}
