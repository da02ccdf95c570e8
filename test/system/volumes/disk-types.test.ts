/** Minidisks on every type of disk, in memory and in image files. */
import test from 'ava';
import {VirtualClock} from '../../../source/base/clock.js';
import {minidiskDevice, type VolumeTable} from '../../../source/cp/devices/minidisk.js';
import {minidiskTypes} from '../../../source/cp/directory/directory.js';
import {parseDirectory} from '../../../source/cp/directory/parser.js';
import {describeDisk} from '../../../source/cms/file-system/disk/host.js';
import type {Device} from '../../../source/machine/channel/device.js';
import {UnconnectedTerminal} from '../../../source/machine/devices/unconnected-terminal.js';
import {trackRecords} from '../../../source/machine/devices/volume/ckd-track.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {memoryVolumes} from '../../../source/system/volumes/memory-volumes.js';
import {minidiskVolume} from '../../../source/system/volumes/minidisks.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';

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

test('a minidisk of any type is there; those that CMS has a format for are CMS disks', t => {
	const {directory, errors} = parseDirectory([
		'DIRECTORY 150 3350 YRKRES',
		'USER ALICE ALICE 1M 2M G',
		...types.map((type, index) => ` MDISK 19${index} ${type} 005 002 V${type} MR`),
	].join('\n'));
	t.deepEqual(errors, []);
	const volumes = memoryVolumes({folder: '/nowhere', directory}, [], new VirtualClock().now());
	for (const type of types) {
		const volume = volumes.get(`V${type}`)!;
		const minidisk = minidiskVolume(volume, {start: 5, cylinders: 2});
		const records = trackRecords(minidisk.readTrack(1, 3)).length - 1;
		const expected = {3350: 19, 3330: 14}[type] ?? 0;
		t.is(records, expected, type);
		if (expected > 0) {
			t.is(describeDisk(new VolumeBlocks(minidisk)).cylinders, 2);
		}
	}
});
