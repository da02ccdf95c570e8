/** A disk that several machines share: one copy of its directory, changes seen at once, and no two change one file. */
import test from 'ava';
import fc from 'fast-check';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';
import {Failure} from '../../../../source/base/failure.js';
import {accessCode, fileCode, type NewForm} from '../../../../source/cms/file-system/disk/disk.js';
import {checkFileSystem, readFile, writeFiles} from '../../../../source/cms/file-system/disk/host.js';
import {directoryLock, SharedDisk} from '../../../../source/cms/file-system/disk/shared-disk.js';
import {BufferStorage} from '../../../../source/cms/file-system/directory/directory-storage.js';
import {SegmentFull, SegmentStorage} from '../../../../source/cms/file-system/directory/segment-storage.js';
import {GivenRecords} from '../../../../source/cms/file-system/files/record-source.js';
import {lockMode} from '../../../../source/cms/locks/lock-layout.js';
import {memoryDisk, moment, textFile} from '../../../support/disks.js';
import {
	carriedOut, group, segmentStorage, type Machine,
} from '../../../support/shared-group.js';

const text = (machine: Machine, name: string): string[] | undefined => {
	const status = machine.disk.find(name, 'DATA');
	return status && carriedOut(machine.disk.readAll(status)).map(record => fromEbcdic(record));
};

test('what one machine stores the others see at once, without ACCESS', t => {
	const device = memoryDisk();
	writeFiles(device, [textFile('OLD', 'DATA', ['BEFORE'])], moment);
	const [one, other] = group(['SLAVE01', 'SLAVE02'], {device});
	t.is(carriedOut(other.disk.write(textFile('NEW', 'DATA', ['HELLO']))), fileCode.ok);
	t.deepEqual(one.disk.list().map(({name}) => name), ['OLD', 'NEW']);
	t.is(carriedOut(other.disk.erase('OLD', 'DATA')), fileCode.ok);
	t.deepEqual(one.disk.list().map(({name}) => name), ['NEW']);
	t.deepEqual(one.disk.blocks, other.disk.blocks);
	t.deepEqual(checkFileSystem(device), []);
});

test('records that one machine changes are there for the others, who find that theirs are gone while they read', t => {
	const device = memoryDisk();
	const [one, other] = group(['SLAVE01', 'SLAVE02'], {device});
	const change = (machine: Machine, record: number, content: number): number =>
		carriedOut(machine.disk.updateRecords([{
			name: 'INDEX', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800,
			records: new Map([[record, new Uint8Array(800).fill(content)]]),
		}]));
	t.is(change(one, 70, 1), fileCode.ok);
	const before = other.disk.direct({name: 'INDEX', type: 'DATA'});
	t.is(change(other, 2, 2), fileCode.ok);
	t.is(change(one, 3, 3), fileCode.ok);
	const read = other.disk.direct({name: 'INDEX', type: 'DATA'}).read([2, 3, 70]);
	t.deepEqual(carriedOut(read).map(([first]) => first), [2, 3, 1]);
	t.throws(() => carriedOut(before.read([2])), {message: /replaced/});
	t.deepEqual(checkFileSystem(device), []);
	t.deepEqual([...one.disk.reserved], []);
	t.is(carriedOut(one.disk.claim('INDEX', 'DATA', '1')), fileCode.ok);
	t.is(change(other, 2, 4), fileCode.inUse);
});

test('a file that another machine has open for writing is not written; two never change one', t => {
	const [one, other] = group(['SLAVE01', 'SLAVE02']);
	const file = {name: 'PARSER', type: 'DATA'};
	t.is(carriedOut(one.disk.claim('PARSER', 'DATA', '1')), fileCode.ok);
	t.is(carriedOut(other.disk.write(textFile('PARSER', 'DATA', ['MINE']))), fileCode.inUse);
	t.is(carriedOut(other.disk.claim('PARSER', 'DATA', '1')), fileCode.inUse);
	t.is(carriedOut(one.disk.write(textFile('PARSER', 'DATA', ['OURS']))), fileCode.ok);
	t.is(carriedOut(other.disk.erase('PARSER', 'DATA')), fileCode.inUse, 'it is open still');
	t.is(
		carriedOut(other.disk.rename(file, {name: 'LEXER', type: 'DATA', modeNumber: '1'})),
		fileCode.inUse,
	);
	carriedOut(one.disk.unclaim('PARSER', 'DATA'));
	t.is(carriedOut(other.disk.write(textFile('PARSER', 'DATA', ['MINE']))), fileCode.ok);
	t.deepEqual(text(one, 'PARSER'), ['MINE']);
	t.deepEqual(one.segment.group.table.locks(), []);
});

test('EXCLUSIVE keeps readers away, UPDATE does not', t => {
	const [one, other] = group(['SLAVE01', 'SLAVE02']);
	carriedOut(one.disk.write(textFile('PARSER', 'DATA', ['OURS'])));
	const lock = {name: 'PARSER', type: 'DATA', implicit: false};
	carriedOut(one.segment.group.own.acquire({...lock, mode: lockMode.update}, 0));
	t.deepEqual(text(other, 'PARSER'), ['OURS']);
	carriedOut(one.segment.group.own.acquire({...lock, mode: lockMode.exclusive}, 0));
	t.throws(() => text(other, 'PARSER'), {message: /locked/});
	t.deepEqual(text(one, 'PARSER'), ['OURS']);
});

test('files that two machines write bit by bit at once have their own blocks', t => {
	const device = memoryDisk();
	const [one, other] = group(['SLAVE01', 'SLAVE02'], {device});
	const form: NewForm = {name: 'BIG', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800};
	const records = (letter: string): Uint8Array[] =>
		Array.from({length: 60}, (_, index) => new Uint8Array(800).fill(letter.codePointAt(0)! + index));
	const batches = [records('A'), records('B')];
	const source = {
		* next() {
			const batch = batches.shift() ?? [];
			t.is(carriedOut(other.disk.writeFrom({...form, name: `OTHER${batches.length}`}, new GivenRecords(records('X')))), 0);
			return batch;
		},
	};
	t.is(carriedOut(one.disk.writeFrom(form, source)), fileCode.ok);
	t.deepEqual(checkFileSystem(device), []);
	t.deepEqual(readFile(device, 'BIG', 'DATA'), [...records('A'), ...records('B')]);
	t.deepEqual(readFile(device, 'OTHER1', 'DATA'), records('X'));
	t.deepEqual([...one.disk.reserved], []);
});

test('a machine stopped between any two writes leaves a disk and a directory that say the same', t => {
	for (let writes = 0; ; writes++) {
		const device = memoryDisk();
		const gone = new Set<string>();
		let left = writes;
		const storage = segmentStorage();
		const [one] = group(['SLAVE01'], {
			device, storage, gone, stops: () => left-- === 0,
		});
		const [other] = group(['SLAVE02'], {device, storage, gone});
		carriedOut(other.disk.write(textFile('OLD', 'DATA', ['BEFORE'])));
		try {
			carriedOut(one.disk.write(textFile('NEW', 'DATA', ['HALF'])));
		} catch (error) {
			t.is((error as Error).message, 'wait asked for');
		}

		const stopped = left < 0;
		if (stopped) {
			t.true(one.segment.group.table.locks().some(({owner}) => owner === 'SLAVE01'));
		}

		gone.add('SLAVE01');
		const [third] = group(['SLAVE03'], {device, storage, gone});
		carriedOut(other.disk.refresh());
		t.deepEqual(checkFileSystem(device), []);
		t.deepEqual(
			other.disk.list().map(({name}) => name),
			readFile(device, 'NEW', 'DATA') ? ['OLD', 'NEW'] : ['OLD'],
		);
		t.is(carriedOut(third.disk.write(textFile('NEW', 'DATA', ['WHOLE']))), fileCode.ok);
		t.deepEqual(text(other, 'NEW'), ['WHOLE']);
		t.deepEqual([...other.disk.reserved], []);
		if (!stopped) {
			t.true(writes > 1);
			return;
		}
	}
});

test('what a machine had written of a file when it was stopped is free for others', t => {
	const device = memoryDisk();
	const gone = new Set<string>();
	const storage = segmentStorage();
	const [one] = group(['SLAVE01', 'SLAVE03'], {device, storage, gone});
	const form: NewForm = {name: 'BIG', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 800};
	const batches = [Array.from({length: 60}, () => new Uint8Array(800))];
	const source = {
		* next() {
			if (batches.length === 0) {
				yield {kind: 'wait', systemMask: 0} as const;
			}

			return batches.shift() ?? [];
		},
	};
	t.throws(() => carriedOut(one.disk.writeFrom(form, source)), {message: 'wait asked for'});
	t.true([...one.disk.reserved].length > 0);
	gone.add('SLAVE01');
	const [other] = group(['SLAVE02'], {device, storage, gone});
	t.deepEqual([...other.disk.reserved], []);
});

test('the directory of a disk that nobody had accessed is read anew: others may have changed it', t => {
	const device = memoryDisk();
	const storage = segmentStorage();
	const gone = new Set(['SLAVE01']);
	group(['SLAVE01'], {device, storage});
	writeFiles(device, [textFile('MAINTS', 'DATA', ['FROM OUTSIDE'])], moment);
	const [other] = group(['SLAVE02'], {device, storage, gone});
	t.deepEqual(text(other, 'MAINTS'), ['FROM OUTSIDE']);
	t.deepEqual(other.segment.group.table.members(), ['SLAVE02']);
});

test('a segment that has the directory of one disk is not another one\'s', t => {
	const storage = segmentStorage();
	const [{segment}] = group(['SLAVE01'], {storage});
	const view = {
		device: 0x301, letter: 'D', extensionOf: undefined, readOnly: false,
	};
	const host = {
		* now() {
			return moment;
		},
	};
	const other = memoryDisk(1, 'OTHER');
	const own = new BufferStorage();
	const answer = carriedOut(SharedDisk.accessShared(host, other, own, {view, segment}));
	t.true(answer instanceof Failure && answer.returnCode === accessCode.otherDisk);
	t.deepEqual(segment.group.own.others(directoryLock), []);
});

test('a segment without room for one more block of the directory is a full disk, before anything is written', t => {
	const device = memoryDisk();
	const [one, other] = group(['SLAVE01', 'SLAVE02'], {device});
	const perBlock = 20;
	for (let count = 0; count < perBlock; count++) {
		t.is(carriedOut(one.disk.write(textFile(`F${count}`, 'DATA', ['X']))), fileCode.ok);
	}

	const {storage} = one.segment.directory;
	// What a transaction reserves has room still.
	const small = storage.allocate(200);
	const filling: number[] = [];
	t.throws(() => {
		for (;;) {
			filling.push(storage.allocate(808));
		}
	}, {instanceOf: SegmentFull});
	storage.release(small, 200);
	t.is(carriedOut(one.disk.write(textFile('MORE', 'DATA', ['X']))), fileCode.diskFull);
	t.is(readFile(device, 'MORE', 'DATA'), undefined);
	t.deepEqual(checkFileSystem(device), []);
	t.is(carriedOut(other.disk.write(textFile('F0', 'DATA', ['Y']))), fileCode.ok, 'what needs no room goes on');
	for (const address of filling) {
		storage.release(address, 808);
	}

	t.is(carriedOut(other.disk.write(textFile('MORE', 'DATA', ['X']))), fileCode.ok);
	t.is(one.disk.list().length, perBlock + 1);
	t.deepEqual(checkFileSystem(device), []);
});

test('the heap of a segment gives what is free and takes it back, in any order', t => {
	fc.assert(fc.property(fc.array(fc.tuple(fc.integer({min: 1, max: 300}), fc.nat(20)), {maxLength: 100}), work => {
		const storage = new BufferStorage();
		storage.allocate(4096);
		const heap = new SegmentStorage(storage, {anchor: 8, from: 16, to: 2016});
		heap.initialize();
		const given: Array<readonly [address: number, bytes: number]> = [];
		for (const [bytes, index] of work) {
			if (index < given.length) {
				const [[address, size]] = given.splice(index, 1);
				heap.release(address, size);
				continue;
			}

			try {
				const address = heap.allocate(bytes);
				const end = address + bytes;
				if (address % 8 !== 0 || end > 2016 || given.some(([at, size]) => at < end && address < at + size)) {
					return false;
				}

				given.push([address, bytes]);
			} catch (error) {
				if (!(error instanceof SegmentFull)) {
					throw error;
				}
			}
		}

		for (const [address, bytes] of given) {
			heap.release(address, bytes);
		}

		return heap.allocate(2000) === 16;
	}));
	t.pass();
});
