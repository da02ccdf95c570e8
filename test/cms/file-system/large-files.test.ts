/** As much as CMS's file system takes: files of a disk, records of a file, bytes of a record (GC20-1819, appendix). */
import test from 'ava';
import {fileCode, type NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {
	changeFiles, checkFileSystem, formatDisk, listFiles, readFile, writeFiles,
} from '../../../source/cms/file-system/disk/host.js';
import {masterBlock, mfd} from '../../../source/cms/file-system/directory/master-directory.js';
import {runToEnd} from '../../../source/guest/action.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {memoryVolume, moment} from '../../support/disks.js';
import {FileSession} from '../../support/file-session.js';
import {SystemSession} from '../../support/whole-system.js';

const small = (index: number): NewFile => ({
	name: `F${index}`, type: 'DATA', modeNumber: '1', recordFormat: 'V', records: [Uint8Array.of(0xC1)],
});

test('3600 files are on a disk, and one more is not', t => {
	const volume = memoryVolume(13);
	const blocks = new VolumeBlocks(volume);
	formatDisk(blocks, 'MANY');
	t.is(writeFiles(blocks, Array.from({length: 3599}, (_, index) => small(index)), moment), fileCode.ok);
	const user = new SystemSession({191: cmsVolume(), 192: volume});
	const enter = (line: string): string => user.enter(line).join(' ');
	enter('ACCESS (NOPROF');
	t.regex(enter('COPYFILE F1 DATA D LAST DATA D'), /^Ready;/);
	t.regex(enter('COPYFILE F1 DATA D MORE DATA D'), /ERROR '10' WRITING FILE 'MORE DATA D1' ON DISK\. Ready\(00100\)/);
	t.regex(enter('QUERY DISK D'), /3600 FILES/);
	t.is(user.enter('LISTFILE F359* DATA D').length, 11);
	t.regex(enter('ERASE F3598 DATA D'), /^Ready;/);
	t.regex(enter('COPYFILE F1 DATA D MORE DATA D'), /^Ready;/);
	t.deepEqual(checkFileSystem(blocks), []);
	t.is(listFiles(blocks).length, 3600);
	user.close();
});

test('records of 65,535 bytes are copied and compared, F and V', t => {
	const record = (code: number): Uint8Array => new Uint8Array(65_535).fill(code);
	const volume = cmsVolume({}, (['F', 'V'] as const).map(recordFormat => ({
		name: 'LONG', type: recordFormat, modeNumber: '1', recordFormat, records: [record(0xC1), record(0xC2)],
	})));
	const user = new FileSession({191: volume});
	for (const type of ['F', 'V']) {
		t.deepEqual(user.enter(`COPYFILE LONG ${type} A COPY = =`), ['Ready;']);
		t.is(user.enter(`COMPARE LONG ${type} A COPY ${type} A`).at(-1), 'Ready;');
		t.deepEqual(readFile(new VolumeBlocks(volume), 'COPY', type), [record(0xC1), record(0xC2)]);
	}

	t.deepEqual(user.enter('LISTFILE COPY * A (FORMAT').slice(1), [
		'COPY     F        A1 F 65535', 'COPY     V        A1 V 65535', 'Ready;',
	]);
});

test('the map of a large disk goes on in further blocks only where something lies there, as IBM\'s CMS has it', t => {
	const blocks = new VolumeBlocks(memoryVolume(115));
	const shape = (): {pointers: readonly number[]; used: number} => {
		const {pointers, used} = mfd.decode(runToEnd(blocks.read([masterBlock]))[0]);
		return {pointers: pointers.filter(number => number !== 0), used};
	};

	formatDisk(blocks, 'LARGE');
	t.deepEqual(shape(), {pointers: [5, 0xFF_FF], used: 5});
	const large = (name: string): NewFile => ({
		...small(0), name, recordFormat: 'F', recordLength: 16_000, records: Array.from({length: 60}, () =>
			new Uint8Array(16_000).fill(0xC1)),
	});
	writeFiles(blocks, [large('ONE')], moment);
	t.is(shape().pointers.length, 2);
	writeFiles(blocks, [large('TWO')], moment);
	t.is(shape().pointers[1], 0xFF_FD);
	t.is(shape().pointers.length, 12, 'all ten of them');
	t.deepEqual(checkFileSystem(blocks), []);
	t.is(readFile(blocks, 'TWO', 'DATA')?.length, 60);
	changeFiles(blocks, {erase: [{name: 'ONE', type: 'DATA'}]}, moment);
	t.is(shape().pointers.length, 12, 'the other lies behind');
	changeFiles(blocks, {erase: [{name: 'TWO', type: 'DATA'}]}, moment);
	t.is(shape().pointers.length, 2);
	t.is(shape().used, 5);
	t.deepEqual(checkFileSystem(blocks), []);
});
