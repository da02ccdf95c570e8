import test from 'ava';
import {CkdDisk} from '../../../../source/machine/devices/disk/3350.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {formatTrack, readRecord, writeRecord} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';
import {
	cc, Rig, sli, type CcwList,
} from '../rig.js';

const model = findCkdModel('3350')!;
const seekAddress = 0x3000;
const id = 0x3002;
const buffer = 0x4000;

/**
 * A machine with a 3350 of two cylinders at 191; cylinder 1 head 2 has 19 records of 800 bytes, record n filled with n.
 */
function disk(options: {readonly readOnly?: boolean} = {}): {rig: Rig; volume: MemoryVolume} {
	const volume = new MemoryVolume(model, 2, options);
	const writable = options.readOnly ? undefined : volume;
	const rig = new Rig();
	if (writable) {
		formatTrack(writable, 1, 2, 800, 19);
		for (let record = 1; record <= 19; record++) {
			writeRecord(writable, 1, 2, record, new Uint8Array(800).fill(record));
		}
	}

	rig.attach(0x191, new CkdDisk(volume));
	rig.put(seekAddress, '0000 0001 0002');
	return {rig, volume};
}

/** Seek, search ID equal until found, then what `rest` says. */
const onRecord = (...rest: CcwList): CcwList => [
	[0x07, seekAddress, cc, 6],
	[0x31, id, cc, 5],
	[0x08, 0x1008, 0, 0],
	...rest,
];

test('the chain CMS reads a block with', t => {
	const {rig} = disk();
	rig.put(id, '0001 0002 07');
	rig.put(0x3010, '00');
	const list: CcwList = [
		[0x07, seekAddress, cc, 6],
		[0x23, 0x3010, cc, 1],
		[0x31, id, cc, 5],
		[0x08, 0x1010, 0, 0],
		[0x06, buffer, 0, 800],
	];
	t.deepEqual(rig.run(0x191, list), {cc: 0, csw: '00 001028 0C00 0000'});
	t.is(rig.hex(buffer, 800), '07'.repeat(800));
	t.is(rig.hex(buffer + 800, 1), '00');
});

test('a write in place, and reading it back', t => {
	const {rig, volume} = disk();
	rig.put(id, '0001 0002 13');
	rig.put(buffer, 'ABCD');
	t.deepEqual(rig.run(0x191, onRecord([0x05, buffer, 0, 800])), {cc: 0, csw: '00 001020 0C00 0000'});
	t.deepEqual([...readRecord(volume, 1, 2, 19)!.subarray(0, 3)], [0xAB, 0xCD, 0]);
	t.deepEqual([...readRecord(volume, 1, 2, 18)!.subarray(0, 2)], [18, 18]);
	rig.put(buffer, '1111');
	t.is(rig.run(0x191, onRecord([0x05, buffer, sli, 1])).csw, '00 001020 0C00 0000');
	t.deepEqual([...readRecord(volume, 1, 2, 19)!.subarray(0, 3)], [0x11, 0, 0], 'a short write is filled with zeros');
	t.is(rig.run(0x191, onRecord([0x05, buffer, 0, 1])).csw, '00 001020 0C40 0000', 'and is of incorrect length');
});

test('a record that is not there: no record found', t => {
	const {rig} = disk();
	rig.put(id, '0001 0002 14');
	t.deepEqual(rig.run(0x191, onRecord([0x06, buffer, 0, 800])), {cc: 0, csw: '00 001010 0E40 0005'});
	rig.run(0x191, [[0x04, buffer, 0, 24]]);
	t.is(rig.hex(buffer, 8), '0008000000010200');
	rig.run(0x191, [[0x03, 0, cc, 1], [0x06, buffer, sli, 800]]);
	t.is(rig.csw.slice(10, 14), '0C00', 'without a search the next record is read');
	rig.put(seekAddress, '0000 0000 0001');
	rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x06, buffer, sli, 800]]);
	t.is(rig.csw.slice(10, 14), '0E00', 'a track without records');
});

test('the sequential read of a whole track, count fields included', t => {
	const {rig} = disk();
	rig.put(id, '0001 0002 00');
	const counts: CcwList = Array.from({length: 19}, (_, index) => [0x12, buffer + (index * 8), cc, 8]);
	rig.run(0x191, onRecord(...counts, [0x1E, 0x5000, sli, 4000]));
	t.is(rig.csw.slice(10, 14), '0C00');
	t.is(rig.hex(buffer, 16), '00010002010003200001000202000320');
	t.is(rig.hex(buffer + 144, 8), '0001000213000320');
	t.is(rig.hex(0x5000, 9), '000100020100032001', 'round the index to record 1');
});

test('formatting a track: home address search, R0, then count-key-data', t => {
	const {rig, volume} = disk();
	rig.put(id, '0001 0002');
	rig.put(0x3010, 'C0');
	rig.put(0x3020, '0001000200000008 0000000000000000');
	rig.put(0x3040, '0001000201000004 C1C2C3C4');
	rig.put(0x3060, '0001000202020003 D2D2 D1D2D3');
	rig.put(0x3080, '0001000203000000');
	const format: CcwList = [
		[0x1F, 0x3010, cc, 1],
		[0x07, seekAddress, cc, 6],
		[0x39, id, cc, 4],
		[0x08, 0x1010, 0, 0],
		[0x15, 0x3020, cc, 16],
		[0x1D, 0x3040, cc, 12],
		[0x1D, 0x3060, cc, 13],
		[0x1D, 0x3080, 0, 8],
	];
	t.deepEqual(rig.run(0x191, format), {cc: 0, csw: '00 001040 0C00 0000'});
	t.is(Buffer.from(readRecord(volume, 1, 2, 2)!).toString('hex'), 'd1d2d3');
	t.is(readRecord(volume, 1, 2, 4), undefined);
	// By key, with and without the key in what is read.
	rig.put(0x30A0, 'D2D2');
	const byKey: CcwList = [
		[0x07, seekAddress, cc, 6],
		[0x29, 0x30A0, cc, 2],
		[0x08, 0x1008, 0, 0],
		[0x06, buffer, 0, 3],
	];
	t.deepEqual(rig.run(0x191, byKey), {cc: 0, csw: '00 001020 0C00 0000'});
	t.is(rig.hex(buffer, 3), 'D1D2D3');
	rig.put(id, '0001 0002 02');
	rig.run(0x191, onRecord([0x0E, buffer, 0, 5]));
	t.is(rig.hex(buffer, 5), 'D2D2D1D2D3');
	rig.put(0x3090, 'E1E1E2E3E4');
	rig.run(0x191, onRecord([0x0D, 0x3090, 0, 5]));
	t.is(Buffer.from(readRecord(volume, 1, 2, 2)!).toString('hex'), 'e2e3e4');
	// The record without data is the end of the file.
	rig.put(id, '0001 0002 03');
	t.is(rig.run(0x191, onRecord([0x06, buffer, sli, 8])).csw, '00 001020 0D00 0008');
	rig.put(0x30A0, 'FFFF');
	t.is(rig.run(0x191, byKey).csw, '00 001010 0E40 0002', 'no such key');
	rig.put(0x30A0, 'C0C0');
	t.is(
		rig.run(0x191, [
			[0x07, seekAddress, cc, 6],
			[0x49, 0x30A0, cc, 2],
			[0x08, 0x1008, 0, 0],
			[0x06, buffer, 0, 3],
		]).csw,
		'00 001020 0C00 0000',
		'key high',
	);
});

test('a track holds what its capacity formula says', t => {
	const {rig} = disk();
	rig.put(0x3010, 'C0');
	rig.put(id, '0001 0002 13');
	rig.put(0x3040, '0001000214000320');
	t.is(rig.run(0x191, onRecord([0x1D, 0x3040, sli, 8])).csw, '00 001020 0E00 0000');
	rig.run(0x191, [[0x04, buffer, 0, 24]]);
	t.is(rig.hex(buffer, 2), '0040', 'invalid track format');
	t.true(model.fits([[0, 19_069]]));
	t.false(model.fits([[0, 19_070]]));
	for (const [name, records] of [['2314', 7], ['3330', 14], ['3340', 8], ['3380', 36]] as const) {
		const {fits} = findCkdModel(name)!;
		t.true(fits(Array.from({length: records}, () => [0, 800] as const)), `${name}`);
		t.false(fits(Array.from({length: records + 2}, () => [0, 800] as const)), `${name}`);
	}
});

test('high and high-or-equal searches of identifiers', t => {
	const {rig} = disk();
	rig.put(id, '0001 0002 05');
	for (const [command, first] of [[0x31, '05'], [0x51, '06'], [0x71, '05']] as const) {
		rig.run(0x191, [
			[0x07, seekAddress, cc, 6],
			[command, id, cc, 5],
			[0x08, 0x1008, 0, 0],
			[0x06, buffer, 0, 800],
		]);
		t.is(rig.hex(buffer, 1), first);
	}

	rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x51, id, cc, 5], [0x08, 0x1008, 0, 0], [0x05, buffer, 0, 800]]);
	t.is(rig.csw.slice(10, 14), '0E40', 'a high search gives no right to write');
});

test('the multitrack bit goes on to the next head, to the end of the cylinder', t => {
	const {rig, volume} = disk();
	formatTrack(volume, 1, 3, 100, 1);
	writeRecord(volume, 1, 3, 1, new Uint8Array(100).fill(0x33));
	rig.put(id, '0001 0003 01');
	const search: CcwList = [
		[0x07, seekAddress, cc, 6],
		[0xB1, id, cc, 5],
		[0x08, 0x1008, 0, 0],
		[0x06, buffer, 0, 100],
	];
	t.deepEqual(rig.run(0x191, search), {cc: 0, csw: '00 001020 0C00 0000'});
	t.is(rig.hex(buffer, 1), '33');
	rig.put(id, '0001 0003 02');
	t.is(rig.run(0x191, search).csw, '00 001010 0E40 0005');
	rig.run(0x191, [[0x04, buffer, 0, 24]]);
	t.is(rig.hex(buffer, 2), '0020', 'end of cylinder');
	rig.put(0x3010, '18');
	rig.run(0x191, [[0x1F, 0x3010, cc, 1], [0xB1, id, cc, 5], [0x08, 0x1008, 0, 0], [0x06, buffer, 0, 100]]);
	rig.run(0x191, [[0x04, buffer, 0, 24]]);
	t.is(rig.hex(buffer, 2), '0004', 'the file mask forbids head switching');
});

test('seek arguments are checked', t => {
	const {rig} = disk();
	const check = (argument: string, sense: string): void => {
		rig.put(seekAddress, argument);
		t.is(rig.run(0x191, [[0x07, seekAddress, 0, 6]]).csw, '00 001008 0E00 0000');
		rig.run(0x191, [[0x04, buffer, 0, 24]]);
		t.is(rig.hex(buffer, 8), sense, argument);
	};

	check('0000 0002 0000', '8000000000000004');
	check('0000 0001 001E', '8000000000000004');
	check('0001 0001 0000', '8000000000000004');
	t.is(rig.run(0x191, [[0x07, seekAddress, 0, 5]]).csw.slice(10, 14), '0E40', 'five bytes are too few');
});

test('the file mask', t => {
	const {rig} = disk();
	rig.put(id, '0001 0002 01');
	const sense = (value: string, list: CcwList): string => {
		rig.put(0x3010, value);
		rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x1F, 0x3010, cc, 1], ...list]);
		const status = rig.csw.slice(10, 12);
		rig.run(0x191, [[0x04, buffer, 0, 24]]);
		return `${status} ${rig.hex(buffer, 2)}`;
	};

	const write: CcwList = [[0x31, id, cc, 5], [0x08, 0x1010, 0, 0], [0x05, buffer, 0, 800]];
	const format: CcwList = [[0x31, id, cc, 5], [0x08, 0x1010, 0, 0], [0x1D, 0x3040, sli, 8]];
	const home: CcwList = [[0x19, 0x3040, sli, 5]];
	t.is(sense('40', write), '0E 8000', 'no writes');
	t.is(sense('80', format), '0E 8000', 'no format writes');
	t.is(sense('80', write), '0C 0000');
	t.is(sense('00', home), '0E 8000', 'no home address');
	t.is(sense('08', [[0x07, seekAddress, 0, 6]]), '0E 0004', 'no seek');
	t.is(sense('08', [[0x0B, seekAddress, 0, 6]]), '0C 0000', 'but seek cylinder');
	t.is(sense('10', [[0x0B, seekAddress, 0, 6]]), '0E 0004', 'no seek cylinder');
	t.is(sense('10', [[0x1B, seekAddress, 0, 6]]), '0C 0000', 'but seek head');
	t.is(sense('18', [[0x1B, seekAddress, 0, 6]]), '0E 0004', 'none');
	t.is(sense('22', []), '0E 8000', 'invalid');
	t.is(sense('00', [[0x1F, 0x3010, 0, 1]]), '0E 8000', 'one mask a chain');
});

test('a write must follow an equal search', t => {
	const {rig} = disk();
	t.is(rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x05, buffer, 0, 800]]).csw.slice(10, 14), '0E40');
	rig.run(0x191, [[0x04, buffer, 0, 24]]);
	t.is(rig.hex(buffer, 8), '8000000000010202', 'invalid sequence');
});

test('a volume whose writes are inhibited', t => {
	const {rig} = disk({readOnly: true});
	rig.put(id, '0001 0002 00');
	rig.run(0x191, onRecord([0x1D, buffer, sli, 8]));
	t.is(rig.csw.slice(10, 14), '0E00');
	rig.run(0x191, [[0x04, buffer, 0, 24]]);
	t.is(rig.hex(buffer, 2), '8002');
});

test('home address, R0, sector, recalibrate, reserve', t => {
	const {rig} = disk();
	rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x1A, buffer, cc, 5], [0x16, buffer + 16, 0, 16]]);
	t.is(rig.csw.slice(10, 14), '0C00');
	t.is(rig.hex(buffer, 5), '0000010002');
	t.is(rig.hex(buffer + 16, 16), '00010002000000080000000000000000');
	rig.put(id, '0001 0002 0A');
	rig.run(0x191, onRecord([0x22, buffer, 0, 1]));
	t.true(rig.storage.fetch(buffer, 1)[0] > 40 && rig.storage.fetch(buffer, 1)[0] < 64);
	rig.put(0x3010, '80');
	t.is(rig.run(0x191, [[0x23, 0x3010, 0, 1]]).csw.slice(10, 14), '0E00', 'a 3350 has 128 sectors');
	t.is(rig.run(0x191, [[0x13, 0, cc | sli, 1], [0x1A, buffer, 0, 5]]).csw.slice(10, 14), '0C00');
	t.is(rig.hex(buffer, 5), '0000000000');
	t.is(rig.run(0x191, [[0xB4, buffer, 0, 24]]).csw, '00 001008 0C00 0000');
	t.is(rig.run(0x191, [[0xE4, buffer, 0, 7]]).cc, 1, 'a 3350 has no Sense ID');
});

test('IPL reads record 1 of cylinder 0', t => {
	const {rig, volume} = disk();
	formatTrack(volume, 0, 0, 24, 2);
	writeRecord(volume, 0, 0, 1, Uint8Array.from({length: 24}, (_, index) => index));
	t.is(rig.run(0x191, [[0x02, buffer, 0, 24]]).csw, '00 001008 0C00 0000');
	t.is(rig.hex(buffer, 4), '00010203');
});

test('times: seek by distance, half a turn, transfer', t => {
	const {rig} = disk();
	rig.put(id, '0001 0002 01');
	const list = onRecord([0x06, buffer, 0, 800]);
	rig.program(list);
	const {duration} = rig.channels.runSynchronously(0x191, 0x1000, 0);
	t.true(duration > 10_000 + 8350 && duration < 10_000 + 8350 + 700, `${duration}`);
	t.true(rig.channels.runSynchronously(0x191, 0x1000, 0).duration < 8350 + 700, 'no seek the second time');
});
