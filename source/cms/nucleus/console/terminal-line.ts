/** A typed line and its ready message (DMSINT, SY20-0884; GC20-1818, "SET RDYMSG"). */
import type {Step} from '../../../guest/action.js';
import type {Cms, CommandCall} from '../../cms.js';
import {badCharacter, type Found} from '../command/command-search.js';
import {tokenize} from '../command/scan.js';
import {nucon} from '../storage/nucon.js';
import type {NucleusConsole} from './console.js';
import {readyCode, timeUsed} from './ready-message.js';
import {callEndOfCommand} from '../extension-calls.js';
import {purgeTraps} from '../svc/traps.js';
import {messages} from '../../messages/index.js';
import {notFound} from '../../not-found.js';

/** CP's return code for a line that is no CP command. */
const unknownToCp = 1;

/** LASTCMND. */
const nameLength = 8;

/** What runs the line: the nucleus, as far as a line needs it. */
export type LineHost = Cms & {
	readonly console: NucleusConsole;
	/** CPU time at the last ready message, microseconds. */
	readonly lastReady: {virtualCpu: number; totalCpu: number};
	/** Searches for what `call` names, without implied CP. */
	search(call: CommandCall): Step<Found | undefined>;
	/** Runs what was found, one SVC level deeper. */
	run(found: Found): Step<number>;
};

/** Runs a typed line as the command loop does: null lines, comments, unknown commands, implied CP, ready message. */
export function * runTerminalLine(host: LineHost, line: string): Step {
	if (line === '') {
		// A stacked null line with more behind it passes unnoticed (recording STKF).
		if (host.console.stacked === 0) {
			yield * host.console.typeAlways('CMS');
		}

		return;
	}

	const tokens = tokenize(line);
	if (tokens.length === 0 || tokens[0].startsWith('*')) {
		return;
	}

	const {storage} = host.guest;
	storage.store(nucon.previousCommand, storage.fetch(nucon.lastCommand, nameLength));
	storage.setText(nucon.lastCommand, tokens[0], nameLength);
	storage.setWord(nucon.commandActive, 1);
	const ended = yield * runCommandLine(host, line, tokens);
	yield * callEndOfCommand(host);
	yield * host.activeFiles.close('*', '*', '*');
	purgeTraps(host);
	commandEnded(host, ended.kind === 'ran' ? ended.returnCode : notFound.command);
	host.settings.suppressMessages = false;
	host.settings.silent = false;
	if (ended.kind === 'ran' && ended.returnCode === notFound.notInSubset && host.settings.subset) {
		yield * host.console.typeAlways('INVALID SUBSET COMMAND');
	} else if (ended.kind === 'ran') {
		yield * ready(host, ended.returnCode);
	} else if (ended.kind === 'unknown') {
		yield * host.console.typeAlways('Unknown CP/CMS command');
	}
}

function commandEnded(host: LineHost, rc: number): void {
	const {storage} = host.guest;
	const ended = storage.word(nucon.commandsEnded);
	storage.setWord(nucon.commandActive, 0);
	storage.setWord(nucon.commandsEnded, ended + 1);
	if (ended === 0) {
		storage.setWord(nucon.firstReturnCode, rc);
	}
}

/** What became of a command line. `told`: its name cannot be one, and a message has said so. */
type LineEnd =
	| {readonly kind: 'ran'; readonly returnCode: number}
	| {readonly kind: 'unknown' | 'told'};

function * runCommandLine(host: LineHost, line: string, tokens: readonly string[]): Step<LineEnd> {
	const found = yield * host.search({tokens, line, from: 'terminal'});
	if (found) {
		const returnCode = yield * host.run(found);
		// SET and QUERY answer so where the operand is none of theirs.
		if (returnCode !== notFound.command) {
			return {kind: 'ran', returnCode};
		}
	}

	const bad = badCharacter(tokens[0]);
	if (bad !== undefined) {
		yield * host.message(messages.DMSSTT062E, {character: bad, file: `${tokens[0]} MODULE`});
		yield * host.console.typeAlways('Invalid CMS command');
		return {kind: 'told'};
	}

	if (!host.settings.impliedCp) {
		return {kind: 'unknown'};
	}

	const {rc} = yield * host.cp(line.trim());
	return rc === unknownToCp || rc === notFound.command ? {kind: 'unknown'} : {kind: 'ran', returnCode: rc};
}

/** The ready message, as SET RDYMSG says. Typed although HT is in effect. */
export function * ready(host: LineHost, rc: number): Step {
	const {readyMessage} = host.settings;
	if (readyMessage === 'OFF') {
		return;
	}

	if (readyMessage === 'SMSG') {
		yield * host.console.typeAlways(`Ready${readyCode(rc)};`);
		return;
	}

	const {lastReady} = host;
	const {time, virtualCpu, totalCpu} = yield * host.pseudoTimer();
	const used = timeUsed(virtualCpu - lastReady.virtualCpu, totalCpu - lastReady.totalCpu, time);
	lastReady.virtualCpu = virtualCpu;
	lastReady.totalCpu = totalCpu;
	yield * host.console.typeAlways(`Ready${readyCode(rc)}; ${used}`);
}
