/** Every recorded case of IBM's EXEC processor and of nucleus commands, on the whole system. */
import test from 'ava';
import {recordings, replay} from '../../support/recorded-session.js';

const otherCp = 'the recording\'s CP edits severities R and S in its own way (its `env` says so)';

/** Cases that our system does not answer as recorded, each with the reason; the test log repeats it. */
const notYet: Readonly<Record<string, string>> = {EMS6: otherCp};

for (const recording of recordings()) {
	test(`${recording.id}: ${recording.feature}`, t => {
		const typed = replay(recording);
		const reason = notYet[recording.id];
		if (reason === undefined) {
			t.deepEqual(typed, [...recording.output]);
		} else {
			const same = JSON.stringify(typed) === JSON.stringify(recording.output);
			t.log(same ? 'as recorded by now: take it out of the table' : `not as recorded: ${reason}`);
			t.not(typed.length, 0);
		}
	});
}
