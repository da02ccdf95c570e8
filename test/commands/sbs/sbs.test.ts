/** `yorktown sbs import|export`: a folder of the host and a library. */
import {
	mkdir, readFile, stat, symlink, writeFile,
} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {runToEnd} from '../../../source/guest/action.js';
import {importMember} from '../../../source/sbs/data-base/importing.js';
import type {MemberId} from '../../../source/sbs/data-base/member-id.js';
import {openHostLibrary} from '../../../source/system/host/library-store.js';
import {readProfile} from '../../../source/system/profile.js';
import {useridOf} from '../../../source/commands/sbs/tree.js';
import {sbs} from '../../../source/commands/sbs/sbs.js';
import {folderWith, yorktown} from '../../support/cli.js';

type Told = {readonly status: number; readonly out: string; readonly err: string};

/** The verb without a process of its own: what it tells. */
async function run(
	subject: string,
	library: string,
	folder: string,
	flags: Readonly<Record<string, string>> = {},
): Promise<Told> {
	const out: string[] = [];
	const err: string[] = [];
	const status = await sbs({library, ...flags}, [subject, folder], {
		answer(line) {
			out.push(line);
		},
		complain(line) {
			err.push(line);
		},
	});
	return {status, out: out.join('\n'), err: err.join('\n')};
}

/** A working tree and a library beside it. */
async function tree(t: ExecutionContext, files: Readonly<Record<string, string>>): Promise<{
	readonly folder: string;
	readonly library: string;
	readonly commit: (who: string, date: string, message: string) => Promise<unknown>;
}> {
	const base = await folderWith(t);
	const folder = path.join(base, 'tree');
	await mkdir(path.join(folder, 'src'), {recursive: true});
	for (const [name, content] of Object.entries(files)) {
		await writeFile(path.join(folder, name), content);
	}

	const git = async (words: readonly string[], env: Readonly<Record<string, string>> = {}) =>
		execa('git', words, {cwd: folder, env: {...env, GIT_CONFIG_NOSYSTEM: '1', HOME: base}});
	await git(['init', '-q', '.']);
	return {
		folder,
		library: path.join(base, 'library'),
		async commit(who, date, message) {
			await git(['add', '-A']);
			await git(['commit', '-q', '-m', message], {
				GIT_AUTHOR_NAME: who,
				GIT_AUTHOR_EMAIL: 'x@example',
				GIT_AUTHOR_DATE: date,
				GIT_COMMITTER_NAME: 'C',
				GIT_COMMITTER_EMAIL: 'c@example',
			});
		},
	};
}

/** What a library has: exported without a map. */
async function exported(
	t: ExecutionContext,
	library: string,
	flags: Readonly<Record<string, string>> = {},
): Promise<string> {
	const folder = path.join(await folderWith(t), 'out');
	t.is((await run('export', library, folder, flags)).status, 0);
	return folder;
}

test('a version for each commit that touched a file, and one for what is not committed; a second import finds nothing new', async t => {
	const {folder, library, commit} = await tree(t, {'src/main.assemble': 'ONE\n', 'read.me': 'R\n'});
	await commit('Grace Hopper', '1979-05-01T10:11:12Z', 'First');
	await writeFile(path.join(folder, 'src/main.assemble'), 'TWO\n');
	await commit('Åsa', '1980-01-02T03:04:05Z', 'Second');
	await writeFile(path.join(folder, 'src/main.assemble'), 'THREE\n');
	const first = await run('import', library, folder);
	t.deepEqual([first.out, first.err, first.status], ['2 members, 4 new versions, 0 systems', '', 0]);
	const again = await run('import', library, folder);
	t.is(again.out, '2 members, 0 new versions, 0 systems');
	await commit('Grace Hopper', '1981-01-01T00:00:00Z', 'Third');
	t.is((await run('import', library, folder)).out, '2 members, 0 new versions, 0 systems');
	t.is(await readFile(path.join(await exported(t, library), 'main.assemble'), 'utf8'), 'THREE\n');
	t.is(useridOf({author: 'Grace Hopper', mail: ''}), 'GRACEHOP');
	t.is(useridOf({author: 'Åsa', mail: ''}), 'ASA');
	t.is(useridOf({author: '漢字', mail: 'k@x'}), 'KX');
});

/** What a user of the library stores meanwhile. */
async function storeInLibrary(folder: string, id: MemberId, text: string): Promise<void> {
	const {store, close} = await openHostLibrary(folder, readProfile(undefined), 0);
	const [date, time] = ['11/29/81', '12:00:00'];
	const form = {
		recordFormat: 'V', recordLength: 80, modeNumber: '1', fileDate: '', fileTime: '',
	} as const;
	runToEnd(importMember(store, {
		...id,
		folder: 'SARAH',
		owner: 'SARAH',
		group: 'TEST',
		system: undefined,
		versions: [{
			user: 'SARAH', date, time, why: '', form, records: [toEbcdic(text)],
		}],
	}));
	await close();
}

test('an import undoes nothing that the library has and the folder has not seen', async t => {
	const {folder, library, commit} = await tree(t, {'a.exec': 'ONE\n'});
	await commit('Grace Hopper', '1979-05-01T10:11:12Z', 'First');
	await run('import', library, folder);

	// Somebody stores in the library, by way of another folder.
	const other = await exported(t, library);
	await writeFile(path.join(other, 'a.exec'), 'OTHER\n');
	t.is((await run('import', library, other)).out, '1 members, 1 new versions, 0 systems');
	t.is((await run('import', library, folder)).out, '1 members, 0 new versions, 0 systems');

	await storeInLibrary(library, {name: 'A', type: 'EXEC'}, 'IN CMS');
	await writeFile(path.join(folder, 'a.exec'), 'TWO\n');
	const refused = await run('import', library, folder);
	t.deepEqual([refused.status, refused.err], [
		1, 'A EXEC: version 3, stored by SARAH, is not in the folder\'s history: export it first\nnothing was stored',
	]);
	t.is((await run('export', library, folder)).out, '1 files written, 0 as they were');
	t.is(await readFile(path.join(folder, 'a.exec'), 'utf8'), 'IN CMS\n');
	await writeFile(path.join(folder, 'a.exec'), 'IN CMS, AND TWO\n');
	t.is((await run('import', library, folder)).out, '1 members, 1 new versions, 0 systems');
});

test('paths without valid, unique names are all listed; nothing is stored', async t => {
	const {folder, library} = await tree(t, {
		'src/a.exec': '*\n', 'a.exec': '*\n', LICENSE: 'L\n', 'toolongname.exec': '*\n', 'b.exec': '\u2603\n',
	});
	const {status, err} = await run('import', library, folder);
	t.is(status, 1);
	t.deepEqual(err.split('\n').map(line => line.split(':', 1)[0]), [
		'LICENSE', 'toolongname.exec', 'src/a.exec', 'b.exec', 'nothing was stored',
	]);
	await t.throwsAsync(stat(library));
});

test('SBS.MAP names members, groups and systems, and gives them back to where they were', async t => {
	const {folder, library} = await tree(t, {
		'src/string compare.asm': '         END\n',
		'src/scmp.s': 'CMP      CSECT\n         END\n',
		'SBS.MAP': '* What is what\nsrc/scmp.s SCMP ASSEMBLE PRODUCTION STR\n',
		'SBS.SYSTEMS': 'SYSTEM ALL INCLUDES\n   STR\nSYSTEM STR RESERVE\nMODULE CMP ENTRY SCMP\n',
	});
	const {out} = await run('import', library, folder);
	t.is(out, '2 members, 2 new versions, 2 systems');
	const production = await exported(t, library, {group: 'PRODUCTION'});
	await t.throwsAsync(stat(path.join(production, 'cmp.build')));
	t.is(await readFile(path.join(production, 'scmp.assemble'), 'utf8'), 'CMP      CSECT\n         END\n');
	await writeFile(path.join(folder, 'src/scmp.s'), 'CHANGED\n');
	t.is((await run('export', library, folder)).out, '2 files written, 0 as they were');
	t.is(await readFile(path.join(folder, 'src/scmp.s'), 'utf8'), 'CMP      CSECT\n         END\n');
	t.is(await readFile(path.join(folder, 'cmp.build'), 'utf8'), 'INCLUDE SCMP\nENTRY SCMP\n');
});

test('a map that leads out of the folder, over a link, in a circle or nowhere is refused', async t => {
	const base = await folderWith(t, {'secret.exec': '*\n'});
	const {folder, library} = await tree(t, {'in.exec': '*\n'});
	await symlink(base, path.join(folder, 'link'));
	const problems = async (map: string, systems = ''): Promise<readonly string[]> => {
		await writeFile(path.join(folder, 'SBS.MAP'), map);
		await writeFile(path.join(folder, 'SBS.SYSTEMS'), systems);
		const {err, status} = await run('import', library, folder);
		t.is(status, 1);
		return err.split('\n').slice(0, -1);
	};

	t.deepEqual(await problems([
		'../secret.exec S EXEC', 'link/secret.exec S EXEC', '/etc/passwd P W', '.git/config C C', 'none.exec N EXEC',
		'in.exec TOOLONGNAME EXEC', 'in.exec I EXEC SOMEWHERE',
	].join('\n')), [
		'SBS.MAP line 1: ../secret.exec is no path inside the folder',
		'SBS.MAP line 3: /etc/passwd is no path inside the folder',
		'SBS.MAP line 4: .git/config is no path inside the folder',
		'SBS.MAP line 6: TOOLONGNAME EXEC: not names that CMS has',
		'SBS.MAP line 7: SOMEWHERE cannot stand there',
		'link/secret.exec: is no file',
		'none.exec: is not there',
	]);
	t.deepEqual(await problems('in.exec IN EXEC', 'SYSTEM A INCLUDES B\nSYSTEM B INCLUDES A'), [
		'system B would include itself: B > A > B',
	]);
	t.deepEqual(await problems('in.exec IN EXEC', 'THING A'), [
		'SBS.SYSTEMS line 1: not SYSTEM name [RESERVE] [INCLUDES name...], nor MODULE name ENTRY name...',
	]);
});

test('an export writes over no link, and leaves what others have in the folder', async t => {
	const {folder, library} = await tree(t, {'in.exec': '*\n'});
	await run('import', library, folder);
	const out = await folderWith(t, {victim: 'V\n', 'other.exec': 'O\n'});
	await symlink(path.join(out, 'victim'), path.join(out, 'in.exec'));
	const {status, err} = await run('export', library, out);
	t.deepEqual([status, err], [1, 'IN EXEC: in.exec is in the way']);
	t.is(await readFile(path.join(out, 'victim'), 'utf8'), 'V\n');
	t.is(await readFile(path.join(out, 'other.exec'), 'utf8'), 'O\n');
});

test('wrong use is one line and 2', async t => {
	const folder = await folderWith(t, {'in.exec': '*\n'});
	const library = path.join(await folderWith(t), 'library');
	t.is((await yorktown(['sbs', 'import', '--library', library, folder])).out, '1 members, 1 new versions, 0 systems');
	for (const [words, line] of [
		[['sbs'], 'sbs import|export: one of these must follow'],
		[['sbs', 'import', folder], '--library DIR: which library?'],
		[['sbs', 'import', '--library', 'x', path.join(folder, 'none')], `no folder ${path.join(folder, 'none')}`],
	] as const) {
		const {status, err} = await yorktown(words);
		t.deepEqual([status, err], [2, `yorktown: ${line}`]);
	}
});
