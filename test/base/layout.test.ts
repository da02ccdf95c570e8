/** Layouts: what is written is read back, what is read is written back, and nothing reaches beyond its record. */
import test from 'ava';
import fc from 'fast-check';
import {
	byte, bytes, characters, fullword, halfword, latin, Layout, littleEndian, many, packedDigits, signedFullword,
	signedHalfword, sixBytes, threeBytes, type RecordOf,
} from '../../source/base/layout.js';

const everything = new Layout(48, {
	name: characters(0, 8),
	flags: byte(8),
	origin: threeBytes(9),
	count: halfword(12),
	balance: signedHalfword(14),
	total: fullword(16),
	difference: signedFullword(20),
	date: packedDigits(24, 3),
	raw: bytes(27, 5),
	links: many(32, 4, halfword),
	names: many(40, 2, offset => characters(offset, 3)),
});

const printable = (maxLength: number): fc.Arbitrary<string> => fc
	.array(fc.integer({min: 0, max: 255}), {maxLength})
	.map(codes => String.fromCodePoint(...codes).replace(/ +$/, ''));

const records: fc.Arbitrary<RecordOf<typeof everything>> = fc.record({
	name: printable(8),
	flags: fc.integer({min: 0, max: 255}),
	origin: fc.integer({min: 0, max: 0xFF_FFFF}),
	count: fc.integer({min: 0, max: 0xFFFF}),
	balance: fc.integer({min: -0x8000, max: 0x7FFF}),
	total: fc.integer({min: 0, max: 0xFFFF_FFFF}),
	difference: fc.integer({min: -0x8000_0000, max: 0x7FFF_FFFF}),
	date: fc.stringMatching(/^\d{6}$/),
	raw: fc.uint8Array({minLength: 5, maxLength: 5}),
	links: fc.array(fc.integer({min: 0, max: 0xFFFF}), {minLength: 4, maxLength: 4}),
	names: fc.array(printable(3), {minLength: 2, maxLength: 2}),
});

test('what is written is read back', t => {
	fc.assert(fc.property(records, record => {
		t.deepEqual(everything.decode(everything.encode(record)), record);
	}));
});

test('what is read is written back byte for byte, where every byte belongs to a field', t => {
	const whole = fc.uint8Array({minLength: 48, maxLength: 48}).map(content => content.fill(0, 46));
	fc.assert(fc.property(whole, content => {
		t.deepEqual(everything.encode(everything.decode(content)), content);
	}));
});

test('a record is read where it stands, and changing a field leaves its neighbours', t => {
	const entry = new Layout(6, {letter: characters(0, 1), number: halfword(2)}, 0x40);
	const content = Uint8Array.from([9, 9, ...entry.encode({letter: 'A', number: 258}), 9]);
	t.deepEqual(content, Uint8Array.of(9, 9, 0xC1, 0x40, 1, 2, 0x40, 0x40, 9));
	t.deepEqual(entry.decode(content, 2), {letter: 'A', number: 258});
	t.is(entry.offset.number, 2);
	entry.change(content, 2, {number: 3});
	t.deepEqual(content, Uint8Array.of(9, 9, 0xC1, 0x40, 0, 3, 0x40, 0x40, 9));
});

test('a record that is too short is not read, and none is written beyond its end', t => {
	t.false(everything.fits(new Uint8Array(47)));
	t.false(everything.fits(new Uint8Array(48), 1));
	t.false(everything.fits(new Uint8Array(48), -1));
	t.true(everything.fits(new Uint8Array(50), 2));
	t.throws(() => everything.decode(new Uint8Array(47)), {instanceOf: RangeError});
	t.throws(() => everything.decode(new Uint8Array(96), 49), {instanceOf: RangeError});
	t.throws(() => {
		everything.change(new Uint8Array(60), 13, {count: 1});
	}, {instanceOf: RangeError});
});

test('a value that its field cannot hold is refused, not cut', t => {
	const record = everything.decode(new Uint8Array(48));
	const wrong: ReadonlyArray<Partial<RecordOf<typeof everything>>> = [
		{name: 'NINECHARS'}, {flags: 256}, {flags: -1}, {origin: 0x100_0000}, {count: 65_536}, {balance: 32_768},
		{total: 2 ** 32}, {total: 1.5}, {total: Number.NaN}, {difference: 2 ** 31}, {date: '12345'}, {date: '12345G'},
		{raw: new Uint8Array(4)}, {raw: new Uint8Array(6)}, {links: [1, 2, 3]}, {links: [1, 2, 3, 65_536]},
	];
	for (const change of wrong) {
		t.throws(() => everything.encode({...record, ...change}), {instanceOf: RangeError}, JSON.stringify(change));
	}
});

test('fields that overlap or lie outside the record are no layout', t => {
	t.throws(() => new Layout(8, {one: fullword(0), other: halfword(3)}), {instanceOf: TypeError});
	t.throws(() => new Layout(8, {late: fullword(6)}), {instanceOf: TypeError});
});

test('numbers of other hosts have their lowest byte first, their text is ISO 8859-1', t => {
	const header = new Layout(16, {
		signature: latin(0, 4), count: littleEndian(halfword(4)), size: littleEndian(fullword(6)), at: sixBytes(10),
	});
	const record = {
		signature: 'A\u0000\u00E9 ', count: 0x0102, size: 0xFE00_0001, at: 0x0102_0304_0506,
	};
	const content = Uint8Array.of(0x41, 0, 0xE9, 0x20, 2, 1, 1, 0, 0, 0xFE, 1, 2, 3, 4, 5, 6);
	t.deepEqual(header.encode(record), content);
	t.deepEqual(header.decode(content), record);
	t.throws(() => header.encode({...record, signature: 'CKD'}), {instanceOf: RangeError});
	t.throws(() => header.encode({...record, at: 2 ** 48}), {instanceOf: RangeError});
});

test('a record of which some fields are written has the filler everywhere else', t => {
	const card = new Layout(6, {mark: byte(0), count: halfword(2), id: halfword(4)}, 0x40);
	t.deepEqual(card.encodeSome({mark: 2, id: 7}), Uint8Array.of(2, 0x40, 0x40, 0x40, 0, 7));
});
