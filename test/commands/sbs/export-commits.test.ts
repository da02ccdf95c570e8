/** `yorktown sbs export --commits`: versions become commits, and commits versions. */
import {mkdir, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import fc from 'fast-check';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {runToEnd} from '../../../source/guest/action.js';
import {historyOf} from '../../../source/sbs/data-base/history.js';
import {importMember} from '../../../source/sbs/data-base/importing.js';
import {fittingMembers} from '../../../source/sbs/data-base/members.js';
import {openHostLibrary} from '../../../source/system/host/library-store.js';
import {readProfile} from '../../../source/system/profile.js';
import {sbs} from '../../../source/commands/sbs/sbs.js';
import {folderWith} from '../../support/cli.js';

async function run(subject: string, library: string, folder: string, flags: Record<string, string | boolean> = {}) {
	const told: string[] = [];
	const tell = (line: string): void => {
		told.push(line);
	};

	const status = await sbs({library, ...flags}, [subject, folder], {answer: tell, complain: tell});
	return [...told, String(status)];
}

const commits = {commits: true};

type Version = {
	readonly name: string;
	readonly user: string;
	readonly date: string;
	readonly time: string;
	readonly why: string;
	readonly text: string;
};

async function store(library: string, versions: readonly Version[]): Promise<void> {
	const {store: base, close} = await openHostLibrary(library, readProfile(undefined), 0);
	for (const {name, text, ...stored} of versions) {
		runToEnd(importMember(base, {
			name,
			type: 'EXEC',
			folder: '*TEST',
			owner: 'SARAH',
			group: 'TEST',
			system: undefined,
			versions: [{
				...stored,
				form: {
					recordFormat: 'V', recordLength: 80, modeNumber: '1', fileDate: '', fileTime: '',
				},
				records: [toEbcdic(text)],
			}],
		}));
	}

	await close();
}

/** Every version in a library: member, number, user, date, time, reason. */
async function versionsIn(library: string): Promise<string[]> {
	const {store: base, close} = await openHostLibrary(library, readProfile(undefined), 0);
	const members = runToEnd(base.read(reader => fittingMembers(reader, '*', '*')));
	const lines = members.flatMap(member => runToEnd(base.read(reader => historyOf(reader, member))).map(version =>
		[member.name, version.version, version.user, version.date, version.time, version.why].join('|')));
	await close();
	return lines;
}

async function git(folder: string, ...words: readonly string[]): Promise<string> {
	const {stdout} = await execa('git', words, {cwd: folder});
	return stdout;
}

const log = async (folder: string): Promise<string[]> =>
	(await git(folder, 'log', '--reverse', '--format=%an|%at|%s', '--name-only')).split('\n').filter(text => text !== '');

async function places(t: ExecutionContext): Promise<Readonly<Record<'library' | 'folder' | 'other', string>>> {
	const base = await folderWith(t);
	return {library: path.join(base, 'library'), folder: path.join(base, 'tree'), other: path.join(base, 'other')};
}

const one = (name: string, more: Partial<Version> = {}): Version => ({
	name, user: 'SARAH', date: '05/01/79', time: '10:11:12', why: 'First', text: `${name} 1`, ...more,
});

test('each version is a commit; what was stored at once is one; only what is new comes later', async t => {
	const {library, folder} = await places(t);
	await store(library, [
		one('A'), one('B'), one('A', {user: 'JOE', date: '05/02/79', why: 'Second', text: 'A 2'}),
	]);
	t.deepEqual(await run('export', library, folder, commits), ['3 versions in 2 commits', '0']);
	t.deepEqual(await log(folder), [
		'SARAH|294401472|First', 'a.exec', 'b.exec', 'JOE|294487872|Second', 'a.exec',
	]);
	t.is(await readFile(path.join(folder, 'a.exec'), 'utf8'), 'A 2\n');
	t.is(await git(folder, 'status', '--porcelain'), '');
	t.deepEqual(await run('export', library, folder, commits), ['0 versions in 0 commits', '0']);
	t.deepEqual(await run('import', library, folder), ['2 members, 0 new versions, 0 systems', '0']);
	await store(library, [one('B', {date: '01/01/01', text: 'B 2', why: ''})]);
	t.deepEqual(await run('export', library, folder, commits), ['1 versions in 1 commits', '0']);
	t.is((await log(folder)).at(-2), 'SARAH|978343872|');
	t.is(await git(folder, 'for-each-ref', '--format=%(refname)', 'refs/yorktown'), '');
});

test('nothing is committed where a file would be lost, or has what the library has not', async t => {
	const {library, folder, other} = await places(t);
	await store(library, [one('A')]);
	await mkdir(other);
	await writeFile(path.join(other, 'note'), 'x');
	t.deepEqual(await run('export', library, other, commits), [
		`${other}: neither an empty folder nor the top of a git working tree`, '0 versions in 0 commits', '1',
	]);
	await run('export', library, folder, commits);
	await writeFile(path.join(folder, 'a.exec'), 'MINE\n');
	t.is((await run('export', library, folder, commits))[0], `${folder}: its working tree has changes: commit or remove them first`);
	await git(folder, '-c', 'user.name=J', '-c', 'user.email=j@x', 'commit', '-qam', 'Mine');
	t.is((await run('export', library, folder, commits))[0], 'A EXEC: the library has no version as a.exec is: import it first');
	await mkdir(path.join(folder, 'sub'));
	await writeFile(path.join(folder, 'sub/x'), 'x');
	await mkdir(path.join(folder, '.git/info'), {recursive: true});
	await writeFile(path.join(folder, '.git/info/exclude'), 'b.exec\nsub\n');
	t.true((await run('export', library, path.join(folder, 'sub'), commits))[0].includes('neither'));
	await writeFile(path.join(folder, 'b.exec'), 'IGNORED, BUT HIS\n');
	await store(library, [one('B')]);
	t.true((await run('export', library, folder, commits)).includes('B EXEC: b.exec is in the way'));
	t.is(await readFile(path.join(folder, 'b.exec'), 'utf8'), 'IGNORED, BUT HIS\n');
	await t.throwsAsync(run('export', library, folder, {...commits, group: 'TEST'}));
});

test('a hook of the repository is not run, a name or reason stays one, whatever is in it', async t => {
	const {library, folder} = await places(t);
	await store(library, [one('A')]);
	await run('export', library, folder, commits);
	await mkdir(path.join(folder, '.git/hooks'), {recursive: true});
	await writeFile(path.join(folder, '.git/hooks/reference-transaction'), '#!/bin/sh\ntouch ran\n', {mode: 0o755});
	await store(library, [one('A', {
		user: '-X<@>', why: '--exec=x\ncommit refs/heads/evil', text: 'A 2\nM 100644 inline x', date: '05/02/79',
	})]);
	t.deepEqual(await run('export', library, folder, commits), ['1 versions in 1 commits', '0']);
	t.is(await git(folder, 'for-each-ref', '--format=%(refname)'), await git(folder, 'symbolic-ref', 'HEAD'));
	t.is(await git(folder, 'log', '-1', '--format=%an'), '-X@');
	await t.throwsAsync(readFile(path.join(folder, 'ran')));
});

test('import of what was exported gives the same history', async t => {
	const word = fc.constantFrom('FIX', 'a', '--', "'", '"', '#1', '<x>', '\\');
	const version = fc.record({
		name: fc.constantFrom('A', 'B', 'C'),
		user: fc.constantFrom('SARAH', 'JOE', 'A$B'),
		date: fc.constantFrom('05/01/79', '12/31/99', '01/01/01', '11/29/26'),
		time: fc.constantFrom('00:00:00', '23:59:59'),
		why: fc.array(word, {maxLength: 3}).map(words => words.join(' ')),
	});
	await fc.assert(fc.asyncProperty(fc.array(version, {minLength: 1, maxLength: 12}), async versions => {
		const {library, folder, other} = await places(t);
		await store(library, versions.map((each, index) => ({...each, text: `&TYPE ${index}`})));
		t.is((await run('export', library, folder, commits)).at(-1), '0');
		t.is((await run('import', other, folder)).at(-1), '0');
		t.deepEqual(await versionsIn(other), await versionsIn(library));
	}), {numRuns: 2});
});
