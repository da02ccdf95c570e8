/** Formats of tapes that TAPE and VMFPLC2 dump: what is written is read again, and nothing that is read is believed. */
import fc from 'fast-check';
import test from 'ava';
import type {FileStatus} from '../../../source/cms/file-system/disk/disk.js';
import {packRecords} from '../../../source/cms/file-system/files/records.js';
import {Failure} from '../../../source/base/failure.js';
import {newFile, type DumpedFile, type DumpFormat} from '../../../source/cms/tape/dump-format.js';
import {plcDump} from '../../../source/cms/tape/plc-dump.js';
import {tapeDump} from '../../../source/cms/tape/tape-dump.js';

const formats = {TAPE: tapeDump, VMFPLC2: plcDump};
const name = fc.stringMatching(/^[A-Z$#@][A-Z\d$#@+:_-]{0,7}$/);

const file = fc.record({
	name,
	type: name,
	mode: fc.stringMatching(/^[A-Z][0-6]$/),
	recordFormat: fc.constantFrom('F' as const, 'V' as const),
	records: fc.array(fc.uint8Array({minLength: 1, maxLength: 1500}), {minLength: 1, maxLength: 12}),
	date: fc.stringMatching(/^(?:19[6-9]|20[0-5])[5-9]-(?:0[1-9]|1[0-2])-[0-2][1-9]$/),
	time: fc.stringMatching(/^[01]\d:[0-5]\d$/),
});

type Written = {readonly status: FileStatus; readonly records: readonly Uint8Array[]; readonly blocks: Uint8Array[]};

type File = typeof file extends fc.Arbitrary<infer Made> ? Made : never;

/** The blocks of a file; records of a fixed file are filled up to the longest. */
function write(format: DumpFormat, {records, ...rest}: File): Written {
	const length = Math.max(...records.map(record => record.length));
	const even = rest.recordFormat === 'V'
		? records
		: records.map(record => Uint8Array.from(Buffer.concat([record, new Uint8Array(length - record.length)])));
	const packed = packRecords({recordFormat: rest.recordFormat, records: even});
	if (packed instanceof Failure) {
		throw new TypeError('no file');
	}

	const status = {...rest, recordLength: packed.recordLength, records: records.length, blocks: packed.blocks.length};
	return {status, records: even, blocks: [...format.encode(status, packed.blocks)]};
}

/** Files among blocks, and what else they were taken for. */
function read(format: DumpFormat, blocks: readonly Uint8Array[], room?: number): Array<DumpedFile | string> {
	const reader = format.reader(room);
	return blocks.map(block => reader.take(block)).filter(taken => taken !== 'part');
}

for (const [title, format] of Object.entries(formats)) {
	test(`${title}: what is written is read again`, t => {
		fc.assert(fc.property(fc.array(file, {minLength: 1, maxLength: 3}), files => {
			const written = files.map(each => write(format, each));
			const blocks = written.flatMap(each => each.blocks);
			t.true(blocks.every(block => block.length <= format.longest));
			const found = read(format, blocks, 1e6);
			t.deepEqual(
				found.map(taken => typeof taken === 'string' ? taken : newFile(taken)),
				written.map(({status, records}) => ({
					name: status.name, type: status.type, modeNumber: status.mode[1], recordFormat: status.recordFormat,
					recordLength: status.recordFormat === 'F' ? status.recordLength : undefined, records: [...records],
					date: status.date, time: status.time,
				})).map(each => ({...each, records: each.records.map(record => Buffer.from(record))})),
			);
			t.true(found.every(taken => typeof taken !== 'string' && taken.isCounted));
		}), {numRuns: 40});
	});

	test(`${title}: damaged blocks make a file or none, nothing is thrown, nor more kept than has room`, t => {
		const damage = fc.tuple(fc.nat(), fc.nat(120), fc.integer({min: 0, max: 255}));
		fc.assert(fc.property(file, fc.array(damage, {maxLength: 6}), fc.nat(2), (each, changes, lost) => {
			const {blocks} = write(format, each);
			for (const [index, at, value] of changes) {
				blocks[index % blocks.length][at % blocks[index % blocks.length].length] = value;
			}

			for (const taken of read(format, blocks.slice(lost), 4000)) {
				if (typeof taken !== 'string') {
					t.true(taken.data.length <= 4000);
					newFile(taken);
				}
			}
		}), {numRuns: 200});
	});
}

test('VMFPLC2: counts of blocks that are not true, and a block of another file among its data', t => {
	const status: FileStatus = {
		name: 'A', type: 'B', mode: 'A1', recordFormat: 'F', recordLength: 80, records: 60, blocks: 6,
		date: '1979-05-06', time: '07:08',
	};
	const [head, full, last] = plcDump.encode(status, Array.from({length: 6}, () => new Uint8Array(800)));
	t.deepEqual([head, full, last].map(block => block.length), [77, 4005, 805]);
	const take = (blocks: readonly Uint8Array[]): string[] =>
		read(plcDump, blocks).map(taken => typeof taken === 'string' ? taken : 'file');
	t.deepEqual(take([head, full, last]), ['file']);
	t.deepEqual(take([head, full, head]), ['short']);
	t.deepEqual(take([head, last]), ['invalid']);
	t.true(plcDump.isSurplus?.(full));
	t.false(plcDump.isSurplus?.(head));
	t.deepEqual(take([full]), ['invalid']);
	t.deepEqual(take([head.subarray(0, 45), full, last]), ['file'], 'the entry alone');
	t.deepEqual(take([head.subarray(0, 40)]), ['invalid']);
	const endless = head.slice();
	endless.fill(0xFF, 49, 53);
	t.deepEqual(read(plcDump, [endless, ...Array.from({length: 9}, () => full)], 20_000), Array.from({length: 4}, () => 'full'));
});
