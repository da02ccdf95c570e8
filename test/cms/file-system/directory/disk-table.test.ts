import test from 'ava';
import {Failure} from '../../../../source/base/failure.js';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';
import {runToEnd, type Step} from '../../../../source/guest/action.js';
import {adt} from '../../../../source/cms/file-system/disk/active-disk.js';
import type {BlockDevice} from '../../../../source/cms/file-system/disk/block-device.js';
import {BufferStorage} from '../../../../source/cms/file-system/directory/directory-storage.js';
import {CmsDiskTable} from '../../../../source/cms/file-system/directory/disk-table.js';
import {accessCode, DiskError, fileCode} from '../../../../source/cms/file-system/disk/disk.js';
import {listFiles, writeFiles} from '../../../../source/cms/file-system/disk/host.js';
import {
	FragileDisk, memoryDisk, moment, textFile,
} from '../../../support/disks.js';

/** A table over devices in memory, and the storage its directories lie in. */
function setUp(devices: Readonly<Record<number, BlockDevice>>): {
	disks: CmsDiskTable;
	storage: BufferStorage;
	anchor: number;
} {
	const storage = new BufferStorage();
	const anchor = storage.allocate(8);
	const disks = new CmsDiskTable({
		storage,
		anchor,
		* openDevice(device): Step<BlockDevice | Failure> {
			return devices[device] ?? new Failure(accessCode.notAttached);
		},
		* now() {
			return moment;
		},
	});
	return {disks, storage, anchor};
}

/** A record as text, or why there is none. */
function text(record: Uint8Array | string | undefined): string | undefined {
	return record instanceof Uint8Array ? fromEbcdic(record) : record;
}

function withFiles(...names: readonly string[]): BlockDevice {
	const disk = memoryDisk();
	writeFiles(disk, names.map(name => textFile(name, 'DATA', [`THIS IS ${name}`, 'LAST'])), moment);
	return disk;
}

test('directories lie in storage: a chain of ADTs in search order, entries of 40 bytes', t => {
	const {disks, storage, anchor} = setUp({0x191: withFiles('ONE', 'TWO'), 0x192: withFiles('THREE')});
	runToEnd(disks.access(0x192, 'D'));
	runToEnd(disks.access(0x191, 'A'));
	const first = storage.word(anchor);
	t.is(fromEbcdic(storage.fetch(first + adt.offset.mode, 1)), 'A');
	t.is(storage.word(first + adt.offset.device), 0x191);
	t.is(storage.word(first + adt.offset.files), 2);
	t.is(storage.word(first + adt.offset.total), 570);
	const second = storage.word(first + adt.offset.next);
	t.is(fromEbcdic(storage.fetch(second + adt.offset.mode, 1)), 'D');
	t.is(storage.word(second + adt.offset.next), 0);
	const table = storage.word(first + adt.offset.firstHyperblock);
	t.is(fromEbcdic(storage.fetch(table, 16)), 'ONE     DATA    ');
	t.is(fromEbcdic(storage.fetch(table + 40, 16)), 'TWO     DATA    ');
});

test('what a program stores into the table is what the table says', t => {
	const {disks, storage, anchor} = setUp({0x191: withFiles('ONE')});
	runToEnd(disks.access(0x191, 'A'));
	t.truthy(disks.find('ONE', 'DATA', 'A'));
	const table = storage.word(storage.word(anchor) + adt.offset.firstHyperblock);
	storage.store(table, storage.fetch(table, 3).toReversed());
	t.is(disks.find('ONE', 'DATA', 'A'), undefined);
	t.truthy(disks.find('ENO', 'DATA', '*'));
});

test('a letter stands for its disk and its extensions, * for all disks by letter', t => {
	const {disks} = setUp({0x191: withFiles('ONE'), 0x192: withFiles('ONE', 'TWO'), 0x193: withFiles('TWO', 'THREE')});
	runToEnd(disks.access(0x193, 'C'));
	runToEnd(disks.access(0x191, 'D'));
	t.is(runToEnd(disks.access(0x192, 'E', {extensionOf: 'D'})), accessCode.ok);
	const letter = (name: string, mode: string): string | undefined => disks.find(name, 'DATA', mode)?.disk.letter;
	t.is(letter('ONE', 'D'), 'D');
	t.is(letter('TWO', 'D'), 'E');
	t.is(letter('TWO', '*'), 'C');
	t.is(letter('THREE', 'D'), undefined);
	t.is(runToEnd(disks.access(0x191, 'F', {extensionOf: 'Q'})), accessCode.parentNotAccessed);
	t.deepEqual(disks.disks.map(disk => disk.letter), ['C', 'D', 'E']);
});

test('a file is read record by record in any order', t => {
	const lines = Array.from({length: 300}, (_, index) => `RECORD ${index + 1}`.padEnd(1 + (index % 90), '.'));
	const disk = memoryDisk();
	writeFiles(
		disk,
		[textFile('MANY', 'DATA', lines), textFile('FIXED', 'DATA', lines.slice(0, 90), {recordFormat: 'F'})],
		moment,
	);
	const {disks} = setUp({0x191: disk});
	runToEnd(disks.access(0x191, 'A'));
	const {disk: accessed, status} = disks.find('MANY', 'DATA', 'A')!;
	const file = runToEnd(disks.open(accessed, status));
	for (const record of [300, 1, 2, 150, 3]) {
		t.is(text(runToEnd(file.read(record))), lines[record - 1]);
	}

	t.is(runToEnd(file.read(301)), undefined);
	const fixed = runToEnd(disks.open(accessed, disks.find('FIXED', 'DATA', 'A')!.status));
	t.is(text(runToEnd(fixed.read(60))), lines[59].padEnd(90));
});

test('a file that is erased, replaced or whose disk is released is gone for its reader', t => {
	const {disks} = setUp({0x191: withFiles('ONE', 'TWO', 'THREE')});
	runToEnd(disks.access(0x191, 'A'));
	const disk = disks.disk('A')!;
	const open = (name: string) => runToEnd(disks.open(disk, disk.find(name, 'DATA')!));
	const [one, two, three] = ['ONE', 'TWO', 'THREE'].map(name => open(name));
	runToEnd(disks.erase(disk, 'ONE', 'DATA'));
	runToEnd(disks.write(disk, textFile('TWO', 'DATA', ['NEW'])));
	t.is(runToEnd(one.read(1)), 'gone');
	t.is(runToEnd(two.read(1)), 'gone');
	t.is(text(runToEnd(three.read(2))), 'LAST');
	runToEnd(disks.release('A'));
	t.is(runToEnd(three.read(1)), 'gone');
	t.throws(() => runToEnd(disks.open(disk, {...three.status, name: 'NONE'})), {instanceOf: DiskError});
});

test('a disk that another machine rewrote gives errors or old data, never an endless or wild read', t => {
	const shared = new FragileDisk(3);
	const owner = setUp({0x191: shared}).disks;
	runToEnd(owner.format(0x191, 'SHARED'));
	runToEnd(owner.access(0x191, 'A'));
	runToEnd(owner.write(owner.disk('A')!, textFile('OLD', 'DATA', Array.from({length: 100}, () => 'X'.repeat(70)))));
	const reader = setUp({0x191: shared}).disks;
	runToEnd(reader.access(0x191, 'A', {readOnly: true}));
	runToEnd(owner.erase(owner.disk('A')!, 'OLD', 'DATA'));
	for (let index = 0; index < 12; index++) {
		runToEnd(owner.write(owner.disk('A')!, {
			...textFile(`N${index}`, 'DATA', []),
			recordFormat: 'F',
			records: Array.from({length: 3}, () => new Uint8Array(800).fill(0xFE)),
		}));
	}

	const {disk, status} = reader.find('OLD', 'DATA', 'A')!;
	t.throws(() => runToEnd(reader.readAll(disk, status)), {instanceOf: DiskError});
});

test('a disk accessed read-only is neither written, nor erased from, nor renamed on', t => {
	const device = withFiles('ONE');
	const {disks} = setUp({0x191: device});
	runToEnd(disks.access(0x191, 'A', {readOnly: true}));
	const disk = disks.disk('A')!;
	t.is(runToEnd(disks.write(disk, textFile('NEW', 'DATA', ['X']))), fileCode.readOnly);
	t.is(runToEnd(disks.erase(disk, 'ONE', 'DATA')), fileCode.readOnly);
	t.is(
		runToEnd(disks.rename(disk, {name: 'ONE', type: 'DATA'}, {name: 'TWO', type: 'DATA', modeNumber: '1'})),
		fileCode.readOnly,
	);
	t.deepEqual(listFiles(device).map(({name}) => name), ['ONE']);
});
