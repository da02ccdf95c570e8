/**
 * Every transcript here comes out as it is written (`test/support/transcript.ts`). With YORKTOWN_TRANSCRIPTS=write the
 * answers are written anew, to be read against the manual.
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import test from 'ava';
import {playTranscript} from '../support/transcript.js';

const folder = new URL('../../../test/sessions/', import.meta.url);

for (const file of readdirSync(folder).filter(name => name.endsWith('.txt'))) {
	test(file.replace('.txt', ''), t => {
		const place = new URL(file, folder);
		const text = readFileSync(place, 'utf8');
		const played = playTranscript(text);
		if (process.env.YORKTOWN_TRANSCRIPTS === 'write') {
			writeFileSync(place, played);
		}

		t.deepEqual(played.split('\n'), text.split('\n'));
	});
}
