/**
 * How nucleus extensions are called (VM/SP: SC19-6203, "Nucleus extensions"): as a command, and, where they were loaded
 * so, when a command has ended and before they go. The first byte of register 1 tells which it is, register 2 points to
 * the SCBLOCK. Codes that they answer to the last two are not looked at.
 */
import {ebcdicField} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import type {Cms, CommandCall} from '../cms.js';
import type {LoadedExtension} from './storage/nucleus-extensions.js';
import {callType, fence} from './svc/parameter-list.js';

const tokenLength = 8;
const typeShift = 24;

/** A command: the key of the nucleus is that of SYSTEM. */
export function runExtension(cms: Cms, {entry, address, system}: LoadedExtension, call: CommandCall): Step<number> {
	cms.guest.gpr[2] = address;
	return cms.callProgram(entry, call, system);
}

/** SERVICE: `RESET` where NUCXDROP drops it, `PURGE` at an abend. */
export function callService(cms: Cms, extension: LoadedExtension, reason: 'RESET' | 'PURGE'): Step {
	return callBySystem(cms, extension, {tokens: [extension.name, reason], type: callType.service});
}

/** ENDCMD: those that are there when a command has ended, the newest first. */
export function * callEndOfCommand(cms: Cms): Step {
	for (const extension of cms.extensions.ofEndOfCommand) {
		if (cms.extensions.has(extension)) {
			yield * callBySystem(cms, extension, {tokens: [extension.name], type: callType.endOfCommand});
		}
	}
}

function * callBySystem(
	cms: Cms,
	extension: LoadedExtension,
	{tokens, type}: {readonly tokens: readonly string[]; readonly type: number},
): Step {
	const list = Buffer.concat([
		...tokens.map(token => ebcdicField(token, tokenLength)), new Uint8Array(tokenLength).fill(fence),
	]);
	const at = cms.allocate(list.length);
	try {
		cms.guest.storage.store(at, list);
		yield * runExtension(cms, extension, {
			tokens, line: tokens.join(' '), from: 'program', registers: [0, (type << typeShift) | at],
		});
	} finally {
		cms.release(at, list.length);
	}
}
