/** Tapes of DDR: what is written is read again, and nothing that is read is believed. */
import fc from 'fast-check';
import test from 'ava';
import {countField} from '../../../source/base/count-key-data.js';
import {
	DdrReader, decodeVolume, encodeTrack, encodeVolume, type Track,
} from '../../../source/cms/tape/ddr-tape.js';

const place = {cylinder: fc.nat(554), head: fc.nat(29)};
const record = fc.record({
	number: fc.integer({min: 1, max: 255}), key: fc.uint8Array({maxLength: 60}), data: fc.uint8Array({maxLength: 2500}),
});
const form = fc.record({...place, records: fc.array(record, {maxLength: 10})});
const track = form.map(({cylinder, head, records}): Track => ({
	cylinder, head, records: records.map(({number, key, data}) => ({
		count: countField.encode({
			cylinder, head, record: number, keyLength: key.length, dataLength: data.length,
		}),
		data: Uint8Array.from(Buffer.concat([key, data])),
	})),
}));

test('DDR: a track is read as it was written, in blocks of 4096 bytes and a shorter one', t => {
	fc.assert(fc.property(fc.array(track, {minLength: 1, maxLength: 3}), tracks => {
		const reader = new DdrReader();
		const blocks = tracks.flatMap(each => encodeTrack(each));
		t.true(blocks.every(block => block.length >= 80 && block.length <= 4096));
		const items = blocks.map(block => reader.take(block)).filter(item => item !== 'part');
		const bytes = ({cylinder, head, records}: Track): unknown => ({
			cylinder, head, records: records.map(({count, data}) => [Buffer.from(count), Buffer.from(data)]),
		});
		t.deepEqual(
			items.map(item => typeof item === 'object' && 'track' in item ? bytes(item.track) : item),
			tracks.map(each => bytes(each)),
		);
	}), {numRuns: 60});
});

test('DDR: damaged blocks are a track or invalid, and the reader goes on', t => {
	const damage = fc.tuple(fc.nat(), fc.nat(40), fc.integer({min: 0, max: 255}));
	fc.assert(fc.property(track, fc.array(damage, {maxLength: 5}), (each, changes) => {
		const reader = new DdrReader();
		const blocks = encodeTrack(each).map(block => Buffer.from(block));
		for (const [index, at, value] of changes) {
			blocks[index % blocks.length][at] = value;
		}

		for (const block of [...blocks, ...blocks]) {
			const item = reader.take(block);
			t.true(typeof item === 'string' || 'track' in item);
		}
	}), {numRuns: 200});
});

test('DDR: header and trailer of a dump', t => {
	const disk = {
		volume: 'VMSRES', mostRecords: 110, lastCylinder: 559, lastHead: 29, clock: 0x881E_2372_7754_A000n,
	};
	const header = encodeVolume('header', disk, 2, 0);
	t.is(
		Buffer.from(header).toString('hex'),
		`e5c8d940000000020000404040404040881e23727754a000006e022f001de5d4e2d9c5e2${'40'.repeat(44)}`,
	);
	t.like(decodeVolume(header), disk);
	t.is(decodeVolume(encodeVolume('trailer', disk, 2, 29)), undefined);
	t.is(new DdrReader().take(encodeVolume('trailer', disk, 2, 29)), 'end');
	t.is(decodeVolume(header.subarray(0, 79)), undefined);
	t.is(new DdrReader().take(new Uint8Array(3)), 'invalid');
});
