/** Records of a file read and changed by their numbers: the file is what writing it whole would have made. */
import test from 'ava';
import fc from 'fast-check';
import {fromEbcdic, toEbcdic} from '../../../../source/base/ebcdic.js';
import {Failure} from '../../../../source/base/failure.js';
import {runToEnd} from '../../../../source/guest/action.js';
import {BufferStorage} from '../../../../source/cms/file-system/directory/directory-storage.js';
import type {BlockDevice} from '../../../../source/cms/file-system/disk/block-device.js';
import {DiskError, fileCode} from '../../../../source/cms/file-system/disk/disk.js';
import {checkFileSystem, formatDisk, readFile, readFiles} from '../../../../source/cms/file-system/disk/host.js';
import {LocalDisk} from '../../../../source/cms/file-system/disk/local-disk.js';
import {linksInHand, type LinkCache} from '../../../../source/cms/file-system/files/direct-file.js';
import type {RecordUpdate} from '../../../../source/cms/file-system/files/record-update.js';
import {VolumeBlocks} from '../../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {Crash, FragileDisk, moment} from '../../../support/disks.js';

const host = {
	* now() {
		return moment;
	},
};

function local(device: BlockDevice): LocalDisk {
	const view = {device: 0x191, letter: 'A', readOnly: false};
	const disk = runToEnd(LocalDisk.access(host, device, new BufferStorage(), view));
	if (disk instanceof Failure) {
		throw new TypeError('no CMS disk');
	}

	return disk;
}

function formatted(cylinders: number): FragileDisk {
	const device = new FragileDisk(cylinders);
	formatDisk(device, 'TEST');
	return device;
}

const update = (name: string, recordLength: number, records: ReadonlyMap<number, Uint8Array>): RecordUpdate => ({
	name, type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength, records,
});

const recordOf = (length: number, seed: number): Uint8Array =>
	Uint8Array.from({length}, (_, index) => (seed + (index * 7)) & 0xFF);

const lengths = {A: 800, B: 80, C: 1600} as const;
type Name = keyof typeof lengths;

type Change = {
	readonly name: Name;
	/** Records changed, as parts of what there is; and added. */
	readonly at: readonly number[];
	readonly added: number;
	readonly seed: number;
	/** How much of it stays, where it is cut off. */
	readonly kept: number | undefined;
};

const change: fc.Arbitrary<Change> = fc.record({
	name: fc.constantFrom<Name>('A', 'B', 'C'),
	at: fc.array(fc.double({min: 0, max: 0.999, noNaN: true}), {maxLength: 4}),
	added: fc.oneof(fc.integer({min: 0, max: 3}), fc.constantFrom(70, 480)),
	seed: fc.nat(255),
	kept: fc.option(fc.double({min: 0, max: 1, noNaN: true}), {freq: 6, nil: undefined}),
});

type Model = Record<Name, Uint8Array[]>;

/** The update, and what the file is then. */
function planned(model: Model, {name, at, added, seed, kept}: Change): [RecordUpdate, Uint8Array[]] {
	const length = lengths[name];
	const before = model[name];
	const records = new Map<number, Uint8Array>();
	for (const [index, part] of before.length > 0 ? at.entries() : []) {
		records.set(Math.floor(part * before.length) + 1, recordOf(length, seed + index));
	}

	for (let index = 0; index < Math.max(added, before.length === 0 ? 1 : 0); index++) {
		records.set(before.length + 1 + index, recordOf(length, seed + index));
	}

	const after = [...before];
	for (const [record, content] of records) {
		after[record - 1] = content;
	}

	const count = kept === undefined ? undefined : Math.max(Math.floor(kept * after.length), 1);
	return [{...update(name, length, records), count}, after.slice(0, count)];
}

const stored = (device: BlockDevice, name: string): Uint8Array[] => readFile(device, name, 'DATA') ?? [];

test('records changed, added and cut off in several files at once are as if the files were written whole', t => {
	fc.assert(fc.property(fc.array(fc.array(change, {minLength: 1, maxLength: 3}), {maxLength: 8}), changes => {
		const device = formatted(40);
		const disk = local(device);
		const model: Model = {A: [], B: [], C: []};
		const links: Record<Name, LinkCache> = {A: linksInHand(), B: linksInHand(), C: linksInHand()};
		for (const step of changes) {
			const next = {...model};
			const updates = step
				.filter(({name}, index) => step.findIndex(each => each.name === name) === index)
				.map(each => {
					const [wanted, after] = planned(model, each);
					next[each.name] = after;
					return {...wanted, links: links[each.name]};
				});
			t.is(runToEnd(disk.updateRecords(updates)), fileCode.ok);
			Object.assign(model, next);
			t.deepEqual(checkFileSystem(device), []);
			for (const {name} of updates) {
				const records = model[name as Name];
				t.true(Buffer.concat(stored(device, name)).equals(Buffer.concat(records)));
				const wanted = [records.length, 1, Math.ceil(records.length / 2)];
				// With the links that are kept, and without.
				for (const kept of [links[name as Name], undefined]) {
					const read = runToEnd(disk.direct({name, type: 'DATA'}, kept).read(wanted));
					t.deepEqual(read.map(bytes => Buffer.from(bytes)), wanted.map(at => Buffer.from(records[at - 1])));
				}
			}
		}
	}), {numRuns: 12});
});

test('a power loss before any block of a change leaves all files before or all after', t => {
	const first: Model = {
		A: Array.from({length: 70}, (_, index) => recordOf(800, index)),
		B: Array.from({length: 15}, (_, index) => recordOf(80, index)),
		C: [],
	};
	const before = formatted(6);
	for (const name of ['A', 'B'] as const) {
		const records = new Map(first[name].map((content, index) => [index + 1, content]));
		t.is(runToEnd(local(before).updateRecords([update(name, lengths[name], records)])), fileCode.ok);
	}

	fc.assert(fc.property(fc.array(change, {minLength: 1, maxLength: 3}), changes => {
		const updates = changes
			.filter(({name, added}, index) =>
				added < 100 && changes.findIndex(each => each.name === name) === index)
			.map(each => planned(first, each)[0]);
		const contents = (device: BlockDevice): string => readFiles(device).map(({status, records}) =>
			`${status.name} ${status.records} ${Buffer.concat(records).toString('base64')}`).join('\n');
		const whole = before.copy();
		t.is(runToEnd(local(whole).updateRecords(updates)), fileCode.ok);
		for (let writes = 0; writes < whole.written; writes++) {
			const crashed = before.copy();
			crashed.writesLeft = writes;
			t.throws(() => runToEnd(local(crashed).updateRecords(updates)), {instanceOf: Crash});
			t.deepEqual(checkFileSystem(crashed), []);
			t.is(contents(crashed), contents(before));
		}

		t.deepEqual(checkFileSystem(whole), []);
	}), {numRuns: 10});
});

test('CMS commands read and list such files, and copy them, as any other', t => {
	const volume = cmsVolume();
	const disk = local(new VolumeBlocks(volume));
	const lines = Array.from({length: 700}, (_, index): [number, Uint8Array] =>
		[index + 1, toEbcdic(`LINE ${index + 1}`)]);
	t.is(runToEnd(disk.updateRecords([update('LINES', 80, new Map(lines))])), fileCode.ok);
	t.is(runToEnd(disk.updateRecords([update('LINES', 80, new Map([[699, toEbcdic('OTHER')]]))])), fileCode.ok);
	const session = new CmsSession({volumes: {0x191: volume}});
	t.deepEqual(session.enter('type lines data a 698 700'), [' ', 'LINE 698', 'OTHER', 'LINE 700', ' ', 'Ready;']);
	t.deepEqual(session.enter('listfile lines data (alloc'), [
		'FILENAME FILETYPE FM FORMAT    RECS BLOCKS', 'LINES    DATA     A1 F    80    700     70', 'Ready;',
	]);
	t.deepEqual(session.enter('copyfile lines data a copy data a'), ['Ready;']);
	t.true(Buffer.concat(stored(new VolumeBlocks(volume), 'COPY'))
		.equals(Buffer.concat(stored(new VolumeBlocks(volume), 'LINES'))));
});

test('what does not fit changes nothing; another form of records, and records that are no blocks, are refused', t => {
	const device = formatted(2);
	const disk = local(device);
	t.is(runToEnd(disk.updateRecords([update('A', 800, new Map([[1, recordOf(800, 1)]]))])), fileCode.ok);
	const used = disk.blocks;
	const links = linksInHand();
	const [kept] = runToEnd(disk.direct({name: 'A', type: 'DATA'}, links).read([1]));
	const first = links.get(0)!;
	t.is(runToEnd(disk.updateRecords([
		{...update('A', 800, new Map([[1, recordOf(800, 2)]])), links},
		{...update('B', 800, new Map()), count: 90},
	])), fileCode.diskFull);
	t.deepEqual(disk.blocks, used);
	t.is(links.get(0), first);
	t.deepEqual(stored(device, 'A').map(bytes => Buffer.from(bytes)), [Buffer.from(kept)]);
	t.is(runToEnd(disk.updateRecords([{...update('B', 800, new Map()), count: 16_061}])), fileCode.tooLarge);
	t.is(runToEnd(disk.updateRecords([update('A', 80, new Map([[1, recordOf(80, 1)]]))])), fileCode.inputOutput);
	t.is(runToEnd(disk.updateRecords([update('A/B', 800, new Map([[1, recordOf(800, 1)]]))])), fileCode.name);
	t.throws(() => disk.direct({name: 'NONE', type: 'DATA'}), {instanceOf: DiskError});
	t.throws(() => runToEnd(disk.direct({name: 'A', type: 'DATA'}).read([2])), {instanceOf: DiskError});
	t.throws(() => runToEnd(disk.direct({name: 'A', type: 'DATA'}).read([0])), {instanceOf: DiskError});
});

test('what a change frees is not written before the change is whole, however full the disk', t => {
	const device = formatted(1);
	const disk = local(device);
	const both = (content: number): RecordUpdate[] => ['A', 'B'].map(name =>
		update(name, 800, new Map([[1, recordOf(800, content)]])));
	t.is(runToEnd(disk.updateRecords(both(1))), fileCode.ok);
	// Both records, both first chain links and the directory move: five blocks.
	t.is(runToEnd(disk.updateRecords([{...update('C', 800, new Map()), count: disk.blocks.left - 5}])), fileCode.ok);
	t.is(disk.blocks.left, 4);
	t.is(runToEnd(disk.updateRecords(both(2))), fileCode.diskFull);
	t.is(runToEnd(disk.updateRecords([{...update('C', 800, new Map()), count: 10}])), fileCode.ok);
	t.is(runToEnd(disk.updateRecords(both(2))), fileCode.ok);
	t.deepEqual(checkFileSystem(device), []);
});

test('records are overwritten where they lie, and not where the file is another by now', t => {
	const device = formatted(6);
	const disk = local(device);
	t.is(runToEnd(disk.updateRecords([{...update('A', 800, new Map()), count: 100}])), fileCode.ok);
	const file = disk.direct({name: 'A', type: 'DATA'});
	const before = device.written;
	t.is(runToEnd(file.overwrite(new Map([[70, recordOf(800, 1)], [3, recordOf(800, 2)]]))), fileCode.ok);
	t.is(device.written, before + 2);
	t.deepEqual(runToEnd(file.read([3, 70])), [recordOf(800, 2), recordOf(800, 1)]);
	t.is(runToEnd(file.overwrite(new Map([[1, recordOf(80, 1)]]))), fileCode.recordTooLong);
	t.is(runToEnd(disk.updateRecords([update('A', 800, new Map([[1, recordOf(800, 9)]]))])), fileCode.ok);
	t.throws(() => runToEnd(file.read([3])), {instanceOf: DiskError});
	t.throws(() => runToEnd(file.overwrite(new Map([[3, recordOf(800, 3)]]))), {instanceOf: DiskError});
	t.deepEqual(stored(device, 'A')[2], recordOf(800, 2));
});

test('a file is renamed and begun anew in one step', t => {
	const device = formatted(2);
	const disk = local(device);
	const line = (text: string): Uint8Array => toEbcdic(text.padEnd(80));
	t.is(runToEnd(disk.updateRecords([update('A', 80, new Map([[1, line('OLD')]]))])), fileCode.ok);
	t.is(runToEnd(disk.updateRecords(
		[update('A', 80, new Map([[1, line('NEW')]]))],
		[{from: {name: 'A', type: 'DATA'}, to: {name: 'A1', type: 'DATA', modeNumber: '1'}}],
	)), fileCode.ok);
	t.deepEqual(['A', 'A1'].map(name => fromEbcdic(stored(device, name)[0]).trimEnd()), ['NEW', 'OLD']);
});
