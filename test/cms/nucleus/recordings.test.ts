/** Every recorded command session of IBM's CMS that needs nothing outside its own case. */
import {readFileSync} from 'node:fs';
import test from 'ava';
import {replay, type Recording} from '../../support/recordings.js';

const recordings: readonly Recording[] = JSON.parse(readFileSync('test/fixtures/exec-recordings.json', 'utf8'));
/** DEBUG is not here yet. */
const missing = new Set(['KDB1', 'KDB3']);

for (const recording of recordings.filter(({kind, id}) => kind === 'command' && !missing.has(id))) {
	test(`${recording.id}: ${recording.feature}`, t => {
		t.deepEqual(replay(recording), recording.output);
	});
}

/** Message editing there was another CP's: it kept the identifiers of severities R and S. */
const otherCp = 'EMS6';

test('the EXEC recordings, through IPL, console and disks of a machine', t => {
	for (const recording of recordings.filter(({kind, id}) => kind === 'exec' && id !== otherCp)) {
		t.deepEqual(replay(recording), recording.output, `${recording.id}`);
	}
});
