/**
 * `yorktown script FILE`: several users at once, from lines and expectations. Like `run`, everything is decided inside
 * the simulated system's own events (`script-run.ts`), so that a script gives the same transcript on every host. Here
 * are its flags, its system and what it prints.
 */
import process from 'node:process';
import {virtualStart} from '../../base/clock.js';
import {cp037} from '../../base/ebcdic.js';
import {nowhere} from '../../cp/spool/real/unit-host.js';
import type {SpoolFile} from '../../cp/spool/spool-file.js';
import {withoutControls} from '../../port/text.js';
import {ConfigurationError} from '../../system/configuration-error.js';
import {flowOf} from '../../system/panel/flow-log.js';
import {readProfile} from '../../system/profile.js';
import {clockOf, System} from '../../system/system.js';
import type {Library} from '../../system/host/library.js';
import {readLines} from '../input-bytes.js';
import {freshVolumes} from './fresh-volumes.js';
import {libraryOf, withLibrary} from './library-flag.js';
import {parseScript, type ScriptStatement} from './script-file.js';
import {ScriptRun} from './script-run.js';
import type {Transcript} from './script-user.js';
import {exitStatus} from './run.js';
import {
	deckFor, RunSpool, folderOfSpool, writeSpool,
} from './spool-files.js';
import type {HostFolder} from '../../system/files/host-folder.js';
import {
	choiceFlag, listFlag, numberFlag, textFlag, UsageError, type Flags,
} from '../verb.js';
import {startWatchdog} from '../../system/watchdog/watchdog.js';

export async function script(flags: Flags, words: readonly string[]): Promise<number> {
	const [file, ...rest] = words;
	if (file === undefined || rest.length > 0) {
		throw new UsageError('script: exactly one FILE is needed (yorktown script [flags] FILE)');
	}

	const format = choiceFlag(flags, 'format', ['text', 'json'], 'text');
	const timeout = numberFlag(flags, 'timeout');
	const statements = readScript(file);
	const printed = textFlag(flags, 'spool');
	const spoolTo = printed === undefined ? undefined : folderOfSpool(printed);
	const spool = new RunSpool(readDecks(flags, file, statements));
	const system = makeSystem(flags, file, statements, spool);
	let isClosed = false;
	/** One object of `--format json`. */
	const print = (happened: Readonly<Record<string, string | undefined>>): void => {
		const at = (system.system.clock.now() - system.start) / 1_000_000;
		process.stdout.write(`${JSON.stringify({...happened, at})}\n`);
	};

	const transcript: Transcript = (user, kind, text) => {
		if (running.isOver || isClosed) {
			return;
		}

		if (format === 'json') {
			print({user, kind, text});
		} else if (kind === 'output') {
			process.stdout.write(`${user}> ${text}\n`);
		}
	};

	if (format === 'json') {
		const {cp} = system.system;
		cp.events.observe(event => {
			const flow = flowOf(cp, event);
			if (flow && !running.isOver && !isClosed) {
				const {userid: user, what, partner, text} = flow;
				print({user, kind: 'event', text, event: what, partner});
			}
		});
	}

	const shown = flags.raw === true ? (text: string) => text : withoutControls;
	const running = new ScriptRun(system.system, statements, transcript, shown);
	const limit = timeout === undefined ? undefined : performance.now() + (timeout * 1000);
	let late = false;
	// Signals keep their default here, which ends the process at once: nothing is to be put in order.
	const watchdog = timeout === undefined
		? undefined
		: startWatchdog({
			timeout: timeout * 1000, signals: [], title: 'yorktown script', log: undefined,
		});
	running.advance();
	await system.system.settle(() => {
		late = limit !== undefined && performance.now() > limit;
		return late || running.isOver || running.failure !== undefined;
	});
	if (!late) {
		running.finish();
	}

	isClosed = true;
	const problems = spoolTo ? printAll(system.system, spool, spoolTo) : [];
	await system.library?.close();
	for (const problem of problems) {
		process.stderr.write(`yorktown script: ${withoutControls(problem)}\n`);
	}

	watchdog?.stop();
	if (late) {
		process.stderr.write('yorktown script: timeout\n');
		return exitStatus.timeout;
	}

	if (running.failure !== undefined) {
		process.stderr.write(`yorktown script: ${file} ${withoutControls(running.failure)}\n`);
		return 1;
	}

	return problems.length > 0 ? exitStatus.wrongUse : 0;
}

/** Logged off, users' open files are closed; then everything is printed and punched. */
function printAll(system: System, spool: RunSpool, folder: HostFolder): string[] {
	system.shutdown();
	return writeSpool(folder, spool, cp037);
}

/** `--reader [USER:]FILE`; without USER it is for the first of the script. */
function readDecks(flags: Flags, script: string, statements: readonly ScriptStatement[]): SpoolFile[] {
	return listFlag(flags, 'reader').map((text, index) => {
		const [, user, file] = /^(?:([\w$#@-]{1,8}):)?(.+)$/.exec(text) ?? [];
		const owner = user?.toUpperCase() ?? statements[0]?.user;
		if (file === undefined || owner === undefined) {
			throw new UsageError(`--reader ${text}: ${file ? `${script} has no user` : 'must be [USER:]FILE'}`);
		}

		return deckFor(owner, file, index + 1, virtualStart, cp037);
	});
}

function readScript(file: string): readonly ScriptStatement[] {
	const source = readLines(file).join('\n');
	const {statements, errors} = parseScript(source);
	if (errors.length > 0) {
		throw new UsageError(errors.map(({line, reason}) => `${file} line ${line}: ${reason}`).join('\nyorktown: '));
	}

	return statements;
}

function makeSystem(
	flags: Flags,
	file: string,
	statements: readonly ScriptStatement[],
	spool: RunSpool,
): {
	readonly system: System;
	readonly start: number;
	readonly library: Library | undefined;
} {
	try {
		const profile = readProfile(textFlag(flags, 'profile'));
		const clock = clockOf(choiceFlag(flags, 'clock', ['virtual', 'host'], 'virtual'));
		const unknown = statements.find(({user}) => !profile.directory.find(user));
		if (unknown) {
			throw new UsageError(
				`${file} line ${unknown.line}: ${unknown.user} is not in the directory of profile ${profile.folder}`,
			);
		}

		const library = libraryOf(flags, profile, clock.now());
		const system = new System({
			clock,
			spool,
			units: {...nowhere, tray: spool},
			systemNames: profile.systemNames,
			systems: profile.systems,
			pagingVolumes: profile.pagingVolumes,
			periodDevices: profile.periodDevices,
			...withLibrary(library, profile.directory, freshVolumes(profile, clock)),
		});
		system.startServices(profile.autolog);
		return {
			system, start: clock.now(), library,
		};
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}
