import test from 'ava';
import {fromEbcdic, toEbcdic} from '../../../../source/base/ebcdic.js';
import {
	checkFileSystem, describeDisk, listFiles, readFile, writeFiles, changeFiles, formatDisk,
} from '../../../../source/cms/file-system/disk/host.js';
import {DiskError} from '../../../../source/cms/file-system/disk/disk.js';
import {VolumeBlocks} from '../../../../source/system/volumes/volume-blocks.js';
import {readRecord} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {
	memoryDisk, memoryVolume, moment, textFile,
} from '../../../support/disks.js';

const lines = (records: readonly Uint8Array[] | undefined): string[] | undefined =>
	records?.map(record => fromEbcdic(record));

test('a file comes back as it was written', t => {
	const disk = memoryDisk();
	t.is(writeFiles(disk, [textFile('PROFILE', 'EXEC', ['&CONTROL OFF', '&TYPE HELLO'])], moment), 0);
	t.deepEqual(lines(readFile(disk, 'PROFILE', 'EXEC')), ['&CONTROL OFF', '&TYPE HELLO']);
	t.is(readFile(disk, 'NOSUCH', 'FILE'), undefined);
	const [status] = listFiles(disk);
	t.like(status, {
		name: 'PROFILE',
		type: 'EXEC',
		mode: 'A1',
		recordFormat: 'V',
		recordLength: 12,
		records: 2,
		blocks: 1,
		date: '1975-11-19',
		time: '09:00',
	});
	t.deepEqual(checkFileSystem(disk), []);
});

test('the label is in block 3 and the master file directory in block 4', t => {
	const volume = memoryVolume(3);
	const disk = new VolumeBlocks(volume);
	formatDisk(disk, 'MNT191');
	t.is(fromEbcdic(readRecord(volume, 0, 0, 3)!.subarray(0, 10)), 'CMS=MNT191');
	const master = readRecord(volume, 0, 0, 4)!;
	const view = new DataView(master.buffer);
	t.is(view.getUint32(0x16C), 1710);
	t.is(view.getUint32(0x170), 5);
	t.is(view.getUint32(0x174), 1705);
	t.is(view.getUint32(0x17C), 3);
	t.is(master[0x180], 0xF8);
	t.is(master[0x257], 0x0B);
	t.is(view.getUint32(0), 0x0005_FFFF, 'one block of the directory, with nothing in it');
	t.deepEqual([...readRecord(volume, 0, 0, 5)!], Array.from({length: 800}, () => 0));
	t.deepEqual(describeDisk(disk), {
		label: 'MNT191', cylinders: 3, files: 0, total: 1710, used: 5, left: 1705,
	});
});

test('the last file erased leaves one block of the directory: IBM\'s ACCESS reads the first, whatever it holds', t => {
	const volume = memoryVolume(3);
	const disk = new VolumeBlocks(volume);
	formatDisk(disk, 'MNT191');
	const files = Array.from({length: 25}, (_, index) => ({name: `FILE${index}`, type: 'DATA'}));
	writeFiles(disk, files.map(({name, type}) => textFile(name, type, ['1'])), moment);
	t.is(changeFiles(disk, {erase: files}, moment).code, 0);
	const {used, files: left} = describeDisk(disk);
	t.deepEqual([left, used], [0, 5]);
	const master = readRecord(volume, 0, 0, 4)!;
	const block = (master[0] << 8) | master[1];
	t.deepEqual([...master.subarray(2, 4)], [0xFF, 0xFF]);
	t.true(readRecord(volume, 0, 0, block)!.every(byte => byte === 0));
	t.deepEqual(checkFileSystem(disk), []);
});

test('a directory entry has the real layout', t => {
	const volume = memoryVolume();
	const disk = new VolumeBlocks(volume);
	formatDisk(disk, 'TEST');
	writeFiles(disk, [textFile('ABC', 'DATA', ['X', 'LONGER'], {modeNumber: '2'})], {
		date: '1978-03-05',
		time: '14:07',
	});
	const master = readRecord(volume, 0, 0, 4)!;
	const block = (master[0] << 8) | master[1];
	const entry = readRecord(volume, 0, 0, block)!.subarray(0, 40);
	t.is(
		Buffer.from(entry).toString('hex').toUpperCase(),
		'C1C2C34040404040C4C1E3C1404040400305140700030001C1F200020006E500000000060001F7F8',
	);
});

test('files of many blocks use further chain links', t => {
	const disk = memoryDisk(3);
	const records = Array.from({length: 1000}, (_, index) => new Uint8Array(800).fill(index & 0xFF));
	t.is(writeFiles(disk, [{
		name: 'BIG', type: 'DATA', modeNumber: '1', recordFormat: 'F', records,
	}], moment), 0);
	t.deepEqual(readFile(disk, 'BIG', 'DATA'), records);
	t.like(listFiles(disk)[0], {blocks: 1000, recordLength: 800});
	t.deepEqual(checkFileSystem(disk), []);
	t.is(describeDisk(disk).used, 4 + 1000 + 4 + 1);
});

test('150 small files in one go, then changes', t => {
	const disk = memoryDisk(2);
	const files = Array.from({length: 150}, (_, index) => textFile(`FILE${index}`, 'DATA', [`THIS IS ${index}`, '']));
	t.is(writeFiles(disk, files, moment), 0);
	t.is(listFiles(disk).length, 150);
	t.deepEqual(lines(readFile(disk, 'FILE149', 'DATA')), ['THIS IS 149', ' ']);
	t.is(
		changeFiles(disk, {write: [textFile('FILE3', 'DATA', ['NEW'])], erase: [{name: 'FILE4', type: 'DATA'}]}, moment)
			.code,
		0,
	);
	t.deepEqual(lines(readFile(disk, 'FILE3', 'DATA')), ['NEW']);
	t.is(listFiles(disk).length, 149);
	t.deepEqual(checkFileSystem(disk), []);
});

test('a full disk changes nothing and says which file did not fit', t => {
	const disk = memoryDisk(1);
	writeFiles(disk, [textFile('KEEP', 'ME', ['HERE'])], moment);
	const before = describeDisk(disk);
	const large = {
		name: 'BIG',
		type: 'DATA',
		modeNumber: '1',
		recordFormat: 'F' as const,
		records: Array.from({length: 600}, () => new Uint8Array(800)),
	};
	t.like(changeFiles(disk, {write: [textFile('ALSO', 'LOST', ['X']), large]}, moment), {
		code: 13,
		file: {name: 'BIG'},
	});
	t.deepEqual(describeDisk(disk), before);
	t.deepEqual(lines(readFile(disk, 'KEEP', 'ME')), ['HERE']);
	t.deepEqual(checkFileSystem(disk), []);
});

test('fixed records are padded with blanks; one too long is refused', t => {
	const disk = memoryDisk();
	writeFiles(disk, [textFile('CARD', 'ASSEMBLE', [' END', 'ABC'], {recordFormat: 'F', recordLength: 8})], moment);
	t.deepEqual(lines(readFile(disk, 'CARD', 'ASSEMBLE')), [' END    ', 'ABC     ']);
	t.is(writeFiles(disk, [{
		name: 'LONG', type: 'F', modeNumber: '1', recordFormat: 'F', recordLength: 3, records: [toEbcdic('ABCD')],
	}], moment), 17);
});

test('a volume without a CMS file system is refused', t => {
	const disk = new VolumeBlocks(memoryVolume());
	t.throws(() => listFiles(disk), {instanceOf: DiskError});
});
