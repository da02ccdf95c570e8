/** Every recorded case of IBM's own EXEC processor. */
import {readFileSync} from 'node:fs';
import test from 'ava';
import {replay, type Recording} from '../../support/exec-harness.js';

const recordings = JSON.parse(readFileSync('test/fixtures/exec-recordings.json', 'utf8')) as Recording[];

for (const recording of recordings.filter(one => one.kind === 'exec')) {
	test(`${recording.id}: ${recording.feature}`, t => {
		t.deepEqual(replay(recording), recording.output);
	});
}
