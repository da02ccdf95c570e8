import {
	mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {fromEbcdic, toEbcdic} from '../../../source/base/ebcdic.js';
import {parseDevice, type Attachment} from '../../../source/commands/bare/bare-devices.js';
import {screenRows} from '../../../source/commands/bare/bare-display.js';
import {UsageError} from '../../../source/commands/verb.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {DisplayBuffer} from '../../../source/machine/devices/display/3270-buffer.js';
import {AwsTape} from '../../../source/machine/devices/tape/aws-tape.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {FileVolume} from '../../../source/machine/devices/volume/file-volume.js';
import {Standalone} from '../../../source/machine/standalone.js';

const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-devices-'));
test.after.always(() => {
	rmSync(folder, {recursive: true});
});

const place = (name: string): string => path.join(folder, name);
const content = (name: string): string => readFileSync(place(name), 'utf8');

/**
 * Commands, chained with SLI, each with what it writes, or how much it reads; a transfer in channel with the place of
 * the command it goes to.
 */
type Commands = ReadonlyArray<readonly [command: number, data: string | Uint8Array | number]>;

/** A machine with the devices of some flags. */
class Bare {
	readonly system = new Standalone(0x1_0000);
	readonly attachments: readonly Attachment[];

	constructor(...flags: readonly string[]) {
		this.attachments = flags.map(flag => parseDevice(flag, {
			timeline: this.system.events,
			interrupt: () => {
				this.system.interrupt();
			},
		}));
		for (const {address, device} of this.attachments.flatMap(({units}) => units)) {
			this.system.channels.attach(address, device);
		}
	}

	/** Runs a channel program: condition code, unit status, and the first sense bytes. */
	run(address: number, ...commands: Commands): {readonly cc: number; readonly unit: number; readonly sense: string} {
		this.#put(0x1000, commands);
		const {cc, unitStatus, sense} = this.system.channels.runSynchronously(address, 0x1000, 0);
		return {cc, unit: unitStatus, sense: Buffer.from(sense.subarray(0, 2)).toString('hex')};
	}

	/** Starts one, whose device ends it later. */
	start(address: number, ...commands: Commands): number {
		this.#put(0x8000, commands);
		this.storage.setWord(72, 0x8000);
		return this.system.channels.startIo(address);
	}

	/** What the command in place `index` read. */
	data(length: number, index = 0): string {
		return fromEbcdic(this.storage.fetch(0x2000 + (index * 0x200), length));
	}

	get storage() {
		return this.system.machine.storage;
	}

	#put(program: number, commands: Commands): void {
		for (const [index, [command, data]] of commands.entries()) {
			const at = command === 0x08 ? program + (Number(data) * 8) : program + 0x1000 + (index * 0x200);
			const bytes =
				typeof data === 'string'
					? toEbcdic(data)
					: (typeof data === 'number'
						? new Uint8Array(command === 0x08 ? 0 : data)
						: data);
			this.storage.store(at, bytes);
			this.storage.store(
				program + index * 8,
				ccwBytes(command, at, index === commands.length - 1 ? 0x20 : 0x60, Math.max(bytes.length, 1)),
			);
		}
	}
}

test('a printer: lines of text, a form feed for channel 1, a carriage return where the paper stays', t => {
	const bare = new Bare(`00E=printer:${place('plain')}`);
	t.is(
		bare.run(
			0x00E,
			[0x8B, 0],
			[0x09, 'ONE  '],
			[0x01, 'TWO'],
			[0x11, '___'],
			[0x99, 'THREE'],
			[0x89, 'FOUR'],
			[0x09, ' '],
		).cc,
		0,
	);
	t.is(content('plain'), '\fONE\nTWO\r___\n\nTHREE\nFOUR\f\n');
});

test('a 3211 follows the forms control buffer that its program loads', t => {
	const bare = new Bare(`00F=3211:${place('forms')}`);
	const forms = new Uint8Array(12);
	forms.set([1, 0, 0, 0, 5, 0, 0, 0, 0, 0, 0, 0x10]);
	t.is(
		bare.run(0x00F, [0x63, forms], [0xA9, 'TOP'], [0xA9, 'FIVE'], [0x89, 'AGAIN'], [0x91, 'NOWHERE'], [0x09, 'END'])
			.cc,
		0,
	);
	t.is(content('forms'), 'TOP\n\n\n\nFIVE\f\n\n\n\nAGAIN\fNOWHEREEND\n');
});

test('a punch keeps card images, which a reader reads', t => {
	t.is(new Bare(`00D=punch:${place('deck')}`).run(0x00D, [0x01, 'ONE'.padEnd(80)], [0x01, 'TWO'.padEnd(80)]).cc, 0);
	const bare = new Bare(`00C=reader:${place('deck')}`);
	t.is(bare.run(0x00C, [0x02, 80], [0x02, 80]).cc, 0);
	t.is(bare.data(5) + bare.data(5, 1), 'ONE  TWO  ');
	t.is(bare.run(0x00C, [0x02, 80]).unit, 0x0D);
});

test('a tape is written to its file, but not with :ro', t => {
	const reel = AwsTape.create(place('reel.aws'));
	t.false('problem' in reel);
	t.is(new Bare(`181=tape:${place('reel.aws')}`).run(0x181, [0x01, 'BLOCK'], [0x1F, 1]).cc, 0);
	const before = readFileSync(place('reel.aws'));
	t.true(before.length > 12);
	const bare = new Bare(`181=tape:${place('reel.aws')}:ro`);
	t.deepEqual(bare.run(0x181, [0x01, 'OTHER']), {cc: 1, unit: 0x02, sense: '804a'});
	t.is(bare.run(0x181, [0x02, 5]).cc, 0);
	t.is(bare.data(5), 'BLOCK');
	t.deepEqual(readFileSync(place('reel.aws')), before);
});

test('a tape unit without a reel, a reader without cards, an adapter end alone: intervention required', t => {
	const bare = new Bare('181=tape', '600=ctca:');
	t.deepEqual(bare.run(0x181, [0x02, 80]), {cc: 1, unit: 0x02, sense: '4020'});
	t.deepEqual(bare.run(0x600, [0x02, 80]), {cc: 1, unit: 0x02, sense: '40'});
});

/** Seek to track 0.0, search R1, and what follows. */
const atFirst = [[0x07, new Uint8Array(6)], [0x31, Uint8Array.of(0, 0, 0, 0, 1)], [0x08, 1]] as const;
const countOf = (record: number, length: number): Uint8Array => Uint8Array.of(0, 0, 0, 0, record, 0, 0, length);
const writeFirst = [
	[0x07, new Uint8Array(6)],
	[0x31, new Uint8Array(5)],
	[0x08, 1],
	[0x1D, Uint8Array.of(...countOf(1, 4), ...toEbcdic('DATA'))],
] as const;

test('a disk is that of its image, and is not written to with :ro', t => {
	const volume = FileVolume.create(place('vol.3330'), findCkdModel('3330')!, 2);
	t.false('problem' in volume);
	const writer = new Bare(`190=ckd:${place('vol.3330')}`);
	t.is(writer.system.channels.get(0x190)!.type, '3330');
	t.is(writer.run(0x190, ...writeFirst).cc, 0);
	const bare = new Bare(`190=3330:${place('vol.3330')}:ro`);
	t.deepEqual(bare.run(0x190, ...writeFirst), {cc: 1, unit: 0x0E, sense: '8002'});
	t.is(bare.run(0x190, ...atFirst, [0x06, 4]).cc, 0);
	t.is(bare.data(4, 3), 'DATA');
	t.throws(() => new Bare(`190=3350:${place('vol.3330')}`), {
		instanceOf: UsageError,
		message: `${place('vol.3330')}: is a 3330, not a 3350`,
	});
});

test('a disk without a file is empty and in memory', t => {
	const bare = new Bare('190=3380');
	t.is(bare.run(0x190, ...writeFirst).cc, 0);
	t.is(bare.run(0x190, ...atFirst, [0x06, 4]).cc, 0);
	t.is(bare.data(4, 3), 'DATA');
});

test('what is written at one end of a channel-to-channel adapter is read at the other', t => {
	const bare = new Bare('600=ctca:601');
	t.is(bare.start(0x600, [0x01, 'OVER']), 0);
	t.is(bare.run(0x601, [0x02, 4]).cc, 0);
	t.is(bare.data(4), 'OVER');
});

test('a screen is shown as its user sees it: fields that are not displayed are blank', t => {
	const buffer = new DisplayBuffer();
	buffer.write(
		Uint8Array.of(
			0xC3,
			0x1D,
			0x60,
			...toEbcdic('NAME'),
			0x1D,
			0x4C,
			...toEbcdic('SECRET'),
			0x1D,
			0x40,
			...toEbcdic('END'),
		),
		true,
	);
	t.deepEqual(screenRows(buffer), [' NAME        END']);
});

test('a punch whose file takes no more is not ready', t => {
	mkdirSync(place('gone'));
	const bare = new Bare(`00D=punch:${place('gone/deck')}`);
	rmSync(place('gone'), {recursive: true});
	t.deepEqual(bare.run(0x00D, [0x01, 'CARD']), {cc: 1, unit: 0x02, sense: '40'});
});

for (const [flag, message] of [
	['190', '--device 190: must be CUU=KIND[:FILE[:ro]]'],
	['XYZ=reader:x', '--device XYZ=reader:x: must be CUU=KIND[:FILE[:ro]]'],
	[
		'190=3375:x',
		'--device 190=3375:x: kind must be one of ckd, 2311, 2314, 3330, 3340, 3350, 3380, tape, reader, punch, '
		+ 'printer, 3203, 3211, console, 3277, 3278, ctca',
	],
	['190=ckd:', '--device 190=ckd:: a ckd needs a file'],
	['00E=3211', '--device 00E=3211: a 3211 needs a file'],
	['00C=reader:deck:ro', '--device 00C=reader:deck:ro: ro is for files of disks and tapes'],
	['181=tape::ro', '--device 181=tape::ro: ro is for files of disks and tapes'],
	['600=ctca:600', '600: must be the hexadecimal address of the adapter\'s other end, or nothing'],
	['600=ctca:sixty', 'sixty: must be the hexadecimal address of the adapter\'s other end, or nothing'],
	['020=3277:no-such-file', 'no-such-file: no such file'],
	['00E=printer:no-such-folder/list', 'no-such-folder/list: no such file'],
] as const) {
	test(`--device ${flag} is refused with one line`, t => {
		t.throws(() => new Bare(flag), {instanceOf: UsageError, message});
	});
}

test('a key that a display does not have is refused with its line', t => {
	writeFileSync(place('odd-keys'), 'TEXT\n!PF25\n');
	t.throws(() => new Bare(`020=3278:${place('odd-keys')}`), {
		instanceOf: UsageError,
		message: `${place('odd-keys')}, line 2: !PF25 is no key (ENTER, CLEAR, PA1-PA3, PF1-PF24)`,
	});
});
