/** Files that come bit by bit, while the disk changes for others. */
import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {Failure} from '../../../../source/base/failure.js';
import {runToEnd, type Step} from '../../../../source/guest/action.js';
import type {BlockDevice} from '../../../../source/cms/file-system/disk/block-device.js';
import {BufferStorage} from '../../../../source/cms/file-system/directory/directory-storage.js';
import {CmsDiskTable} from '../../../../source/cms/file-system/directory/disk-table.js';
import {
	accessCode, DiskError, fileCode, type NewForm, type RecordSource,
} from '../../../../source/cms/file-system/disk/disk.js';
import {checkFileSystem, readFile} from '../../../../source/cms/file-system/disk/host.js';
import {type LocalDisk} from '../../../../source/cms/file-system/disk/local-disk.js';
import {RecordPacker} from '../../../../source/cms/file-system/files/records.js';
import {GivenRecords} from '../../../../source/cms/file-system/files/record-source.js';
import {StagedFile} from '../../../../source/cms/file-system/files/staged-file.js';
import {memoryDisk, moment, textFile} from '../../../support/disks.js';

function setUp(): {device: BlockDevice; disks: CmsDiskTable; disk: LocalDisk} {
	const device = memoryDisk();
	const disks = new CmsDiskTable({
		storage: new BufferStorage(),
		* openDevice(): Step<BlockDevice> {
			return device;
		},
		* now() {
			return moment;
		},
	});
	if (runToEnd(disks.access(0x191, 'A')) !== accessCode.ok) {
		throw new Error('no disk');
	}

	return {device, disks, disk: disks.disk('A') as LocalDisk};
}

const form: NewForm = {name: 'BIG', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800};
const records = (letter: string, count: number): Uint8Array[] =>
	Array.from({length: count}, (_, index) => toEbcdic(`${letter}${index}`.padEnd(800)));

/** Batches, with something done in between. */
function batches(given: ReadonlyArray<readonly Uint8Array[]>, between: () => void): RecordSource {
	let next = 0;
	return {
		* next() {
			between();
			return given[next++] ?? [];
		},
	};
}

test('while one file comes in, others are written and erased: all have their own blocks', t => {
	const {device, disks, disk} = setUp();
	let round = 0;
	const source = batches([records('A', 60), records('B', 60), records('C', 60)], () => {
		round++;
		t.is(runToEnd(disks.write(disk, textFile(`OTHER${round}`, 'DATA', [`ROUND ${round}`.padEnd(3000)]))), 0);
		t.is(runToEnd(disks.writeFrom(disk, {...form, name: `ALSO${round}`}, new GivenRecords(records('X', 45)))), 0);
		if (round > 1) {
			t.is(runToEnd(disks.erase(disk, `OTHER${round - 1}`, 'DATA')), 0);
		}
	});
	t.is(runToEnd(disks.writeFrom(disk, form, source)), 0);
	t.deepEqual(checkFileSystem(device), []);
	t.deepEqual(
		readFile(device, 'BIG', 'DATA'),
		[...records('A', 60), ...records('B', 60), ...records('C', 60)],
	);
	t.deepEqual(readFile(device, 'ALSO1', 'DATA'), records('X', 45));
});

test('what is given up half-way leaves the old file, and no block', t => {
	const {device, disks, disk} = setUp();
	t.is(runToEnd(disks.write(disk, {...form, records: records('O', 3)})), 0);
	const before = disk.blocks;
	const broken = batches([records('A', 60), records('B', 60)], () => {
		if ([...disk.reserved].length > 100) {
			throw new DiskError(3, 0, 'the source fails');
		}
	});
	t.throws(() => runToEnd(disks.writeFrom(disk, form, broken)), {instanceOf: DiskError});
	t.is([...disk.reserved].length, 0);
	t.deepEqual(disk.blocks, before);
	t.is(runToEnd(disks.writeFrom(disk, form, new GivenRecords(records('T', 580)))), fileCode.diskFull);
	t.is([...disk.reserved].length, 0);
	t.deepEqual(readFile(device, 'BIG', 'DATA'), records('O', 3));
	t.deepEqual(checkFileSystem(device), []);
});

test('records packed elsewhere and cut anywhere give the same file', t => {
	const record = fc.uint8Array({minLength: 1, maxLength: 300});
	fc.assert(fc.property(
		fc.array(record, {minLength: 1, maxLength: 20}), fc.constantFrom('F', 'V'), fc.integer({min: 1, max: 500}), (given, recordFormat, piece) => {
			const {device, disk} = setUp();
			const head: NewForm = {...form, recordFormat, recordLength: recordFormat === 'F' ? 300 : undefined};
			const bytes = new RecordPacker(recordFormat, head.recordLength).pack(given) as Uint8Array;
			const staged = new StagedFile(disk, head);
			for (let at = 0; at < bytes.length; at += piece) {
				t.is(runToEnd(staged.addPacked(bytes.subarray(at, at + piece))), 0);
			}

			t.is(runToEnd(disk.commit(staged)), 0);
			staged.drop();
			t.is(runToEnd(disk.write({...head, name: 'SAME', records: given})), 0);
			t.deepEqual(readFile(device, 'BIG', 'DATA'), readFile(device, 'SAME', 'DATA'));
			const {name: _, firstChainLink: _1, ...one} = disk.find('BIG', 'DATA')!;
			const {name: _2, firstChainLink: _3, ...other} = disk.find('SAME', 'DATA')!;
			t.deepEqual(one, other);
			t.deepEqual(checkFileSystem(device), []);
		},
	), {numRuns: 30});
});

test('bytes that are no whole records make no file', t => {
	const {disk} = setUp();
	const end = (recordFormat: 'F' | 'V', ...bytes: readonly number[]): unknown => {
		const packer = new RecordPacker(recordFormat, recordFormat === 'F' ? 4 : undefined);
		const code = packer.count(Uint8Array.from(bytes));
		return code === fileCode.ok ? packer.end() : code;
	};

	t.deepEqual(end('F', 1, 2, 3, 4), {recordFormat: 'F', recordLength: 4, records: 1});
	t.true(end('F', 1, 2, 3, 4, 5) instanceof Failure);
	t.deepEqual(end('V', 0, 2, 1, 2, 0, 1, 9), {recordFormat: 'V', recordLength: 2, records: 2});
	t.true(end('V', 0, 2, 1) instanceof Failure);
	t.true(end('V', 0, 2, 1, 2, 0) instanceof Failure);
	t.is(end('V', 0, 0), fileCode.noData);
	t.true(end('V') instanceof Failure);
	t.is(disk.list().length, 0);
});
