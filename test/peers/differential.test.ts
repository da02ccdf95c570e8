import test, {type ExecutionContext} from 'ava';
import {herculesMissing} from '../support/hercules.js';
import {compareRange, newTally, type Difference} from './hercules.js';
import {disassembleCase} from './listing.js';
import {moments} from './translated.js';

const missing = herculesMissing();

/** Says of a case in what it differs, where nothing explains that. */
const logUnexplained = (t: ExecutionContext) => ({case: drawn, found, allowance}: Difference): void => {
	if (!allowance) {
		t.log(`case ${drawn.index} of seed 370: ${drawn.text}`, ...disassembleCase(drawn), ...found);
	}
};

if (missing) {
	test(`1,000 random instruction sequences do the same as on Hercules (skipped: ${missing})`, t => {
		t.log(missing);
		t.pass();
	});
} else {
	test('1,000 random instruction sequences do the same as on Hercules, but for the differences README.md explains', async t => {
		const tally = newTally();
		await compareRange(370, 0, 1000, tally, logUnexplained(t));
		t.is(tally.compared, 1000);
		t.is(tally.differing.get('unexplained') ?? 0, 0);
		t.true((tally.endings.get(-1) ?? 0) > 300);
	});

	for (const moment of moments) {
		test(`100 of them do the same translated ${moment}`, async t => {
			const tally = newTally();
			await compareRange(370, 0, 100, tally, logUnexplained(t), moment);
			t.is(tally.compared, 100);
			t.is(tally.differing.get('unexplained') ?? 0, 0);
			t.true(tally.translated > 30);
		});
	}
}
