/** Two users share a disk by a segment: what they type and what they see. */
import {cp, mkdtemp, rm, writeFile} from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {packageRoot} from '../../../source/system/host/package-root.js';
import {yorktown} from '../../support/cli.js';

const segment = [
	'NAMESYS SHRDISK SYSSIZE=16384K SYSPGNM=(3584-3615) SYSHRSG=(224,225)',
	' PROTECT=OFF VSYSADR=IGNORE RCVRID=(USER1,USER2)',
	'',
].join('\n');

/** Both have USER1's disk at B, shared; then what a test types, each line when the one before is done. */
const accessed = [
	'USER1: ACCESS 191 B (SEGMENT SHRDISK',
	'USER2: CP LINK USER1 191 291 MW MUSER1',
	'USER2: ACCESS 291 B (SEGMENT SHRDISK',
];

/** What the terminals show of `lines`, in which `|` ends those that are not waited for. */
async function play(t: ExecutionContext, lines: readonly string[]): Promise<string[]> {
	const folder = await mkdtemp(path.join(os.tmpdir(), 'yorktown-group-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	const profile = path.join(folder, 'profile');
	await cp(path.join(packageRoot(), 'profiles', 'default'), profile, {recursive: true});
	await writeFile(path.join(profile, 'SYSTEM NAMES'), segment);
	const script = ['USER1> Ready', 'USER2> Ready', ...[...accessed, ...lines].flatMap(line => {
		const text = line.replace(/\|$/, '');
		return line === text && !text.includes('>') ? [text, `${text.slice(0, 5)}> Ready`] : [text];
	})];
	const file = path.join(folder, 'group.script');
	await writeFile(file, `${script.join('\n')}\n`);
	const {status, err, lines: output} = await yorktown(['script', '--profile', profile, file]);
	t.is(err, '');
	t.is(status, 0);
	const begin = output.findLastIndex(line => line.includes('DASD 291 LINKED'));
	return output.slice(begin + 3).map(line => line.replace(/; T=.*/, ''));
}

test('what one stores the other lists at once; a lock keeps it as it is until it is given up', async t => {
	t.deepEqual(await play(t, [
		'USER1: COPYFILE HELLO EXEC Y MINE EXEC B',
		'USER2: LISTFILE * * B',
		'USER1: CREATE LOCK MINE EXEC B',
		'USER2: QUERY LOCK B',
		'USER2: ERASE MINE EXEC B',
		'USER2: CREATE LOCK MINE EXEC B SHARE',
		'USER1: DELETE LOCK MINE EXEC B',
		'USER1: DELETE LOCK MINE EXEC B',
		'USER2: ERASE MINE EXEC B',
		'USER1: LISTFILE * * B',
	]), [
		'USER1> Ready',
		'USER2> MINE     EXEC     B2',
		'USER2> Ready',
		'USER1> Ready',
		'USER2> FILENAME FILETYPE FM USERID   TYPE      STATE',
		'USER2> MINE     EXEC     B  USER1    UPDATE    HELD',
		'USER2> Ready',
		'USER2> DMSERS105S ERROR \'9\' WRITING FILE \'MINE EXEC B2\' ON DISK.',
		'USER2> Ready(00100)',
		'USER2> FILE \'MINE EXEC\' IS LOCKED BY USER1.',
		'USER2> Ready(00070)',
		'USER1> Ready',
		'USER1> YOU HAVE NO LOCK ON FILE \'MINE EXEC\'.',
		'USER1> Ready(00028)',
		'USER2> Ready',
		'USER1> FILE NOT FOUND.',
		'USER1> Ready(00028)',
	]);
});

test('SET FILEWAIT waits: as long as it says, or until the file is free, or its owner gone', async t => {
	t.deepEqual(await play(t, [
		'USER1: CREATE LOCK ONE FILE B',
		'USER2: SET FILEWAIT ON 5',
		'USER2: QUERY FILEWAIT',
		'USER2: CREATE LOCK ONE FILE B',
		'USER2: CP QUERY TIME',
		'USER2: SET FILEWAIT ON',
		'USER2: CREATE LOCK ONE FILE B|',
		'USER1: CP SLEEP 10 SEC',
		'USER1: QUERY LOCK B',
		'USER1: DELETE LOCK ONE FILE B',
		'USER2> Ready',
		'USER2: DELETE LOCK ONE FILE B',
		'USER1: CREATE LOCK TWO FILE B',
		'USER2: CREATE LOCK TWO FILE B|',
		'USER1!: #CP LOGOFF|',
		'USER2> Ready',
		'USER2: QUERY LOCK B',
	]).then(lines => lines.filter(line => !line.includes('CONNECT'))), [
		'USER1> Ready',
		'USER2> Ready',
		'USER2> FILEWAIT = ON 5',
		'USER2> Ready',
		'USER2> FILE \'ONE FILE\' IS LOCKED BY USER1.',
		'USER2> Ready(00070)',
		'USER2> TIME IS 09:00:06 EST WEDNESDAY 11/19/75',
		'USER2> Ready',
		'USER2> Ready',
		'USER1> Ready',
		'USER1> FILENAME FILETYPE FM USERID   TYPE      STATE',
		'USER1> ONE      FILE     B  USER1    UPDATE    HELD',
		'USER1> ONE      FILE     B  USER2    UPDATE    WAITING',
		'USER1> Ready',
		'USER1> Ready',
		'USER2> Ready',
		'USER2> Ready',
		'USER1> Ready',
		'USER1> LOGOFF AT 09:00:16 EST WEDNESDAY 11/19/75',
		'USER2> Ready',
		'USER2> FILENAME FILETYPE FM USERID   TYPE      STATE',
		'USER2> TWO      FILE     B  USER2    UPDATE    HELD',
		'USER2> Ready',
	]);
});

for (const [how, line] of [['logs off', '#CP LOGOFF'], ['is reset', '#CP SYSTEM RESET']] as const) {
	test(`a machine that ${how} leaves no lock, though nobody waits for it`, async t => {
		const lines = await play(t, [
			'USER1: CREATE LOCK ONE FILE B',
			'USER1: CREATE LOCK TWO FILE B SHARE',
			'USER2: CREATE LOCK TWO FILE B SHARE',
			`USER1!: ${line}|`,
			'USER2: CP SLEEP 1 SEC',
			'USER2: QUERY LOCK B',
			'USER2: CREATE LOCK ONE FILE B',
		]);
		t.deepEqual(lines.slice(lines.findIndex(each => each.includes('FILENAME'))), [
			'USER2> FILENAME FILETYPE FM USERID   TYPE      STATE',
			'USER2> TWO      FILE     B  USER2    SHARE     HELD',
			'USER2> Ready',
			'USER2> Ready',
		]);
	});
}

test('a wait for longer than one exchange may last is a wait, and no fault', async t => {
	t.deepEqual(await play(t, [
		'USER1: CREATE LOCK ONE FILE B',
		'USER2: SET FILEWAIT ON 99999',
		'USER2: CREATE LOCK ONE FILE B|',
		'USER1: CP SLEEP 10 SEC',
		'USER1: QUERY LOCK B',
		'USER1: DELETE LOCK ONE FILE B',
		'USER2> Ready',
		'USER2: QUERY LOCK B',
	]), [
		'USER1> Ready',
		'USER2> Ready',
		'USER1> Ready',
		'USER1> FILENAME FILETYPE FM USERID   TYPE      STATE',
		'USER1> ONE      FILE     B  USER1    UPDATE    HELD',
		'USER1> ONE      FILE     B  USER2    UPDATE    WAITING',
		'USER1> Ready',
		'USER1> Ready',
		'USER2> Ready',
		'USER2> FILENAME FILETYPE FM USERID   TYPE      STATE',
		'USER2> ONE      FILE     B  USER2    UPDATE    HELD',
		'USER2> Ready',
	]);
});

test('of two that would wait for each other the one that asks last is refused; HX ends waiting', async t => {
	t.deepEqual(await play(t, [
		'USER1: CREATE LOCK ONE FILE B',
		'USER2: CREATE LOCK TWO FILE B',
		'USER1: SET FILEWAIT ON',
		'USER1: CREATE LOCK TWO FILE B|',
		'USER2: CP SLEEP 2 SEC',
		'USER2: SET FILEWAIT ON',
		'USER2: CREATE LOCK ONE FILE B',
		'USER1!: HX|',
		'USER1> CMS|',
		'USER2: QUERY LOCK B',
	]), [
		'USER1> Ready',
		'USER2> Ready',
		'USER1> Ready',
		'USER2> Ready',
		'USER2> Ready',
		'USER2> TO WAIT FOR FILE \'ONE FILE\' WOULD BE FOR EVER: USER1 WAITS FOR YOU.',
		'USER2> Ready(00071)',
		'USER1> CMS',
		'USER2> FILENAME FILETYPE FM USERID   TYPE      STATE',
		'USER2> ONE      FILE     B  USER1    UPDATE    HELD',
		'USER2> TWO      FILE     B  USER2    UPDATE    HELD',
		'USER2> Ready',
	]);
});

test('a segment is for those that SYSTEM NAMES says, and for one disk', async t => {
	t.deepEqual(await play(t, [
		'USER1: ACCESS 192 C (SEGMENT',
		'USER1: ACCESS 191 D (SEGMENT NOWHERE',
		'USER1: ACCESS 19E E (SEGMENT SHRDISK',
		'USER1: CREATE LOCK HELLO EXEC Y',
		'USER1: CREATE LOCK',
	]), [
		'USER1> NO \'SEGMENT\' SPECIFIED.',
		'USER1> Ready(00024)',
		'USER1> SEGMENT \'NOWHERE\' CANNOT BE LOADED.',
		'USER1> Ready(00036)',
		'USER1> SEGMENT \'SHRDISK\' BELONGS TO ANOTHER DISK.',
		'USER1> Ready(00036)',
		'USER1> DISK \'Y\' IS SHARED WITH NOBODY.',
		'USER1> Ready(00036)',
		'USER1> INCOMPLETE FILEID SPECIFIED.',
		'USER1> Ready(00024)',
	]);
});

test('who has the disk by remote files locks in the group\'s table: members, their users and waiting are one line', async t => {
	const lines = await play(t, [
		'USER3> Ready',
		'USER1: COPYFILE HELLO EXEC Y MINE EXEC B',
		'USER1: GRANT * * B TO USER3 (WRITE',
		'USER3: ACCESS 191 B (REMOTE USER1',
		'USER3: CREATE LOCK MINE EXEC B',
		'USER2: QUERY LOCK B',
		'USER2: ERASE MINE EXEC B',
		'USER2: SET FILEWAIT ON',
		'USER2: CREATE LOCK MINE EXEC B|',
		'USER3: CP SLEEP 2 SEC',
		'USER3: SET FILEWAIT ON',
		'USER3: COPYFILE MINE EXEC B NEW EXEC B',
		'USER3: QUERY LOCK B',
		'USER3: DELETE LOCK MINE EXEC B',
		'USER2> Ready',
		'USER2: LISTFILE NEW EXEC B',
		'USER3: CREATE LOCK MINE EXEC B|',
		'USER1: CP SLEEP 2 SEC',
		'USER1: QUERY LOCK B',
		'USER2: DELETE LOCK MINE EXEC B',
		'USER3> Ready',
		'USER3: QUERY LOCK B',
		'USER2: CREATE LOCK MINE EXEC B|',
		'USER1!: #CP LOGOFF|',
		'USER2> Ready',
		'USER2: QUERY LOCK B',
	]);
	const shown = lines.filter(line => /LOCKED|MINE|NEW|ERROR/.test(line) && !line.includes('> MINE EXEC'));
	t.deepEqual(shown, [
		'USER2> MINE     EXEC     B  USER3    UPDATE    HELD',
		'USER2> DMSERS105S ERROR \'9\' WRITING FILE \'MINE EXEC B2\' ON DISK.',
		'USER3> MINE     EXEC     B  USER3    UPDATE    HELD',
		'USER3> MINE     EXEC     B  USER2    UPDATE    WAITING',
		'USER2> NEW      EXEC     B2',
		'USER1> MINE     EXEC     B  USER2    UPDATE    HELD',
		'USER1> MINE     EXEC     B  USER3    UPDATE    WAITING',
		'USER3> MINE     EXEC     B  USER3    UPDATE    HELD',
		'USER2> MINE     EXEC     B  USER2    UPDATE    HELD',
	]);
});
