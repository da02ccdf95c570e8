/** `SYSTEM OWNED` of a profile. */
import {
	copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {readProfile} from '../../source/system/profile.js';

function profile(t: {teardown(action: () => void): void}, owned?: string): string {
	const made = mkdtempSync(path.join(tmpdir(), 'owned-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	copyFileSync('profiles/default/USER DIRECT', path.join(made, 'USER DIRECT'));
	if (owned !== undefined) {
		writeFileSync(path.join(made, 'SYSTEM OWNED'), owned);
	}

	return made;
}

test('the default profile pages on a 3330; without the file pages stay in memory', t => {
	t.deepEqual(readProfile().pagingVolumes, [
		{serial: 'YRKPAG', type: '3330', temporary: [{first: 1, last: 380}]},
	]);
	t.deepEqual(readProfile(profile(t)).pagingVolumes, []);
});

test('pages may lie on a volume with minidisks, but on none of them', t => {
	const owned = (cylinders: string): string =>
		`SYSOWN YRKRES\nALLOCATE,3350,YRKRES\nTEMP,${cylinders}\nEND\n`;
	t.is(readProfile(profile(t, owned('029,100'))).pagingVolumes[0].serial, 'YRKRES');
	const place = profile(t, owned('028,100'));
	const file = path.join(place, 'SYSTEM OWNED');
	t.throws(() => readProfile(place), {
		name: 'ConfigurationError', message: `${file}: TEMP cylinders of YRKRES are those of minidisk MAINT 193`,
	});
	const other = profile(t, 'SYSOWN YRKRES\nALLOCATE,3330,YRKRES\nTEMP,100,120\nEND\n');
	t.throws(() => readProfile(other), {
		name: 'ConfigurationError', message: /YRKRES is a 3330 here, and a 3350 for minidisk MAINT 190/,
	});
	const wrong = profile(t, 'SYSOWN YRKRES\nTEMP,5\n');
	t.throws(() => readProfile(wrong), {
		name: 'ConfigurationError', message: `${path.join(wrong, 'SYSTEM OWNED')} line 2: TEMP without ALLOCATE before it`,
	});
});

test('a folder in place of a file of the profile is one line', t => {
	for (const name of ['SYSTEM OWNED', 'SYSTEM NAMES', 'STARTUP', 'USER DIRECT']) {
		const place = profile(t);
		const file = path.join(place, name);
		rmSync(file, {force: true});
		mkdirSync(file);
		t.throws(() => readProfile(place), {name: 'ConfigurationError', message: `${file}: is a folder`});
	}
});
