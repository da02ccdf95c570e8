/** `SYSTEM NAMES` of a profile, and systems that SAVESYS left in the data folder. */
import {
	copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {openJournal} from '../../source/system/host/journaled-folder.js';
import {systemsFolder} from '../../source/system/host/systems-folder.js';
import {hostFileLayer} from '../../source/system/journal/file-layer.js';
import {readProfile} from '../../source/system/profile.js';

type Cleanup = {teardown(action: () => void): void};

function folder(t: Cleanup): string {
	const made = mkdtempSync(path.join(tmpdir(), 'names-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	return made;
}

function profile(t: Cleanup, names: string): string {
	const made = folder(t);
	copyFileSync('profiles/default/USER DIRECT', path.join(made, 'USER DIRECT'));
	writeFileSync(path.join(made, 'SYSTEM NAMES'), names);
	return made;
}

test('errors of SYSTEM NAMES name file, line and word', t => {
	const place = profile(t, '* my systems\nNAMESYS SEG SYSPGNM=(256-271) PROTECT=NO\n');
	t.throws(() => readProfile(place), {
		name: 'ConfigurationError',
		message: `${path.join(place, 'SYSTEM NAMES')} line 2: PROTECT=NO: neither ON nor OFF`,
	});
});

test('a system may be a file of the profile, of the right length', t => {
	const place = profile(t, 'NAMESYS SEG SYSPGNM=(256-257) SYSFILE=SEG.SAVED VSYSADR=IGNORE\n');
	const file = path.join(place, 'SEG.SAVED');
	t.throws(() => readProfile(place), {
		name: 'ConfigurationError', message: `${file}: no such file; SYSTEM NAMES names it for system SEG`,
	});
	writeFileSync(file, new Uint8Array(4096));
	t.throws(() => readProfile(place), {
		name: 'ConfigurationError', message: `${file}: not the 2 pages of system SEG and an information page`,
	});
	writeFileSync(file, new Uint8Array(3 * 4096).fill(7, 4096));
	t.is(readProfile(place).systems.get('SEG')?.pages.get(257)?.[0], 7);
});

test('what SAVESYS saved is there after a crash, whole; what was purged is not', async t => {
	const place = folder(t);
	mkdirSync(path.join(place, 'systems'));
	const open = () => {
		const journal = openJournal(place);
		return {
			journal,
			store: systemsFolder({
				layer: hostFileLayer, folder: place, journal, unfit: () => undefined,
			}),
		};
	};

	const first = open();
	t.true(first.store.put('ONE', new Uint8Array(8192).fill(1)));
	t.true(first.store.put('TWO', new Uint8Array(8192).fill(2)));
	first.store.remove('TWO');
	first.journal.abandon();
	const second = open();
	t.deepEqual([...second.store.load().keys()], ['ONE']);
	t.is(second.store.load().get('ONE')![8191], 1);
	t.true(second.store.put('ONE', new Uint8Array(8192).fill(3)));
	await second.journal.close();
	const third = open();
	t.is(third.store.load().get('ONE')![0], 3);
	await third.journal.close();
});
