import test from 'ava';
import {CkdDisk} from '../../../../source/machine/devices/disk/3350.js';
import {findCkdModel, type CkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {SharedUnit} from '../../../../source/machine/devices/disk/ckd-reserve.js';
import {appendRecord, emptyTrack} from '../../../../source/machine/devices/volume/ckd-track.js';
import {formatTrack, writeRecord} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';
import {
	cc, Rig, sli, type CcwList,
} from '../rig.js';

const seekAddress = 0x3000;
const id = 0x3002;

function disk(
	name: string,
	cylinders = 2,
): {rig: Rig; volume: MemoryVolume; device: CkdDisk; sense: (length?: number) => string} {
	const volume = new MemoryVolume(findCkdModel(name)!, cylinders);
	const rig = new Rig();
	const device = rig.attach(0x191, new CkdDisk(volume));
	rig.put(seekAddress, '0000 0000 0001');
	return {rig, volume, device, sense: (length = 2) => Buffer.from(device.sense()).toString('hex', 0, length)};
}

const onRecord = (...rest: CcwList): CcwList => [
	[0x07, seekAddress, cc, 6],
	[0x31, id, cc, 5],
	[0x08, 0x1008, 0, 0],
	...rest,
];

/** Writes a record of 30 bytes that goes on as one of 20 bytes on the next track, as OS writes overflow records. */
function overflowing(rig: Rig): void {
	rig.put(0x3040, '0000000101 00 001E');
	rig.put(0x3050, '0000000201 00 0014');
	rig.put(0x3060, '0000 0000 0002');
	rig.put(id, '0000 0001 00');
	rig.put(0x3068, '0000 0002 00');
	rig.storage.store(0x5000, new Uint8Array(50).fill(0xAA));
	rig.run(0x191, onRecord(
		[0x01, 0x3040, 0x80, 8],
		[0, 0x5000, cc, 30],
		[0x07, 0x3060, cc, 6],
		[0x31, 0x3068, cc, 5],
		[0x08, 0x1030, 0, 0],
		[0x1D, 0x3050, 0x80, 8],
		[0, 0x5000, 0, 20],
	));
}

test('record overflow: written by Write Special CKD, read and rewritten over the track\'s end', t => {
	for (const name of ['2314', '3330', '3350']) {
		const {rig, sense} = disk(name);
		overflowing(rig);
		t.is(rig.csw, '00 001050 0C00 0000', name);
		rig.put(id, '0000 0001 01');
		t.is(rig.run(0x191, onRecord([0x06, 0x6000, 0, 50])).csw, '00 001020 0C00 0000');
		t.is(rig.hex(0x6000, 50), 'AA'.repeat(50));
		rig.storage.store(0x5000, Uint8Array.from({length: 50}, (_, index) => index));
		t.is(rig.run(0x191, onRecord([0x05, 0x5000, 0, 50])).csw, '00 001020 0C00 0000');
		rig.run(0x191, onRecord([0x1E, 0x6000, sli, 50]));
		t.is(rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x1E, 0x6000, 0, 58]]).csw, '00 001010 0C00 0000');
		t.is(rig.hex(0x6000, 9), '000000010100001E00', 'no program sees the flag');
		t.is(rig.hex(0x6008 + 30, 3), '1E1F20');
		rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x12, 0x6000, 0, 8]]);
		t.is(rig.hex(0x6000, 8), '000000010100001E');
		// The file mask forbids the change of heads: incomplete.
		rig.put(0x3010, '18');
		t.is(
			rig
				.run(0x191, [
					[0x07, seekAddress, cc, 6],
					[0x1F, 0x3010, cc, 1],
					[0x06, 0x6000, sli, 50],
				])
				.csw.slice(10, 14),
			'0E00',
		);
		t.is(sense(), '0005', 'file protected, operation incomplete');
	}
});

test('an overflow record at the end of the cylinder, or without its other half', t => {
	const {rig, volume, sense} = disk('3350');
	const last = emptyTrack(0, 29);
	volume.writeTrack(0, 29, appendRecord(last, 21, Uint8Array.of(0x80, 0, 0, 29, 1, 0, 0, 2, 0xC1, 0xC2)));
	rig.put(seekAddress, '0000 0000 001D');
	t.is(rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x06, 0x6000, sli, 50]]).csw.slice(10, 14), '0E00');
	t.is(sense(), '0021', 'end of cylinder');
	volume.writeTrack(0, 3, appendRecord(emptyTrack(0, 3), 21, Uint8Array.of(0x80, 0, 0, 3, 1, 0, 0, 2, 0xC1, 0xC2)));
	rig.put(seekAddress, '0000 0000 0003');
	t.is(rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x06, 0x6000, sli, 50]]).csw.slice(10, 14), '0E00');
	t.is(sense(), '0009', 'no record found');
	t.is(rig.hex(0x6000, 2), 'C1C2', 'the first half has been read');
	t.is(disk('3380').rig.run(0x191, [[0x01, 0x6000, sli, 8]]).cc, 1, 'a 3380 has no record overflow');
});

/** Flags track 0.1 as defective, its R0 naming 1.0, where record 1 is. */
function defective(volume: MemoryVolume): void {
	const track = emptyTrack(0, 1);
	track[0] = 2;
	track.set([0, 1, 0, 0], 5);
	volume.writeTrack(0, 1, track);
	const alternate = emptyTrack(1, 0);
	alternate[0] = 1;
	volume.writeTrack(1, 0, appendRecord(alternate, 21, Uint8Array.of(0, 0, 0, 1, 1, 0, 0, 3, 0xC1, 0xC2, 0xC3)));
}

test('the storage control goes to the alternate of a defective track by itself', t => {
	const {rig, volume} = disk('3330');
	defective(volume);
	rig.put(id, '0000 0001 01');
	t.is(rig.run(0x191, onRecord([0x06, 0x6000, 0, 3])).csw, '00 001020 0C00 0000');
	t.is(rig.hex(0x6000, 3), 'C1C2C3');
	rig.put(0x6000, 'D1D2D3');
	rig.run(0x191, onRecord([0x05, 0x6000, 0, 3]));
	t.is(volume.readTrack(1, 0)[29], 0xD1);
	t.is(
		rig.run(0x191, [
			[0x07, seekAddress, cc, 6],
			[0x1A, 0x6000, cc, 5],
			[0x16, 0x6010, 0, 16],
		]).csw,
		'00 001018 0C00 0000',
	);
	t.is(rig.hex(0x6000, 5), '0200000001', 'home address and R0 are its own');
	t.is(rig.hex(0x6010, 4), '00010000');
	// Multi-track search: from the track before to the alternate, and back to the next.
	formatTrack(volume, 0, 2, 5, 1);
	writeRecord(volume, 0, 2, 1, new Uint8Array(5).fill(0xEE));
	rig.put(seekAddress, '0000 0000 0000');
	rig.put(id, '0000 0001 01');
	t.is(
		rig.run(0x191, [
			[0x07, seekAddress, cc, 6],
			[0xB1, id, cc, 5],
			[0x08, 0x1008, 0, 0],
			[0x06, 0x6000, cc, 3],
			[0x86, 0x6010, 0, 5],
		]).csw,
		'00 001028 0C00 0000',
	);
	t.is(rig.hex(0x6000, 3) + rig.hex(0x6010, 5), 'D1D2D3EEEEEEEEEE');
});

test('a 2314 leaves a defective track to the program: track condition check', t => {
	const {rig, volume, sense} = disk('2314');
	defective(volume);
	rig.put(id, '0000 0001 01');
	t.is(rig.run(0x191, onRecord([0x06, 0x6000, 0, 3])).csw.slice(10, 12), '0E');
	t.is(sense(4), '020000c8');
	t.is(rig.run(0x191, [[0x07, seekAddress, cc, 6], [0x16, 0x6010, 0, 16]]).csw.slice(10, 14), '0C00');
});

test('sense bytes of the 2311 and 2314, and the buffered log of the others', t => {
	const {rig, sense} = disk('2311');
	rig.put(seekAddress, '0000 00FF 0000');
	rig.run(0x191, [[0x07, seekAddress, 0, 6]]);
	t.is(sense(6), '810000c80000', 'command reject, seek check');
	rig.run(0x191, [[0x05, seekAddress, 0, 6]]);
	t.is(sense(2), '8010', 'invalid sequence');
	t.is(rig.run(0x191, [[0x23, seekAddress, 0, 1]]).cc, 1, 'no sectors');
	t.is(rig.run(0x191, [[0x04, 0x6000, 0, 6]]).csw, '00 001008 0C00 0000');
	t.is(rig.run(0x191, [[0xA4, 0x6000, 0, 24]]).cc, 1);
	t.is(disk('3330').rig.run(0x191, [[0xA4, 0x6000, 0, 24]]).csw, '00 001008 0C00 0000');
	t.is(disk('3330').rig.run(0x191, [[0xE4, 0x6000, 0, 7]]).cc, 1);
	const {rig: late} = disk('3380');
	t.is(late.run(0x191, [[0xE4, 0x6000, 0, 7]]).csw, '00 001008 0C00 0000');
	t.is(late.hex(0x6000, 7), 'FF388003338002');
});

test('a 3380 reads the rest of a track at once', t => {
	const {rig, volume} = disk('3380');
	formatTrack(volume, 0, 1, 4, 3);
	rig.put(id, '0000 0001 01');
	t.is(rig.run(0x191, onRecord([0x5E, 0x6000, 0, 24])).csw, '00 001020 0C00 0000');
	t.is(rig.hex(0x6000, 5) + rig.hex(0x600C, 5), '00000001020000000103');
	t.is(disk('3350').rig.run(0x191, [[0x5E, 0x6000, sli, 24]]).cc, 1);
});

test('a track holds what every model\'s manual says', t => {
	const records = (model: CkdModel, length: number, key = 0): number => {
		let count = 0;
		while (model.fits(Array.from({length: count + 1}, () => [key, length] as const))) {
			count++;
		}

		return count;
	};

	for (const [name, whole, of80, of800] of [
		['2311', 3625, 25, 4],
		['2314', 7294, 40, 7],
		['3330', 13_030, 61, 14],
		['3340', 8368, 34, 8],
		['3350', 19_069, 72, 19],
		['3380', 47_476, 83, 36],
	] as const) {
		const model = findCkdModel(name)!;
		t.deepEqual(
			[records(model, whole), records(model, whole + 1), records(model, 80), records(model, 800)],
			[1, 0, of80, of800],
			name,
		);
	}
});

test('Reserve keeps another path away until Release; it then hears device end', t => {
	const volume = new MemoryVolume(findCkdModel('3330')!, 2);
	const unit = new SharedUnit();
	const [one, two] = [new Rig(), new Rig()];
	one.attach(0x191, new CkdDisk(volume, {unit}));
	two.attach(0x192, new CkdDisk(volume, {unit}));
	t.is(one.run(0x191, [[0xB4, 0x2000, 0, 24]]).csw, '00 001008 0C00 0000');
	t.true(unit.isReserved);
	t.is(one.run(0x191, [[0x1A, 0x2000, 0, 5]]).csw.slice(10), '0C00 0000', 'its own path works');
	t.is(two.run(0x192, [[0x1A, 0x2000, 0, 5]]).cc, 1);
	t.is(two.hex(68, 2), '1000', 'busy');
	t.is(two.channels.testIo(0x192), 0);
	one.run(0x191, [[0x94, 0x2000, 0, 24]]);
	t.is(two.channels.testIo(0x192), 1);
	t.is(two.csw, '00 000000 0400 0000');
	t.is(two.run(0x192, [[0xB4, 0x2000, 0, 24]]).csw.slice(10), '0C00 0000');
	t.is(one.run(0x191, [[0x03, 0, 0, 1]]).cc, 1);
	t.is(one.hex(68, 2), '1000');
	t.is(one.run(0x191, [[0x14, 0x2000, 0, 24]]).csw.slice(10), '0C00 0000', 'unconditionally');
	t.is(two.run(0x192, [[0x1A, 0x2000, 0, 5]]).cc, 1);
	one.channels.reset();
	t.is(two.channels.testIo(0x192), 1, 'a system reset releases');
	t.is(two.run(0x192, [[0x1A, 0x2000, 0, 5]]).csw.slice(10), '0C00 0000');
});
