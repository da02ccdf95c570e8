/** Minidisks on every type of disk, in memory and in image files. */
import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {minidiskDevice, type VolumeTable} from '../../../source/cp/devices/minidisk.js';
import {minidiskTypes} from '../../../source/cp/directory/directory.js';
import {parseDirectory} from '../../../source/cp/directory/parser.js';
import {checkFileSystem, describeDisk, readFile} from '../../../source/cms/file-system/disk/host.js';
import type {Device} from '../../../source/machine/channel/device.js';
import {UnconnectedTerminal} from '../../../source/machine/devices/unconnected-terminal.js';
import {trackRecords} from '../../../source/machine/devices/volume/ckd-track.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {memoryVolumes} from '../../../source/system/volumes/memory-volumes.js';
import {minidiskVolume} from '../../../source/system/volumes/minidisks.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {SystemSession} from '../../support/whole-system.js';

const types = Object.keys(minidiskTypes).filter(type => findCkdModel(type));

test('the larger 3330 and 3340 are 3330 and 3340 for the directory', t => {
	const device: Device = new UnconnectedTerminal('3330-11');
	const volumes: VolumeTable = {
		serials: () => ['V1'],
		find: () => ({
			serial: 'V1', type: '3330-11', cylinders: 808, open: () => device, lastWrite: () => 0,
		}),
		temporary: () => undefined,
	};
	const extent = {
		owner: 'ALICE', ownerAddress: 0x191, volume: 'V1', start: 500, cylinders: 10,
	};
	t.is(minidiskDevice(volumes, 0x191, '3330', extent, true)?.device, device);
	t.is(minidiskDevice(volumes, 0x191, '3350', extent, true), undefined);
});

test('CMS formats a minidisk of every type that it knows, and has files there', t => {
	for (const type of ['2314', '3330-11', '3340-70']) {
		const volume = new MemoryVolume(findCkdModel(type)!, 2);
		const lines = Array.from({length: 400}, (_, index) => `LINE ${index}`.padEnd(70, 'X'));
		const session = new SystemSession({191: cmsVolume({'LONG DATA': lines}), 192: volume});
		session.enter('FORMAT 192 B');
		session.enter('YES');
		t.true(session.enter('NEW').includes('\'2\' CYLINDERS FORMATTED ON \'B(192)\'.'), type);
		session.enter('COPYFILE LONG DATA A = = B');
		session.enter('COPYFILE LONG DATA A OTHER DATA B');
		t.regex(session.enter('ERASE LONG DATA B').at(-1)!, /^Ready;/);
		const disk = new VolumeBlocks(volume);
		t.deepEqual(checkFileSystem(disk), []);
		t.deepEqual(readFile(disk, 'OTHER', 'DATA')?.map(record => fromEbcdic(record)), lines);
		session.close();
	}
});

test('CMS has no files on a 2305', t => {
	const session = new SystemSession({191: cmsVolume(), 192: new MemoryVolume(findCkdModel('2305')!, 2)});
	t.true(session.enter('FORMAT 192 B').join(' ').includes('DMSFOR114S \'192\' IS AN UNSUPPORTED DEVICE TYPE.'));
	session.close();
});

test('a minidisk of any type is there; those that CMS has a format for are CMS disks', t => {
	const {directory, errors} = parseDirectory([
		'DIRECTORY 150 3350 YRKRES',
		'USER ALICE ALICE 1M 2M G',
		...types.map((type, index) => ` MDISK 19${index} ${type} 005 002 V${type} MR`),
	].join('\n'));
	t.deepEqual(errors, []);
	const volumes = memoryVolumes({folder: '/nowhere', directory}, () => [], new VirtualClock().now());
	for (const type of types) {
		const volume = volumes.get(`V${type}`)!;
		const minidisk = minidiskVolume(volume, {start: 5, cylinders: 2});
		const records = trackRecords(minidisk.readTrack(1, 3)).length - 1;
		const expected = {3350: 19, 3330: 14, 3340: 8, 2314: 8, 2319: 8}[type] ?? 0;
		t.is(records, expected, type);
		if (expected > 0) {
			t.is(describeDisk(new VolumeBlocks(minidisk)).cylinders, 2);
		}
	}
});
