import test from 'ava';
import {ckdCommand} from '../../../source/machine/devices/disk/ckd-commands.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {findCkdModel} from '../../../source/machine/devices/volume/ckd-models.js';
import {trackRecords} from '../../../source/machine/devices/volume/ckd-track.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {fuzzChannelPrograms} from '../../peers/channel-fuzz.js';
import {Random} from '../../peers/random.js';
import {Rig} from '../devices/rig.js';

test('10,000 random channel programs on every kind of device never throw, never hang, touch no storage they may not, '
	+ 'and leave every track readable', t => {
	const {statuses, devices} = fuzzChannelPrograms(1975, 10_000);
	const expected = [
		'SIO 0',
		'SIO 1',
		'SIO 2',
		'SIOF 0',
		'SIOF 1',
		'synchronous 0',
		'synchronous 1',
		'synchronous 2',
		'CLRIO 0',
		'CLRIO 1',
		'HIO 1',
		'HDV 1',
		'HIO 2',
		'0C00',
		'0E00',
		'0C40',
		'0C20',
		'0C10',
		'8000',
		'0400',
		'0800',
	];
	t.deepEqual(
		expected.filter(status => !statuses.has(status)),
		[],
	);
	t.deepEqual([...devices.keys()].toSorted(), [
		'1403',
		'2311',
		'2314',
		'2540P',
		'2540R',
		'3211',
		'3215',
		'3277',
		'3278',
		'3330',
		'3340',
		'3350',
		'3380',
		'3420',
		'CTCA',
	]);
});

test('a volume full of garbage is read and written without a throw', t => {
	const random = new Random(370);
	const pick = (limit: number): number => random.below(limit);
	const rig = new Rig();
	const volume = new MemoryVolume(findCkdModel('3350')!, 1);
	rig.attach(0x191, new CkdDisk(volume));
	const commands = Object.values(ckdCommand).filter(
		command => command !== ckdCommand.seek && command !== ckdCommand.seekHead,
	);
	const statuses = new Set<number>();
	for (let round = 0; round < 3000; round++) {
		if (round % 10 === 0) {
			const most = [256, 2, 10][pick(3)];
			volume.writeTrack(
				0,
				0,
				Uint8Array.from({length: pick(3) === 0 ? 19_456 : 40 + pick(3000)}, () => pick(most)),
			);
		}

		rig.storage.store(0x2000, Uint8Array.of(0xC0, ...Array.from({length: 40}, () => pick(2))));
		rig.program([
			[0x1F, 0x2000, 0x60, 1],
			...Array.from(
				{length: 6},
				() => [commands[pick(commands.length)], 0x2001 + pick(9), 0x60, [1, 5, 8, 4000][pick(4)]] as const,
			),
			[0x06, 0x3000, 0x20, 10],
		]);
		statuses.add(rig.channels.runSynchronously(0x191, 0x1000, 0).unitStatus);
		const track = volume.readTrack(0, 0);
		t.true(trackRecords(track).length === 0 || trackRecords(track).at(-1)!.end + 8 <= 19_456);
	}

	t.true(statuses.has(0x0C) && statuses.has(0x0E));
});
