/** A library that several machines change and look at: one after the other, and nobody sees half of anything. */
import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {Failure} from '../../../source/base/failure.js';
import type {BlockDevice} from '../../../source/cms/file-system/disk/block-device.js';
import {checkFileSystem} from '../../../source/cms/file-system/disk/host.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {keyOf, table} from '../../../source/sbs/store/keys.js';
import type {Library} from '../../../source/sbs/store/library.js';
import {cachedPage, cacheHead} from '../../../source/sbs/store/shared-cache.js';
import {openLibrary, type LibraryHost} from '../../../source/sbs/store/open-library.js';
import type {Extent, Reader} from '../../../source/sbs/store/store.js';
import {verifyLibrary} from '../../../source/sbs/store/verify.js';
import {memoryDisk} from '../../support/disks.js';
import {libraryOn} from '../../support/library.js';
import {
	carriedOut, group, pause, segmentStorage, type Machine,
} from '../../support/shared-group.js';

/** Directory and locks, and 64 KiB for pages. */
const end = 0x5_0FFF;

function opened({disk}: Machine): Library {
	const host = {
		disks: {disk: (letter: string) => letter === 'C' ? disk : undefined},
		* charge() {
			yield pause;
		},
	} as unknown as LibraryHost;
	const library = openLibrary(host, {disks: ['C']});
	if (library instanceof Failure) {
		throw new TypeError('no library');
	}

	return library;
}

const key = (name: string): Uint8Array => keyOf(table.member, Uint8Array.from(Buffer.from(name)));
const number = (value: Uint8Array | undefined): number => Number(Buffer.from(value ?? []).toString());
const decimal = (value: number): Uint8Array => Uint8Array.from(Buffer.from(String(value)));

/** Counts up, and writes the count down in a text, in place of the one before. */
function * count(library: Library): Step {
	yield * library.change(function * (transaction) {
		const next = number(yield * transaction.get(key('COUNT'))) + 1;
		const old = yield * transaction.get(key('TEXT'));
		if (old) {
			yield * transaction.free(extentIn(old));
		}

		yield * transaction.put(key('COUNT'), decimal(next));
		const extent = yield * transaction.write(Uint8Array.from(Buffer.from(`${next} `.repeat(300))));
		yield * transaction.put(key('TEXT'), Uint8Array.from(Buffer.from(JSON.stringify(extent))));
		for (let other = 0; other < 12; other++) {
			yield * transaction.put(key(`OTHER${other}`), new Uint8Array(200).fill(next));
		}

		transaction.audit(`COUNT ${next}`);
	});
}

const extentIn = (value: Uint8Array): Extent => JSON.parse(Buffer.from(value).toString()) as Extent;

/** The count, where everything says the same. */
function * look(reader: Reader): Step<number> {
	const counted = number(yield * reader.get(key('COUNT')));
	const others = yield * reader.scan(key('OTHER'));
	const told = yield * reader.get(key('TEXT'));
	const text = told ? Buffer.from(yield * reader.text(extentIn(told))).toString() : '0 ';
	return others.every(({value}) => value[0] === counted) && text.startsWith(`${counted} `) ? counted : -1;
}

const problems = (device: BlockDevice): string[] => {
	const extentsOf = function * ({value}: {readonly value: Uint8Array}): Step<Extent[]> {
		return Buffer.from(value).toString().startsWith('{') ? [extentIn(value)] : [];
	};

	return [...checkFileSystem(device), ...runToEnd(verifyLibrary(libraryOn([device]), extentsOf))];
};

test('what one machine changes another sees at once, and without reading what is kept for all', t => {
	const device = memoryDisk();
	let reads = 0;
	const counting: BlockDevice = {
		geometry: device.geometry,
		readOnly: false,
		cylinders: () => device.cylinders(),
		formatCylinder: cylinder => device.formatCylinder(cylinder),
		write: blocks => device.write(blocks),
		* read(blocks) {
			reads++;
			return yield * device.read(blocks);
		},
	};
	const [one, other] = group(['SLAVE01', 'SLAVE02'], {device: counting, storage: segmentStorage(end), end})
		.map(machine => opened(machine));
	carriedOut(count(one));
	carriedOut(count(other));
	carriedOut(count(one));
	t.is(carriedOut(other.read(look)), 3);
	reads = 0;
	const counted = (reader: Reader): Step<number> => (function * () {
		return number(yield * reader.get(key('COUNT')));
	})();
	t.is(carriedOut(other.read(counted)), 3);
	t.is(carriedOut(one.read(counted)), 3);
	t.is(reads, 0);
	t.deepEqual(problems(device), []);
});

test('a page that somebody read before a change is not kept as that of after', t => {
	const device = memoryDisk();
	const held = {isHeld: false};
	const slow: BlockDevice = {
		geometry: device.geometry,
		readOnly: false,
		cylinders: () => device.cylinders(),
		formatCylinder: cylinder => device.formatCylinder(cylinder),
		write: blocks => device.write(blocks),
		* read(blocks) {
			const read = yield * device.read(blocks);
			while (held.isHeld) {
				yield pause;
			}

			return read;
		},
	};
	const storage = segmentStorage(end);
	const [one, other, third] = group(['SLAVE01', 'SLAVE02', 'SLAVE03'], {device: slow, storage, end})
		.map(machine => opened(machine));
	carriedOut(count(one));
	t.is(carriedOut(other.read(look)), 1);

	// No page is kept, as where others took the places of all.
	const head = Buffer.from(storage.fetch(0, end)).indexOf(toEbcdic('SBSPAGES'));
	t.true(head > 0);
	const places = head + cacheHead.length;
	for (let at = places; at + cachedPage.length <= end; at += cachedPage.length) {
		storage.setWord(at, 0);
	}

	held.isHeld = true;
	const looking = other.read(look);
	for (let steps = 0; steps < 50; steps++) {
		looking.next(0);
	}

	held.isHeld = false;
	carriedOut(count(one));
	t.is(carriedOut(looking), 2);
	t.is(carriedOut(third.read(look)), 2);
	carriedOut(count(third));
	t.is(carriedOut(one.read(look)), 3);
	t.deepEqual(problems(device), []);
});

test('machines that change and look at once: no change is lost, nobody sees half of one', t => {
	fc.assert(fc.property(fc.array(fc.nat(2), {minLength: 400, maxLength: 400}), turns => {
		const device = memoryDisk();
		const [one, two, three] = group(['SLAVE01', 'SLAVE02', 'SLAVE03'], {device, storage: segmentStorage(end), end})
			.map(machine => opened(machine));
		const seen: number[] = [];
		const steps: Array<Step | undefined> = [
			(function * () {
				for (let times = 0; times < 6; times++) {
					yield * count(one);
				}
			})(),
			(function * () {
				for (let times = 0; times < 6; times++) {
					yield * count(two);
				}
			})(),
			(function * () {
				for (let times = 0; times < 14; times++) {
					seen.push(yield * three.read(look));
				}
			})(),
		];
		for (let turn = 0; steps.some(step => step !== undefined); turn++) {
			// Everybody gets on, now and then.
			const which = turn % 5 === 0 ? (turn / 5) % 3 : turns[turn % turns.length];
			if (steps[which]?.next(0).done) {
				steps[which] = undefined;
			}
		}

		t.is(carriedOut(three.read(look)), 12);
		t.false(seen.includes(-1));
		t.deepEqual(seen, seen.toSorted((before, next) => before - next));
		t.deepEqual(problems(device), []);
	}), {numRuns: 4, endOnFailure: true});
});

test('who looks while others change the library looks again', t => {
	const device = memoryDisk();
	const [one, other] = group(['SLAVE01', 'SLAVE02'], {device, storage: segmentStorage(end), end})
		.map(machine => opened(machine));
	carriedOut(count(one));
	let looks = 0;
	const slow = other.read(function * (reader): Step<readonly number[]> {
		looks++;
		const counted = number(yield * reader.get(key('COUNT')));
		if (looks < 3) {
			yield {kind: 'wait', systemMask: 0};
		}

		return [counted, (yield * reader.get(key('OTHER1')))![0]];
	});
	let seen: readonly number[] | undefined;
	while (!seen) {
		const next = slow.next(0);
		if (next.done) {
			seen = next.value;
		} else if (next.value.kind === 'wait') {
			carriedOut(count(one));
		}
	}

	t.deepEqual(seen, [3, 3]);
	t.is(looks, 3);
});

test('a machine stopped anywhere in a change: the others go on, with what was before or after', t => {
	for (let actions = 0; ; actions++) {
		const device = memoryDisk();
		const gone = new Set<string>();
		const storage = segmentStorage(end);
		const [stopping, other] = group(['SLAVE01', 'SLAVE02'], {
			device, storage, end, gone,
		});
		const library = opened(other);
		carriedOut(count(library));
		const work = count(opened(stopping));
		let isDone = false;
		for (let action = 0; action <= actions && !isDone; action++) {
			isDone = work.next(0).done === true;
		}

		// Nobody resumes it.
		gone.add('SLAVE01');
		const [third] = group(['SLAVE03'], {
			device, storage, end, gone,
		});
		const counted = carriedOut(opened(third).read(look));
		t.true(isDone ? counted === 2 : counted === 1 || counted === 2, `${counted} after ${actions} actions`);
		t.is(runToEnd(libraryOn([device]).read(look)), counted, 'the disk says the same');
		carriedOut(count(library));
		t.is(carriedOut(opened(third).read(look)), counted + 1);
		t.deepEqual(problems(device), []);
		if (isDone) {
			t.true(actions > 20, `${actions} actions`);
			return;
		}
	}
});

test('what else lies where pages were is not taken for one', t => {
	const device = memoryDisk();
	const storage = segmentStorage(end);
	const [one, other] = group(['SLAVE01', 'SLAVE02'], {device, storage, end});
	const library = opened(one);
	carriedOut(count(library));
	const {rest} = one.segment;
	const stored = fc.tuple(fc.nat(rest.to - rest.from - 1), fc.nat(255));
	fc.assert(fc.property(fc.array(stored, {minLength: 200, maxLength: 400}), damage => {
		for (const [at, byte] of damage) {
			storage.store(rest.from + at, Uint8Array.of(byte));
		}

		const before = carriedOut(opened(other).read(look));
		carriedOut(count(library));
		t.is(carriedOut(library.read(look)), before + 1);
	}), {numRuns: 40});
	t.deepEqual(problems(device), []);
});
