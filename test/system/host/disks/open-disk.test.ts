import {existsSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {runToEnd} from '../../../../source/guest/action.js';
import {masterBlock} from '../../../../source/cms/file-system/directory/master-directory.js';
import {formatDisk} from '../../../../source/cms/file-system/disk/host.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';
import {FileVolume} from '../../../../source/machine/devices/volume/file-volume.js';
import {diskExtentOf, diskNameOf} from '../../../../source/system/host/disks/disk-name.js';
import {DurableBlocks, withDisk} from '../../../../source/system/host/disks/open-disk.js';
import {folderWith} from '../../../support/cli.js';

const model = findCkdModel('3350')!;

test('a disk is named by its owner and address, or by where it lies', t => {
	t.deepEqual(diskNameOf('user1/191'), {kind: 'minidisk', owner: 'USER1', address: 0x191});
	t.deepEqual(diskNameOf('yrkusr:12'), {kind: 'extent', serial: 'YRKUSR', start: 12});
	t.deepEqual(diskNameOf('YRKUSR:12+3'), {kind: 'extent', serial: 'YRKUSR', start: 12, cylinders: 3});
	t.deepEqual(diskExtentOf('0+2'), {start: 0, cylinders: 2});
	for (const word of ['', 'USER1', 'USER1/', '/191', 'USER1/19G', 'YRKUSR:', 'YRKUSR:+1', 'A:B', 'TOOLONGNAME/191']) {
		t.throws(() => diskNameOf(word), {message: /not a disk as/}, word);
	}

	t.throws(() => diskExtentOf('X'), {message: /not a disk of an image/});
});

test('the pointer to a change of an image is written when everything before is safe', t => {
	const order: string[] = [];
	const volume = new MemoryVolume(model, 1);
	const watched = {
		model,
		cylinders: 1,
		readOnly: false,
		readTrack: (cylinder: number, head: number) => volume.readTrack(cylinder, head),
		writeTrack(cylinder: number, head: number, track: Uint8Array) {
			order.push('write');
			volume.writeTrack(cylinder, head, track);
		},
		sync() {
			order.push('sync');
		},
		close: () => undefined,
	};
	formatDisk(new DurableBlocks(volume), 'DISK');
	const blocks = new DurableBlocks(watched);
	runToEnd(blocks.write([[30, new Uint8Array(800)]]));
	runToEnd(blocks.write([[masterBlock, new Uint8Array(800)]]));
	t.deepEqual(order, ['write', 'sync', 'write', 'sync']);
});

test('who writes to an image is alone there, and leaves nothing beside it', async t => {
	const image = path.join(await folderWith(t), 'image');
	const volume = FileVolume.create(image, model, 1);
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	formatDisk(new DurableBlocks(volume), 'DISK');
	volume.close();
	await withDisk({image}, '0', 'write', async () => {
		await t.throwsAsync(withDisk({image}, '0', 'write', () => 0), {message: /is in use by another/});
		t.is(await withDisk({image}, '0', 'read', () => 7), 7);
	});
	t.false(existsSync(`${image}.lock`));
});
