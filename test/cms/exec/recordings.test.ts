/** Every recorded case of IBM's EXEC processor and of nucleus commands, on the whole system. */
import test from 'ava';
import {recordings, replay} from '../../support/recorded-session.js';

/**
 * FILD: a file that begins with &TRACE ran as EXEC on the recorded system, whose interpreter had a statement of that
 * name; here it is one of EXEC 2, as everywhere else (docs/differences.md).
 */
const otherwise: ReadonlySet<string> = new Set(['FILD']);

for (const recording of recordings().filter(({id}) => !otherwise.has(id))) {
	test(`${recording.id}: ${recording.feature}`, t => {
		t.deepEqual(replay(recording), [...recording.output]);
	});
}
