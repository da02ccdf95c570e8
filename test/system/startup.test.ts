/** `STARTUP` of a profile. */
import {
	copyFileSync, mkdtempSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {readProfile} from '../../source/system/profile.js';

function profile(t: {teardown(action: () => void): void}, startup: string): string {
	const made = mkdtempSync(path.join(tmpdir(), 'startup-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	copyFileSync('profiles/default/USER DIRECT', path.join(made, 'USER DIRECT'));
	writeFileSync(path.join(made, 'STARTUP'), startup);
	return made;
}

test('DEVICES PERIOD has devices take the times of the period', t => {
	t.false(readProfile().periodDevices);
	const {periodDevices, autolog} = readProfile(profile(t, '* ours\nDEVICES PERIOD\nAUTOLOG SBSMASTR\n'));
	t.true(periodDevices);
	t.deepEqual(autolog, ['SBSMASTR']);
});

test('a line that is neither is told with its number', t => {
	const place = profile(t, 'AUTOLOG SBSMASTR\nDEVICES FAST\n');
	t.throws(() => readProfile(place), {
		name: 'ConfigurationError',
		message: `${path.join(place, 'STARTUP')} line 2: expected "AUTOLOG userid" of a user of the directory, `
			+ '"START raddr [CLASS c] [SEP|NOSEP]" or "DEVICES PERIOD", found "DEVICES FAST"',
	});
});
