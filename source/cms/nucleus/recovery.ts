/**
 * What DMSABN does after an abend or HX (SY20-0887, "Abend recovery"): everything that commands held is given back,
 * what the abend was is typed, and `CMS`. A structure of the nucleus that cannot be what it should be is given up, with
 * message DMSABN152S; where the storage that CMS itself needs is destroyed, it stops in a disabled wait ("Unrecoverable
 * termination"), from which IPL starts afresh.
 */
import {everythingEnabled} from '../../base/architecture.js';
import {limits} from '../../base/limits.js';
import {GuestFault} from '../../guest/bounded/fault.js';
import type {Step} from '../../guest/action.js';
import {messages} from '../messages/index.js';
import {type Abend, shown} from './abend.js';
import {callService} from './extension-calls.js';
import type {Nucleus} from './nucleus.js';
import {area} from './storage/layout.js';
import type {LoadedExtension} from './storage/nucleus-extensions.js';
import {nucon} from './storage/nucon.js';
import {closeReaderCommand} from '../unit-record/unit-records.js';
import {forgetTable, readTable} from '../loader/loader-table.js';
import {releaseSaveAreas} from './svc/save-area.js';
import {endTrace} from './svc/trace.js';
import {forgetTraps, purgeTraps} from './svc/traps.js';

const destroyed = shown(messages.DMSABN152S);

/** Ends in a state from which the command loop can go on, or does not end. `abend`: none after HX. */
export function * recover(nucleus: Nucleus, abend?: Abend): Step {
	nucleus.state.abendsInARow++;
	try {
		if (nucleus.state.halted || !nucleus.started || nucleus.state.abendsInARow > limits.abendsInARow.value) {
			return yield * halt(nucleus);
		}

		yield * recovery(nucleus, abend);
	} catch (error) {
		requireFault(error);
		yield * halt(nucleus);
	}
}

function * recovery(nucleus: Nucleus, abend?: Abend): Step {
	const {guest: {storage}, console, settings} = nucleus;
	let whole = giveUpDamaged(nucleus);
	whole = attempt(
		() => {
			releaseSaveAreas(nucleus.guest, nucleus.free);
		},
		() => {
			storage.setWord(nucon.currentSave, 0);
		},
	) && whole;
	nucleus.running.length = 0;
	// Before anything that needs storage: there may be none left.
	whole = attempt(() => {
		// Those with PERM as well (GC20-1818, "FILEDEF" and "HX").
		nucleus.fileDefinitions.clear(() => true);
		nucleus.labelDefinitions.clear(() => true);
	}, () => {
		nucleus.fileDefinitions.forget();
		nucleus.labelDefinitions.forget();
	}) && whole;
	const purged = extensionsToPurge(nucleus);
	if (purged.length === 0) {
		whole = releasePrograms(nucleus) && whole;
	}

	whole = attempt(() => {
		purgeTraps(nucleus);
	}, () => {
		forgetTraps(storage);
	}) && whole;
	storage.setWord(nucon.commandActive, 0);
	nucleus.execs.length = 0;
	nucleus.execGlobals.clear();
	settings.suppressMessages = false;
	settings.subset = false;
	settings.silent = false;
	console.haltTyping = false;
	whole = attempt(() => {
		console.clearStack();
	}, () => {
		console.lines.forget();
	}) && whole;
	yield * nucleus.intermachine.recover();
	yield * nucleus.remoteFiles.recover();
	yield {kind: 'mask', systemMask: everythingEnabled};
	yield * console.haltRead();
	try {
		yield * nucleus.activeFiles.close('*', '*', '*');
	} catch (error) {
		requireFault(error);
		nucleus.activeFiles.forget();
		whole = false;
	}

	if (abend && abend.shown !== 'quiet') {
		const ending = {code: abend.code, caller: abend.from};
		const {id, text} = abend.shown ?? shown(messages.DMSABN148T, ending);
		yield * nucleus.editedMessage(id, text);
	}

	if (purged.length > 0) {
		yield * purgeExtensions(nucleus, purged);
		whole = releasePrograms(nucleus) && whole;
	}

	yield * nucleus.borrowed.giveBack();
	yield * nucleus.segments.recover();
	yield * nucleus.locks.recover();
	whole = giveUpDamaged(nucleus) && whole;
	yield * keepDeck(nucleus);
	yield * endTrace(nucleus);
	if (!whole) {
		yield * nucleus.editedMessage(destroyed.id, destroyed.text);
	}

	yield * console.typeAlways('CMS');
	const {abendCommand} = settings;
	if (abend && abendCommand !== undefined) {
		// Once: an abend of the command itself does not bring it again.
		settings.abendCommand = undefined;
		console.stack(abendCommand, 'FIFO');
	}
}

/** The nucleus extensions that are to be called before their storage goes. */
function extensionsToPurge({extensions}: Nucleus): readonly LoadedExtension[] {
	try {
		return extensions.beginPurge();
	} catch (error) {
		requireFault(error);
		return [];
	}
}

/** What programs have in storage goes; false: a structure was damaged. */
function releasePrograms({extensions, owned}: Nucleus): boolean {
	const dropped = attempt(() => {
		extensions.dropUsers();
	}, () => {
		extensions.forget();
	});
	return attempt(() => {
		owned.releaseAll();
	}, () => {
		owned.forget();
	}) && dropped;
}

/** Calls them; where a call cannot be, or ends abnormally, no other follows. */
function * purgeExtensions(nucleus: Nucleus, purged: readonly LoadedExtension[]): Step {
	try {
		for (const extension of purged) {
			if (nucleus.extensions.has(extension)) {
				yield * callService(nucleus, extension, 'PURGE');
			}
		}
	} catch (error) {
		requireFault(error);
		releaseSaveAreas(nucleus.guest, nucleus.free);
	}
}

/** A deck that was being read is not where it should be: it stays in the reader. */
function * keepDeck(nucleus: Nucleus): Step {
	if (nucleus.state.isReading) {
		yield * nucleus.cp(closeReaderCommand(true), true);
		nucleus.state.isReading = false;
	}
}

/**
 * Looks at every structure of the nucleus and gives up those that are damaged, their storage with them. Answers whether
 * all were whole; throws `GuestFault` where free storage cannot go on.
 */
function giveUpDamaged(nucleus: Nucleus): boolean {
	const {guest: {storage}, free} = nucleus;
	const structures = [
		free,
		nucleus.state,
		nucleus.console.lines,
		nucleus.fileDefinitions,
		nucleus.labelDefinitions,
		nucleus.synonyms,
		nucleus.extensions,
		nucleus.globalVariables,
		nucleus.terminalTranslation,
		nucleus.disks,
		nucleus.owned,
	];
	const high = storage.word(nucon.mainHigh);
	if (high < area.user || high > storage.word(nucon.freeLow)) {
		storage.setWord(nucon.mainHigh, area.user);
	}

	let whole = true;
	for (const structure of structures) {
		whole = attempt(() => {
			structure.check();
		}, () => {
			structure.forget();
		}) && whole;
	}

	return attempt(() => {
		readTable(nucleus);
	}, () => {
		forgetTable(nucleus);
	}) && whole;
}

/** Whether `work` was done; where what it needs is damaged, `otherwise` is done. */
function attempt(work: () => void, otherwise: () => void): boolean {
	try {
		work();
		return true;
	} catch (error) {
		requireFault(error);
		otherwise();
		return false;
	}
}

function requireFault(error: unknown): void {
	if (!(error instanceof GuestFault)) {
		throw error;
	}
}

/**
 * Says why, where it still can, and waits for nothing: only IPL ends it. Never ends. The end of the message's own
 * channel program may be what comes back here.
 */
function * halt(nucleus: Nucleus): Step {
	if (!nucleus.state.halted) {
		nucleus.state.halted = true;
		try {
			yield {kind: 'mask', systemMask: everythingEnabled};
			yield * nucleus.console.haltRead();
			yield * nucleus.editedMessage(destroyed.id, destroyed.text);
		} catch (error) {
			requireFault(error);
		}
	}

	for (;;) {
		yield {kind: 'wait', systemMask: 0};
	}
}
