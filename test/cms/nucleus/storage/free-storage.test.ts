import test from 'ava';
import fc from 'fast-check';
import {Abend} from '../../../../source/cms/nucleus/abend.js';
import {FreeStorage} from '../../../../source/cms/nucleus/storage/free-storage.js';
import {nucon} from '../../../../source/cms/nucleus/storage/nucon.js';
import {guestView} from '../../../../source/cp/machine/guest-view.js';
import {Machine} from '../../../../source/machine/machine.js';

const size = 256 * 1024;

function freeStorage(mainHigh = 0x2_0000): {free: FreeStorage; word: (address: number) => number} {
	const {storage} = guestView(new Machine({storage: size}).cpu);
	const free = new FreeStorage(storage);
	free.initialize();
	storage.setWord(nucon.mainHigh, mainHigh);
	return {free, word: address => storage.word(address)};
}

test('blocks are doublewords at the top of storage, and FREELOWE goes down by pages', t => {
	const {free, word} = freeStorage();
	const block = free.allocate(13);
	t.is(block % 8, 0);
	t.is(block + 16, size);
	t.is(word(nucon.freeLow), size - 4096);
});

test('no two blocks overlap, and what is released joins again', t => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({min: 1, max: 3000}), {minLength: 1, maxLength: 40}),
			fc.infiniteStream(fc.nat()),
			(sizes, picks) => {
				const {free, word} = freeStorage();
				const taken: Array<{at: number; bytes: number}> = [];
				for (const bytes of sizes) {
					const at = free.allocate(bytes);
					t.true(taken.every(other => at + bytes <= other.at || other.at + other.bytes <= at));
					taken.push({at, bytes});
					if (picks.next().value! % 3 === 0) {
						const [{at: address, bytes: length}] = taken.splice(picks.next().value! % taken.length, 1);
						free.release(address, length);
					}
				}

				for (const {at, bytes} of taken) {
					free.release(at, bytes);
				}

				const first = word(nucon.freeList);
				t.is(word(first), 0);
				t.is(word(first + 4), size - word(nucon.freeLow));
			},
		),
		{numRuns: 50},
	);
});

test('exhausted storage is an abend, and nothing reaches into the user\'s program', t => {
	const {free} = freeStorage(size - 8192);
	free.allocate(4000);
	t.throws(() => free.allocate(8192), {instanceOf: Abend});
});

test('there is room for as much as can be allocated, and for no byte more', t => {
	fc.assert(
		fc.property(fc.array(fc.integer({min: 1, max: 60_000}), {maxLength: 12}), fc.nat(200_000), (sizes, wanted) => {
			const {free} = freeStorage();
			const taken = sizes.filter(bytes => free.hasRoom(bytes)).flatMap(bytes =>
				free.hasRoom(bytes) ? [{at: free.allocate(bytes), bytes}] : []);
			for (const [index, {at, bytes}] of taken.entries()) {
				if (index % 2 === 0) {
					free.release(at, bytes);
				}
			}

			if (free.hasRoom(wanted)) {
				t.notThrows(() => free.allocate(wanted));
			} else {
				t.throws(() => free.allocate(wanted), {instanceOf: Abend});
			}
		}),
		{numRuns: 100},
	);
});

test('what is claimed was free, above the beginning of the user area, and goes back to where it came from', t => {
	const place = fc.record({at: fc.integer({min: 0x1_F000, max: size}), bytes: fc.integer({min: 1, max: 6000})});
	fc.assert(fc.property(fc.array(place, {maxLength: 12}), fc.array(fc.integer({min: 1, max: 3000}), {maxLength: 8}), (
		places,
		wanted,
	) => {
		const {free, word} = freeStorage();
		const blocks = wanted.map(bytes => ({at: free.allocate(bytes), bytes}));
		const low = word(nucon.freeLow);
		const claimed: typeof blocks = [];
		for (const one of places) {
			const isTaken = [...blocks, ...claimed]
				.some(({at, bytes}) => one.at < at + bytes && at < one.at + one.bytes);
			if (free.claim(one.at, one.bytes)) {
				t.false(isTaken);
				t.true(one.at >= 0x2_1000 && one.at + one.bytes <= size);
				claimed.push(one);
			}
		}

		free.check();
		for (const {at, bytes} of claimed) {
			free.releaseClaimed(at, bytes);
		}

		free.check();
		t.true(claimed.length === 0 || word(nucon.freeLow) >= low);
	}));
});
