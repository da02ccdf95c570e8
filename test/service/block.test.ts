import test from 'ava';
import fc from 'fast-check';
import {decodeBlock, encodeBlock, type Block} from '../../source/service/block.js';

const word = fc.stringMatching(/^[A-Z\d]{1,8}$/);
const file = fc.record({
	name: word, type: word, recordFormat: fc.constantFrom('F' as const, 'V' as const), recordLength: fc.nat(65_535),
	records: fc.array(fc.uint8Array({minLength: 1, maxLength: 130}), {maxLength: 20}),
});
const anyBlock: fc.Arbitrary<Block> = fc.record({
	returnCode: fc.integer({min: -4096, max: 4096}),
	words: fc.array(word),
	lines: fc.array(fc.stringMatching(/^[ -~]*$/)),
	files: fc.array(file, {maxLength: 3}),
});

test('a block arrives as it was sent', t => {
	fc.assert(fc.property(anyBlock, sent => {
		t.deepEqual(decodeBlock(encodeBlock(sent)), sent);
	}));
});

test('bytes that are no block are recognised, never thrown over', t => {
	fc.assert(fc.property(fc.uint8Array({maxLength: 200}), bytes => {
		const decoded = decodeBlock(bytes);
		if (decoded) {
			t.deepEqual(encodeBlock(decoded), Buffer.from(bytes));
		} else {
			t.pass();
		}
	}));
});

test('a block cut short is none', t => {
	fc.assert(fc.property(anyBlock, fc.nat(), (sent, cut) => {
		const encoded = encodeBlock(sent);
		t.is(decodeBlock(encoded.subarray(0, cut % encoded.length)), undefined);
	}));
});
