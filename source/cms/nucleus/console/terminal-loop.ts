/**
 * The command loop (DMSINT, SY20-0884): reads a line, runs it, types Ready. Everything that ends abnormally comes back
 * here.
 */
import type {Step} from '../../../guest/action.js';
import {Abend} from '../abend.js';
import {badCharacter} from '../command/command-search.js';
import type {Nucleus} from '../nucleus.js';
import {nucon} from '../storage/nucon.js';
import {readyCode, timeUsed} from './ready-message.js';
import {releaseSaveAreas} from '../svc/save-area.js';
import {tokenize} from '../command/scan.js';

const everythingEnabled = 0xFF;
/** CP's return code for a line that is no CP command. */
const unknownToCp = 1;
/** Return code of SVC 202 where nothing has the name. */
const unknownCommand = -3;

/**
 * Never ends; only a reset or another entry that takes over stops it. `beginning`: done before the first line is read.
 */
export function * terminalLoop(nucleus: Nucleus, beginning?: Step): Step {
	for (let first = beginning; ; first = undefined) {
		try {
			yield {kind: 'mask', systemMask: everythingEnabled};
			if (first) {
				yield * first;
			}

			for (;;) {
				if (nucleus.console.stacked === 0) {
					nucleus.console.haltTyping = false;
				}

				const line = yield * nucleus.console.read({asTyped: true});
				yield * runTerminalLine(nucleus, line);
			}
		} catch (error) {
			if (!(error instanceof Abend)) {
				throw error;
			}

			yield * recover(nucleus, error);
		}
	}
}

/** Takes over from everything that runs: after HX (no abend) or an abend in a handler. Never ends. */
export function * takeOver(nucleus: Nucleus, abend?: Abend): Step {
	nucleus.control.abandonOthers();
	yield * recover(nucleus, abend);
	yield * terminalLoop(nucleus);
}

/** What DMSABN does: everything the commands held is given up, `CMS` is typed. */
function * recover(nucleus: Nucleus, abend?: Abend): Step {
	releaseSaveAreas(nucleus.guest, nucleus.free);
	nucleus.running.length = 0;
	nucleus.guest.storage.setWord(nucon.commandActive, 0);
	nucleus.execs.length = 0;
	nucleus.execGlobals.clear();
	nucleus.settings.suppressMessages = false;
	nucleus.console.haltTyping = false;
	nucleus.console.clearStack();
	yield {kind: 'mask', systemMask: everythingEnabled};
	if (nucleus.started) {
		nucleus.fileDefinitions.clear(({permanent}) => !permanent);
		yield * nucleus.activeFiles.close('*', '*', '*');
	}

	if (abend && abend.shown !== 'quiet') {
		const {id, text} = abend.shown ?? {
			id: 'DMSABN148T',
			text: `System abend ${abend.code} called from ${abend.from}`,
		};
		yield * nucleus.message(id, text, 0);
	}

	yield * nucleus.console.typeAlways('CMS');
}

export function * runTerminalLine(nucleus: Nucleus, line: string): Step {
	if (line === '') {
		// A stacked null line with more behind it passes unnoticed (recording STKF).
		if (nucleus.console.stacked === 0) {
			yield * nucleus.console.typeAlways('CMS');
		}

		return;
	}

	const tokens = tokenize(line);
	if (tokens.length === 0 || tokens[0].startsWith('*')) {
		return;
	}

	nucleus.guest.storage.setWord(nucon.commandActive, 1);
	const rc = yield * runCommandLine(nucleus, line, tokens);
	yield * nucleus.activeFiles.close('*', '*', '*');
	commandEnded(nucleus, typeof rc === 'number' ? rc : unknownCommand);
	nucleus.settings.suppressMessages = false;
	if (rc === undefined || rc === unknownCommand) {
		yield * nucleus.console.typeAlways('Unknown CP/CMS command');
	} else if (rc !== 'told') {
		yield * ready(nucleus, rc);
	}
}

function commandEnded(nucleus: Nucleus, rc: number): void {
	const {storage} = nucleus.guest;
	const ended = storage.word(nucon.commandsEnded);
	storage.setWord(nucon.commandActive, 0);
	storage.setWord(nucon.commandsEnded, ended + 1);
	if (ended === 0) {
		storage.setWord(nucon.firstReturnCode, rc);
	}
}

/** Runs a command line; `undefined` = unknown, `told` = refused with a message of its own. */
function * runCommandLine(
	nucleus: Nucleus,
	line: string,
	tokens: readonly string[],
): Step<number | 'told' | undefined> {
	const found = yield * nucleus.search({tokens, line, from: 'terminal'});
	if (found) {
		const rc = yield * nucleus.run(found);
		// SET and QUERY answer so where the operand is none of theirs.
		if (rc !== unknownCommand) {
			return rc;
		}
	}

	const bad = badCharacter(tokens[0]);
	if (bad !== undefined) {
		yield * nucleus.message('DMSSTT062E', `Invalid character '${bad}' in fileID '${tokens[0]} EXEC'.`, 20);
		yield * nucleus.console.typeAlways('Invalid CMS command');
		return 'told';
	}

	if (!nucleus.settings.impliedCp) {
		return undefined;
	}

	const {rc} = yield * nucleus.cp(line.trim());
	return rc === unknownToCp ? undefined : rc;
}

/** The ready message, as SET RDYMSG says. Typed although HT is in effect. */
export function * ready(nucleus: Nucleus, rc: number): Step {
	const {readyMessage} = nucleus.settings;
	if (readyMessage === 'OFF') {
		return;
	}

	if (readyMessage === 'SMSG') {
		yield * nucleus.console.typeAlways(`R${readyCode(rc)};`);
		return;
	}

	const {lastReady} = nucleus;
	const {time, virtualCpu, totalCpu} = yield * nucleus.pseudoTimer();
	const used = timeUsed(virtualCpu - lastReady.virtualCpu, totalCpu - lastReady.totalCpu, time);
	lastReady.virtualCpu = virtualCpu;
	lastReady.totalCpu = totalCpu;
	yield * nucleus.console.typeAlways(`Ready${readyCode(rc)}; ${used}`);
}
