/** Every recorded case of IBM's EXEC processor and of nucleus commands, on the whole system. */
import test from 'ava';
import {recordings, replay} from '../../support/recorded-session.js';

for (const recording of recordings()) {
	test(`${recording.id}: ${recording.feature}`, t => {
		t.deepEqual(replay(recording), [...recording.output]);
	});
}
