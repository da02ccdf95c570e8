import test from 'ava';
import {fuzzInstructions} from '../../peers/fuzz.js';

test('100,000 random instructions never throw, never hang, and touch no storage but the machine\'s', t => {
	const report = fuzzInstructions(1975, 100_000);
	t.true(report.instructions >= 100_000);
	for (const exit of ['budget', 'wait', 'io', 'page', 'diagnose']) {
		t.true(report.exits.has(exit), exit);
	}

	for (const code of ['1', '2', '4', '5', '6', '7', '8', '9', '10', '11', '12']) {
		t.true(report.interruptions.has(`program ${code}`), code);
	}

	t.true(report.interruptions.has('svc') && report.codes.size > 200);
});
