import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {spawnSync} from 'node:child_process';
import test, {type ExecutionContext} from 'ava';
import {CkdDisk} from '../../../../source/machine/devices/disk/3350.js';
import {exportCompressed} from '../../../../source/machine/devices/volume/cckd-export.js';
import {ckdModels, findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {appendRecord, emptyTrack, usedLength} from '../../../../source/machine/devices/volume/ckd-track.js';
import {
	formatTrack, readRecord, writeRecord, type CkdVolume,
} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {
	bigEntry, bigHeader, bigOffset, cckdOption, firstTableAt, imageHeader, littleEntry, littleHeader, littleOffset,
	secondTableEntries,
} from '../../../../source/machine/devices/volume/image-format.js';
import {FileVolume} from '../../../../source/machine/devices/volume/file-volume.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';
import {openVolume} from '../../../../source/machine/devices/volume/open-volume.js';
import {OverlayVolume} from '../../../../source/machine/devices/volume/overlay-volume.js';
import {writeVolumeLabel} from '../../../../source/machine/devices/volume/volume-label.js';
import {cc, Rig} from '../rig.js';

const model = findCkdModel('3350')!;
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yorktown-cckd-'));
const file = (name: string): string => path.join(folder, name);

test.after.always(() => {
	fs.rmSync(folder, {recursive: true, force: true});
});

function has(t: ExecutionContext, program: string): boolean {
	const found = spawnSync(program, ['-v'], {stdio: 'ignore'}).error === undefined;
	if (!found) {
		t.log(`skipped: Hercules' ${program} is not installed`);
		t.pass();
	}

	return found;
}

function good<T extends CkdVolume>(result: T | {readonly problem: string}): T {
	if ('problem' in result) {
		throw new Error(result.problem);
	}

	return result;
}

const problem = (name: string): string | undefined => {
	const result = openVolume(file(name));
	return 'problem' in result ? result.problem : undefined;
};

/**
 * A volume with a label, a formatted track, an end-of-file record, and a track of noise that no compression makes
 * smaller.
 */
function fill(volume: CkdVolume): void {
	writeVolumeLabel(volume, 'YTSYS1');
	formatTrack(volume, 1, 3, 800, 4);
	writeRecord(volume, 1, 3, 4, new Uint8Array(800).fill(0xE7));
	const empty = emptyTrack(1, 4);
	volume.writeTrack(1, 4, appendRecord(empty, empty.length - 8, Uint8Array.of(0, 1, 0, 4, 1, 0, 0, 0)));
	let state = 1;
	formatTrack(volume, 1, 5, 1000, 1);
	writeRecord(volume, 1, 5, 1, Uint8Array.from({length: 1000}, () => {
		state = (state * 48_271) % 0x7F_FF_FF_FF;
		return state >>> 11;
	}));
}

/** Whether two volumes have the same tracks, through their end marks. */
function isSame(one: CkdVolume, two: CkdVolume): boolean {
	for (let track = 0; track < one.cylinders * one.model.heads; track++) {
		const [cylinder, head] = [Math.trunc(track / one.model.heads), track % one.model.heads];
		const [a, b] = [one.readTrack(cylinder, head), two.readTrack(cylinder, head)];
		if (Buffer.compare(a.subarray(0, usedLength(a)), b.subarray(0, usedLength(b))) !== 0) {
			return false;
		}
	}

	return one.cylinders === two.cylinders && one.model === two.model;
}

test('an exported volume is read back the same, and is small', t => {
	for (const each of ckdModels) {
		const volume = new MemoryVolume(each, 2);
		fill(volume);
		t.is(exportCompressed(volume, file(`export-${each.name}`)), undefined);
		const back = good(openVolume(file(`export-${each.name}`)));
		t.is(back.model.imageType, each.imageType);
		t.true(back.readOnly);
		t.deepEqual(readRecord(back, 1, 3, 4), new Uint8Array(800).fill(0xE7));
		t.is(usedLength(back.readTrack(0, 5)), 29);
		t.true(fs.statSync(file(`export-${each.name}`)).size < 8000);
		back.close();
		t.throws(() => back.readTrack(0, 0), {message: /closed/});
	}

	t.is(exportCompressed(new MemoryVolume(model, 1), file('export-3350'))?.problem, 'the file exists already');
	const flagged = new MemoryVolume(model, 1);
	flagged.writeTrack(0, 3, Uint8Array.of(2, ...emptyTrack(0, 3).subarray(1)));
	t.is(
		exportCompressed(flagged, file('flagged'))?.problem,
		'track 0.3 is flagged in its home address, which a compressed image cannot keep',
	);
	t.false(fs.existsSync(file('flagged')));
});

test('an overlay makes a compressed volume writable', t => {
	const volume = new MemoryVolume(model, 2);
	fill(volume);
	exportCompressed(volume, file('below'));
	const rig = new Rig();
	rig.attach(0x191, new CkdDisk(new OverlayVolume(good(openVolume(file('below'))))));
	rig.put(0x3000, '0000 0001 0003 04');
	rig.put(0x2000, 'ABCD');
	const find = [[0x07, 0x3000, cc, 6], [0x31, 0x3002, cc, 5], [0x08, 0x1008, 0, 0]] as const;
	t.is(rig.run(0x191, [...find, [0x05, 0x2000, 0, 800]]).csw, '00 001020 0C00 0000');
	rig.run(0x191, [...find, [0x06, 0x4000, 0, 800]]);
	t.is(rig.hex(0x4000, 2), 'ABCD');
	const direct = new Rig();
	direct.attach(0x191, new CkdDisk(good(openVolume(file('below')))));
	direct.put(0x3000, '0000 0001 0003 04');
	t.is(
		direct.run(0x191, [...find, [0x05, 0x2000, 0, 800]]).csw.slice(10, 12),
		'0E',
		'alone its writes are inhibited',
	);
});

test('a compressed image whose numbers have the other byte order is the same volume', t => {
	const volume = new MemoryVolume(model, 10);
	fill(volume);
	t.is(exportCompressed(volume, file('little.cckd')), undefined);
	const bytes = fs.readFileSync(file('little.cckd'));
	const tables = littleHeader.decode(bytes, imageHeader.length).firstEntries;
	for (let table = 0; table < tables; table++) {
		const place = firstTableAt + (table * littleOffset.length);
		const {at} = littleOffset.decode(bytes, place);
		bigOffset.change(bytes, place, {at});
		for (let entry = at; entry < at + (secondTableEntries * littleEntry.length); entry += littleEntry.length) {
			bigEntry.change(bytes, entry, littleEntry.decode(bytes, entry));
		}
	}

	const header = littleHeader.decode(bytes, imageHeader.length);
	bigHeader.change(bytes, imageHeader.length, {...header, options: header.options | cckdOption.bigEndian});
	fs.writeFileSync(file('big.cckd'), bytes);
	const [little, big] = [good(openVolume(file('little.cckd'))), good(openVolume(file('big.cckd')))];
	t.is(big.cylinders, 10);
	for (let head = 0; head < model.heads; head++) {
		t.deepEqual(big.readTrack(1, head), little.readTrack(1, head));
	}

	little.close();
	big.close();
});

test('a damaged compressed image is refused with one clear line; a damaged track is an equipment check', t => {
	const volume = new MemoryVolume(model, 20);
	fill(volume);
	exportCompressed(volume, file('sound'));
	const whole = fs.readFileSync(file('sound'));
	const change = (
		name: string,
		...changes: ReadonlyArray<readonly [at: number, value: number]>
	): string | undefined => {
		const bytes = Buffer.from(whole);
		for (const [at, value] of changes) {
			bytes[at] = value;
		}

		fs.writeFileSync(file(name), bytes);
		return problem(name);
	};

	t.is(change('type', [16, 0x77]), 'device type X\'77\' is not known');
	t.is(change('heads', [8, 3]), '3 heads and 19456 bytes a track are not those of a 3350');
	t.is(change('cylinders', [552, 0xFF], [553, 0xFF]), '65535 cylinders are not those of a 3350');
	t.is(change('tables', [520, 9]), 'damaged: its table sizes are wrong');
	t.is(
		change('bzip2', [557, 2]),
		'its tracks are compressed with bzip2, which is not supported; convert it with cckd2ckd',
	);
	t.is(
		change('shadow', [1024, 0xFF], [1025, 0xFF], [1026, 0xFF], [1027, 0xFF]),
		'a shadow file, which is not supported',
	);
	t.regex(change('pointer', [1026, 0x10])!, /^truncated: the table at offset \d+ is cut off$/);
	fs.writeFileSync(file('short'), whole.subarray(0, 700));
	t.is(problem('short'), 'not a compressed CKD image file (no CKD_C370 header)');
	t.is(problem('nothing'), 'no such file');
	// The first track's image lies behind the first table.
	const first = 1024 + (Math.ceil(600 / 256) * 4);
	t.is(change('track', [first + 5, 0xEE]), undefined);
	const rig = new Rig();
	const device = rig.attach(0x191, new CkdDisk(good(openVolume(file('track')))));
	t.is(rig.run(0x191, [[0x1A, 0x2000, 0, 5]]).csw.slice(10, 12), '0E');
	t.is(device.sense()[0], 0x10);
});

test('a split image: the same volume in several files', t => {
	const whole = good(FileVolume.create(file('whole'), model, 5));
	fill(whole);
	writeRecord(whole, 1, 3, 1, new Uint8Array(800).fill(1));
	formatTrack(whole, 4, 29, 80, 2);
	const bytes = fs.readFileSync(file('whole'));
	const cylinder = 30 * 19_456;
	const part = (number: number, first: number, last: number, highest: number): void => {
		const head = Buffer.from(bytes.subarray(0, 512));
		head[17] = number;
		head.writeUInt16LE(highest, 18);
		fs.writeFileSync(
			file(`split_${number}.3350`),
			Buffer.concat([head, bytes.subarray(512 + first * cylinder, 512 + (last + 1) * cylinder)]),
		);
	};

	part(1, 0, 1, 1);
	part(2, 2, 3, 3);
	part(3, 4, 4, 0);
	const split = good(openVolume(file('split_1.3350')));
	t.true(isSame(split, whole));
	writeRecord(split, 4, 29, 2, new Uint8Array(80).fill(9));
	split.close();
	const again = good(openVolume(file('split_1.3350')));
	t.is(readRecord(again, 4, 29, 2)?.[0], 9);
	t.throws(() => again.readTrack(5, 0), {instanceOf: RangeError});
	again.close();
	t.is(problem('split_2.3350'), 'file 2 of a split image; open the first');
	part(2, 2, 3, 4);
	t.is(problem('split_1.3350'), 'split_2.3350: holds the cylinders up to 3, not up to 4 as its header says');
	fs.rmSync(file('split_2.3350'));
	t.is(problem('split_1.3350'), 'split_2.3350: no such file');
	fs.renameSync(file('split_1.3350'), file('other'));
	t.is(problem('other'), 'the name of the first file of a split image must end with 1');
});

test('our volume compressed by ckd2cckd is read by us equal, with zlib and without', t => {
	if (!has(t, 'ckd2cckd')) {
		return;
	}

	const volume = good(FileVolume.create(file('plain'), model, 4));
	fill(volume);
	for (const option of ['-z', '-0']) {
		t.is(spawnSync('ckd2cckd', ['-q', '-r', option, file('plain'), file('packed')], {stdio: 'ignore'}).status, 0);
		t.true(isSame(good(openVolume(file('packed'))), volume), option);
	}

	if (spawnSync('ckd2cckd', ['-q', '-r', '-bz2', file('plain'), file('packed')], {stdio: 'ignore'}).status === 0) {
		t.regex(problem('packed')!, /bzip2/);
	}
});

test('what we export is unpacked by cckd2ckd to the same volume', t => {
	if (!has(t, 'cckd2ckd')) {
		return;
	}

	for (const name of ['2311', '2314', '3330', '3350', '3380']) {
		const volume = good(FileVolume.create(file(`o-${name}`), findCkdModel(name)!, 3));
		fill(volume);
		t.is(exportCompressed(volume, file(`e-${name}`)), undefined);
		const {status, stdout} = spawnSync('cckd2ckd', ['-q', file(`e-${name}`), file(`u-${name}`)], {
			encoding: 'utf8',
		});
		t.is(status, 0, stdout);
		t.true(fs.readFileSync(file(`u-${name}`)).equals(fs.readFileSync(file(`o-${name}`))), name);
	}
});

test('a compressed volume made by dasdinit is read as cckd2ckd unpacks it', t => {
	if (!has(t, 'dasdinit') || !has(t, 'cckd2ckd')) {
		return;
	}

	spawnSync('dasdinit', ['-z', '-lfs', file('init'), '3350', 'HERC01', '3'], {stdio: 'ignore'});
	spawnSync('cckd2ckd', ['-q', file('init'), file('init-plain')], {stdio: 'ignore'});
	t.true(isSame(good(openVolume(file('init'))), good(openVolume(file('init-plain')))));
});
