/**
 * `yorktown run FILE [ARGS…]`: a procedure from the host in a fresh system. Standard output carries what it types, the
 * exit status its return code. Input is decided inside the simulated machine's own events, so the same files give the
 * same run on every host.
 */
import process from 'node:process';
import type {Clock} from '../../base/clock.js';
import {codePages, isMappable, type CodePage} from '../../base/ebcdic.js';
import type {DirectoryEntry} from '../../cp/directory/directory.js';
import {nowhere} from '../../cp/spool/real/unit-host.js';
import {withoutControls} from '../../port/text.js';
import {ConfigurationError} from '../../system/configuration-error.js';
import {readProfile, type Profile} from '../../system/profile.js';
import {clockOf, System} from '../../system/system.js';
import type {Library} from '../../system/host/library.js';
import {readLines} from '../input-bytes.js';
import {freshVolumes} from './fresh-volumes.js';
import {libraryOf, withLibrary} from './library-flag.js';
import {parseMount, procedureDisks, writeBack, type ProcedureDisk} from './procedure-disks.js';
import {readProcedure, type Procedure} from './procedure.js';
import {HostPaper} from './host-paper.js';
import {lineSize, RunConsole, type Outcome} from './run-console.js';
import {
	deckFor, RunSpool, folderOfSpool, writeSpool,
} from './spool-files.js';
import {
	choiceFlag, listFlag, numberFlag, textFlag, UsageError, type Flags,
} from '../verb.js';
import {
	entryWithTapes, reelsOf, runTapes, type RunTape,
} from './tapes.js';
import {watchProcedure} from './watch.js';

export const exitStatus = {wrongUse: 2, tooLarge: 255, timeout: 124, interrupted: 130, terminated: 143} as const;

/** Services are logged on this much later, simulated microseconds: a procedure that uses none ends before. */
const serviceDelay = 500_000;

/**
 * Machines that are translated: the user's, and of services more than a procedure keeps busy. With tables for more of
 * them, host storage would be over 32 MB, at which V8 collects garbage twice before the first command.
 */
const machines = 7;

function requireMappable(text: string, where: string, codePage: CodePage): void {
	const stranger = [...text].find(character => !isMappable(character, codePage));
	if (stranger !== undefined) {
		throw new UsageError(`${where}: character "${stranger}" has no code in ${codePage.name}`);
	}
}

/** The user's entry with the run's disks in place of its own. */
function entryWith(entry: DirectoryEntry, disks: readonly ProcedureDisk[]): DirectoryEntry {
	return {
		...entry,
		minidisks: [
			...entry.minidisks.filter(({address}) => !disks.some(disk => disk.address === address)),
			...disks.map(({address, disk, readOnly, mode}) => ({
				address,
				type: disk.model.name,
				start: 0,
				cylinders: disk.cylinders,
				volume: serialOf(address),
				mode: readOnly || mode.includes('/') ? ('RR' as const) : ('MR' as const),
				reserveRelease: false,
				read: undefined,
				write: undefined,
				multiple: undefined,
			})),
		],
	};
}

const serialOf = (address: number): string => `RUN${address.toString(16).toUpperCase()}`;

/** The user's directory entry and everybody's profile. */
function findUser(flags: Flags): {readonly profile: Profile; readonly entry: DirectoryEntry} {
	const profile = readProfile(textFlag(flags, 'profile'));
	const userid = (textFlag(flags, 'user') ?? 'CMSUSER').toUpperCase();
	const entry = profile.directory.find(userid);
	if (!entry) {
		throw new UsageError(`--user ${userid}: not in the directory of profile ${profile.folder}`);
	}

	return {profile, entry};
}

function makeSystem(
	clock: Clock,
	{profile, entry}: ReturnType<typeof findUser>,
	{disks, tapes}: {readonly disks: readonly ProcedureDisk[]; readonly tapes: readonly RunTape[]},
	spool: RunSpool,
	library: Library | undefined,
): System {
	const own = entryWithTapes(entryWith(entry, disks), tapes);
	const volumes = freshVolumes(profile, clock);
	for (const {address, disk} of disks) {
		volumes.set(serialOf(address), disk);
	}

	const directory = {find: (name: string) => (name === own.userid ? own : profile.directory.find(name))};
	const {systemNames, systems, pagingVolumes, periodDevices} = profile;
	const system = new System({
		clock, spool, units: {...nowhere, tray: spool}, reels: reelsOf(tapes),
		systemNames, systems, pagingVolumes, periodDevices, machines,
		...withLibrary(library, directory, volumes),
	});
	system.startServices(profile.autolog, serviceDelay);
	return system;
}

/** Ends the process's patience: what happened first, the end of the procedure, the timeout or an interruption. */
async function untilEnd(
	system: System,
	console: RunConsole,
	paper: HostPaper,
	seconds: number | undefined,
): Promise<'ended' | 'timeout' | 'interrupted' | 'terminated' | 'stuck'> {
	let why: 'timeout' | 'interrupted' | 'terminated' | undefined;
	const interrupt = (): void => {
		why ??= 'interrupted';
	};

	const terminate = (): void => {
		why ??= 'terminated';
	};

	const limit = seconds === undefined ? undefined : performance.now() + seconds * 1000;
	const watch = watchProcedure('run', seconds, () => {
		process.once('SIGINT', interrupt);
		process.once('SIGTERM', terminate);
	});
	try {
		await system.settle(() => {
			paper.flush();
			watch.look();
			if (limit !== undefined && performance.now() > limit) {
				why ??= 'timeout';
			}

			return console.ended || why !== undefined;
		});
	} finally {
		paper.flush();
		process.off('SIGINT', interrupt);
		process.off('SIGTERM', terminate);
		watch.end();
	}

	return console.ended ? 'ended' : (why ?? 'stuck');
}

/** Lines for console reads: `--input`. */
function readInput(file: string | undefined, codePage: CodePage): string[] {
	const lines = file === undefined ? [] : readLines(file);
	for (const [index, line] of lines.entries()) {
		requireMappable(line, `${file} line ${index + 1}`, codePage);
	}

	return lines;
}

/** What is typed to run the procedure; a longer line than a terminal has comes cut, as typed it would. */
function commandOf(
	{file}: Procedure,
	parameters: readonly string[],
	codePage: CodePage,
): {readonly command: string; readonly notes: readonly string[]} {
	const line = ['EXEC', file.name, ...parameters].join(' ');
	requireMappable(line, 'the arguments', codePage);
	const command = line.slice(0, lineSize);
	const cut = `a command line has ${lineSize} characters, and this one ${line.length}: it ends with `
		+ `"${command.slice(-20)}"`;
	return {command, notes: command === line ? [] : [cut]};
}

const complain = (text: string): void => {
	process.stderr.write(`yorktown run: ${withoutControls(text)}\n`);
};

export async function run(flags: Flags, words: readonly string[]): Promise<number> {
	const [file, ...rest] = words;
	if (file === undefined) {
		throw new UsageError('run: no FILE given (yorktown run [flags] FILE [ARGS...])');
	}

	const format = choiceFlag(flags, 'format', ['text', 'json'], 'text');
	const timeout = numberFlag(flags, 'timeout');
	const codePage = codePages[choiceFlag(flags, 'codepage', ['037', '1047', '500', '1140'], '037')];
	const clock = clockOf(choiceFlag(flags, 'clock', ['virtual', 'host'], 'virtual'));
	const user = withUsageErrors(() => findUser(flags));
	const {userid} = user.entry;
	const procedure = readProcedure(flags, file, codePage);
	const typed = commandOf(procedure, rest[0] === '--' ? rest.slice(1) : rest, codePage);
	const input = readInput(textFlag(flags, 'input'), codePage);
	const decks = listFlag(flags, 'reader')
		.map((deck, index) => deckFor(userid, deck, index + 1, clock.now(), codePage));
	const mounts = listFlag(flags, 'mount').map(mount => parseMount(mount));
	const {disks, notes} = procedureDisks(procedure, mounts, codePage);
	const tapes = runTapes(listFlag(flags, 'tape'));
	const printed = textFlag(flags, 'spool');
	const spoolTo = printed === undefined ? undefined : folderOfSpool(printed);
	const spool = new RunSpool(decks);
	const library = withUsageErrors(() => libraryOf(flags, user.profile, clock.now()));
	const system = withUsageErrors(() => makeSystem(clock, user, {disks, tapes}, spool, library));
	for (const note of [...notes, ...typed.notes]) {
		complain(note);
	}

	const paper = new HostPaper(text => {
		process.stdout.write(text);
	});
	const console = new RunConsole({
		setup: [
			'ACCESS (NOPROF',
			...disks
				.filter(({mode}) => mode !== 'A')
				.map(({address, mode}) => `ACCESS ${address.toString(16)} ${mode}`),
		],
		command: typed.command,
		input,
		text: {page: codePage, notSign: procedure.notSign, raw: flags.raw === true},
		print: format === 'json'
			? 'keep'
			: line => {
				paper.print(line);
			},
	});
	console.clock = clock;
	console.line = system.connect(console);
	console.machine = system.autolog(userid, console.line);
	const end = await untilEnd(system, console, paper, timeout);
	console.measure();
	let problems = end === 'ended' ? writeBack(disks, procedure.file, codePage) : [];
	if (spoolTo) {
		// Logged off, a user's open files are closed.
		system.shutdown();
		problems = [...problems, ...writeSpool(spoolTo, spool, codePage)];
	}

	await library?.close();
	const status = report(end, console.outcome, format);
	for (const problem of problems) {
		complain(problem);
	}

	return problems.length > 0 && end === 'ended' ? exitStatus.wrongUse : status;
}

/** What is wrong with profile or volumes is the caller's to mend. */
function withUsageErrors<T>(make: () => T): T {
	try {
		return make();
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}

function report(
	end: 'ended' | 'timeout' | 'interrupted' | 'terminated' | 'stuck',
	outcome: Outcome,
	format: 'text' | 'json',
): number {
	const returnCode = outcome.problem === undefined && end === 'ended' ? outcome.returnCode : undefined;
	if (format === 'json') {
		const {output, seconds, cpu} = outcome;
		process.stdout.write(`${JSON.stringify({rc: returnCode ?? null, output, seconds, cpu})}\n`);
	}

	if (end === 'timeout') {
		process.stderr.write('yorktown run: timeout\n');
		return exitStatus.timeout;
	}

	if (end === 'interrupted' || end === 'terminated') {
		return exitStatus[end];
	}

	if (returnCode === undefined) {
		process.stderr.write(
			`yorktown run: ${outcome.problem ?? 'the machine waits for something that will not happen'}\n`,
		);
		return exitStatus.tooLarge;
	}

	return returnCode >= 0 && returnCode <= 255 ? returnCode : exitStatus.tooLarge;
}
