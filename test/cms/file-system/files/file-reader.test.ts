/** How much of a file is read at once, and what is seen of it by who reads record by record. */
import test from 'ava';
import {Failure} from '../../../../source/base/failure.js';
import {runToEnd, type Step} from '../../../../source/guest/action.js';
import {BufferStorage} from '../../../../source/cms/file-system/directory/directory-storage.js';
import {Directory, plainDirectory} from '../../../../source/cms/file-system/directory/directory.js';
import {DiskError} from '../../../../source/cms/file-system/disk/disk.js';
import {formatDisk, writeFiles} from '../../../../source/cms/file-system/disk/host.js';
import {FileReader} from '../../../../source/cms/file-system/files/file-reader.js';
import {Transaction} from '../../../../source/cms/file-system/files/transaction.js';
import {FragileDisk, moment} from '../../../support/disks.js';

const perBlock = 10;
const blocks = 60;

/** Notes what is read, and has a block that cannot be. */
class WatchedDisk extends FragileDisk {
	readonly reads: number[][] = [];
	damaged: number | undefined;

	override * read(numbers: readonly number[]): Step<Uint8Array[]> {
		this.reads.push([...numbers]);
		if (this.damaged !== undefined && numbers.includes(this.damaged)) {
			throw new DiskError(3, 13, 'damaged');
		}

		return yield * super.read(numbers);
	}
}

const record = (number: number): Uint8Array => new Uint8Array(80).fill(number % 251);

/** DATA FILE with 80-byte records, ten to a block, four blocks to a track; its reader, and what it reads by then. */
function opened(readOnly: boolean): {
	readonly disk: WatchedDisk;
	readonly directory: Directory;
	/** First byte of the record; what else is answered. */
	readonly read: (record: number) => unknown;
} {
	const disk = new WatchedDisk(2);
	formatDisk(disk, 'TEST');
	writeFiles(disk, [{
		name: 'DATA', type: 'FILE', modeNumber: '1', recordFormat: 'F', recordLength: 80,
		records: Array.from({length: perBlock * blocks}, (_, index) => record(index + 1)),
	}], moment);
	const view = {device: 0x191, letter: 'A', readOnly};
	const directory = runToEnd(Directory.load(disk, new BufferStorage(), view, plainDirectory));
	if (directory instanceof Failure) {
		throw new TypeError('no CMS disk');
	}

	const reader = new FileReader(directory, directory.find('DATA', 'FILE')!);
	disk.reads.length = 0;
	return {
		disk,
		directory,
		read(number) {
			const bytes = reader.inHand(number) ?? runToEnd(reader.read(number));
			return bytes instanceof Uint8Array ? bytes[0] : bytes;
		},
	};
}

const all = Array.from({length: perBlock * blocks}, (_, index) => index + 1);

test('of a disk that is its machine\'s own more and more blocks are read at once, no further than a track', t => {
	const {disk, read} = opened(false);
	t.deepEqual(all.map(number => read(number)), all.map(number => record(number)[0]));
	t.true(disk.reads.length < blocks / 2, `${disk.reads.length} reads`);
	const tracks = disk.reads.map(numbers => new Set(numbers.map(number => Math.floor((number - 1) / 4))).size);
	t.deepEqual(new Set(tracks), new Set([1]));
});

test('who reads here and there has one block in hand', t => {
	const {disk, read} = opened(false);
	for (const number of [300, 100, 500, 205, 31]) {
		t.is(read(number), record(number)[0]);
	}

	t.true(disk.reads.every(({length}) => length === 1));
});

test('of a disk that others may write on a block is seen as it is when it is come to', t => {
	const {disk, read} = opened(true);
	const readIt = (): number[] => all.slice(0, 3 * perBlock).map(number => read(number) as number);
	readIt();
	const places = disk.reads.flat().slice(1);
	t.is(places.length, 3);
	// From the end back to the beginning: none of them is in hand.
	read(perBlock * blocks);
	read(1);
	runToEnd(disk.write([[places[1], new Uint8Array(800).fill(0xEE)]]));
	t.deepEqual([read(perBlock), read(perBlock + 1)], [record(perBlock)[0], 0xEE]);
	read(perBlock * blocks);
	t.is(read(perBlock), record(perBlock)[0]);
	runToEnd(disk.write([[places[1], new Uint8Array(800).fill(0xDD)]]));
	t.is(read(perBlock + 1), 0xDD);
	t.is(read(2 * perBlock), 0xDD);
	runToEnd(disk.write([[places[2], new Uint8Array(800).fill(0xCC)]]));
	t.is(read((2 * perBlock) + 1), 0xCC);
});

test('a block that cannot be read is an error of its own records alone', t => {
	const {disk, read} = opened(false);
	all.slice(0, 12 * perBlock).map(number => read(number));
	disk.damaged = disk.reads.flat().at(-1)! + 3;
	const codes = all.map(number => {
		try {
			return read(number) === record(number)[0];
		} catch (error) {
			return error instanceof DiskError && error.reason;
		}
	});
	t.deepEqual(new Set(codes), new Set([true, 13]));
	t.is(codes.filter(code => code === 13).length, perBlock);
});

test('what is in hand of a file that is replaced is gone', t => {
	const {disk, directory, read} = opened(false);
	all.slice(0, 12 * perBlock).map(number => read(number));
	t.is(read((12 * perBlock) + 1), record((12 * perBlock) + 1)[0]);
	const before = disk.reads.length;
	const codes = runToEnd((function * (): Step<number[]> {
		const transaction = new Transaction(directory);
		const put = yield * transaction.put({
			name: 'DATA', type: 'FILE', modeNumber: '1', recordFormat: 'F', records: [record(7)],
		}, moment);
		return [put, yield * transaction.commit()];
	})());
	t.deepEqual(codes, [0, 0]);
	disk.reads.length = before;
	t.is(read((12 * perBlock) + 2), 'gone');
	t.is(disk.reads.length, before);
});
