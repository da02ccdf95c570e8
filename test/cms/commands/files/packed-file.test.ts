import test from 'ava';
import fc from 'fast-check';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {
	decodeHeader, encodeHeader, packRecord, unpackRecord, type PackedForm,
} from '../../../../source/cms/commands/files/packed-file.js';

const blank = 0x40;
const packedLengthOf = (text: string): number => packRecord(toEbcdic(text), 'F', blank).length;

test('two or more blanks are one byte, four or more of another character three', t => {
	t.is(packedLengthOf(' '.repeat(80)), 1);
	t.is(packedLengthOf('  '), 1);
	t.is(packedLengthOf('*'.repeat(80)), 3);
	t.is(packedLengthOf('****'), 3);
	t.is(packedLengthOf('ABC'), 4);
	t.is(packedLengthOf(`LABEL${' '.repeat(4)}****${' '.repeat(60)}`), 6 + 1 + 3 + 1);
});

/** Records as files have them: runs of few characters among others. */
const record = fc.array(fc.tuple(
	fc.constantFrom(0x40, 0x5C, 0x00, 0xFF, 0x80, 0x7F, 0xC1, 0xC2), fc.integer({min: 1, max: 300}),
), {minLength: 1, maxLength: 30}).map(runs => Uint8Array.from(runs.flatMap(([code, count]) =>
	Array.from({length: count}, () => code))));

test('whatever a record holds, it is the same when it is unpacked', t => {
	fc.assert(fc.property(record, fc.constantFrom('F', 'V'), fc.constantFrom(blank, 0, 0xFF), (data, format, fill) => {
		const form: PackedForm = {recordFormat: format, recordLength: data.length, records: 1};
		const packed = packRecord(data, form.recordFormat, fill);
		t.true(packed.length <= data.length + Math.ceil(data.length / 128) + 2);
		t.deepEqual(unpackRecord(packed, 0, form, fill), {record: data, end: packed.length});
		// Half of it is no record yet.
		t.is(unpackRecord(packed.subarray(0, -1), 0, form, fill), undefined);
	}));
});

test('bytes that nobody has packed are damaged, end too early or are some record: never more than its length', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 400}), fc.constantFrom('F', 'V'), (bytes, format) => {
		const form: PackedForm = {recordFormat: format, recordLength: 100, records: 1};
		const found = unpackRecord(bytes, 0, form, blank);
		t.true(found === undefined || found === 'damaged' || (found.record.length <= 100 && found.end <= bytes.length));
	}));
});

test('a header says what the file was; anything else is none', t => {
	const form: PackedForm = {recordFormat: 'V', recordLength: 132, records: 65_535};
	t.deepEqual(decodeHeader(encodeHeader(form)), form);
	t.is(decodeHeader(new Uint8Array(1024)), undefined);
	t.is(decodeHeader(encodeHeader(form).subarray(0, 10)), undefined);
	t.is(decodeHeader(encodeHeader({...form, records: 0})), undefined);
	t.is(decodeHeader(encodeHeader({...form, recordLength: 70_000})), undefined);
});
