import test from 'ava';
import fc from 'fast-check';
import {decodeEntries, encodeEntries, type LoaderEntry} from '../../../source/cms/loader/loader-table.js';
import {encodeModule, movedText, parseModule} from '../../../source/cms/loader/module-file.js';

const name = fc.string({unit: fc.constantFrom('A', 'B', '$', '1'), minLength: 1, maxLength: 8});
const address = fc.nat({max: 0xFF_FFFF});
const entry: fc.Arbitrary<LoaderEntry> = fc.oneof(
	fc.record({kind: fc.constant('defined' as const), name, address}),
	fc.record({kind: fc.constant('undefined' as const), name, weak: fc.boolean()}),
	fc.record({
		kind: fc.constant('constant' as const),
		name,
		address,
		size: fc.integer({min: 1, max: 4}),
		negative: fc.boolean(),
	}),
	fc.record({
		kind: fc.constant('relocated' as const),
		name,
		address,
		size: fc.integer({min: 1, max: 4}),
		negative: fc.boolean(),
	}),
);

test('the loader table survives storage', t => {
	fc.assert(fc.property(fc.array(entry), entries => {
		t.deepEqual(decodeEntries(encodeEntries(entries)), entries);
	}));
});

test('a MODULE has a header of 80 bytes, records of at most 65,535 and its load map', t => {
	fc.assert(fc.property(fc.integer({min: 1, max: 200_000}), length => {
		const text = new Uint8Array(length).fill(0x47);
		const records = encodeModule({
			entry: 0x2_0010, origin: 0x2_0000, text, symbols: [{kind: 'defined', name: 'PROG', address: 0x2_0000}],
		});
		t.is(records[0].length, 80);
		t.true(records.every(record => record.length <= 65_535));
		const module = parseModule(records)!;
		t.is(module.entry, 0x2_0010);
		t.is(module.end, 0x2_0000 + length);
		t.is(module.text.reduce((sum, part) => sum + part.length, 0), length);
		t.deepEqual(decodeEntries(module.map), [{kind: 'defined', name: 'PROG', address: 0x2_0000}]);
	}), {numRuns: 20});
});

test('the header has STR, the entries of the map and whose macros there are where Release 6 has them', t => {
	const module = {entry: 0x2_0000, origin: 0x2_0000, text: new Uint8Array(8), symbols: []};
	const hex = (records: readonly Uint8Array[]): string => Buffer.from(records[0].subarray(32, 44)).toString('hex');
	t.is(hex(encodeModule(module)), '448000000000000000000000');
	t.is(hex(encodeModule({...module, initialize: false, environment: 'DOS'})), '440000000000000000000020');
	t.is(hex(encodeModule({
		...module, environment: 'ALL', symbols: [{kind: 'defined', name: 'PROG', address: 0x2_0000}],
	})), '448000000000000000010010');
	t.false(parseModule(encodeModule({...module, initialize: false}))!.initializes);
	// Of a linker that knows of no flags.
	const [header, ...rest] = encodeModule(module);
	t.true(parseModule([header.slice().fill(0, 16), ...rest])!.initializes);
});

test('a relocatable MODULE has what changes with its place behind the map, as many records as it takes', t => {
	const constant = fc.record({
		address: fc.nat(63).map(word => 0x2_0000 + (4 * word)),
		size: fc.integer({min: 1, max: 4}),
		negative: fc.boolean(),
	});
	const some = fc.array(constant, {maxLength: 20});
	const counts = fc.constantFrom(1, 2000);
	fc.assert(fc.property(some, counts, fc.boolean(), fc.nat(0xFF_FFFF), (few, times, mapped, far) => {
		const relocations = Array.from({length: times}, () => few).flat();
		const text = new Uint8Array(256).fill(0x47);
		const module = parseModule(encodeModule({
			entry: 0x2_0000,
			origin: 0x2_0000,
			text,
			symbols: mapped ? [{kind: 'defined', name: 'PROG', address: 0x2_0000}] : [],
			relocations,
		}))!;
		t.deepEqual(module.relocations, relocations);
		t.is(module.map.length, mapped ? 20 : 0);
		const there = movedText(module, relocations, far);
		t.deepEqual(movedText({origin: 0x2_0000, text: [there]}, relocations, -far), text);
	}), {numRuns: 8});
});

test('constants outside of the module are none that change', t => {
	const module = {
		entry: 0x2_0000, origin: 0x2_0000, text: new Uint8Array(8), symbols: [],
	};
	for (const [address, size] of [[0x1_FFFF, 4], [0x2_0006, 4], [0x2_0000, 0], [0x2_0000, 5]]) {
		const parsed = parseModule(encodeModule({...module, relocations: [{address, size, negative: false}]}))!;
		t.is(parsed.relocations, undefined);
	}
});

test('anything else is no MODULE, and never an exception', t => {
	fc.assert(fc.property(fc.array(fc.uint8Array({maxLength: 100}), {maxLength: 4}), records => {
		const module = parseModule(records);
		t.true(module === undefined || module.end > module.origin);
	}));
});
