/**
 * `yorktown script FILE`: several users at once, from lines and expectations. Like `run`, everything is decided inside
 * the simulated system's own events, so that a script gives the same transcript on every host.
 */
import process from 'node:process';
import {virtualStart} from '../../base/clock.js';
import {cp037} from '../../base/ebcdic.js';
import type {SpoolFile, SpoolStore} from '../../cp/spool/spool-file.js';
import {withoutControls} from '../../port/text.js';
import {ConfigurationError} from '../../system/configuration-error.js';
import {helpFiles} from '../../system/help-files.js';
import {memoryVolumes} from '../../system/volumes/memory-volumes.js';
import {readProfile, type Profile} from '../../system/profile.js';
import {clockOf, System} from '../../system/system.js';
import type {Terminal, TerminalOutput, TerminalStatus} from '../../port/terminal-port.js';
import type {TerminalLine} from '../../cp/terminal/terminal-line.js';
import type {Library} from '../../system/host/library.js';
import {readLines} from '../input-bytes.js';
import {libraryOf, withLibrary} from './library-flag.js';
import {parseScript, type ScriptStatement} from './script-file.js';
import {exitStatus} from './run.js';
import {
	deckFor, RunSpool, spoolFolder, writeSpool,
} from './spool-files.js';
import type {HostFolder} from '../../system/files/host-folder.js';
import {
	choiceFlag, listFlag, numberFlag, textFlag, UsageError, type Flags,
} from '../verb.js';
import {startWatchdog} from '../../system/watchdog/watchdog.js';

/** How long an expectation waits, simulated microseconds. */
const patience = 60_000_000;
/** How long all users must have read, and nothing have come, for the end of the script to be the end. */
const quiet = 2_000_000;
const lineSize = 130;

type Transcript = (user: string, kind: 'input' | 'output' | 'status', text: string) => void;

/** One user at a 3215. */
class ScriptUser implements Terminal {
	readonly lineSize = lineSize;
	readonly kind = 'typewriter';
	readonly address: string;
	readonly inputs: Array<{readonly line: number; readonly text: string}> = [];
	/** Output no expectation has looked at yet. */
	readonly unseen: string[] = [];
	line!: TerminalLine;
	status: TerminalStatus | undefined;
	#isClosed = false;
	#reading = false;
	#concealed = false;

	constructor(
		readonly userid: string,
		number: number,
		readonly transcript: Transcript,
		/** A line as the host sees it. */
		readonly shown: (text: string) => string,
		readonly progressed: () => void,
	) {
		this.address = `CONS ${number.toString(16).toUpperCase().padStart(3, '0')}`;
	}

	send(output: TerminalOutput): void {
		switch (output.kind) {
			case 'line': {
				const text = this.shown(output.text);
				if (output.lineClass === 'input') {
					this.transcript(this.userid, 'input', text);
					break;
				}

				this.unseen.push(text);
				this.transcript(this.userid, 'output', text);
				this.progressed();
				break;
			}

			case 'status': {
				this.status = output.status;
				this.transcript(this.userid, 'status', output.status);
				break;
			}

			case 'read': {
				this.#reading = output.pending;
				this.#concealed = output.conceal;
				this.offer();
				break;
			}

			case 'closed': {
				this.#isClosed = true;
				break;
			}

			case 'alarm':
			case 'screen':
			case 'user': {
				break;
			}
		}
	}

	/** Everything given was read, and the next line is awaited or will never be. */
	get isAtRest(): boolean {
		return this.inputs.length === 0 && (this.#reading || this.#isClosed);
	}

	/** Gives the next line to a pending read. */
	offer(): void {
		if (this.#reading && this.inputs.length > 0) {
			this.#reading = false;
			const {text} = this.inputs.shift()!;
			// CP repeats what may be seen.
			if (this.#concealed) {
				this.transcript(this.userid, 'input', '');
			}

			this.line.enter(text);
			this.progressed();
		}
	}
}

class Script {
	readonly #users = new Map<string, ScriptUser>();
	readonly #statements: ScriptStatement[];
	#failure: string | undefined;
	#cancelPatience: (() => void) | undefined;
	#advancing = false;
	/** When something last happened at a terminal, `Clock` microseconds. */
	#lastAt = 0;
	#isEnding = false;
	#isOver = false;

	constructor(
		readonly system: System,
		readonly profile: Profile,
		statements: readonly ScriptStatement[],
		readonly transcript: Transcript,
		readonly shown: (text: string) => string,
	) {
		this.#statements = [...statements];
	}

	/** Why the script failed. */
	get failure(): string | undefined {
		return this.#failure;
	}

	/** The script has ended: what still happens is nobody's matter. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/** Carries out statements until one has to wait. Called again whenever something happened. */
	advance(): void {
		this.#lastAt = this.system.clock.now();
		if (this.#advancing || this.#failure !== undefined) {
			return;
		}

		this.#advancing = true;
		while (this.#statements.length > 0 && this.#failure === undefined) {
			if (!this.#carryOut(this.#statements[0])) {
				break;
			}

			this.#statements.shift();
			this.#cancelPatience?.();
			this.#cancelPatience = undefined;
		}

		this.#advancing = false;
		if (this.#statements.length === 0 && !this.#isEnding) {
			this.#isEnding = true;
			this.#awaitEnd();
		}
	}

	/**
	 * Every statement is carried out: the script ends once all users read again, or where nothing can come, or nobody
	 * has anything to do for so long that nothing will. Decided in simulated time, and without waiting for an idle
	 * system, which one with SET TIMER REAL never is.
	 */
	#awaitEnd(): void {
		const {cp, clock} = this.system;
		cp.schedule(quiet, () => {
			const silence = clock.now() - this.#lastAt;
			const users = [...this.#users.values()];
			const isIdle = cp.timeline.next === undefined && ![...cp.machines.values()].some(vm => vm.runnable);
			const isAtRest = silence >= quiet && users.every(user => user.isAtRest);
			const isStuck = silence >= patience && !users.some(user => user.line.vm?.runnable);
			this.#isOver = isIdle || isAtRest || isStuck;
			if (!this.#isOver) {
				this.#awaitEnd();
			}
		});
	}

	/** Nothing more will happen: an expectation that still waits has failed. */
	finish(): void {
		const [waiting] = this.#statements;
		if (waiting && this.#failure === undefined) {
			this.#fail(waiting, 'nothing more came');
		}

		const unread = [...this.#users.values()].find(user => user.inputs.length > 0);
		if (unread && this.#failure === undefined) {
			const {line, text} = unread.inputs[0];
			this.#failure = (`line ${line}: ${unread.userid}: ${text}: never read; ${unread.userid} is `
				+ `${unread.status ?? 'not connected'}`);
		}
	}

	/** Logs a user on at its first line. */
	user(userid: string): ScriptUser {
		const known = this.#users.get(userid);
		if (known) {
			return known;
		}

		const user = new ScriptUser(userid, 0x20 + this.#users.size, this.transcript, this.shown, () => {
			this.advance();
		});
		this.#users.set(userid, user);
		user.line = this.system.connect(user);
		this.system.autolog(userid, user.line, 'AUTOCR');
		return user;
	}

	/** True where the statement is done. */
	#carryOut(statement: ScriptStatement): boolean {
		const user = this.user(statement.user);
		switch (statement.kind) {
			case 'input': {
				user.inputs.push(statement);
				user.offer();
				return true;
			}

			case 'immediate': {
				if (user.inputs.length > 0) {
					// What comes before it at the same terminal is typed first.
					this.#wait(statement);
					return false;
				}

				this.transcript(statement.user, 'input', statement.text);
				if (statement.text === 'PA1' || statement.text === 'CLEAR') {
					user.line.key(statement.text);
				} else {
					user.line.enter(statement.text);
				}

				return true;
			}

			case 'expect': {
				const found = user.unseen.findIndex(line => statement.matches(line));
				if (found === -1) {
					this.#wait(statement);
					return false;
				}

				user.unseen.splice(0, found + 1);
				return true;
			}
		}
	}

	#wait(statement: ScriptStatement): void {
		this.#cancelPatience ??= this.system.cp.schedule(patience, () => {
			this.#fail(statement, 'not within 60 seconds');
		});
	}

	#fail(statement: ScriptStatement, why: string): void {
		const came = this.#users.get(statement.user)?.unseen.slice(-5) ?? [];
		const instead =
			came.length > 0 ? `; came instead: ${came.map(line => `"${line}"`).join(', ')}` : '; nothing came';
		this.#failure = `line ${statement.line}: ${statement.user}> ${statement.text}: ${why}${instead}`;
	}
}

export async function script(flags: Flags, words: readonly string[]): Promise<number> {
	const [file, ...rest] = words;
	if (file === undefined || rest.length > 0) {
		throw new UsageError('script: exactly one FILE is needed (yorktown script [flags] FILE)');
	}

	const format = choiceFlag(flags, 'format', ['text', 'json'], 'text');
	const timeout = numberFlag(flags, 'timeout');
	const statements = readScript(file);
	const printed = textFlag(flags, 'spool');
	const spoolTo = printed === undefined ? undefined : spoolFolder(printed);
	const spool = new RunSpool(readDecks(flags, file, statements));
	const system = makeSystem(flags, file, statements, spool);
	let isClosed = false;
	const transcript: Transcript = (user, kind, text) => {
		if (running.isOver || isClosed) {
			return;
		}

		if (format === 'json') {
			process.stdout.write(
				`${JSON.stringify({user, kind, text, at: (system.system.clock.now() - system.start) / 1_000_000})}\n`,
			);
		} else if (kind === 'output') {
			process.stdout.write(`${user}> ${text}\n`);
		}
	};

	const shown = flags.raw === true ? (text: string) => text : withoutControls;
	const running = new Script(system.system, system.profile, statements, transcript, shown);
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
	return writeSpool(folder, spool.output, cp037);
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
	spool: SpoolStore,
): {
	readonly system: System;
	readonly profile: Profile;
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
			...withLibrary(library, profile.directory, memoryVolumes(profile, helpFiles(), clock.now())),
		});
		system.startServices(profile.autolog);
		return {
			system, profile, start: clock.now(), library,
		};
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}
