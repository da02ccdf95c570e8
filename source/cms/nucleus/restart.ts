/**
 * Restart of CMS in storage where it ran before: from an image of a machine (a slave that begins anew), or after the
 * objects that stand for it in the host were given up. Everything that outlives a command lies in storage; what a
 * command that ran had in hand is given up, and another begins with the one it named, or with the next line.
 */
import type {Step} from '../../guest/action.js';
import {Abend, abendCode} from './abend.js';
import * as diagnose from './diagnose.js';
import {terminalLoop} from './console/terminal-loop.js';
import type {Nucleus} from './nucleus.js';
import {nucon} from './storage/nucon.js';
import {releaseSaveAreas} from './svc/save-area.js';

/** A fixed entry (`program.ts`). Never ends. */
export function * restart(nucleus: Nucleus): Step {
	const {guest, state, settings, control} = nucleus;
	control.abandonOthers();
	yield {kind: 'mask', systemMask: 0};
	// A read that was under way is no longer waited for by anybody.
	yield * nucleus.console.abandon();
	if (!state.started) {
		throw new Abend(abendCode.damaged, 'DMSINS');
	}

	guest.psw.key = 0;
	releaseSaveAreas(guest, nucleus.free);
	guest.storage.setWord(nucon.commandActive, 0);
	settings.suppressMessages = false;
	settings.silent = false;
	nucleus.segments.resuming(yield * isAnother(nucleus));
	yield * nucleus.resume();
	nucleus.segments.resuming(false);
	yield * nucleus.borrowed.giveBack();
	yield * terminalLoop(nucleus, beginning(nucleus));
}

/** Whether the machine is another one than that of which CMS knows: of another name, or its times begin at zero. */
function * isAnother({state, guest}: Nucleus): Step<boolean> {
	const before = state.userid;
	({userid: state.userid} = yield * diagnose.identify(guest));
	const {virtualCpu} = yield * diagnose.pseudoTimer(guest);
	return state.userid !== before || virtualCpu < state.lastReady.virtualCpu;
}

function * beginning(nucleus: Nucleus): Step {
	const {restartCommand} = nucleus.state;
	const {virtualCpu, totalCpu} = yield * nucleus.pseudoTimer();
	const {lastReady} = nucleus.state;
	if (virtualCpu < lastReady.virtualCpu) {
		Object.assign(lastReady, {virtualCpu, totalCpu});
	}

	if (restartCommand !== '') {
		yield * nucleus.runLine(restartCommand);
	}
}
