import {
	closeSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, truncateSync,
	writeFileSync, writeSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import {hostFileLayer, type FileLayer} from '../../../source/system/journal/file-layer.js';
import {Journal, JournalFullError} from '../../../source/system/journal/journal.js';
import {JournaledImage} from '../../../source/system/journal/journaled-image.js';
import {decodeRecord, encodeRecord, type Change} from '../../../source/system/journal/record.js';

const size = 300_000;

/** A data folder with an image of zeros. */
function folder(t: {teardown(action: () => void): void}): string {
	const made = mkdtempSync(path.join(tmpdir(), 'journal-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	mkdirSync(path.join(made, 'journal'));
	writeFileSync(path.join(made, 'image'), new Uint8Array(size));
	return made;
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const write = (offset: number, text: string): Change => ({
	kind: 'write', name: 'image', offset, data: bytes(text),
});

function imageText(layer: FileLayer, journal: Journal, offset: number, length: number): string {
	const target = new Uint8Array(length);
	new JournaledImage(layer, journal, 'image').read(target, offset);
	return new TextDecoder().decode(target);
}

const segments = (place: string): string[] => readdirSync(path.join(place, 'journal')).toSorted();

test('a read sees what is not yet in its file; the next start finds it there', t => {
	const place = folder(t);
	const journal = new Journal(hostFileLayer, place);
	journal.append(write(65_530, 'ACROSS A PART'));
	journal.append(write(65_533, 'xx'));
	t.is(imageText(hostFileLayer, journal, 65_530, 13), 'ACRxxS A PART');
	t.is(readFileSync(path.join(place, 'image'))[65_530], 0, 'not in the file yet');
	journal.abandon();
	const again = new Journal(hostFileLayer, place);
	t.is(readFileSync(path.join(place, 'image'), 'latin1').slice(65_530, 65_543), 'ACRxxS A PART');
	t.deepEqual(segments(place), []);
	again.abandon();
});

test('a torn tail is cut; a damaged record ends the journal', t => {
	for (const damage of ['torn', 'changed'] as const) {
		const place = folder(t);
		const journal = new Journal(hostFileLayer, place);
		journal.append(write(0, 'ONE'));
		const [name] = segments(place);
		const file = path.join(place, 'journal', name);
		const second = statSync(file).size;
		journal.append(write(3, 'TWO'));
		const third = statSync(file).size;
		journal.append(write(6, 'THREE'));
		journal.abandon();
		if (damage === 'torn') {
			truncateSync(file, third - 1);
		} else {
			const descriptor = openSync(file, 'r+');
			writeSync(descriptor, '?', third - 1);
			closeSync(descriptor);
		}

		t.true(second < third);
		const again = new Journal(hostFileLayer, place);
		t.is(imageText(hostFileLayer, again, 0, 11), 'ONE\0\0\0\0\0\0\0\0', damage);
		again.append(write(0, 'NEW'));
		again.abandon();
		const last = new Journal(hostFileLayer, place);
		t.is(imageText(hostFileLayer, last, 0, 3), 'NEW');
		last.abandon();
	}
});

test('flushes are groups: one sync for everything since the last, and the loop is free meanwhile', async t => {
	const place = folder(t);
	let syncs = 0;
	let begin = (): void => undefined;
	const begun = new Promise<void>(resolve => {
		begin = resolve;
	});
	let release = (): void => undefined;
	const slow: FileLayer = {
		...hostFileLayer,
		async syncLater(descriptor) {
			syncs++;
			begin();
			await new Promise<void>(resolve => {
				release = resolve;
			});
			await hostFileLayer.syncLater(descriptor);
		},
	};
	const journal = new Journal(slow, place);
	for (let index = 0; index < 100; index++) {
		journal.append(write(index, 'x'));
	}

	let isSafe = false;
	const safe = journal.flushed().then(result => {
		isSafe = result;
	});
	await begun;

	journal.append(write(0, 'later'));
	t.false(isSafe, 'nobody is told before the disk has it');
	t.is(imageText(slow, journal, 0, 5), 'later', 'and nobody waits for it');
	release();
	await safe;
	t.true(isSafe);
	t.true(syncs <= 2, 'not one for each of a hundred');
	journal.abandon();
});

test('a full journal calls writers to wait, never takes more than its limit, and has room again', async t => {
	const place = folder(t);
	const journal = new Journal(hostFileLayer, place, 100_000);
	let isRoom = false;
	const block = new Uint8Array(10_000).fill(7);
	let count = 0;
	while (!journal.isFull) {
		journal.append({
			kind: 'write', name: 'image', offset: count++ * block.length, data: block,
		});
	}

	const room = new Promise<void>(resolve => {
		journal.whenRoom(() => {
			isRoom = true;
			resolve();
		});
	});
	t.throws(() => {
		for (;;) {
			journal.append({
				kind: 'write', name: 'image', offset: 0, data: block,
			});
		}
	}, {instanceOf: JournalFullError});
	t.true(journal.length <= 100_000);
	t.false(isRoom);
	await room;
	t.false(journal.isFull);
	await journal.close();
	t.is(readFileSync(path.join(place, 'image')).filter(byte => byte === 7).length, count * block.length);
	t.deepEqual(segments(place), []);
});

test('where the host takes nothing the changes stay in the journal, and come to their place when it does', async t => {
	const place = folder(t);
	const told: Array<string | undefined> = [];
	const observer = {
		problem(reason: string | undefined) {
			told.push(reason);
		},
	};
	const noRoom = (): never => {
		throw Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
	};

	const full: FileLayer = {
		...hostFileLayer,
		async writeLater() {
			noRoom();
		},
	};
	const journal = new Journal(full, place);
	journal.observe(observer);
	journal.append(write(0, 'KEPT'));
	await journal.close();
	t.is(told[0], 'no room left on the host\'s disk');
	t.is(segments(place).length, 1);
	const cannotWrite: FileLayer = {...hostFileLayer, write: noRoom};
	const second = new Journal(cannotWrite, place);
	second.observe(observer);
	t.is(imageText(cannotWrite, second, 0, 4), 'KEPT');
	t.throws(() => {
		second.append(write(4, 'NOT'));
	}, {message: /no space left/});
	t.is(imageText(cannotWrite, second, 0, 7), 'KEPT\0\0\0', 'what was refused is nowhere');
	second.abandon();
	await new Journal(hostFileLayer, place).close();
	t.is(readFileSync(path.join(place, 'image'), 'latin1').slice(0, 4), 'KEPT');
	t.deepEqual(segments(place), []);
});

test('a segment that there was no room for leaves no gap: what stands before it still counts', async t => {
	const place = folder(t);
	let hasRoom = true;
	const refuse = (): never => {
		throw Object.assign(new Error('ENOSPC: no space left on device, write'), {code: 'ENOSPC'});
	};

	// The image never takes anything: every segment stays.
	const images = new Set<number>();
	const layer: FileLayer = {
		...hostFileLayer,
		open(file, how) {
			const descriptor = hostFileLayer.open(file, how);
			// The host gives a number again that was closed.
			images.delete(descriptor);
			if (file.endsWith('image')) {
				images.add(descriptor);
			}

			return descriptor;
		},
		write(descriptor, content, position) {
			if (!hasRoom || images.has(descriptor)) {
				refuse();
			}

			hostFileLayer.write(descriptor, content, position);
		},
		async writeLater() {
			refuse();
		},
	};
	const journal = new Journal(layer, place);
	journal.append(write(0, 'FIRST'));
	await journal.close();
	const again = new Journal(layer, place);
	hasRoom = false;
	t.throws(() => {
		again.append(write(5, 'NEVER'));
	}, {message: /no space left/});
	hasRoom = true;
	again.append(write(5, 'SECOND'));
	again.abandon();
	await new Journal(hostFileLayer, place).close();
	t.is(readFileSync(path.join(place, 'image'), 'latin1').slice(0, 11), 'FIRSTSECOND');
});

test('a checkpoint writes the image, syncs it, and only then lets the segment go', async t => {
	const place = folder(t);
	const calls: string[] = [];
	const recording: FileLayer = {
		...hostFileLayer,
		async writeLater(descriptor, content, position) {
			calls.push('write');
			await hostFileLayer.writeLater(descriptor, content, position);
		},
		async syncLater(descriptor) {
			calls.push('sync');
			await hostFileLayer.syncLater(descriptor);
		},
		async syncFolderLater(name) {
			calls.push('sync names');
			await hostFileLayer.syncFolderLater(name);
		},
		remove(file) {
			calls.push('remove');
			hostFileLayer.remove(file);
		},
	};
	const journal = new Journal(recording, place);
	journal.append(write(0, 'TEXT'));
	await journal.close();
	t.deepEqual(calls, ['sync', 'sync names', 'write', 'sync', 'remove', 'sync names']);
});

test('an older segment that comes back alone after a younger one is void before a gap', t => {
	const place = folder(t);
	const journal = new Journal(hostFileLayer, place);
	journal.append(write(0, 'OLD'));
	journal.abandon();
	const [name] = segments(place);
	const old = readFileSync(path.join(place, 'journal', name));
	const young = new Journal(hostFileLayer, place);
	young.append(write(0, 'NEW'));
	young.abandon();
	const file = path.join(place, 'journal', segments(place)[0]);
	writeFileSync(path.join(place, 'journal', '00000007'), readFileSync(file));
	writeFileSync(file, old);
	const last = new Journal(hostFileLayer, place);
	t.is(imageText(hostFileLayer, last, 0, 3), 'NEW');
	last.abandon();
});

const name = fc.stringMatching(/^[\w/.]{1,40}$/);
const data = fc.uint8Array({maxLength: 3000});
const change: fc.Arbitrary<Change> = fc.oneof(
	fc.record({
		kind: fc.constant('write' as const), name, offset: fc.nat(2 ** 31), data,
	}),
	fc.record({kind: fc.constant('replace' as const), name, data}),
	fc.record({kind: fc.constant('remove' as const), name}),
	fc.record({
		kind: fc.constant('adopt' as const), name, from: name, length: fc.nat(), checksum: fc.nat(),
	}),
);

test('a record read is the record written, and no part of one is a record', t => {
	t.notThrows(() => {
		fc.assert(fc.property(change, fc.nat(2 ** 40), fc.nat(), (written, sequence, cut) => {
			const encoded = encodeRecord(sequence, written).bytes;
			const decoded = decodeRecord(Uint8Array.from([...encoded, ...bytes('behind')]));
			return JSON.stringify(decoded?.record) === JSON.stringify({sequence, change: written})
				&& decoded?.length === encoded.length
				&& decodeRecord(encoded.subarray(0, cut % encoded.length)) === undefined;
		}));
	});
});

test('whatever is written, read back and checkpointed in any order, the image is as if written at once', async t => {
	await fc.assert(fc.asyncProperty(
		fc.array(fc.record({
			offset: fc.nat(size - 5000),
			length: fc.integer({min: 1, max: 5000}),
			value: fc.integer({min: 1, max: 255}),
			next: fc.constantFrom('nothing', 'flush', 'close', 'kill'),
		}), {maxLength: 30}),
		async writes => {
			const place = mkdtempSync(path.join(tmpdir(), 'journal-'));
			mkdirSync(path.join(place, 'journal'));
			writeFileSync(path.join(place, 'image'), new Uint8Array(size));
			const model = new Uint8Array(size);
			let journal = new Journal(hostFileLayer, place, 60_000);
			try {
				for (const {offset, length, value, next} of writes) {
					const content = new Uint8Array(length).fill(value);
					model.set(content, offset);
					journal.append({
						kind: 'write', name: 'image', offset, data: content,
					});
					if (next === 'flush') {
						await journal.flushed();
					} else if (next === 'close' || journal.isFull) {
						await journal.close();
						journal = new Journal(hostFileLayer, place, 60_000);
					} else if (next === 'kill') {
						journal.abandon();
						journal = new Journal(hostFileLayer, place, 60_000);
					}

					const target = new Uint8Array(size);
					new JournaledImage(hostFileLayer, journal, 'image').read(target, 0);
					t.true(Buffer.compare(target, model) === 0);
				}

				await journal.close();
				t.true(Buffer.compare(readFileSync(path.join(place, 'image')), model) === 0);
			} finally {
				rmSync(place, {recursive: true});
			}
		},
	), {numRuns: 30});
});
