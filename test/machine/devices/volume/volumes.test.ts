import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import process from 'node:process';
import test, {type ExecutionContext} from 'ava';
import {CkdDisk} from '../../../../source/machine/devices/disk/3350.js';
import {ckdModels, findCkdModel, seekTime} from '../../../../source/machine/devices/volume/ckd-models.js';
import {
	formatTrack, readRecord, writeRecord, type CkdVolume,
} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {trackRecords} from '../../../../source/machine/devices/volume/ckd-track.js';
import {Extent} from '../../../../source/machine/devices/volume/extent.js';
import {FileVolume} from '../../../../source/machine/devices/volume/file-volume.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';
import {OverlayVolume} from '../../../../source/machine/devices/volume/overlay-volume.js';
import {readVolumeLabel, writeVolumeLabel} from '../../../../source/machine/devices/volume/volume-label.js';
import {cc, Rig} from '../rig.js';

const model = findCkdModel('3350')!;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yorktown-volume-'));

test.after.always(() => {
	fs.rmSync(folder, {recursive: true, force: true});
});

const file = (name: string): string => path.join(folder, name);

function opened(result: ReturnType<typeof FileVolume.open>): FileVolume {
	if ('problem' in result) {
		throw new Error(result.problem);
	}

	return result;
}

const problem = (result: ReturnType<typeof FileVolume.open>): string | undefined =>
	'problem' in result ? result.problem : undefined;

/** Whether a program of Hercules is there; else says that the test is skipped. */
function has(t: ExecutionContext, program: string): boolean {
	const found = spawnSync(program, ['-v'], {stdio: 'ignore'}).error === undefined;
	if (!found) {
		t.log(`skipped: Hercules' ${program} is not installed`);
		t.pass();
	}

	return found;
}

function block(volume: CkdVolume): void {
	formatTrack(volume, 1, 29, 800, 19);
	writeRecord(volume, 1, 29, 19, new Uint8Array(800).fill(0xE7));
}

for (const [kind, create] of [
	['in memory', () => new MemoryVolume(model, 2)],
	['in a file', () => opened(FileVolume.create(file('overwritten'), model, 2))],
] as const) {
	test(`bytes of a track ${kind} are written in place, and nobody else's with them`, t => {
		const volume = create();
		formatTrack(volume, 1, 29, 800, 2);
		const given = volume.readTrack(1, 29).slice();
		volume.writeTrack(1, 29, given);
		const [, first] = trackRecords(given);
		volume.overwrite(1, 29, first.data, Uint8Array.of(1, 2, 3));
		volume.overwrite(1, 29, first.data + 1, Uint8Array.of(9));
		t.deepEqual([...readRecord(volume, 1, 29, 1)!.subarray(0, 4)], [1, 9, 3, 0]);
		t.is(given[first.data], 0, 'what was handed over');
		t.deepEqual(trackRecords(volume.readTrack(1, 29)).map(({end}) => end), trackRecords(given).map(({end}) => end));
	});
}

test('what is written in place is in the file at once', t => {
	const name = file('in-place');
	const volume = opened(FileVolume.create(name, model, 2));
	formatTrack(volume, 1, 0, 800, 2);
	const second = trackRecords(volume.readTrack(1, 0))[2];
	volume.overwrite(1, 0, second.data, Uint8Array.of(1));
	volume.overwrite(1, 0, second.data + 799, Uint8Array.of(2));
	const again = readRecord(opened(FileVolume.open(name)), 1, 0, 2)!;
	t.deepEqual([again[0], again[799]], [1, 2]);
});

test('a file volume keeps what was written, without being closed', t => {
	const name = file('kept');
	const volume = opened(FileVolume.create(name, model, 2));
	block(volume);
	const again = opened(FileVolume.open(name));
	t.is(again.model, model);
	t.is(again.cylinders, 2);
	t.is(readRecord(again, 1, 29, 19)?.[799], 0xE7);
	t.is(readRecord(again, 1, 29, 20), undefined);
	t.is(readRecord(again, 0, 0, 0)?.length, 8, 'R0 of every track');
	again.close();
	volume.close();
	t.throws(() => volume.readTrack(0, 5), {message: /closed/});
	t.throws(() => again.readTrack(2, 0), {instanceOf: RangeError});
	t.is(fs.statSync(name).size, 512 + (60 * 19_456));
});

test('kill -9 in the middle of the work loses nothing that was written', t => {
	const name = file('killed');
	const program = `
		import {FileVolume} from '${new URL('../../../../source/machine/devices/volume/file-volume.js', import.meta.url).href}';
		import {findCkdModel} from '${new URL('../../../../source/machine/devices/volume/ckd-models.js', import.meta.url).href}';
		import {formatTrack, writeRecord} from '${new URL('../../../../source/machine/devices/volume/ckd-volume.js', import.meta.url).href}';
		const volume = FileVolume.create(process.argv[1], findCkdModel('3350'), 2);
		formatTrack(volume, 1, 29, 800, 19);
		writeRecord(volume, 1, 29, 19, new Uint8Array(800).fill(0xE7));
		process.kill(process.pid, 'SIGKILL');`;
	const result = spawnSync(process.execPath, ['--input-type=module', '--eval', program, name]);
	t.is(result.signal, 'SIGKILL', `exited with ${result.stderr.toString()}`);
	const volume = opened(FileVolume.open(name));
	t.is(readRecord(volume, 1, 29, 19)?.[0], 0xE7);
	volume.close();
});

test('a damaged or foreign file is refused with one clear line', t => {
	t.is(problem(FileVolume.open(file('nothing'))), 'no such file');
	fs.writeFileSync(file('text'), 'not a disk');
	t.is(problem(FileVolume.open(file('text'))), 'not a CKD image file (no CKD_P370 header)');
	fs.writeFileSync(file('empty'), '');
	t.is(problem(FileVolume.open(file('empty'))), 'not a CKD image file (no CKD_P370 header)');
	t.is(problem(FileVolume.open(folder)), 'is a folder');
	const name = file('damaged');
	opened(FileVolume.create(name, model, 1)).close();
	t.is(problem(FileVolume.create(name, model, 1)), 'the file exists already');
	t.is(problem(FileVolume.create(file('large'), model, 561)), 'a 3350 has 1 to 560 cylinders, not 561');
	const whole = fs.readFileSync(name);
	fs.writeFileSync(name, whole.subarray(0, -1));
	t.is(problem(FileVolume.open(name)), `truncated: ${whole.length - 1} bytes are not a whole number of cylinders`);
	const change = (at: number, value: number): void => {
		const bytes = Buffer.from(whole);
		bytes[at] = value;
		fs.writeFileSync(name, bytes);
	};

	change(16, 0x77);
	t.is(problem(FileVolume.open(name)), 'device type X\'77\' is not known');
	change(8, 20);
	t.is(problem(FileVolume.open(name)), '20 heads and 19456 bytes a track are not those of a 3350');
	change(17, 1);
	t.is(problem(FileVolume.open(name)), 'file 1 of a split image; open the first');
	change(4, 'C'.codePointAt(0)!);
	t.is(problem(FileVolume.open(name)), 'a compressed CKD image, which cannot be written to');
	// Garbage inside a track is not noticed at opening; reading it never fails.
	change(512 + 21 + 7, 0xFF);
	const volume = opened(FileVolume.open(name));
	t.is(readRecord(volume, 0, 0, 1), undefined);
	volume.close();
});

test('read-only volumes', t => {
	const name = file('readonly');
	opened(FileVolume.create(name, model, 1)).close();
	const volume = opened(FileVolume.open(name, {readOnly: true}));
	t.true(volume.readOnly);
	t.throws(() => {
		formatTrack(volume, 0, 0, 800, 1);
	});
	volume.close();
	t.true(new Extent(new MemoryVolume(model, 2, {readOnly: true}), 0, 1).readOnly);
});

test('an overlay leaves the volume below alone', t => {
	const base = new MemoryVolume(model, 2);
	block(base);
	const overlay = new OverlayVolume(base);
	writeRecord(overlay, 1, 29, 19, new Uint8Array(800).fill(1));
	t.is(readRecord(overlay, 1, 29, 19)?.[0], 1);
	t.is(readRecord(overlay, 1, 29, 18)?.[0], 0);
	t.is(readRecord(base, 1, 29, 19)?.[0], 0xE7);
	overlay.close();
	t.is(readRecord(overlay, 1, 29, 19)?.[0], 0xE7);
});

test('a minidisk numbers its own cylinders; home address and R0 on the volume stay the volume\'s', t => {
	const volume = new MemoryVolume(model, 10);
	const minidisk = new Extent(volume, 5, 2);
	formatTrack(minidisk, 1, 2, 800, 19);
	const rig = new Rig();
	rig.attach(0x191, new CkdDisk(minidisk));
	rig.put(0x3000, '0000 0001 0002 13');
	rig.put(0x2000, 'ABCD');
	t.is(
		rig.run(0x191, [
			[0x07, 0x3000, cc, 6],
			[0x31, 0x3002, cc, 5],
			[0x08, 0x1008, 0, 0],
			[0x05, 0x2000, 0, 800],
		]).csw,
		'00 001020 0C00 0000',
	);
	t.is(
		rig.run(0x191, [
			[0x07, 0x3000, cc, 6],
			[0x1A, 0x4000, cc, 5],
			[0x16, 0x4010, cc, 16],
			[0x12, 0x4020, 0, 8],
		]).csw,
		'00 001020 0C00 0000',
	);
	t.is(rig.hex(0x4000, 5), '0000010002');
	t.is(rig.hex(0x4010, 8), '0001000200000008');
	t.is(rig.hex(0x4020, 8), '0001000201000320');
	const real = Buffer.from(volume.readTrack(6, 2));
	t.is(real.toString('hex', 0, 13), '00000600020006000200000008');
	t.is(real.toString('hex', 21, 29), '0001000201000320');
	t.is(readRecord(volume, 6, 2, 19)?.[0], 0xAB);
	rig.put(0x3000, '0000 0002 0000');
	t.is(rig.run(0x191, [[0x07, 0x3000, 0, 6]]).csw, '00 001008 0E00 0000', 'its neighbour is out of reach');
	t.throws(() => new Extent(volume, 9, 2), {instanceOf: RangeError});
});

test('volume labels', t => {
	const volume = new MemoryVolume(model, 1);
	t.is(readVolumeLabel(volume), undefined);
	writeVolumeLabel(volume, 'ytrs');
	t.is(readVolumeLabel(volume), 'YTRS');
	t.is(readRecord(volume, 0, 0, 1)?.length, 24);
	writeVolumeLabel(volume, 'YTUSR1');
	t.is(readVolumeLabel(volume), 'YTUSR1');
});

test('a memory volume takes room for what is written only', t => {
	const volume = new MemoryVolume(model);
	t.is(volume.cylinders, 555);
	volume.readTrack(554, 29);
	t.is(volume.writtenTracks, 0);
	formatTrack(volume, 3, 4, 800, 2);
	t.is(volume.writtenTracks, 1);
	t.is(volume.readTrack(3, 4).length, 29 + (2 * 808));
	t.false(formatTrack(volume, 3, 4, 800, 20));
});

test('seek times run through the published points', t => {
	t.is(seekTime(model, 0), 0);
	t.is(seekTime(model, 1), 10_000);
	t.is(seekTime(model, 185), 25_000);
	t.is(seekTime(model, 554), 50_000);
});

test('a volume made by dasdinit is read', t => {
	if (!has(t, 'dasdinit')) {
		return;
	}

	for (const [type, expected] of [
		['3350', '3350'],
		['3330', '3330'],
		['2314', '2314'],
		['3340-35', '3340'],
		['3380', '3380'],
	] as const) {
		const name = file(`dasdinit-${type}`);
		spawnSync('dasdinit', [name, type, 'HERC01', '2'], {stdio: 'ignore'});
		const volume = opened(FileVolume.open(name));
		t.is(volume.model.name, expected);
		t.is(volume.cylinders, 2);
		t.is(readVolumeLabel(volume), 'HERC01');
		volume.close();
	}
});

test('our image files are those dasdinit makes, byte for byte on a raw volume', t => {
	if (!has(t, 'dasdinit')) {
		return;
	}

	for (const candidate of ckdModels.filter(({name}) => !name.includes('-'))) {
		const theirs = file(`theirs-${candidate.name}`);
		const ours = file(`ours-${candidate.name}`);
		spawnSync('dasdinit', ['-r', theirs, candidate.name, '1'], {stdio: 'ignore'});
		opened(FileVolume.create(ours, candidate, 1)).close();
		t.true(fs.readFileSync(ours).equals(fs.readFileSync(theirs)), `${candidate.name}`);
	}
});

test('a volume with a minidisk passes ckd2cckd and comes back the same', t => {
	if (!has(t, 'ckd2cckd') || !has(t, 'cckd2ckd')) {
		return;
	}

	const name = file('exchange');
	const volume = opened(FileVolume.create(name, model, 4));
	writeVolumeLabel(volume, 'YTSYS1');
	const minidisk = new Extent(volume, 2, 2);
	block(minidisk);
	volume.close();
	const packed = spawnSync('ckd2cckd', [name, `${name}.cckd`], {encoding: 'utf8'});
	t.is(packed.status, 0, `${packed.stdout}${packed.stderr}`);
	const unpacked = spawnSync('cckd2ckd', [`${name}.cckd`, `${name}.back`], {encoding: 'utf8'});
	t.is(unpacked.status, 0, `${unpacked.stdout}${unpacked.stderr}`);
	const back = opened(FileVolume.open(`${name}.back`));
	t.is(readVolumeLabel(back), 'YTSYS1');
	t.is(readRecord(new Extent(back, 2, 2), 1, 29, 19)?.[0], 0xE7);
	back.close();
});

test('dasdls reads our label as far as it reads dasdinit\'s', t => {
	if (!has(t, 'dasdls') || !has(t, 'dasdinit')) {
		return;
	}

	const ours = file('ours');
	const volume = opened(FileVolume.create(ours, model, 2));
	writeVolumeLabel(volume, 'YTSYS1');
	volume.close();
	spawnSync('dasdinit', [file('theirs'), '3350', 'YTSYS1', '2'], {stdio: 'ignore'});
	const list = (name: string): string => {
		const {status, stdout, stderr} = spawnSync('dasdls', [name], {encoding: 'utf8'});
		return `${status} ${stdout}${stderr}`.replaceAll(name, 'FILE');
	};

	t.is(list(ours), list(file('theirs')));
	t.regex(list(ours), /F4DSCB record not found/, 'neither has a VTOC');
});
