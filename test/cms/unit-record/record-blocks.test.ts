import test from 'ava';
import fc from 'fast-check';
import {deblock} from '../../../source/cms/unit-record/record-blocks.js';

test('whatever a block and its form are, there are records that fit into it, or none', t => {
	fc.assert(fc.property(
		fc.uint8Array({maxLength: 200}),
		fc.constantFrom('F', 'FB', 'FBA', 'V', 'VB', 'U', ''),
		fc.integer({min: 0, max: 120}),
		fc.integer({min: 0, max: 240}),
		(block, recordFormat, recordLength, blockSize) => {
			const records = deblock(block, {recordFormat, recordLength, blockSize}) ?? [];
			t.true(records.reduce((sum, record) => sum + record.length, 0) <= block.length);
		},
	));
});

test('a label that says records of no length makes no records of a block', t => {
	t.is(deblock(new Uint8Array(80), {recordFormat: 'FB', recordLength: 0, blockSize: 80}), undefined);
});
