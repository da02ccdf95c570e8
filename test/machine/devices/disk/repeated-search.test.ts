/**
 * A search that a transfer in channel repeats is executed by the drive as often as it would be: nothing but speed tells
 * the two apart.
 */
import test from 'ava';
import fc from 'fast-check';
import {ccwFlag} from '../../../../source/base/channel-words.js';
import type {DataTransfer, Device} from '../../../../source/machine/channel/device.js';
import {CkdDisk} from '../../../../source/machine/devices/disk/3350.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {appendRecord, countLength, trackRecords} from '../../../../source/machine/devices/volume/ckd-track.js';
import {formatTrack, type CkdVolume} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {MemoryVolume} from '../../../../source/machine/devices/volume/memory-volume.js';
import {cc, Rig, sli, type CcwList} from '../rig.js';

const model = findCkdModel('3350')!;
const argument = 0x3000;
const records = 12;

/** A disk whose commands the channel has to repeat one by one. */
function stepwise(volume: CkdVolume): Device {
	const disk = new CkdDisk(volume);
	const execute = disk.execute.bind(disk);
	return Object.assign(disk, {
		execute: (command: number, transfer: DataTransfer, chained: number) => execute(command, {
			get remaining() {
				return transfer.remaining;
			},
			input: bytes => transfer.input(bytes),
			output: length => transfer.output(length),
			outputInto: (target, length) => transfer.outputInto(target, length),
			view: length => transfer.view(length),
			repeats: false,
			again() {
				transfer.again();
			},
		}, chained),
	});
}

function rigWith(device: (volume: CkdVolume) => Device): Rig {
	const volume = new MemoryVolume(model, 1);
	formatTrack(volume, 0, 0, 100, records);
	formatTrack(volume, 0, 1, 100, 3);
	const rig = new Rig();
	rig.attach(0x191, device(volume));
	return rig;
}

/** What can be seen of a program: events until it ends, its time, its CSW and interruptions, what was read. */
function seen(rig: Rig, list: CcwList, id: string): unknown {
	rig.put(argument, id);
	rig.put(argument + 16, '000000000000');
	rig.program(list);
	const steps: Array<readonly [now: number, busy: number]> = [];
	const code = rig.channels.startIo(0x191);
	// One that begins again with its seek never ends.
	for (let count = 0; count < 20 && rig.timeline.events > 0; count++) {
		rig.timeline.run(1_000_000, 1);
		steps.push([rig.timeline.now, rig.channels.testIo(0x191)]);
	}

	const ended = rig.csw;
	rig.channels.halt(0x191);
	rig.channels.highest(() => true)?.store();
	return {
		code,
		steps,
		ended,
		csw: rig.csw,
		interruptions: rig.interruptions,
		read: rig.hex(0x4000, 8),
		sense: rig.run(0x191, [
			[0x04, 0x5000, 0, 24],
		]), bytes: rig.hex(0x5000, 24),
	};
}

const commands = fc.constantFrom(0x31, 0x51, 0x71, 0xB1, 0x29, 0x69, 0x39, 0xB9);
const flags = fc.constantFrom(cc, cc, cc | sli, cc | ccwFlag.programControlledInterruption, ccwFlag.chainData | cc);

test('a search that is repeated ends as one by one', t => {
	fc.assert(fc.property(
		commands,
		flags,
		fc.constantFrom(5, 5, 4, 6, 8),
		fc.integer({min: 0, max: records + 1}),
		fc.boolean(),
		fc.integer({min: 0, max: 2}),
		(command, flag, count, record, withSeek, back) => {
			const seek: CcwList = withSeek ? [[0x07, argument + 16, cc, 6]] : [];
			const at = 0x1000 + (seek.length * 8);
			const list: CcwList = [
				...seek,
				[command, argument, flag, count],
				[0x08, back === 2 ? 0x1000 : at, 0, 0],
				[0x06, 0x4000, sli, 8],
			];
			const id = `00000000${record.toString(16).padStart(2, '0')}000000`;
			t.deepEqual(seen(rigWith(volume => new CkdDisk(volume)), list, id), seen(rigWith(stepwise), list, id));
		},
	), {numRuns: 300});
});

/** A record of a keyed track: bytes of its key, whose last is this. */
type Keyed = {readonly keyLength: number; readonly last: number; readonly number: number};

/** Puts such records behind R0. */
function putRecords(volume: CkdVolume, head: number, list: readonly Keyed[]): void {
	let track = volume.readTrack(0, head);
	for (const {keyLength, last, number} of list) {
		const record = new Uint8Array(countLength + keyLength + 20);
		record.set([0, 0, 0, head, number, keyLength, 0, 20]);
		if (keyLength > 0) {
			record[countLength + keyLength - 1] = last;
		}

		record.fill(number, countLength + keyLength);
		track = appendRecord(track, trackRecords(track).at(-1)!.end, record);
	}

	volume.writeTrack(0, head, track);
}

const keyed = fc.array(fc.record({
	keyLength: fc.constantFrom(0, 1, 2, 4, 4, 8),
	last: fc.integer({min: 0, max: 3}),
	number: fc.integer({min: 0, max: 3}),
}), {maxLength: 8});
const searches = fc.constantFrom(
	0x29, 0x49, 0x69, 0x29, 0x49, 0x69, 0xA9, 0xC9, 0xE9, 0x31, 0x51, 0x71, 0xB1, 0xF1, 0x39, 0xB9,
);

test('a search among records with and without keys that is repeated ends as one by one', t => {
	const given = fc.record({
		tracks: fc.tuple(keyed, keyed),
		command: searches,
		flag: flags,
		count: fc.integer({min: 1, max: 9}),
		// Nothing, or bytes that are found: the last of a key, or the number of a record.
		argument: fc.array(fc.constantFrom(0, 0, 0, 0, 0, 1, 2, 3), {minLength: 9, maxLength: 9}),
		first: fc.constantFrom<number | undefined>(undefined, 0x07, 0x31, 0x1A, 0x06, 0x12),
		back: fc.boolean(),
		next: fc.constantFrom(0x06, 0x0E, 0x12, 0x05, 0x0D),
	});
	fc.assert(fc.property(given, ({tracks, command, flag, count, argument: bytes, first, back, next}) => {
		const before: CcwList = first === undefined
			? []
			: [[first, first === 0x31 ? argument + 24 : (first === 0x07 ? argument + 16 : 0x6000), cc | sli, 6]];
		const list: CcwList = [
			...before,
			[command, argument, flag, count],
			[0x08, 0x1000 + (back ? 0 : before.length * 8), 0, 0],
			[next, 0x4000, sli, 8],
		];
		const rigOf = (device: (volume: CkdVolume) => Device): Rig => {
			const volume = new MemoryVolume(model, 1);
			for (const [head, records] of tracks.entries()) {
				putRecords(volume, head, records);
			}

			const rig = new Rig();
			rig.attach(0x191, device(volume));
			return rig;
		};

		const id = Buffer.from(bytes).toString('hex');
		t.deepEqual(seen(rigOf(volume => new CkdDisk(volume)), list, id), seen(rigOf(stepwise), list, id));
	}), {numRuns: 400});
});

test('a search by key that is repeated ends at a shorter key, for which the count is too long', t => {
	const volume = new MemoryVolume(model, 1);
	putRecords(volume, 0, [{keyLength: 4, last: 1, number: 1}, {keyLength: 1, last: 1, number: 2}]);
	const rig = new Rig();
	rig.attach(0x191, new CkdDisk(volume));
	rig.put(argument, '00000003');
	const list: CcwList = [[0x29, argument, cc, 4], [0x08, 0x1000, 0, 0], [0x06, 0x4000, sli, 8]];
	// Incorrect length, three bytes of four not used.
	t.deepEqual(rig.run(0x191, list), {cc: 0, csw: '00 001008 0C40 0003'});
});
