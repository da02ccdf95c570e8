/**
 * `yorktown run FILE [ARGS…]`: a procedure from the host in a fresh system. Standard output carries what it types, the
 * exit status its return code. Input is decided inside the simulated machine's own events, so the same files give the
 * same run on every host.
 */
import {readFileSync, statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {
	codePages, fromEbcdic, isMappable, toEbcdic, type CodePage,
} from '../../base/ebcdic.js';
import {nucon} from '../../cms/nucleus/storage/nucon.js';
import type {Clock} from '../../base/clock.js';
import {ConfigurationError} from '../../system/configuration-error.js';
import {helpFiles} from '../../system/help-files.js';
import {cmsFileId, recordsOf} from '../../system/host/host-files.js';
import {memoryVolumes} from '../../system/volumes/memory-volumes.js';
import {readProfile} from '../../system/profile.js';
import {clockOf, System} from '../../system/system.js';
import type {Terminal, TerminalOutput} from '../../port/terminal-port.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import type {DirectoryEntry} from '../../cp/directory/directory.js';
import type {TerminalLine} from '../../cp/terminal/terminal-line.js';
import type {VirtualMachine} from '../../cp/machine/virtual-machine.js';
import {readBytes} from '../input-bytes.js';
import {parseMount, procedureDisks, writeBack, type ProcedureDisk} from './procedure-disks.js';
import {choiceFlag, listFlag, numberFlag, textFlag, UsageError, type Flags} from '../verb.js';

export const exitStatus = {wrongUse: 2, tooLarge: 255, timeout: 124, interrupted: 130} as const;

/** Services are logged on this much later, simulated microseconds: a procedure that uses none ends before. */
const serviceDelay = 500_000;

/** A line of a 3215. */
const lineSize = 130;

type Outcome = {
	/** Return code; `undefined` where the procedure did not end. */
	returnCode: number | undefined;
	readonly output: string[];
	started: number;
	cpuBefore: number;
	seconds: number;
	cpu: number;
	/** Why it did not end. */
	problem: string | undefined;
};

function readText(file: string): string {
	try {
		return Buffer.from(readBytes(file)).toString('utf8');
	} catch (error) {
		throw new UsageError(`${file}: ${hostReason(error)}`);
	}
}

function hostReason(error: unknown): string {
	const {code, message} = error as NodeJS.ErrnoException;
	return code === 'ENOENT' ? 'no such file' : (code === 'EISDIR' ? 'is a folder' : message);
}

/** The procedure as a CMS file, and the folder it stands in. */
function readProcedure(file: string, codePage: CodePage): {readonly file: NewFile; readonly folder: string} {
	const base = path.basename(file, path.extname(file)).toUpperCase();
	const id = cmsFileId(`${base}.EXEC`);
	if (!id) {
		throw new UsageError(`${file}: ${base} is not a CMS file name (1 to 8 letters, digits, $ # @ + - : _)`);
	}

	let content: Uint8Array;
	try {
		if (statSync(file).isDirectory()) {
			throw new UsageError(`${file}: is a folder`);
		}

		content = readFileSync(file);
	} catch (error) {
		throw error instanceof UsageError ? error : new UsageError(`${file}: ${hostReason(error)}`);
	}

	const converted = recordsOf(id, content, codePage);
	if ('problem' in converted) {
		throw new UsageError(`${file}: ${converted.problem}`);
	}

	return {file: converted, folder: path.dirname(path.resolve(file))};
}

function requireMappable(text: string, where: string, codePage: CodePage): void {
	const stranger = [...text].find(character => !isMappable(character, codePage));
	if (stranger !== undefined) {
		throw new UsageError(`${where}: character "${stranger}" has no code in ${codePage.name}`);
	}
}

/** The language the procedure is written in; only EXEC has an interpreter as yet. */
function requireExec(flags: Flags, file: string, {records}: NewFile): void {
	const language = choiceFlag(
		flags,
		'language',
		['exec', 'exec2', 'rexx'],
		path.extname(file).toLowerCase() === '.exec2' ? 'exec2' : 'exec',
	);
	const first = Buffer.from(records[0] ?? []).subarray(0, 2);
	const isRexx = language === 'rexx' || (first[0] === 0x61 && first[1] === 0x5C);
	if (isRexx || language === 'exec2') {
		throw new UsageError(
			`${file}: ${isRexx ? 'REXX' : 'EXEC 2'} is not available in this version; the classic EXEC language is`,
		);
	}
}

/** The ready message, long and short form: CMS's own, not the procedure's. */
const readyMessage = /^R(?:eady)?(?:\(-?\d+\))?;(?: T=.*)?$/;

/** Editing symbols in what the host types for the user stand for themselves. */
const literal = (line: string): string => line.replaceAll(/[#@¢"]/g, '"$&');

/** The console of the run: answers reads, collects output. */
class RunConsole implements Terminal {
	readonly lineSize = lineSize;
	readonly kind = 'typewriter';
	readonly address = 'CONS 009';
	line!: TerminalLine;
	/** The system's. */
	clock!: Clock;
	/** Set once the user is logged on: CP reads at the terminal before that. */
	machine: VirtualMachine | undefined;
	ended = false;
	readonly #setup: string[];

	constructor(
		setup: readonly string[],
		readonly command: string,
		readonly input: string[],
		readonly outcome: Outcome,
		readonly codePage: CodePage,
		readonly print: (line: string) => void,
	) {
		this.#setup = [...setup];
	}

	/** The procedure's command has been typed: what comes now is its output. */
	#capturing = false;

	send(output: TerminalOutput): void {
		if (this.ended || !this.machine) {
			return;
		}

		if (output.kind === 'line' && output.lineClass !== 'input' && this.#capturing) {
			this.#noteReturnCode();
			if (this.#commandsActive === 0 && readyMessage.test(output.text)) {
				return;
			}

			// What a typewriter shows: blanks at the end are no marks on paper.
			const text = fromEbcdic(toEbcdic(output.text), this.codePage).trimEnd();
			this.outcome.output.push(text);
			this.print(text);
		} else if (output.kind === 'read' && output.pending) {
			this.#answer();
		} else if (output.kind === 'closed') {
			this.#end('the procedure logged its machine off');
		}
	}

	/** At CMS's own read the next line of ours; at the procedure's read the next line of input. */
	#answer(): void {
		this.#noteReturnCode();
		const {line, outcome} = this;
		const vm = this.machine!;
		const idle = !vm.inCp && this.#commandsActive === 0;
		if (idle && this.#setup.length > 0) {
			line.enter(this.#setup.shift()!);
		} else if (idle && !this.#capturing) {
			this.#capturing = true;
			outcome.started = this.clock.now();
			outcome.cpuBefore = vm.usage.virtualCpu;
			vm.storage.setWord(nucon.commandsEnded, 0);
			line.enter(this.#typed(this.command));
		} else if (idle) {
			this.#end(outcome.returnCode === undefined ? 'the procedure ended abnormally' : undefined);
		} else if (this.input.length > 0) {
			line.enter(this.#typed(this.input.shift()!));
		} else {
			this.#end(vm.inCp
				? 'end of input: the machine is in CP READ'
				: 'end of input: the procedure reads a line and there is none');
		}
	}

	/** What gives the machine the codes that `text` has in the run's code page: its terminal is one of CP037. */
	#typed(text: string): string {
		return literal(fromEbcdic(toEbcdic(text, this.codePage)));
	}

	/** Not zero while something typed at the terminal runs; what CMS types in between is its own. */
	get #commandsActive(): number {
		return this.machine!.storage.word(nucon.commandActive);
	}

	/** The first command that ends is the procedure; stacked lines that run after it do not change its return code. */
	#noteReturnCode(): void {
		const {storage} = this.machine!;
		if (this.#capturing && this.outcome.returnCode === undefined && storage.word(nucon.commandsEnded) > 0) {
			this.outcome.returnCode = storage.word(nucon.firstReturnCode) | 0;
		}
	}

	#end(problem: string | undefined): void {
		this.ended = true;
		this.outcome.problem = problem;
		this.measure();
	}

	/** What the procedure has used up to now. */
	measure(): void {
		const {outcome} = this;
		const vm = this.machine!;
		if (!this.#capturing) {
			return;
		}

		outcome.seconds = (this.clock.now() - outcome.started) / 1_000_000;
		outcome.cpu = (vm.usage.virtualCpu - outcome.cpuBefore) / 1_000_000;
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

function makeSystem(flags: Flags, disks: readonly ProcedureDisk[]): {readonly system: System; readonly userid: string} {
	const profile = readProfile(textFlag(flags, 'profile'));
	const userid = (textFlag(flags, 'user') ?? 'CMSUSER').toUpperCase();
	const entry = profile.directory.find(userid);
	if (!entry) {
		throw new UsageError(`--user ${userid}: not in the directory of profile ${profile.folder}`);
	}

	const clock = clockOf(choiceFlag(flags, 'clock', ['virtual', 'host'], 'virtual'));
	const own = entryWith(entry, disks);
	const volumes = memoryVolumes(profile, helpFiles(), clock.now());
	for (const {address, disk} of disks) {
		volumes.set(serialOf(address), disk);
	}

	const system = new System({
		clock,
		volumes,
		directory: {find: name => (name === userid ? own : profile.directory.find(name))},
	});
	system.startServices(profile.autolog, serviceDelay);
	return {system, userid};
}

/** Ends the process's patience: what happened first, the end of the procedure, the timeout or an interruption. */
async function untilEnd(
	system: System,
	console: RunConsole,
	seconds: number | undefined,
): Promise<'ended' | 'timeout' | 'interrupted' | 'stuck'> {
	let why: 'timeout' | 'interrupted' | undefined;
	const interrupt = (): void => {
		why ??= 'interrupted';
	};

	const limit = seconds === undefined ? undefined : performance.now() + seconds * 1000;
	process.once('SIGINT', interrupt);
	process.once('SIGTERM', interrupt);
	try {
		await system.settle(() => {
			if (limit !== undefined && performance.now() > limit) {
				why ??= 'timeout';
			}

			return console.ended || why !== undefined;
		});
	} finally {
		process.off('SIGINT', interrupt);
		process.off('SIGTERM', interrupt);
	}

	return console.ended ? 'ended' : (why ?? 'stuck');
}

export async function run(flags: Flags, words: readonly string[]): Promise<number> {
	const [file, ...rest] = words;
	if (file === undefined) {
		throw new UsageError('run: no FILE given (yorktown run [flags] FILE [ARGS...])');
	}

	const parameters = rest[0] === '--' ? rest.slice(1) : rest;
	const format = choiceFlag(flags, 'format', ['text', 'json'], 'text');
	const timeout = numberFlag(flags, 'timeout');
	const codePage = codePages[choiceFlag(flags, 'codepage', ['037', '1047', '500', '1140'], '037')];
	const procedure = readProcedure(file, codePage);
	requireExec(flags, file, procedure.file);
	const command = ['EXEC', procedure.file.name, ...parameters].join(' ');
	if (command.length > lineSize) {
		throw new UsageError(
			`the arguments are too long: a command line has ${lineSize} characters, this one ${command.length}`,
		);
	}

	requireMappable(command, 'the arguments', codePage);
	const inputFile = textFlag(flags, 'input');
	const input = inputFile === undefined ? [] : readText(inputFile).replace(/\n$/, '').split(/\r?\n/);
	for (const [index, line] of input.entries()) {
		requireMappable(line, `${inputFile} line ${index + 1}`, codePage);
	}

	const disks = procedureDisks(procedure, listFlag(flags, 'mount').map(mount => parseMount(mount)), codePage);
	const outcome: Outcome = {
		returnCode: undefined,
		output: [],
		started: 0,
		cpuBefore: 0,
		seconds: 0,
		cpu: 0,
		problem: undefined,
	};
	const setup = [
		'ACCESS (NOPROF',
		...disks.filter(({mode}) => mode !== 'A').map(({address, mode}) => `ACCESS ${address.toString(16)} ${mode}`),
	];
	const console = new RunConsole(
		setup,
		command,
		inputFile !== undefined && input.length === 1 && input[0] === '' ? [] : input,
		outcome,
		codePage,
		line => {
			if (format === 'text') {
				process.stdout.write(`${line}\n`);
			}
		},
	);

	let system: System;
	let userid: string;
	try {
		({system, userid} = makeSystem(flags, disks));
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}

	console.clock = system.clock;
	console.line = system.connect(console);
	console.machine = system.autolog(userid, console.line);
	const end = await untilEnd(system, console, timeout);
	if (end !== 'ended') {
		console.measure();
		return report(end, outcome, format);
	}

	const unwritten = writeBack(disks, procedure.file, codePage);
	const status = report(end, outcome, format);
	for (const problem of unwritten) {
		process.stderr.write(`yorktown run: ${problem}\n`);
	}

	return unwritten.length > 0 ? exitStatus.wrongUse : status;
}

function report(end: 'ended' | 'timeout' | 'interrupted' | 'stuck', outcome: Outcome, format: 'text' | 'json'): number {
	const returnCode = outcome.problem === undefined && end === 'ended' ? outcome.returnCode : undefined;
	if (format === 'json') {
		const {output, seconds, cpu} = outcome;
		process.stdout.write(`${JSON.stringify({rc: returnCode ?? null, output, seconds, cpu})}\n`);
	}

	if (end === 'timeout') {
		process.stderr.write('yorktown run: timeout\n');
		return exitStatus.timeout;
	}

	if (end === 'interrupted') {
		return exitStatus.interrupted;
	}

	if (returnCode === undefined) {
		process.stderr.write(
			`yorktown run: ${outcome.problem ?? 'the machine waits for something that will not happen'}\n`,
		);
		return exitStatus.tooLarge;
	}

	return returnCode >= 0 && returnCode <= 255 ? returnCode : exitStatus.tooLarge;
}
