/**
 * Interruption handlers (DMSITI, DMSITE, DMSITP; SY20-0884). Each arrival saves what it found and gives it back, unless
 * it takes over.
 */
import {assigned, basicPsw} from '../../base/assigned-storage.js';
import {addressMask} from '../../base/architecture.js';
import type {Step} from '../../guest/action.js';
import {messages} from '../messages/index.js';
import {Abend, abendOf, shown} from './abend.js';
import {runImmediate} from './console/immediate.js';
import {console009} from './storage/layout.js';
import type {Nucleus} from './nucleus.js';
import {stateNow} from './debug/debug-state.js';
import {debugInterrupted, stoppedAtBreakpoint} from './debug/enter-debug.js';
import {deviceExit, externalExit} from './svc/exits.js';
import {SaveArea} from './svc/save-area.js';
import {takeOver} from './console/terminal-loop.js';
import {hex} from '../../base/hex.js';

const intervalTimer = 0x0080;
/** CP's command EXTERNAL. */
const interruptionKey = 0x0040;
/** Two seconds of the interval timer, in units of 1/76800 s: how often BLIP types. */
export const blipInterval = 2 * 76_800;

/** Program interruption codes as DMSITP141T words them (GC20-1819). */
const exceptions = [
	'IMPRECISE',
	'OPERATION',
	'PRIVILEGED OPERATION',
	'EXECUTE',
	'PROTECTION',
	'ADDRESSING',
	'SPECIFICATION',
	'DECIMAL DATA',
	'FIXED-POINT OVERFLOW',
	'FIXED-POINT DIVIDE',
	'DECIMAL OVERFLOW',
	'DECIMAL DIVIDE',
	'EXPONENT OVERFLOW',
	'EXPONENT UNDERFLOW',
	'SIGNIFICANCE',
	'FLOATING-POINT DIVIDE',
] as const;

/** I/O: the console's ends and attentions; ends of other devices are kept for who started them. */
export function * ioInterruption(nucleus: Nucleus): Step {
	const device = nucleus.guest.storage.half(assigned.ioOld + basicPsw.offset.code);
	if (device === console009) {
		nucleus.console.posted();
	}

	const save = new SaveArea(nucleus.guest, nucleus.free, assigned.ioOld);
	if (yield * deviceExit(nucleus, device)) {
		save.endWait();
		yield * save.resume();
		return;
	}

	if (device !== console009) {
		nucleus.unitRecords.interrupted(device);
	}

	if (device === console009) {
		const result = yield * nucleus.console.interrupted();
		if (result !== 'done' && (yield * runImmediate(nucleus, result.line)) === 'halt execution') {
			yield * takeOver(nucleus);
		}
	}

	save.endWait();
	yield * save.resume();
}

/** External: the interval timer (BLIP) and what programs asked for (HNDEXT). */
export function * externalInterruption(nucleus: Nucleus): Step {
	const save = new SaveArea(nucleus.guest, nucleus.free, assigned.externalOld);
	const {blip} = nucleus.settings;
	if (save.code === intervalTimer && blip !== undefined) {
		nucleus.guest.storage.setWord(assigned.timer, blipInterval);
		// With SET TIMER REAL of CP it comes while a read waits, too: nothing can be typed, nor is computed, then.
		if (!nucleus.console.isBusy) {
			yield * nucleus.console.type(blip);
		}
	}

	const handled = nucleus.externalHandlers.get(save.code)?.();
	if (handled) {
		yield * handled;
	} else if (save.code !== intervalTimer && !nucleus.externalHandlers.has(save.code)) {
		const isHandled = yield * externalExit(nucleus, save);
		if (!isHandled && save.code === interruptionKey) {
			yield * debugInterrupted(nucleus, save, 'external');
			return;
		}
	}

	save.endWait();
	yield * save.resume();
}

/** Program check: a breakpoint of DEBUG; any other, in a user program or in CMS itself, ends everything. */
export function * programInterruption(nucleus: Nucleus): Step {
	const {storage} = nucleus.guest;
	const code = storage.half(assigned.programOld + basicPsw.offset.code) & 0xFF;
	if (yield * stoppedAtBreakpoint(nucleus, code)) {
		return;
	}

	nucleus.debug.keep(stateNow(nucleus.guest, assigned.programOld));
	const address = hex(storage.word(assigned.programOld + basicPsw.offset.address) & addressMask, 6);
	const message = shown(messages.DMSITP141T, {
		exception: exceptions[code] ?? 'UNKNOWN', address, routine: nucleus.routine,
	});
	yield * takeOver(nucleus, new Abend(`0C${hex(code, 1)}`, address, message));
}

/** Runs an entry of the program; an abend in it takes over the machine. */
export function * guarded(nucleus: Nucleus, step: Step): Step {
	try {
		yield * step;
	} catch (error) {
		yield * takeOver(nucleus, abendOf(error, nucleus.routine));
	}
}
