import test from 'ava';
import {herculesMissing} from '../support/hercules.js';
import {compareRange, newTally} from './hercules.js';
import {disassembleCase} from './listing.js';

const missing = herculesMissing();

if (missing) {
	test(`1,000 random instruction sequences do the same as on Hercules (skipped: ${missing})`, t => {
		t.log(missing);
		t.pass();
	});
} else {
	test('1,000 random instruction sequences do the same as on Hercules, but for the differences README.md explains', async t => {
		const tally = newTally();
		await compareRange(370, 0, 1000, tally, ({case: {index, record, text}, found, allowance}) => {
			if (!allowance) {
				t.log(`case ${index} of seed 370: ${text}`, ...disassembleCase({index, record, text}), ...found);
			}
		});
		t.is(tally.compared, 1000);
		t.is(tally.differing.get('unexplained') ?? 0, 0);
		t.true((tally.endings.get(-1) ?? 0) > 300);
	});
}
