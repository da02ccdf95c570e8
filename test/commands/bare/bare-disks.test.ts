/** When `yorktown bare` writes to the images of its disks, as somebody beside it sees that. */
import {spawn, spawnSync, type ChildProcess} from 'node:child_process';
import {
	existsSync, mkdtempSync, rmSync, statSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {hex, hexBytes} from '../../../source/base/hex.js';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {bare} from '../../../source/commands/bare/bare.js';
import {UsageError, type Flags} from '../../../source/commands/verb.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {AwsTape} from '../../../source/machine/devices/tape/aws-tape.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {formatTrack, readRecord, writeRecord} from '../../../source/machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../../source/machine/devices/volume/file-volume.js';
import {cliFile} from '../../support/cli.js';

const model = findCkdModel('2311')!;
const recordLength = 100;
const last = model.heads - 1;

const place = (t: ExecutionContext): string => {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-bare-disks-'));
	t.teardown(() => {
		rmSync(folder, {recursive: true});
	});
	return folder;
};

function good(volume: ReturnType<typeof FileVolume.open>): FileVolume {
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	return volume;
}

/** An image whose tracks have records; the first bytes of those of a track are what somebody else finds there. */
class Image {
	readonly file: string;

	constructor(folder: string, name = 'pack') {
		this.file = path.join(folder, name);
		const volume = good(FileVolume.create(this.file, model, 1));
		for (let head = 0; head < model.heads; head++) {
			formatTrack(volume, 0, head, recordLength, 3);
		}

		volume.close();
	}

	records(head = 0): readonly number[] {
		return this.#data(head).map(([first]) => first);
	}

	/** The first words of the records of the first track. */
	words(): readonly number[] {
		return this.#data(0).map(data => Buffer.from(data).readUInt32BE());
	}

	#data(head: number): Uint8Array[] {
		const volume = good(FileVolume.open(this.file, {readOnly: true}));
		const found = [1, 2, 3].map(record => readRecord(volume, 0, head, record)!);
		volume.close();
		return found;
	}
}

type Ccw = readonly [command: number, address: number, flags: number, count: number];
const psw = '0000000000000400';
const chained = 0x60;
const alone = 0x20;

/**
 * A program made of channel programs. It is given to `bare` in flags: instructions at 400, PSWs and channel addresses
 * below, channel programs from 2000 on, data from 4000 on.
 */
class Program {
	/** What it has elsewhere, as `--store` takes it. */
	readonly #elsewhere: string[] = [];
	#code = '';
	#constant = 0x200;
	#channel = 0x2000;
	#data = 0x4000;

	get stores(): readonly string[] {
		return [`400=${this.#code}`, ...this.#elsewhere];
	}

	/** Flags that run it from its start. */
	get flags(): readonly string[] {
		return ['--psw', psw, ...this.stores.flatMap(store => ['--store', store])];
	}

	/** Where a channel program stands. */
	channel(ccws: readonly Ccw[]): number {
		const at = this.#channel;
		for (const [index, [command, address, flags, count]] of ccws.entries()) {
			// Transfers in channel go to a place of their own program.
			const target = command === 0x08 ? at + (address * 8) : address;
			this.store(at + (index * 8), hexBytes(ccwBytes(command, target, flags, count)));
		}

		this.#channel += 0x100;
		return at;
	}

	/** Where data stand. */
	data(bytes: string): number {
		const at = this.#data;
		this.store(at, bytes);
		this.#data += 0x100;
		return at;
	}

	store(at: number, bytes: string): void {
		this.#elsewhere.push(`${hex(at, 4)}=${bytes}`);
	}

	/** The CCWs that write a record. */
	writing(record: number, byte: string, head = 0): Ccw[] {
		return [
			[0x07, this.data(`00000000000${head}`), chained, 6],
			[0x31, this.data(`0000000${head}0${record}`), chained, 5],
			[0x08, 1, 0, 1],
			[0x05, this.data(byte.repeat(recordLength)), alone, recordLength],
		];
	}

	/** Starts it, and looks until it has ended. */
	io(device: number, ccws: readonly Ccw[]): this {
		this.#start(device, ccws);
		const loop = 0x400 + (this.#code.length / 2);
		this.#code += `9D000${hex(device, 3)}4770${hex(loop, 4)}`;
		return this;
	}

	/** Starts it, and waits for its interruption. */
	await(device: number, ccws: readonly Ccw[]): this {
		this.#start(device, ccws);
		const next = 0x404 + (this.#code.length / 2);
		this.store(0x78, `00000000${hex(next, 8)}`);
		this.#code += `8200${hex(this.#put('FE02000000000000'), 4)}`;
		return this;
	}

	write(record: number, byte: string, head = 0): this {
		return this.io(0x190, this.writing(record, byte, head));
	}

	type(text: string): this {
		return this.io(0x009, [[0x09, this.data(hexBytes(toEbcdic(text))), alone, text.length]]);
	}

	/** Instructions as they are. */
	code(digits: string): this {
		this.#code += digits;
		return this;
	}

	/** A disabled wait. */
	end(): this {
		return this.code(`8200${hex(this.#put('0002000000000ABC'), 4)}`);
	}

	/** Moves 4M again and again: a million instructions take minutes, so that no slice ends. */
	spinSlowly(): this {
		const registers = this.#put('00100000004000000060000000400000');
		const loop = 0x400 + (this.#code.length / 2);
		return this.code(`9825${hex(registers, 4)}0E2447F0${hex(loop, 4)}`);
	}

	spin(): this {
		return this.code(`47F0${hex(0x400 + (this.#code.length / 2), 4)}`);
	}

	#start(device: number, ccws: readonly Ccw[]): void {
		const caw = this.#put(hex(this.channel(ccws), 8));
		this.#code += `D2030048${hex(caw, 4)}9C000${hex(device, 3)}`;
	}

	#put(bytes: string): number {
		const at = this.#constant;
		this.store(at, bytes);
		this.#constant += 16;
		return at;
	}
}

/** `bare` in a process of its own, which ends with the test. */
function start(t: ExecutionContext, words: readonly string[]): ChildProcess {
	const child = spawn(process.execPath, [cliFile, 'bare', ...words], {stdio: ['ignore', 'pipe', 'inherit']});
	t.teardown(() => {
		child.kill('SIGKILL');
	});
	return child;
}

/** Waits until something is so. */
async function until(isSo: () => boolean): Promise<void> {
	while (!isSo()) {
		await new Promise(resolve => {
			setTimeout(resolve, 5);
		});
	}
}

const typed = async (child: ChildProcess): Promise<string> => new Promise(resolve => {
	child.stdout!.once('data', data => {
		resolve(String(data));
	});
});

const ended = async (child: ChildProcess): Promise<string> => new Promise(resolve => {
	child.once('exit', (_, signal) => {
		resolve(String(signal));
	});
});

test('the image has every record when the console says so, whatever happens to the machine then', async t => {
	const image = new Image(place(t));
	const program = new Program().write(1, 'E1').write(2, 'E2').write(3, 'E3').type('SAVED').spinSlowly();
	const child = start(t, ['--device', `190=ckd:${image.file}`, '--device', '009=console', ...program.flags]);
	t.is(await typed(child), 'SAVED\n');
	child.kill('SIGKILL');
	t.is(await ended(child), 'SIGKILL');
	t.deepEqual(image.records(), [0xE1, 0xE2, 0xE3]);
});

for (const [device, output, ccws] of [
	['printer', '00E=printer', (program: Program) => [[0x09, program.data('E2C1E5C5C4'), alone, 5]]],
	['punch', '00E=punch', (program: Program) => [[0x01, program.data('E2C1E5C5C4'), alone, 5]]],
	['tape', '00E=tape', (program: Program) => [[0x01, program.data('E2C1E5C5C4'), alone, 5]]],
] as ReadonlyArray<readonly [string, string, (program: Program) => readonly Ccw[]]>) {
	test(`the image has every record when a ${device} has what was written behind them`, async t => {
		const folder = place(t);
		const image = new Image(folder);
		const file = path.join(folder, 'output.aws');
		if (device === 'tape') {
			t.false('problem' in AwsTape.create(file));
		}

		const size = existsSync(file) ? statSync(file).size : 0;
		const program = new Program().write(1, 'E1').write(2, 'E2').write(3, 'E3');
		program.io(0x00E, ccws(program)).spinSlowly();
		const child = start(t, ['--device', `190=ckd:${image.file}`, '--device', `${output}:${file}`, ...program.flags]);
		await until(() => existsSync(file) && statSync(file).size > size);
		child.kill('SIGKILL');
		await ended(child);
		t.deepEqual(image.records(), [0xE1, 0xE2, 0xE3]);
	});
}

/** Writes the next number to each record of two disks in turn, and so on without end. */
function counting(): Program {
	const program = new Program();
	const counter = 0x700;
	const buffer = 0x800;
	for (const device of [0x190, 0x191]) {
		for (const record of [1, 2, 3]) {
			const [seek, search, transfer] = program.writing(record, '00');
			program
				.code(`5810${hex(counter, 4)}411100015010${hex(counter, 4)}5010${hex(buffer, 4)}`)
				.io(device, [seek, search, transfer, [0x05, buffer, alone, recordLength]]);
		}
	}

	return program.code('47F00400');
}

test('killed at any moment, a machine leaves the images of all its disks as they were at one', async t => {
	const folder = place(t);
	for (const [round, delay] of [0, 7, 40, 93].entries()) {
		const images = ['one', 'other'].map(name => new Image(folder, `${name}-${round}`));
		const devices = images.flatMap(({file}, index) => ['--device', `19${index}=ckd:${file}`]);
		const child = start(t, [...devices, ...counting().flags]);
		const found = (): readonly number[] => images.flatMap(image => image.words());
		await until(() => found().some(number => number > 0));
		await new Promise(resolve => {
			setTimeout(resolve, delay);
		});
		child.kill('SIGKILL');
		await ended(child);
		const numbers = found();
		const last = Math.max(...numbers);
		// The last number that each record was to get, up to the last one of all.
		t.deepEqual(
			numbers,
			numbers.map((_, index) => Math.max(0, last - ((((last - 1 - index) % 6) + 6) % 6))),
		);
	}
});

test('Ctrl-C in a machine that runs: the image has what was written before', async t => {
	const image = new Image(place(t));
	const program = new Program().write(1, 'E1').type('GO').write(2, 'E2').write(3, 'E3').spin();
	const child = start(t, ['--device', `190=ckd:${image.file}`, '--device', '009=console', ...program.flags]);
	t.is(await typed(child), 'GO\n');
	// Nothing is shown any more: a slice of the machine ends.
	await until(() => image.records()[2] !== 0);
	child.kill('SIGINT');
	t.is(await ended(child), 'SIGINT');
	t.deepEqual(image.records(), [0xE1, 0xE2, 0xE3]);
});

test('where the host takes no more, bare says so in one line and ends with 1', t => {
	const image = new Image(place(t));
	const program = new Program()
		.write(1, 'E1')
		.write(1, 'E5', last)
		.type('HALF')
		.write(2, 'E6', last)
		.write(2, 'E2')
		.end();
	const words = ['--device', `190=ckd:${image.file}`, '--device', '009=console', '--dump', '40.8', ...program.flags];
	// No file may be longer than 20 blocks of 512 bytes, or of 1024: the last track begins behind.
	const {status, stdout, stderr} = spawnSync(
		'sh',
		['-c', 'ulimit -f 20 && exec "$@"', 'sh', process.execPath, cliFile, 'bare', ...words],
		{encoding: 'utf8'},
	);
	t.is(stderr, `yorktown: ${image.file}: the file is longer than the host allows\n`);
	t.is(status, 1);
	t.regex(stdout, /^HALF\nPSW /);
	t.regex(stdout, /\n0{4}40 {2}\w{8}0E/, 'the unit check of the last write');
	t.deepEqual([image.records(), image.records(last)], [[0xE1, 0, 0], [0, 0, 0]]);
});

/** Calls `bare` in this process; `see` is told of each text before anybody else could be. */
async function watched(flags: Flags, see: (text: string) => void = () => undefined): Promise<number> {
	const {stdout, stderr} = process;
	const {write} = stdout;
	const {write: writeError} = stderr;
	const watch = (text: string | Uint8Array) => {
		see(String(text));
		return true;
	};

	stdout.write = watch;
	stderr.write = watch;
	try {
		return await bare(flags, []);
	} finally {
		stdout.write = write;
		stderr.write = writeError;
	}
}

test.serial('a trace shows nothing that is not in the image', async t => {
	const image = new Image(place(t));
	const program = new Program();
	program.await(0x190, program.writing(2, 'E2')).end();
	let found: readonly number[] = [];
	const flags = {
		psw, store: program.stores, trace: true, device: [`190=ckd:${image.file}`],
	};
	t.is(await watched(flags, text => {
		if (text.includes('I/O interruption')) {
			found = image.records();
		}
	}), 0);
	t.deepEqual(found, [0, 0xE2, 0]);
});

for (const json of [false, true]) {
	test.serial(`the end state${json ? ' as JSON' : ''} and screens are shown when the image has all`, async t => {
		const image = new Image(place(t));
		const screen = [[0x05, 0x5000, alone, 5]] as const;
		const program = new Program().io(0x020, screen).write(1, 'E1').write(2, 'E2').end();
		program.store(0x5000, '02E2C1E5C5');
		const found: Array<readonly [string, readonly number[]]> = [];
		const flags = {
			psw, store: program.stores, json, device: ['020=3277', `190=ckd:${image.file}`],
		};
		t.is(await watched(flags, text => {
			found.push([text.slice(0, 8), image.records()]);
		}), 0);
		t.deepEqual(found.map(([, records]) => records), [[0xE1, 0xE2, 0], [0xE1, 0xE2, 0]]);
		t.deepEqual(found.map(([text]) => text), ['020|SAVE', json ? '{"psw":"' : 'PSW     ']);
	});
}

test.serial('an IPL that fails leaves what it wrote in the image', async t => {
	const image = new Image(place(t));
	const program = new Program();
	const [seek, search, transfer, [write, data]] = program.writing(3, 'E3');
	const wrong: Ccw = [0xFF, 0, alone, 1];
	const at = program.channel([seek, search, transfer, [write, data, chained, recordLength], wrong]);
	// R1 is a PSW and two commands, the first of which leads to that program.
	const first = new Uint8Array(recordLength);
	first.set(ccwBytes(0x08, at, 0, 1), 8);
	const volume = good(FileVolume.open(image.file));
	writeRecord(volume, 0, 0, 1, first);
	volume.close();
	const flags = {ipl: '190', store: program.end().stores, device: [`190=ckd:${image.file}`]};
	await t.throwsAsync(watched(flags), {
		instanceOf: UsageError,
		message: '--ipl 190: unit status X\'02\', channel status X\'00\'',
	});
	t.is(image.records()[2], 0xE3);
});

test('an image at two addresses may be read, but not be written', async t => {
	const {file} = new Image(place(t));
	const start = {psw: '000A000000000000', store: ['400=00']};
	t.is(await bare({...start, device: [`190=2311:${file}:ro`, `191=2311:${file}:ro`]}, []), 0);
	for (const other of [`191=2311:${file}`, `191=ckd:${file}:ro`]) {
		await t.throwsAsync(bare({...start, device: [`190=2311:${file}`, other]}, []), {
			instanceOf: UsageError, message: `${file}: is at 190 too, and one of the two may write`,
		});
	}
});
