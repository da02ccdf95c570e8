/** Channel command words and channel status words lie in storage as their layouts say, however they are read. */
import test from 'ava';
import fc from 'fast-check';
import {channelCommand, channelStatusWord} from '../../../source/base/channel-words.js';
import {fetchCcw, storeCsw} from '../../../source/machine/channel/ccw.js';
import {Rig} from '../devices/rig.js';

const bytes = fc.integer({min: 0, max: 255});
const halves = fc.integer({min: 0, max: 0xFFFF});
const addresses = fc.integer({min: 0, max: 0xFF_FFFF});

test('a CCW is fetched as its layout says', t => {
	const {storage} = new Rig();
	const words = fc.record({
		command: bytes, address: addresses, flags: bytes, count: halves,
	});
	fc.assert(fc.property(words, ccw => {
		storage.store(0x1000, channelCommand.encodeSome(ccw));
		t.deepEqual(fetchCcw(storage, 0x1000, 0), {check: 0, at: 0x1000, ...ccw});
	}), {numRuns: 50});
});

test('a CSW is stored as its layout says', t => {
	const {storage} = new Rig();
	const status = fc.record({
		key: fc.integer({min: 0, max: 15}), ccwAddress: addresses, unit: bytes, channel: bytes, residual: halves,
	});
	fc.assert(fc.property(status, csw => {
		const {key, ccwAddress, ...rest} = csw;
		storeCsw(storage, 64, csw);
		t.deepEqual(
			channelStatusWord.decode(storage.fetch(64, channelStatusWord.length)),
			{keyAndCode: key << 4, address: ccwAddress, ...rest},
		);
	}), {numRuns: 50});
});
