/** Writes that wait, as a program sees them through its channel. */
import test from 'ava';
import fc from 'fast-check';
import {CkdDisk} from '../../../../source/machine/devices/disk/3350.js';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {formatTrack, readRecord} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../../../source/machine/devices/volume/file-volume.js';
import {WriteHold} from '../../../../source/machine/devices/volume/write-hold.js';
import {
	cc, Rig, sli, type CcwList,
} from '../rig.js';
import {GrowingImage, RecordingImage} from '../volume/recording-image.js';

const model = findCkdModel('2311')!;
const recordLength = 100;

function over(image: RecordingImage, hold?: WriteHold): FileVolume {
	const volume = FileVolume.over(image, {hold});
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	return volume;
}

/** A machine with a disk at 190, whose writes may wait. */
class HeldDisk extends Rig {
	readonly hold = new WriteHold();
	readonly image: RecordingImage;
	readonly disk: CkdDisk;

	constructor() {
		super();
		const image = new GrowingImage();
		const volume = FileVolume.format(image, model, 1);
		formatTrack(volume, 0, 0, recordLength, 5);
		formatTrack(volume, 0, 1, recordLength, 5);
		this.image = new RecordingImage(image.bytes);
		this.disk = this.attach(0x190, new CkdDisk(over(this.image, this.hold)));
	}

	/** Seeks, searches a record and does `command` with it; the unit status. */
	do(command: number, head: number, record: number): string {
		this.put(0x2000, `00000000000${head}`);
		this.put(0x2010, `0000000${head}0${record}`);
		return this.run(0x190, [
			[0x07, 0x2000, cc, 6],
			[0x31, 0x2010, cc, 5],
			[0x08, 0x1008, 0, 1],
			[command, 0x2100, 0, recordLength],
		]).csw.slice(10, 12);
	}

	write(head: number, record: number, byte: string): string {
		this.put(0x2100, byte.repeat(recordLength));
		return this.do(0x05, head, record);
	}

	read(head: number, record: number): string {
		const status = this.do(0x06, head, record);
		return `${status} ${this.hex(0x2100, 1)}`;
	}

	/** First bytes of the records of a track, in the file. */
	inFile(head: number): readonly number[] {
		const volume = over(new RecordingImage(this.image.bytes));
		return [1, 2, 3, 4, 5].map(record => readRecord(volume, 0, head, record)![0]);
	}
}

test('records that programs write to one track are read at once, and in the file after a flush', t => {
	const rig = new HeldDisk();
	t.deepEqual([1, 2, 3].map(record => rig.write(0, record, 'E1')), ['0C', '0C', '0C']);
	t.is(rig.read(0, 3), '0C E1');
	t.is(rig.read(1, 3), '0C 00');
	t.is(rig.image.writes, 0);
	rig.hold.flush();
	t.is(rig.image.writes, 1);
	t.deepEqual(rig.inFile(0), [0xE1, 0xE1, 0xE1, 0, 0]);
});

test('a formatting write comes behind the data of another track', t => {
	const rig = new HeldDisk();
	rig.write(0, 1, 'E1');
	rig.write(0, 2, 'E2');
	// Write Count, Key and Data behind R2 of the other track.
	rig.put(0x2100, '00000001030000 08 0102030405060708');
	rig.image.onWrite = () => {
		t.deepEqual(rig.inFile(0), [0xE1, 0xE2, 0, 0, 0]);
	};

	t.is(rig.do(0x1D, 1, 2), '0C');
	t.is(rig.image.writes, 2);
	t.is(readRecord(over(new RecordingImage(rig.image.bytes)), 0, 1, 3)?.length, 8);
});

test('a write that the host does not take is an equipment check of the next one, until it takes it', t => {
	const rig = new HeldDisk();
	t.is(rig.write(0, 1, 'E1'), '0C');
	rig.image.room = 0;
	rig.hold.flush();
	for (const head of [0, 1]) {
		t.is(rig.write(head, 2, 'E2'), '0E');
		t.deepEqual([...rig.disk.sense().subarray(0, 2)], [0x10, 0x80]);
		t.is(rig.read(head, 2), '0C 00', 'nor is it there');
	}

	t.is(rig.read(0, 1), '0C E1');
	t.is(rig.write(1, 1, 'E3'), '0E');
	rig.image.room = Number.POSITIVE_INFINITY;
	t.is(rig.write(1, 1, 'E3'), '0C');
	t.deepEqual(rig.inFile(0), [0xE1, 0, 0, 0, 0]);
	rig.disk.volume.close();
	t.deepEqual(rig.inFile(1), [0xE3, 0, 0, 0, 0]);
});

test('another disk goes on where the host does not take what one has to write', t => {
	const rig = new HeldDisk();
	const image = new RecordingImage(rig.image.bytes);
	rig.write(0, 1, 'E1');
	rig.image.room = 0;
	rig.attach(0x191, new CkdDisk(over(image, rig.hold)));
	rig.put(0x2100, 'E5');
	t.is(rig.run(0x191, [
		[0x07, 0x2000, cc, 6],
		[0x31, 0x2010, cc, 5],
		[0x08, 0x1008, 0, 1],
		[0x05, 0x2100, 0, recordLength],
	]).csw.slice(10, 12), '0C');
	rig.hold.flush();
	t.is(readRecord(over(new RecordingImage(image.bytes)), 0, 0, 1)?.[0], 0xE5);
	t.is(rig.write(0, 2, 'E2'), '0E');
});

/** A machine with two disks, whose writes may wait or not. */
class TwoDisks extends Rig {
	readonly images: readonly RecordingImage[];
	readonly volumes: readonly FileVolume[];

	constructor(hold?: WriteHold) {
		super();
		const {image} = new HeldDisk();
		this.images = [image, image].map(({bytes}) => new RecordingImage(bytes));
		this.volumes = this.images.map(each => over(each, hold));
		for (const [index, volume] of this.volumes.entries()) {
			this.attach(0x190 + index, new CkdDisk(volume));
		}
	}

	/** Closes the volumes; their files. */
	end(): string[] {
		return this.images.map(({bytes}, index) => {
			this.volumes[index].close();
			return Buffer.from(bytes).toString('base64');
		});
	}
}

/** Mostly Write Data; writes of key and data, a record, an overflow record, none (erase); reads. */
const anyCommand = fc.oneof(
	{weight: 6, arbitrary: fc.constant(0x05)},
	{weight: 2, arbitrary: fc.constantFrom(0x0D, 0x06, 0x0E, 0x1E, 0x92, 0x86)},
	fc.constantFrom(0x1D, 0x01, 0x11),
);
const anyProgram = fc.record({
	disk: fc.nat(1),
	head: fc.nat(1),
	record: fc.integer({min: 1, max: 5}),
	commands: fc.array(anyCommand, {minLength: 1, maxLength: 3}),
	/** Of a record that is written: its number, and the lengths of key and data. */
	count: fc.tuple(fc.nat(6), fc.nat(8), fc.nat(200)),
	fill: fc.nat(255),
	flushes: fc.nat(9),
});
type AnyProgram = typeof anyProgram extends fc.Arbitrary<infer T> ? T : never;

/** Runs a channel program: all that its own program can see of it. */
function see(rig: TwoDisks, {disk, head, record, commands, count: [number, key, length], fill}: AnyProgram): string {
	const two = (value: number): string => value.toString(16).padStart(2, '0');
	rig.put(0x2000, `0000000000${two(head)}`);
	rig.put(0x2010, 'C0');
	rig.put(0x2100, `000000${two(head)}${two(number)}${two(key)}00${two(length)}${two(fill).repeat(key + length)}`);
	const list: Array<CcwList[number]> = [[0x07, 0x2000, cc, 6], [0x1F, 0x2010, cc, 1]];
	for (const [index, command] of commands.entries()) {
		// Each about a record of its own, in any order.
		const identifier = 0x2020 + (index * 8);
		rig.put(identifier, `000000${two(head)}${two(1 + ((record * (index + 1)) % 6))}`);
		const search = 0x1000 + (list.length * 8);
		list.push([0x31, identifier, cc, 5], [0x08, search, 0, 1], [command, 0x2100, cc | sli, 400]);
	}

	list.push([0x04, 0x2400, sli, 6]);
	const {csw} = rig.run(0x190 + disk, list);
	const sense = (Number.parseInt(csw.slice(10, 12), 16) & 2) === 0
		? ''
		: rig.run(0x190 + disk, [[0x04, 0x2400, sli, 6]]).csw;
	return `${csw} ${sense} ${rig.timeline.now} ${rig.hex(0x2100, 0x400)}`;
}

test('programs see nothing of it that writes wait, and leave the same images', t => {
	let written = 0;
	fc.assert(fc.property(fc.array(anyProgram, {minLength: 1, maxLength: 30}), programs => {
		const hold = new WriteHold();
		const held = new TwoDisks(hold);
		const plain = new TwoDisks();
		for (const program of programs) {
			const seen = see(held, program);
			if (seen !== see(plain, program)) {
				return false;
			}

			written += seen.slice(10, 12) === '0C' ? 1 : 0;
			if (program.flushes === 0) {
				hold.flush();
			}
		}

		const images = held.end();
		return plain.end().every((image, index) => image === images[index]);
	}), {numRuns: 150});
	t.true(written > 500, `${written} programs ended well`);
});
