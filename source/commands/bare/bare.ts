/** `yorktown bare IMAGE[@HEX]…`: a System/370 without CP, driven by flags. */
import {addressMask} from '../../base/architecture.js';
import {createReadStream} from 'node:fs';
import process from 'node:process';
import {setFlagsFromString} from 'node:v8';
import {
	hex, hexBytes, parseHex, parseHexBytes,
} from '../../base/hex.js';
import {limits} from '../../base/limits.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {WriteHold} from '../../machine/devices/volume/write-hold.js';
import {loadInitialPsw} from '../../machine/machine.js';
import {readLines} from '../input-bytes.js';
import {answerLine, describe, RequestRunner} from '../../machine/requests.js';
import {Standalone, type Rest} from '../../machine/standalone.js';
import {TranslationReport} from '../../machine/translator/translation-report.js';
import {isOpenConsole, parseDevice, type Attachment} from './bare-devices.js';
import {loadImage, storeInto} from './bare-images.js';
import {instructionListing} from './bare-instructions.js';
import {traceStep} from './bare-trace.js';
import {
	listFlag, textFlag, UsageError, type Flags,
} from '../verb.js';

const exitStatus: Readonly<Record<Rest, number>> = {
	'disabled wait': 0, limit: 3, 'enabled wait': 4, stopped: 5, 'program interruption loop': 1,
};

/** Instructions between two turns of the host's event loop. */
const slice = 1_000_000;

/**
 * What V8 compiles as one piece. Channel, device and processor are many small functions, each a concern of its own:
 * with its usual limits a tenth of the time of an I/O-bound program goes into calls between them. Set where there are
 * devices, for larger pieces take longer to compile, and when all is loaded, for what V8 keeps compiled fits only the
 * flags it began with.
 */
const inlining = ['--max-inlined-bytecode-size=1000', '--max-inlined-bytecode-size-cumulative=4000'];

type Range = {readonly address: number; readonly length: number};

function parseSize(text: string): number {
	const match = /^(\d+)([km]?)$/i.exec(text);
	const size = match ? Number(match[1]) * ({'': 1, k: 1024, m: 1_048_576}[match[2].toLowerCase()] ?? 1) : 0;
	if (size < 4096 || size > 16_777_216 || size % 4096 !== 0) {
		throw new UsageError(`--storage ${text}: must be 4K to 16M, a multiple of 4K`);
	}

	return size;
}

function parseAddress(text: string, what: string): number {
	const value = parseHex(text);
	if (value === undefined || value > addressMask) {
		throw new UsageError(`${what}: ${text || 'an empty text'} is no hexadecimal address of 24 bits`);
	}

	return value;
}

function parseRange(text: string): Range {
	const [start, length, ...rest] = text.split('.');
	if (length === undefined || rest.length > 0) {
		throw new UsageError(`--dump ${text}: must be ADDR.LEN, both hexadecimal`);
	}

	return {address: parseAddress(start, `--dump ${text}`), length: parseAddress(length, `--dump ${text}`)};
}

function parseLimit(text: string | undefined): number {
	if (text === undefined) {
		return Number.POSITIVE_INFINITY;
	}

	if (!/^\d{1,15}$/.test(text) || Number(text) === 0) {
		throw new UsageError(`--limit ${text}: must be a positive whole number`);
	}

	return Number(text);
}

/** What STORE CPU ID stores: version code, serial number, model, length of the machine-check logout. */
function setCpuId(system: Standalone, text: string | undefined): void {
	if (text === undefined) {
		return;
	}

	if (!/^[\da-f]{16}$/i.test(text)) {
		throw new UsageError(
			`--cpu-id ${text}: must be 16 hexadecimal digits: version code (2), serial number (6), model (4), `
			+ 'length of the machine-check logout (4)',
		);
	}

	system.machine.cpu.identification = {high: parseHex(text.slice(0, 8))!, low: parseHex(text.slice(8))!};
}

function storeBytes(system: Standalone, text: string): void {
	const [address, digits] = text.split('=', 2);
	const bytes = digits === undefined ? undefined : parseHexBytes(digits);
	if (!bytes || bytes.length === 0) {
		throw new UsageError(`--store ${text}: must be ADDR=HEX, an even number of hexadecimal digits`);
	}

	storeInto(system.machine.storage, parseAddress(address, `--store ${text}`), bytes, `--store ${text}`);
}

/** The PSW to start with: of `--ipl`, `--psw`, at an object deck's beginning (`entry`), or at 0. */
function setPsw(system: Standalone, flags: Flags, entry: number | undefined): void {
	const {cpu} = system.machine;
	const text = textFlag(flags, 'psw');
	const device = textFlag(flags, 'ipl');
	if (device !== undefined) {
		const address = parseHex(device);
		if (address === undefined || address > 0xFFFF) {
			throw new UsageError(`--ipl ${device}: is no hexadecimal device address`);
		}

		const problem = system.ipl(address);
		if (problem) {
			throw new UsageError(`--ipl ${device}: ${problem}`);
		}
	} else if (text === undefined) {
		if (entry !== undefined) {
			cpu.psw.load(0, entry);
		} else if (!loadInitialPsw(cpu)) {
			throw new UsageError('the PSW at 0 has ones where an EC-mode PSW must have zeros');
		}
	} else if (!/^[\da-f]{16}$/i.test(text)) {
		throw new UsageError(`--psw ${text}: must be 16 hexadecimal digits`);
	} else if (!cpu.psw.load(parseHex(text.slice(0, 8))!, parseHex(text.slice(8))!)) {
		throw new UsageError(`--psw ${text}: has ones where an EC-mode PSW must have zeros`);
	}
}

/** Processor time of this process so far. */
function processorMilliseconds(): number {
	const {user, system} = process.cpuUsage();
	return (user + system) / 1000;
}

/** Runs one instruction and writes its line. */
function traced(system: Standalone, hold: WriteHold): Rest | undefined {
	const {rest, lines} = traceStep(system);
	hold.flush();
	process.stderr.write(lines);
	return rest;
}

async function run(system: Standalone, hold: WriteHold, limit: number, trace: boolean): Promise<Rest> {
	const {cpu} = system.machine;
	const end = cpu.instructions + limit;
	for (;;) {
		const rest = trace ? traced(system, hold) : system.run(Math.min(slice, end - cpu.instructions));
		hold.flush();
		if (rest && (rest !== 'limit' || cpu.instructions >= end)) {
			return rest;
		}

		// Ctrl-C gets its turn.
		await new Promise(resolve => {
			setImmediate(resolve);
		});
	}
}

/** The machine has come to rest, or cannot go on. Says what went wrong with devices; answers whether anything did. */
function endAll(attached: readonly Attachment[]): boolean {
	const problems = attached.map(attachment => attachment.atEnd?.()).filter(problem => problem !== undefined);
	for (const problem of problems) {
		process.stderr.write(`yorktown: ${problem}\n`);
	}

	return problems.length > 0;
}

type ReportOptions = {readonly seconds: number; readonly ranges: readonly Range[]; readonly json: boolean};

function report(system: Standalone, rest: Rest, {seconds, ranges, json}: ReportOptions): string {
	const {machine} = system;
	const state = describe(machine);
	const dumps = ranges.map(({address, length}) => ({
		addr: hex(address, 6),
		hex: hexBytes(machine.storage.fetch(address, length)),
	}));
	const {taken, translationReport, translator} = machine.processor;
	const {instructions} = machine.cpu;
	const translation = translationReport?.summary(instructions, translator?.executed ?? 0, translator?.count ?? 0);
	if (json) {
		return `${JSON.stringify({
			...state,
			mem: dumps,
			interrupt: taken.kind === 'none' ? null : {kind: taken.kind, code: taken.code},
			executed: instructions,
			end: rest,
			instructions,
			seconds,
			dumps,
			translation,
		})}\n`;
	}

	const registers = Array.from(
		{length: 4},
		(_, row) =>
			`GPR ${String(row * 4).padStart(2)}  `
			+ `${Array.from({length: 4}, (_, column) => state.gpr[String(row * 4 + column)]).join('  ')}`,
	);
	return [
		`PSW     ${state.psw.slice(0, 8)} ${state.psw.slice(8)}  ${rest}`,
		...registers,
		`${instructions} instructions, ${seconds.toFixed(3)} seconds`,
		...dumps.map(dump => `${dump.addr}  ${dump.hex}`),
		...translation ? [`translation ${JSON.stringify(translation, undefined, '\t')}`] : [],
	].join('\n') + '\n';
}

/** Lines as they come. One without end would fill memory: it is refused. */
async function * linesOf(input: NodeJS.ReadableStream, file: string): AsyncGenerator<string> {
	let rest = '';
	input.setEncoding('utf8');
	for await (const piece of input) {
		const lines = (rest + String(piece)).split('\n');
		rest = lines.pop()!;
		if (rest.length > limits.hostFile.value) {
			throw new UsageError(`--requests ${file}: a line is longer than ${limits.hostFile.value} characters`);
		}

		yield * lines;
	}

	yield rest;
}

async function answerRequests(file: string): Promise<number> {
	let input: NodeJS.ReadableStream = process.stdin;
	if (file !== '-') {
		const stream = createReadStream(file);
		await new Promise<void>((resolve, reject) => {
			stream.once('open', () => {
				resolve();
			});
			stream.once('error', error => {
				reject(new UsageError(`--requests ${file}: ${hostProblem(error).problem}`));
			});
		});
		input = stream;
	}

	const runner = new RequestRunner();
	for await (const line of linesOf(input, file)) {
		if (line.trim() !== '') {
			process.stdout.write(`${answerLine(runner, line)}\n`);
		}
	}

	return 0;
}

/**
 * Runs the verb. Exit status: 0 disabled wait, 3 limit reached, 4 enabled wait with nothing pending, 5 the machine
 * stopped itself (SIGNAL PROCESSOR), 1 it loops in program interruptions, or the host did not take all that was written
 * to a disk.
 */
export async function bare(flags: Flags, images: readonly string[]): Promise<number> {
	if (flags.instructions) {
		process.stdout.write(instructionListing());
		return 0;
	}

	const requests = textFlag(flags, 'requests');
	if (requests !== undefined) {
		return answerRequests(requests);
	}

	const stores = listFlag(flags, 'store');
	const devices = listFlag(flags, 'device');
	const limit = parseLimit(textFlag(flags, 'limit'));
	const ranges = listFlag(flags, 'dump').map(text => parseRange(text));
	if (images.length === 0 && stores.length === 0 && textFlag(flags, 'ipl') === undefined) {
		throw new UsageError('bare needs an image, --store or --ipl');
	}

	const system = new Standalone(parseSize(textFlag(flags, 'storage') ?? '16M'));
	setCpuId(system, textFlag(flags, 'cpu-id'));
	const outside = ranges.find(({address, length}) => address + length > system.machine.storage.size);
	if (outside) {
		throw new UsageError(`--dump ${hex(outside.address, 1)}.${hex(outside.length, 1)}: beyond the storage`);
	}

	const [entry] = images.map(image => loadImage(system.machine.storage, image));

	for (const text of stores) {
		storeBytes(system, text);
	}

	const input = textFlag(flags, 'input');
	const hold = new WriteHold();
	const host = {
		timeline: system.events,
		hold,
		images: new Map(),
		interrupt() {
			system.interrupt();
		},
	};
	// `--input` is for the first console that has no file.
	let lines = input === undefined ? undefined : {lines: readLines(input), name: input};
	const attached = devices.map(text => {
		const attachment = parseDevice(text, {...host, input: lines});
		if (isOpenConsole(text)) {
			lines = undefined;
		}

		const taken = attachment.units.find(({address, device}) => !system.channels.attach(address, device));
		if (taken) {
			throw new UsageError(`--device ${text}: address ${hex(taken.address, 3)} is taken`);
		}

		return attachment;
	});

	if (lines) {
		throw new UsageError(`--input ${input}: no console without a file of its own types its lines`);
	}

	system.onIdle = () => {
		for (const attachment of attached) {
			attachment.idle?.();
		}
	};

	if (flags['translation-report']) {
		system.machine.processor.translationReport = new TranslationReport(processorMilliseconds);
	}

	let rest: Rest;
	let used: NodeJS.CpuUsage;
	let hasFailed = false;
	try {
		// An IPL is a channel program, which may write.
		setPsw(system, flags, entry);
		for (const flag of attached.length > 0 ? inlining : []) {
			setFlagsFromString(flag);
		}

		const before = process.cpuUsage();
		rest = await run(system, hold, limit, Boolean(flags.trace));
		used = process.cpuUsage(before);
	} finally {
		// Whatever ends the run, what disks keep back is in their files then.
		hasFailed = endAll(attached);
	}

	process.stdout.write(report(system, rest, {
		seconds: (used.user + used.system) / 1e6, ranges, json: Boolean(flags.json),
	}));
	return hasFailed ? 1 : exitStatus[rest];
}
