/** `yorktown run --tape`: reels from the host for one run. */
import {spawnSync} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import test from 'ava';
import {folderWith, yorktown} from '../../support/cli.js';

const exec = (...lines: readonly string[]): string => ['&CONTROL OFF', ...lines].join('\n') + '\n';
const dump = exec(
	'&BEGSTACK', 'SOME WORDS', '&END', 'EXECIO 1 DISKW OUR DATA A', 'FINIS * * *', 'TAPE DUMP OUR DATA A', '&EXIT &RETCODE',
);
const load = exec('TAPE LOAD * * A', '&IF &RETCODE NE 0 &EXIT &RETCODE', 'TYPE OUR DATA A');

test('a reel that was written in one run is read in another, which cannot write on it', async t => {
	const folder = await folderWith(t, {'dump.exec': dump, 'load.exec': load});
	const reel = path.join(folder, 'new.aws');
	const [dumped, loaded] = ['dump.exec', 'load.exec'].map(name => path.join(folder, name));
	t.like(await yorktown(['run', '--tape', `${reel}:rw`, dumped]), {status: 0, err: ''});
	const written = readFileSync(reel);
	t.true(written.length > 0);
	const {status, out} = await yorktown(['run', '--tape', reel, loaded]);
	t.is(status, 0);
	t.regex(out, /SOME WORDS/);
	const refused = await yorktown(['run', '--tape', reel, dumped]);
	t.regex(refused.out, /'TAP1\(181\)' IS FILE PROTECTED/);
	t.not(refused.status, 0);
	t.deepEqual(readFileSync(reel), written, 'nothing of it has changed');
});

test('a second reel is on 182', async t => {
	const both = exec('TAPE DUMP PROFILE EXEC A', 'CP QUERY VIRTUAL TAPES', 'TAPE REW (TAP2', '&EXIT &RETCODE');
	const folder = await folderWith(t, {'both.exec': both, 'a.aws': '', 'b.aws': ''});
	const {status, lines} = await yorktown([
		'run', '--tape', path.join(folder, 'a.aws'), '--tape', path.join(folder, 'b.aws'), path.join(folder, 'both.exec'),
	]);
	t.is(status, 0);
	t.deepEqual(lines.filter(line => line.startsWith('TAPE')).map(line => line.slice(0, 8)), ['TAPE 181', 'TAPE 182']);
});

test('what is no reel is refused before anything runs', async t => {
	const folder = await folderWith(t, {'x.exec': exec('&TYPE RUN'), text: 'no tape at all\n', simh: ''});
	const file = (name: string): string => path.join(folder, name);
	writeFileSync(file('simh'), Buffer.from('040000004142434404000000', 'hex'));
	const runWith = async (...tapes: readonly string[]) => {
		const flags = tapes.flatMap(tape => ['--tape', file(tape)]);
		const {status, out, err} = await yorktown(['run', ...flags, file('x.exec')]);
		return [status, out, err.replaceAll(folder, '')];
	};

	t.deepEqual(await runWith('text'), [2, '', 'yorktown: --tape /text: not an AWS tape file']);
	t.deepEqual(await runWith('none'), [2, '', 'yorktown: --tape /none: no such file']);
	t.deepEqual(await runWith('.'), [2, '', 'yorktown: --tape : is no ordinary file']);
	t.deepEqual(await runWith('simh'), [0, 'RUN', '']);
	t.deepEqual(await runWith('simh:rw'), [2, '', 'yorktown: --tape /simh:rw: a reel of SIMH\'s format cannot be written on']);
	t.is((await runWith('simh', 'simh', 'simh', 'simh', 'simh'))[0], 2);
	if (spawnSync('mkfifo', [file('pipe')]).status === 0) {
		t.deepEqual(await runWith('pipe'), [2, '', 'yorktown: --tape /pipe: is no ordinary file']);
	}
});
