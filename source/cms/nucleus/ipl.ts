/** Initial program load of CMS (DMSINI, DMSINS; SY20-0884). */
import {assigned} from '../../base/assigned-storage.js';
import {keyBlockSize, everythingEnabled, pageSize} from '../../base/architecture.js';
import type {Step} from '../../guest/action.js';
import {isAbbreviation} from '../../base/command.js';
import * as diagnose from './diagnose.js';
import {firstStub} from '../../guest/resident.js';
import {nucleusPages} from './saved-system.js';
import {
	area, console009, key,
} from './storage/layout.js';
import {accessCode} from '../file-system/disk/disk.js';
import {messages} from '../messages/index.js';
import type {Nucleus} from './nucleus.js';
import {libraryTypes, setLibraries} from './storage/libraries.js';
import {
	nucon, nuconArea, nuconCleared, systemNames,
} from './storage/nucon.js';
import {splitOptions, tokenize} from './command/scan.js';
import {ready, runTerminalLine} from './console/terminal-line.js';
import {terminalLoop} from './console/terminal-loop.js';
import {closeReaderCommand} from '../unit-record/unit-records.js';

/** Date and time this CMS was built, as the first line shows it. */
const builtAt = '11/19/75 09:00';
const versionLine = `CMS VERSION 6.0 - ${builtAt}`;

/** Entries of the program, in the order of `program.ts`. */
const entry = {
	ipl: 0, svc: 1, external: 2, io: 3, program: 4, restart: 5,
} as const;

/** PSW that restarts CMS in a machine whose storage has it (`restart.ts`). */
export const restartPsw = [0, area.stubPage + firstStub + (entry.restart * 4)] as const;

const systemDisk = 0x190;
const extensionDisk = 0x19E;
const userDisk = 0x191;
const workDisk = 0x192;
/** Control register 0: external interruption of VMCF and of intermachine communication. */
const communicationMask = 1;
/** `IPL CMS PARM AUTOCR`: the first read is answered by a null line, for machines without a person. */
const automatic = 'AUTOCR';

/** Entry 0. Never ends. */
export function * initialProgramLoad(nucleus: Nucleus): Step {
	const parameter = registerText(nucleus);
	const {state} = nucleus;
	const before = {userid: state.started ? state.userid : '', borrowed: state.borrowed};
	initializeStorage(nucleus);
	yield {kind: 'mask', systemMask: everythingEnabled};
	// What was read before and not yet written to a disk: this CMS does not know of it.
	yield * nucleus.cp(closeReaderCommand(true), true);
	({userid: state.userid} = yield * diagnose.identify(nucleus.guest));
	if (before.userid === state.userid) {
		// CMS ran here, and IPL cut off a command that had disks of others: they wait for them.
		state.borrowed = before.borrowed;
		yield * nucleus.borrowed.giveBack();
	}

	yield * diagnose.findSegment(nucleus.guest, 'CMSSEG');
	yield * nucleus.console.type(versionLine);
	const first = parameter.startsWith(automatic) ? '' : yield * nucleus.console.read({asTyped: true});
	yield * diagnose.storageSize(nucleus.guest);
	yield * setKeys(nucleus);
	yield * diagnose.deviceType(nucleus.guest, console009);
	const {virtualCpu, totalCpu} = yield * nucleus.pseudoTimer();
	Object.assign(nucleus.lastReady, {virtualCpu, totalCpu});
	yield * accessSystemDisks(nucleus);
	state.started = true;
	yield * terminalLoop(nucleus, firstLine(nucleus, first));
}

/**
 * Page 0, free storage, NUCON; and the nucleus, of which an IPL from disk brought only the beginning of the stub page:
 * one from a named system has all of it, shared, and stores nothing there.
 */
function initializeStorage(nucleus: Nucleus): void {
	const {storage, cr} = nucleus.guest;
	const ownStubs = nucleusPages.get(area.stubPage / pageSize)!;
	if (Buffer.compare(storage.fetch(area.stubPage, pageSize), ownStubs) !== 0) {
		for (const [page, content] of nucleusPages) {
			storage.store(page * pageSize, content);
		}
	}

	const newPsws = [
		[assigned.externalNew, entry.external],
		[assigned.svcNew, entry.svc],
		[assigned.programNew, entry.program],
		[assigned.machineCheckNew, entry.program],
		[assigned.ioNew, entry.io],
	] as const;
	for (const [address, index] of newPsws) {
		storage.setWord(address, 0);
		storage.setWord(address + 4, nucleus.control.entryAddress(index));
	}

	storage.store(nuconCleared.from, new Uint8Array(nuconCleared.to - nuconCleared.from));
	storage.setText(nucon.systemId, versionLine, nuconArea.fields.systemId.length);
	storage.setText(nucon.lastCommand, '', lastNames);
	storage.store(nucon.commonCall, nuconArea.fields.commonCall.encode(commonCall));
	storage.setWord(nucon.systemNamesAt, nucon.systemNames);
	for (const type of libraryTypes) {
		setLibraries(storage, type, []);
	}

	storage.setWord(nucon.nucleusEnd, area.user);

	storage.setWord(nucon.storageSize, storage.size);
	storage.setWord(nucon.userArea, area.user);
	storage.setWord(nucon.mainStart, area.user);
	storage.setWord(nucon.mainHigh, area.user);
	storage.setWord(nucon.locationCounter, area.user);
	nucleus.settings.loaderPages = loaderPages(storage.size);
	nucleus.settings.systemNames = systemNames;
	storage.setWord(assigned.timer, 0x7FFF_FFFF);
	nucleus.start();
	cr[0] |= communicationMask;
}

/** SVC 202, the error address behind the next instruction, BR 14. */
const commonCall: number[] = [0x0A_CA, 0, nucon.commonCall + 6, 0x07_FE];
/** LASTCMND to LASTTMOD, bytes. */
const lastNames = nucon.lastTransient + 8 - nucon.lastCommand;

const kilobyte = 1024;

/** Pages of the loader table, by bytes of storage (VM/370's HELP, "SET LDRTBLS"). */
function loaderPages(size: number): number {
	if (size >= 4 * kilobyte * kilobyte) {
		return 64;
	}

	return size > 384 * kilobyte ? 3 : 2;
}

/** What PARM of IPL left in the registers. */
function registerText(nucleus: Nucleus): string {
	const {storage, gpr} = nucleus.guest;
	for (const [index, value] of gpr.entries()) {
		storage.setWord(area.diagnoseAnswer + (index * 4), value);
	}

	return storage.text(area.diagnoseAnswer, 64).trim();
}

/** User area and transient area get the user key, everything else the nucleus key. */
function * setKeys(nucleus: Nucleus): Step {
	const {storage} = nucleus.guest;
	for (let block = 0; block < storage.size; block += keyBlockSize) {
		const user = block >= area.user || (block >= area.transient && block < area.nucleus);
		storage.setKey(block, user ? key.user : key.nucleus);
	}

	yield {kind: 'charge', instructions: 3 * storage.size / keyBlockSize};
}

function * attached(nucleus: Nucleus, device: number): Step<boolean> {
	return (yield * diagnose.deviceType(nucleus.guest, device)) !== undefined;
}

function * accessSystemDisks(nucleus: Nucleus): Step {
	const code = (yield * attached(nucleus, systemDisk))
		? yield * nucleus.disks.access(systemDisk, 'S', {pattern: ['*', '*', 'S2']})
		: accessCode.notAttached;
	if (code === accessCode.notAttached || code === accessCode.deviceError) {
		// Most commands are MODULEs of that disk, ACCESS itself among them: they will not be found.
		const message = code === accessCode.notAttached ? messages.DMSACC113S : messages.DMSACC112S;
		yield * nucleus.message(message, {disk: 'S(190)'});
	}

	if (yield * attached(nucleus, workDisk)) {
		yield * nucleus.disks.access(workDisk, 'D', {});
		yield * nucleus.remoteFiles.disksChanged();
	}

	if (yield * attached(nucleus, extensionDisk)) {
		yield * command(nucleus, 'ACCESS 19E Y/S * * Y2');
	}
}

function * command(nucleus: Nucleus, line: string): Step<number> {
	return yield * nucleus.execute({tokens: tokenize(line), line, from: 'program'});
}

/**
 * The first line decides what the A-disk is and whether the profiles run: `ACCESS (NOPROF` suppresses both, `NOSPROF`
 * that of the system. Any other line is a command that runs after them.
 */
function * firstLine(nucleus: Nucleus, line: string): Step {
	const tokens = tokenize(line);
	const isAccess = tokens.length > 0 && isAbbreviation(tokens[0], 'ACCESS', 2);
	const {options} = splitOptions(tokens);
	let rc = 0;
	if (isAccess && options.includes('NODISK')) {
		// No disk but those of the system: nothing to do.
	} else if (isAccess) {
		// NOSPROF came with VM/SP: it is for here, not for ACCESS.
		const given = tokens.filter(token => token !== 'NOSPROF');
		const isBare = given.at(-1) === '(' && given.length < tokens.length;
		rc = yield * nucleus.execute({tokens: isBare ? given.slice(0, -1) : given, line, from: 'terminal'});
	} else if (yield * attached(nucleus, userDisk)) {
		yield * command(nucleus, 'ACCESS 191 A');
	}

	const noProfile = isAccess && (options.includes('NOPROF') || options.includes('NODISK'));
	if (!noProfile && !(isAccess && options.includes('NOSPROF')) && nucleus.disks.find('SYSPROF', 'EXEC', 'S')) {
		yield * command(nucleus, 'EXEC SYSPROF');
	}

	if (!noProfile && nucleus.disks.find('PROFILE', 'EXEC', '*')) {
		rc = yield * command(nucleus, 'EXEC PROFILE');
	}

	yield * ready(nucleus, rc);
	if (!isAccess && tokens.length > 0) {
		yield * runTerminalLine(nucleus, line);
	}
}
