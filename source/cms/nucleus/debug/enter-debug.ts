/** How an interruption enters the debug environment, and how the program that was interrupted goes on. */
import {assigned} from '../../../base/assigned-storage.js';
import {addressMask} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import type {Nucleus} from '../nucleus.js';
import {SaveArea, ssave} from '../svc/save-area.js';
import {stateNow} from './debug-state.js';
import {debugEnvironment, type DebugEntry} from './environment.js';

const operationException = 1;
/** Of a PSW's first word. */
const waitBit = 0x0002_0000;

/** A program check that is a breakpoint: DEBUG, and the program goes on as it says. False: it is none. */
export function * stoppedAtBreakpoint(nucleus: Nucleus, code: number): Step<boolean> {
	const {storage} = nucleus.guest;
	const second = storage.word(assigned.programOld + 4);
	// Its first two bits: the length of the instruction in halfwords.
	const address = (second & addressMask) - ((second >>> 30) * 2);
	const breakpoint = code === operationException ? nucleus.debug.breakpointAt(address) : undefined;
	if (breakpoint === undefined) {
		return false;
	}

	nucleus.debug.clearBreakpoint(breakpoint);
	const save = new SaveArea(nucleus.guest, nucleus.free, assigned.programOld);
	save.next = address;
	yield * debugInterrupted(nucleus, save, {breakpoint, address});
	return true;
}

/** DEBUG for who was interrupted; then that goes on, with what was changed. Does not end after HX. */
export function * debugInterrupted(nucleus: Nucleus, save: SaveArea, entry: DebugEntry): Step {
	const {guest: {storage}, console} = nucleus;
	const psw = save.address + ssave.offset.psw;
	const state = {
		...stateNow(nucleus.guest, psw),
		registers: Array.from({length: 16}, (_, index) => save.register(index) >>> 0),
	};
	const isReading = yield * console.suspendRead();
	const exit = yield * debugEnvironment(nucleus, nucleus.debug, entry, state);
	if (typeof exit === 'object') {
		// No longer waiting for anything where it was.
		state.psw[0] &= ~waitBit;
		state.psw[1] = ((state.psw[1] & ~addressMask) | exit.address) >>> 0;
	} else if (isReading) {
		yield * console.resumeRead();
	}

	for (const [index, value] of state.registers.entries()) {
		save.setRegister(index, value);
	}

	storage.storeWords(psw, Int32Array.from(state.psw));
	storage.storeWords(assigned.csw, Int32Array.from(state.csw));
	storage.setWord(assigned.caw, state.caw);
	yield * save.resume();
}
