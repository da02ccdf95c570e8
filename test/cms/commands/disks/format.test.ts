import test from 'ava';
import {VolumeBlocks} from '../../../../source/system/volumes/volume-blocks.js';
import {Extent} from '../../../../source/machine/devices/volume/extent.js';
import {checkFileSystem, describeDisk, writeFiles} from '../../../../source/cms/file-system/disk/host.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {FileSession} from '../../../support/file-session.js';
import {memoryVolume, moment, textFile} from '../../../support/disks.js';

const question = (disk: string): string =>
	`FORMAT WILL ERASE ALL FILES ON DISK '${disk}'. DO YOU WISH TO CONTINUE? (YES|NO):`;

test('FORMAT makes a new disk usable', t => {
	const volume = memoryVolume(3);
	const user = new FileSession({191: cmsVolume({'A DATA': ['ONE']}), 193: volume});
	t.deepEqual(user.enter('FORMAT 193 C'), [question('C(193)')]);
	t.deepEqual(user.enter('yes'), ['ENTER DISK LABEL:']);
	t.deepEqual(user.enter('work03x'), ['FORMATTING DISK \'C\'.', '\'3\' CYLINDERS FORMATTED ON \'C(193)\'.', 'Ready;']);
	t.deepEqual(user.enter('QUERY DISK C'), [
		'C (193): 0 FILES; 5 REC IN USE, 1705 LEFT (OF 1710), 0% FULL (3 CYL), 3350, R/W',
		'Ready;',
	]);
	t.deepEqual(user.enter('COPYFILE A DATA A B DATA C'), ['Ready;']);
	const disk = new VolumeBlocks(volume);
	t.like(describeDisk(disk), {label: 'WORK03', cylinders: 3, files: 1});
	t.deepEqual(checkFileSystem(disk), []);
});

test('any answer but YES leaves the disk as it is', t => {
	const user = new FileSession({191: cmsVolume({'A DATA': ['ONE']})});
	t.deepEqual(user.enterAll('FORMAT 191 A', 'NO'), [question('A(191)'), 'DISK REMAINS UNCHANGED.', 'Ready;']);
	t.deepEqual(user.enter('STATE A DATA A'), ['Ready;']);
});

test('FORMAT of fewer cylinders, and a new label alone', t => {
	const volume = memoryVolume(3);
	const user = new FileSession({191: cmsVolume(), 193: volume});
	user.enterAll('FORMAT 193 C 1', 'YES', 'ONE');
	t.like(describeDisk(new VolumeBlocks(volume)), {label: 'ONE', cylinders: 1});
	t.deepEqual(user.enterAll('FORMAT 193 C (LABEL', 'NEW'), ['ENTER DISK LABEL:', 'Ready;']);
	t.deepEqual(user.enter('QUERY SEARCH'), ['TEST    191  A    R/W', 'NEW     193  C    R/W', 'TEST    190  S    R/O', 'Ready;']);
});

test('FORMAT with RECOMP: fewer cylinders and more, every file as it was, nothing asked', t => {
	const volume = memoryVolume(6);
	const user = new FileSession({191: cmsVolume({'A DATA': ['ONE']}), 193: volume});
	user.enterAll('FORMAT 193 C 2', 'YES', 'WORK');
	user.enter('COPYFILE A DATA A B DATA C');
	t.deepEqual(user.enter('FORMAT 193 C (RECOMP'), [
		'C (193): 1 FILES; 8 REC IN USE, 3412 LEFT (OF 3420), 0% FULL (6 CYL), 3350, R/W',
		'Ready;',
	]);
	t.deepEqual(checkFileSystem(new VolumeBlocks(volume)), []);
	t.deepEqual(user.enter('FORMAT 193 D 1 (R)'), [
		'D (193): 1 FILES; 7 REC IN USE, 563 LEFT (OF 570), 1% FULL (1 CYL), 3350, R/W',
		'Ready;',
	]);
	t.deepEqual(user.enter('TYPE B DATA D'), ['', 'ONE', '', 'Ready;']);
	t.deepEqual(user.enter('QUERY DISK C'), ['DISK \'C\' NOT ACCESSED.', 'Ready(00036);']);
	t.deepEqual(checkFileSystem(new VolumeBlocks(volume)), []);
});

test('FORMAT with RECOMP: where files would be lost, and where no disk of CMS is, nothing changes', t => {
	const volume = memoryVolume(3);
	const user = new FileSession({191: cmsVolume({'A DATA': ['ONE']}), 193: volume, 194: memoryVolume(2)});
	user.enterAll('FORMAT 193 C', 'YES', 'WORK');
	const big = Array.from({length: 600}, () => new Uint8Array(800));
	writeFiles(new VolumeBlocks(volume), [
		{name: 'BIG', type: 'DATA', modeNumber: '1', recordFormat: 'F', records: big},
	], moment);
	t.deepEqual(user.enter('FORMAT 193 C 1 (RECOMP'), [
		'CANNOT RECOMPUTE WITHOUT LOSS OF DATA. NO CHANGE.', 'Ready(00008);',
	]);
	t.like(describeDisk(new VolumeBlocks(volume)), {cylinders: 3, files: 1});
	t.deepEqual(user.enter('STATE BIG DATA C'), ['Ready;']);
	t.deepEqual(user.enter('FORMAT 194 D (RECOMP'), ['ERROR READING LABEL ON DISK \'D(194)\'.', 'Ready(00100);']);
	t.deepEqual(user.enter('FORMAT 193 C (LABEL RECOMP'), ['INVALID OPTION \'RECOMP\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('FORMAT 193 H (RECOMP'), ['INVALID MODE \'H\'.', 'Ready(00024);']);
});

test('what FORMAT refuses', t => {
	const user = new FileSession({191: cmsVolume(), 193: new Extent(cmsVolume(), 0, 2, {readOnly: true})});
	t.deepEqual(user.enter('FORMAT'), ['NO DEVICE SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(user.enter('FORMAT 193'), ['NO FILEMODE SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(user.enter('FORMAT XYZ C'), ['INVALID DEVICE ADDRESS \'XYZ\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('FORMAT 193 C 0'), ['INVALID PARAMETER \'0\'.', 'Ready(00024);']);
	t.deepEqual(user.enter('FORMAT 193 C'), ['DISK \'C(193)\' IS READ/ONLY.', 'Ready(00036);']);
	t.deepEqual(user.enter('FORMAT 194 C'), ['C(194) NOT ATTACHED.', 'Ready(00100);']);
	t.deepEqual(user.enter('FORMAT 009 C'), ['\'009\' IS AN UNSUPPORTED DEVICE TYPE.', 'Ready(00088);']);
});

test('a full disk: the copy is refused and everything before it is still there', t => {
	const small = memoryVolume(1);
	const user = new FileSession({191: cmsVolume({'A DATA': ['ONE']}), 193: small});
	user.enterAll('FORMAT 193 C', 'YES', 'SMALL');
	const disk = new VolumeBlocks(small);
	t.is(
		writeFiles(
			disk,
			[
				{
					name: 'FILL',
					type: 'DATA',
					modeNumber: '1',
					recordFormat: 'F',
					records: Array.from({length: 559}, () => new Uint8Array(800)),
				},
				textFile('KEEP', 'DATA', ['X']),
			],
			moment,
		),
		0,
	);
	user.enter('ACCESS 193 C');
	t.deepEqual(user.enter('COPYFILE A DATA A B DATA C'), [
		'ERROR \'13\' WRITING FILE \'B DATA C1\' ON DISK.',
		'Ready(00100);',
	]);
	t.deepEqual(checkFileSystem(disk), []);
	t.is(describeDisk(disk).files, 2);
});
