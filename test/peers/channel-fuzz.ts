/** Random channel programs on unit-record devices, terminals and disks of a 64 KiB machine: they never throw and never hang, and the disk stays readable. */
import {ccwBytes} from '../../source/machine/ccw.js';
import {Printer1403} from '../../source/machine/devices/1403.js';
import {CardPunch2540} from '../../source/machine/devices/2540-punch.js';
import {CardReader2540} from '../../source/machine/devices/2540-reader.js';
import {Console3215} from '../../source/machine/devices/3215.js';
import {CkdDisk} from '../../source/machine/devices/3350.js';
import {ckdCommand} from '../../source/machine/devices/ckd-commands.js';
import {findCkdModel} from '../../source/machine/devices/ckd-models.js';
import {trackRecords} from '../../source/machine/devices/ckd-track.js';
import {formatTrack} from '../../source/machine/devices/ckd-volume.js';
import {Extent} from '../../source/machine/devices/extent.js';
import {MemoryVolume} from '../../source/machine/devices/memory-volume.js';
import {Rig, silent} from '../machine/devices/rig.js';
import {Random} from './random.js';

export type ChannelReport = {programs: number; readonly statuses: Map<string, number>};

const addresses = [0x009, 0x00C, 0x00D, 0x00E, 0x191, 0x191, 0x191, 0x192];
const commands = Object.values(ckdCommand);

function build(random: Random): {rig: Rig; console: Console3215; volume: MemoryVolume} {
	const rig = new Rig();
	const volume = new MemoryVolume(findCkdModel('3350')!, 3);
	formatTrack(volume, 1, 0, 800, 19);
	formatTrack(volume, 2, 1, 200, 5);
	const console = rig.attach(0x009, new Console3215({...silent, print: bytes => bytes.length % 7 === 0 ? 'hold' : undefined}));
	rig.attach(0x00C, new CardReader2540({next: () => random.of(['endOfFile', undefined, new Uint8Array(80), new Uint8Array(133)] as const)}));
	rig.attach(0x00D, new CardPunch2540({punch: () => random.below(5) > 0}));
	rig.attach(0x00E, new Printer1403({print: () => random.below(5) > 0}));
	rig.attach(0x191, new CkdDisk(new Extent(volume, 1, 2)));
	rig.attach(0x192, new CkdDisk(new Extent(volume, 0, 2, {readOnly: true})));
	for (let block = 0; block < 32; block++) {
		rig.storage.keys[block] = random.below(4) === 0 ? random.below(256) & 0xF8 : 0;
	}

	return {rig, console, volume};
}

/** A chain at X'1000', arguments at X'2000', the CAW. */
function program(rig: Rig, random: Random): void {
	const length = 1 + random.below(8);
	for (let index = 0; index < length; index++) {
		const isBack = index > 0 && random.chance(25);
		const command = isBack ? 8 : (random.chance(33) ? random.below(256) : random.of(commands) | (random.chance(16) ? 0x80 : 0));
		const address = isBack ? 0x1000 + (random.below(length) * 8) : (random.chance(5) ? random.below(0x100_0000) : 0x2000 + random.below(64));
		const flags = index === length - 1 ? random.below(4) << 4 : random.of([0x40, 0x60, 0x60, 0x40, 0x80, 0x48, 0x44, random.below(256)]);
		rig.storage.store(0x1000 + (index * 8), ccwBytes(command, address, flags, random.of([1, 5, 6, 8, 800, random.below(65_536)])));
	}

	rig.storage.store(0x2000, Uint8Array.from({length: 72}, (_, index) => random.chance(33) ? random.below(256) : [0, 0, 0, random.below(3), 0, random.below(3), random.below(20), 0xC0][index & 7]));
	rig.storage.setWord(72, (((random.chance(10) ? random.below(16) : 0) << 28) | 0x1000) >>> 0);
}

/** Runs `count` random channel programs from `seed`; every 10,000 on new devices. Throws where they throw or leave a track unreadable. */
export function fuzzChannelPrograms(seed: number, count: number): ChannelReport {
	const report: ChannelReport = {programs: 0, statuses: new Map()};
	const note = (status: string): void => {
		report.statuses.set(status, (report.statuses.get(status) ?? 0) + 1);
	};

	for (let part = 0; report.programs < count; part++) {
		const random = new Random(seed, part);
		const {rig, console, volume} = build(random);
		for (let round = 0; round < 10_000 && report.programs < count; round++) {
			report.programs++;
			program(rig, random);
			const address = random.of(addresses);
			if (random.chance(25)) {
				note(`synchronous ${rig.channels.runSynchronously(address, 0x1000, random.below(16)).cc}`);
				continue;
			}

			note(`cc ${rig.channels.startIo(address)}`);
			rig.timeline.run(random.chance(50) ? 1_000_000 : 0, 2);
			console.line(new Uint8Array(random.below(200)));
			console.resume();
			rig.timeline.run(1_000_000, 2);
			if (rig.channels.isBusy(address)) {
				rig.channels.haltIo(address);
				rig.timeline.run(1000, 2);
			}

			for (let pending = rig.channels.highest(() => true); pending; pending = rig.channels.highest(() => true)) {
				pending.store();
				note(rig.hex(68, 2));
			}
		}

		for (let track = 0; track < 90; track++) {
			if (trackRecords(volume.readTrack(Math.trunc(track / 30), track % 30)).length === 0) {
				throw new Error(`track ${track} of seed ${seed}, part ${part}, has no records`);
			}
		}
	}

	return report;
}
