/** Readers of structures that somebody else may have stored into: each ends, and says what is damaged and where. */
import test from 'ava';
import fc from 'fast-check';
import {DamagedStructure} from '../../../source/guest/bounded/fault.js';
import {chain, counted, placed, pointer, table, type Words} from '../../../source/guest/bounded/readers.js';

/** Storage of 4096 bytes with these fullwords in it. */
function storage(words: Readonly<Record<number, number>>): Words {
	return {contains: (address, length) => address + length <= 4096, word: address => words[address] ?? 0};
}

const shape = {structure: 'free list', length: 16};
const damaged = {instanceOf: DamagedStructure};

test('a pointer leads to a whole, aligned thing inside storage, or nowhere', t => {
	t.is(pointer(storage({0: 0}), 0, shape), 0);
	t.is(pointer(storage({0: 0x5500_0100}), 0, shape), 0x100, 'its first byte is not looked at');
	t.is(placed(storage({}), 4080, shape), 4080);
	for (const address of [4088, 4096, 0x104, 0xFF_FFF8, 0, -8, Number.NaN]) {
		t.throws(() => placed(storage({}), address, shape), damaged, String(address));
	}

	t.throws(() => placed(storage({}), 8, {...shape, length: -1}), damaged);
	t.is(placed(storage({}), 0x102, {...shape, alignment: 2}), 0x102);
});

test('a count is between nothing and the most there can be', t => {
	t.is(counted(0, 5, 'table', 8), 0);
	t.is(counted(5, 5, 'table', 8), 5);
	for (const count of [6, -1, Number.NaN, 0x7FFF_FFFF]) {
		t.throws(() => counted(count, 5, 'table', 8), {message: 'table damaged at 000008'});
	}
});

test('a chain ends: one that comes back to a block, or has too many, is damaged', t => {
	t.deepEqual(chain(storage({0: 0x100, 0x100: 0x200}), 0, {...shape, most: 2}), [0x100, 0x200]);
	t.deepEqual(chain(storage({0: 0x100, 0x108: 0x200}), 0, {...shape, next: 8, most: 2}), [0x100, 0x200]);
	t.throws(() => chain(storage({0: 0x100, 0x100: 0x100}), 0, {...shape, most: 100}), {
		message: 'free list damaged at 000100',
	});
	t.throws(() => chain(storage({0: 0x100, 0x100: 0x200, 0x200: 0x300}), 0, {...shape, most: 2}), {
		message: 'free list damaged at 000300',
	});
	t.throws(() => chain(storage({0: 0x100, 0x100: 0x1F_0000}), 0, {...shape, most: 2}), damaged);
});

test('a table lies in storage with all its entries, and has no more than it can have', t => {
	t.deepEqual(table(storage({}), 0x100, 3, {...shape, most: 3}), [0x100, 0x110, 0x120]);
	t.deepEqual(table(storage({}), 0xFFFF, 0, {...shape, most: 3}), [], 'an empty one is nowhere');
	t.throws(() => table(storage({}), 0x100, 4, {...shape, most: 3}), damaged);
	t.throws(() => table(storage({}), 0xFF0, 2, {...shape, most: 3}), damaged);
	t.throws(() => table(storage({}), 0x100, 0x7FFF_FFFF, {...shape, most: 0x7FFF_FFFF}), damaged);
});

test('whatever stands in storage, a chain is read in bounded time and lies in storage', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(fc.integer({min: 0, max: 1023}), {minLength: 1024, maxLength: 1024}), words => {
			const filled = {
				contains: (address: number, length: number) => address + length <= 4096,
				word: (address: number) => (words[address >>> 2] & ~1) * 4,
			};
			try {
				const blocks = chain(filled, 0, {...shape, most: 50});
				return blocks.length <= 50 && blocks.every(at => at > 0 && at + shape.length <= 4096);
			} catch (error) {
				return error instanceof DamagedStructure;
			}
		}));
	});
});
