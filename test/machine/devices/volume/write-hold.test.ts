import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {findCkdModel} from '../../../../source/machine/devices/volume/ckd-models.js';
import {emptyTrack, trackRecords} from '../../../../source/machine/devices/volume/ckd-track.js';
import {
	formatTrack, readRecord, VolumeError, type CkdVolume,
} from '../../../../source/machine/devices/volume/ckd-volume.js';
import {FileVolume} from '../../../../source/machine/devices/volume/file-volume.js';
import {imageHeader} from '../../../../source/machine/devices/volume/image-format.js';
import {markedTrack} from '../../../../source/machine/devices/volume/marked-track.js';
import {openVolume} from '../../../../source/machine/devices/volume/open-volume.js';
import {WriteHold} from '../../../../source/machine/devices/volume/write-hold.js';
import {GrowingImage, RecordingImage} from './recording-image.js';

const model = findCkdModel('2311')!;
/** More tracks than a volume keeps in memory. */
const cylinders = 8;
const tracks = cylinders * model.heads;
const recordLength = 500;

const place = (track: number): readonly [cylinder: number, head: number] =>
	[Math.trunc(track / model.heads), track % model.heads];

/** A volume: of three tracks one has five records, one is only marked to have four, one is empty. */
function pack(): Uint8Array {
	const image = new GrowingImage();
	const volume = FileVolume.format(image, model, cylinders, (cylinder, head) =>
		((cylinder * model.heads) + head) % 3 === 1
			? markedTrack(cylinder, head, {records: 4, recordLength, cylinder})
			: emptyTrack(cylinder, head));
	for (let track = 0; track < tracks; track += 3) {
		formatTrack(volume, ...place(track), recordLength, 5);
	}

	return image.bytes;
}

const packed = pack();

function over(image: RecordingImage, hold?: WriteHold, readOnly = false): FileVolume {
	image.isClosed = false;
	const volume = FileVolume.over(image, {hold, readOnly});
	if ('problem' in volume) {
		throw new Error(volume.problem);
	}

	return volume;
}

/** A volume, and beside it the same without a hold, which says what is to be. */
class Pair {
	readonly image = new RecordingImage(packed);
	readonly expected = new RecordingImage(packed);
	readonly reference: FileVolume = over(this.expected);
	volume: FileVolume;
	readonly #hold: WriteHold;

	constructor(hold: WriteHold) {
		this.#hold = hold;
		this.volume = over(this.image, hold);
	}

	get isWhole(): boolean {
		return this.image.sum === this.expected.sum && Buffer.compare(this.image.bytes, this.expected.bytes) === 0;
	}

	/** Closes the volume and opens it anew, whatever the host says. */
	reopen(): void {
		try {
			this.volume.close();
		} finally {
			this.volume = over(this.image, this.#hold);
		}
	}

	isSame(track: number): boolean {
		const used = (volume: CkdVolume) => {
			const bytes = volume.readTrack(...place(track));
			return bytes.subarray(0, trackRecords(bytes).at(-1)!.end + 8);
		};

		return Buffer.compare(used(this.volume), used(this.reference)) === 0;
	}
}

type Step = {
	readonly kind: 'overwrite' | 'format' | 'read' | 'sweep' | 'flush' | 'sync' | 'reopen';
	readonly volume: number;
	readonly track: number;
	readonly record: number;
	readonly at: number;
	readonly length: number;
	readonly fill: number;
};

/** Most writes go to few tracks, where they can wait for each other. */
const anyTrack = fc.oneof({weight: 4, arbitrary: fc.nat(3)}, fc.nat(tracks - 1));

const anyStep = (volumes: number): fc.Arbitrary<Step> => fc.record({
	kind: fc.oneof(
		{weight: 12, arbitrary: fc.constant('overwrite' as const)},
		fc.constantFrom('format' as const, 'read' as const, 'flush' as const),
		{weight: 2, arbitrary: fc.constantFrom('sweep' as const, 'read' as const, 'sync' as const, 'reopen' as const)},
	),
	volume: fc.nat(volumes - 1),
	track: anyTrack,
	record: fc.nat(5),
	at: fc.nat(recordLength),
	length: fc.oneof(fc.constant(recordLength), fc.nat(recordLength)),
	fill: fc.nat(255),
});

/** The same write on some volumes, one after the other; `shape` says what records there are. */
function write({kind, track, record, at, length, fill}: Step, shape: FileVolume, volumes: readonly FileVolume[]): void {
	const records = trackRecords(shape.readTrack(...place(track))).slice(1);
	const found = records[record % Math.max(records.length, 1)];
	const bytes = new Uint8Array(Math.max(0, Math.min(length, (found?.dataLength ?? 0) - at))).fill(fill);
	for (const volume of volumes) {
		if (kind === 'format' || !found) {
			formatTrack(volume, ...place(track), recordLength, 1 + record);
		} else {
			volume.overwrite(...place(track), found.data + at, bytes);
		}
	}
}

/** As many tracks as a volume keeps, and more. */
function sweep(volume: FileVolume): void {
	for (let track = 0; track < tracks; track++) {
		volume.readTrack(...place(track));
	}
}

/** What a step does, on the volume that has a hold, beside a write. */
function perform({kind}: Step, pair: Pair, hold: WriteHold): void {
	switch (kind) {
		case 'sweep': {
			sweep(pair.volume);
			break;
		}

		case 'flush': {
			hold.flush();
			break;
		}

		case 'sync': {
			pair.volume.sync();
			break;
		}

		case 'reopen': {
			pair.reopen();
			break;
		}

		// A track is read behind every step.
		case 'read':
		case 'overwrite':
		case 'format': {
			break;
		}
	}
}

const isWrite = ({kind}: Step): boolean => kind === 'overwrite' || kind === 'format';

for (const count of [1, 2]) {
	test(`files of ${count} with a hold are at any time as some moment without had them; a flush makes them whole`, t => {
		fc.assert(fc.property(fc.array(anyStep(count), {minLength: 1, maxLength: 60}), steps => {
			const hold = new WriteHold();
			const pairs = Array.from({length: count}, () => new Pair(hold));
			/** What all files together were after each write without a hold, and which of that they are at. */
			const moments: string[] = [];
			const sums = (kind: 'image' | 'expected') => pairs.map(pair => pair[kind].sum).join(' ');
			let reached = 0;
			let isLost = false;
			const remember = (): void => {
				moments.push(sums('expected'));
			};

			const look = (): void => {
				const found = moments.indexOf(sums('image'), reached);
				isLost ||= found === -1;
				reached = Math.max(found, reached);
			};

			remember();
			for (const {image, expected} of pairs) {
				expected.onWrite = remember;
				image.onWrite = look;
			}

			for (const step of steps) {
				const pair = pairs[step.volume];
				if (isWrite(step)) {
					// What is to be comes first: a write may be in its file at once.
					write(step, pair.reference, [pair.reference, pair.volume]);
				}

				perform(step, pair, hold);

				if (isLost || !pair.isSame(step.track)) {
					return false;
				}

				if ((step.kind === 'flush' || step.kind === 'sync') && !pairs.every(({isWhole}) => isWhole)) {
					return false;
				}
			}

			for (const {volume, reference} of pairs) {
				volume.close();
				reference.close();
			}

			return !isLost && pairs.every(({isWhole}) => isWhole);
		}), {numRuns: 150});
		t.pass();
	});
}

/** Steps of two volumes, and from which to which the host's disk of the first is full. */
const withFullDisk = fc.record({
	steps: fc.array(anyStep(2), {minLength: 10, maxLength: 60}),
	from: fc.nat(20),
	length: fc.nat(20),
});

test('a full disk loses nothing that can be written later, and stops nobody but its own volume', t => {
	let told = 0;
	fc.assert(fc.property(withFullDisk, ({steps, from, length}) => {
		const hold = new WriteHold();
		const pairs = [new Pair(hold), new Pair(hold)];
		const [failing] = pairs;
		/** Something of the volume did not get to its file: the next write has to say so. */
		let isOwed = false;
		for (const [index, step] of steps.entries()) {
			const isFull = index >= from && index < from + length;
			failing.image.room = isFull ? 0 : Number.POSITIVE_INFINITY;
			isOwed &&= isFull;
			const pair = pairs[step.volume];
			try {
				if (isWrite(step)) {
					// A write that fails is none.
					write(step, pair.reference, [pair.volume, pair.reference]);
					if (pair === failing && isOwed) {
						return false;
					}
				}

				// What a full disk does not take from a volume that is closed is gone.
				if (step.kind !== 'reopen' || pair !== failing || !isFull) {
					perform(step, pair, hold);
				}

				if (step.kind === 'flush') {
					isOwed = isFull && !failing.isWhole;
				}
			} catch (error) {
				if (!(error instanceof VolumeError) || !isFull || pair !== failing || !(isWrite(step) || step.kind === 'sync')) {
					throw error;
				}

				told++;
			}

			if (!pairs.every(each => each.isSame(step.track))) {
				return false;
			}
		}

		failing.image.room = Number.POSITIVE_INFINITY;
		for (const {volume} of pairs) {
			volume.close();
		}

		return pairs.every(({isWhole, image}) => isWhole && image.isClosed);
	}), {numRuns: 200});
	t.true(told > 20);
});

/** A volume whose first two records of a track wait to be written. */
function withHeld(track = 0, fill = 7) {
	const hold = new WriteHold();
	const image = new RecordingImage(packed);
	const volume = over(image, hold);
	put(volume, track, 1, fill);
	put(volume, track, 2, fill);
	const {writes} = image;
	return {
		hold, image, volume, writes,
	};
}

/** Fills a record of a track. */
function put(volume: FileVolume, track: number, record: number, fill: number): void {
	const {data} = trackRecords(volume.readTrack(...place(track)))[record];
	volume.overwrite(...place(track), data, new Uint8Array(recordLength).fill(fill));
}

/** The first byte of a record in the file. */
const inFile = (image: RecordingImage, track: number, record: number): number | undefined =>
	readRecord(over(new RecordingImage(image.bytes), undefined, true), ...place(track), record)?.[0];

test('records of one track are one write', t => {
	const {hold, image, volume, writes} = withHeld();
	for (const record of [3, 4, 5]) {
		put(volume, 0, record, 9);
	}

	t.is(image.writes, writes);
	t.deepEqual([1, 2, 3, 4, 5].map(record => inFile(image, 0, record)), [0, 0, 0, 0, 0]);
	t.is(readRecord(volume, 0, 0, 5)?.[0], 9, 'a read sees it');
	hold.flush();
	t.is(image.writes, writes + 1);
	t.deepEqual([1, 2, 3, 4, 5].map(record => inFile(image, 0, record)), [7, 7, 9, 9, 9]);
	hold.flush();
	t.is(image.writes, writes + 1, 'once');
});

test('what a track that leaves the memory keeps back is written', t => {
	const {image, volume} = withHeld();
	sweep(volume);
	t.is(inFile(image, 0, 2), 7);
	t.is(readRecord(volume, 0, 0, 2)?.[0], 7);
});

test('reads go on where the host does not take what a track keeps back', t => {
	const {hold, image, volume} = withHeld();
	image.room = 0;
	for (let round = 0; round < 3; round++) {
		t.notThrows(() => {
			sweep(volume);
		});
		t.is(readRecord(volume, 0, 0, 2)?.[0], 7);
		t.is(readRecord(volume, ...place(1), 4)?.length, recordLength, 'a marked track');
	}

	image.room = Number.POSITIVE_INFINITY;
	put(volume, 4, 1, 5);
	hold.flush();
	t.deepEqual([inFile(image, 0, 2), inFile(image, 4, 1), inFile(image, 4, 4)], [7, 5, 0]);
});

test('the first write to a marked track puts all of it there, while another one keeps something back', t => {
	const {hold, image, volume} = withHeld();
	put(volume, 1, 3, 4);
	t.deepEqual([inFile(image, 0, 2), inFile(image, 1, 3), inFile(image, 1, 4)], [7, 4, 0]);
	put(volume, 1, 4, 5);
	t.is(inFile(image, 1, 4), 0);
	hold.flush();
	t.is(inFile(image, 1, 4), 5);
});

test('a write that fails half way is made whole by the next one, even where that puts back what was there', t => {
	for (const track of [0, 1]) {
		const image = new RecordingImage(packed);
		const volume = over(image, new WriteHold());
		const before = volume.readTrack(...place(track)).slice();
		const records = trackRecords(before);
		const changed = before.slice();
		for (const {data, end} of records.slice(1)) {
			changed.fill(9, data, end);
		}

		image.room = 700;
		t.throws(() => {
			volume.writeTrack(...place(track), changed);
		}, {instanceOf: VolumeError, message: 'no room left on the host\'s disk'});
		image.room = Number.POSITIVE_INFINITY;
		volume.writeTrack(...place(track), before);
		t.deepEqual(records.slice(1).map(({number}) => inFile(image, track, number)), records.slice(1).map(() => 0));
		put(volume, track, 2, 3);
		put(volume, track, 3, 3);
		volume.close();
		t.deepEqual([1, 2, 3, 4].map(number => inFile(image, track, number)), [0, 3, 3, 0], `track ${track}`);
	}
});

test('a write of several records that fails half way is made again with all of them', t => {
	const {hold, image, volume} = withHeld();
	put(volume, 0, 3, 8);
	image.room = 100;
	hold.flush();
	t.is(inFile(image, 0, 3), 0);
	t.throws(() => {
		put(volume, 0, 4, 9);
	}, {instanceOf: VolumeError});
	t.is(readRecord(volume, 0, 0, 4)?.[0], 0, 'which is not written');
	image.room = Number.POSITIVE_INFINITY;
	put(volume, 0, 5, 6);
	t.deepEqual([2, 3, 5].map(record => inFile(image, 0, record)), [7, 8, 0], 'what is overdue is written first');
	hold.flush();
	t.deepEqual([2, 3, 4, 5].map(record => inFile(image, 0, record)), [7, 8, 0, 6]);
});

test('closing says what the host does not take, and closes', t => {
	const {hold, image, volume} = withHeld();
	image.room = 0;
	t.throws(() => {
		volume.close();
	}, {instanceOf: VolumeError, message: 'no room left on the host\'s disk'});
	t.true(image.isClosed);
	t.notThrows(() => {
		hold.flush();
		volume.close();
	});
});

test('what the host tells when a file is closed is said, and the file is closed once', t => {
	const {image, volume} = withHeld();
	let closings = 0;
	image.close = () => {
		closings++;
		throw Object.assign(new Error('EDQUOT: quota exceeded, close'), {code: 'EDQUOT'});
	};

	t.throws(() => {
		volume.close();
	}, {instanceOf: VolumeError, message: 'no room left for you on the host\'s disk'});
	volume.close();
	t.is(closings, 1);
	t.is(inFile(image, 0, 2), 7);
});

test('a volume that the host fails leaves others alone', t => {
	const {hold, image, volume} = withHeld();
	const image2 = new RecordingImage(packed);
	const volume2 = over(image2, hold);
	image.room = 0;
	put(volume2, 0, 1, 5);
	put(volume2, 0, 2, 5);
	volume2.writeTrack(...place(1), emptyTrack(...place(1)));
	put(volume2, 3, 1, 6);
	volume2.sync();
	volume2.close();
	t.deepEqual([[0, 1], [0, 2], [3, 1]].map(([track, record]) => inFile(image2, track, record)), [5, 5, 6]);
	t.is(readRecord(volume, 0, 0, 2)?.[0], 7);
	image.room = Number.POSITIVE_INFINITY;
	volume.close();
	t.is(inFile(image, 0, 2), 7);
});

test('a read-only volume shares a hold, and writes nothing', t => {
	const {hold, image, volume} = withHeld();
	const other = new RecordingImage(packed);
	const readOnly = over(other, hold, true);
	t.throws(() => {
		put(readOnly, 0, 1, 1);
	}, {message: 'write to a read-only volume'});
	readOnly.close();
	t.is(other.writes, 0);
	volume.close();
	t.is(inFile(image, 0, 2), 7);
});

/** A split image of two files, their names. */
function split(t: ExecutionContext): readonly [string, string] {
	const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'yorktown-hold-'));
	t.teardown(() => {
		fs.rmSync(folder, {recursive: true});
	});
	const half = (packed.length - imageHeader.length) / 2;
	const name = (part: number): string => path.join(folder, `pack_${part}.2311`);
	for (const part of [1, 2]) {
		const header = packed.slice(0, imageHeader.length);
		imageHeader.change(header, 0, {part, highest: part === 1 ? (cylinders / 2) - 1 : 0});
		const from = imageHeader.length + ((part - 1) * half);
		fs.writeFileSync(name(part), Buffer.concat([header, packed.subarray(from, from + half)]));
	}

	return [name(1), name(2)];
}

function good(result: ReturnType<typeof openVolume>): CkdVolume {
	if ('problem' in result) {
		throw new Error(result.problem);
	}

	return result;
}

/** Whether the host's file has the last record of a track anew. */
const hasLast = (name: string): boolean =>
	readRecord(good(openVolume(name, {readOnly: true})), ...place(60), 5)?.[0] === 2;

test('parts of a split volume write in order, and all of them when it is closed', t => {
	const [first] = split(t);
	const hold = new WriteHold();
	const volume = good(openVolume(first, {hold}));
	const at = (track: number, record: number): number => trackRecords(volume.readTrack(...place(track)))[record].data;
	volume.overwrite!(...place(0), at(0, 1), Uint8Array.of(1));
	volume.overwrite!(...place(0), at(0, 5), Uint8Array.of(1));
	const seen = () => good(openVolume(first, {readOnly: true}));
	t.is(readRecord(seen(), 0, 0, 5)?.[0], 0);
	volume.overwrite!(...place(60), at(60, 1), Uint8Array.of(2));
	t.is(readRecord(seen(), 0, 0, 5)?.[0], 1);
	volume.overwrite!(...place(60), at(60, 5), Uint8Array.of(2));
	t.false(hasLast(first));
	volume.close();
	t.true(hasLast(first));
});

test('a part of a split volume that cannot be written does not keep the others from it', t => {
	const [first] = split(t);
	const hold = new WriteHold();
	const volume = good(openVolume(first, {hold}));
	const write = (track: number, record: number): void => {
		const {data} = trackRecords(volume.readTrack(...place(track)))[record];
		volume.overwrite!(...place(track), data, Uint8Array.of(2));
	};

	write(0, 1);
	write(0, 5);
	const {writeSync} = fs;
	// The disk is full for either, and when they are closed for the first one only.
	let failures = 0;
	const fail = (): never => {
		failures++;
		throw Object.assign(new Error('ENOSPC'), {code: 'ENOSPC'});
	};

	try {
		write(60, 1);
		write(60, 5);
		fs.writeSync = fail;
		hold.flush();
		fs.writeSync = writeSync;
		write(0, 1);
		write(0, 5);
		fs.writeSync = fail;
		hold.flush();
		fs.writeSync = () => {
			fs.writeSync = writeSync;
			return fail();
		};

		t.throws(() => {
			volume.close();
		}, {instanceOf: VolumeError});
	} finally {
		fs.writeSync = writeSync;
	}

	t.is(failures, 3);
	t.true(hasLast(first));
});
