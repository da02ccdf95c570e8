import {readdir, readFile} from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {cliFile, folderWith, yorktown} from '../support/cli.js';

const exec = (...lines: readonly string[]): string => ['&CONTROL OFF', ...lines].join('\n') + '\n';

test('what the procedure types is on standard output, its return code is the exit status', async t => {
	const folder = await folderWith(t, {'hello.exec': exec('&TYPE HELLO &1 &2', '&EXIT 3')});
	const {status, out, err} = await yorktown(['run', path.join(folder, 'hello.exec'), 'big', 'world']);
	t.is(out, 'HELLO BIG WORLD');
	t.is(status, 3);
	t.is(err, '');
});

test('flags precede FILE; everything behind it, flags too, is the procedure\'s, an optional -- dropped', async t => {
	const folder = await folderWith(t, {'args.exec': exec('&TYPE &INDEX &1 &2')});
	const file = path.join(folder, 'args.exec');
	t.is((await yorktown(['run', file, '--format', 'json'])).out, '2 --FORMAT JSON');
	t.is((await yorktown(['run', file, '--', 'one', 'two'])).out, '2 ONE TWO');
	t.is((await yorktown(['run', '--', file, 'one'])).out, '1 ONE');
});

test('--format json gives return code, lines, simulated seconds and virtual CPU, the same every time', async t => {
	const folder = await folderWith(t, {'sum.exec': exec('&N = 2 + 3', '&TYPE &N', '&EXIT 1234')});
	const first = await yorktown(['run', '--format', 'json', path.join(folder, 'sum.exec')]);
	t.is(first.status, 255, 'a return code over 255 is exit status 255');
	const answer = JSON.parse(first.out) as {rc: number; output: string[]; seconds: number; cpu: number};
	t.is(answer.rc, 1234);
	t.deepEqual(answer.output, ['5']);
	t.true(answer.seconds > 0 && answer.cpu > 0 && answer.cpu <= answer.seconds);
	t.is((await yorktown(['run', '--format', 'json', path.join(folder, 'sum.exec')])).out, first.out);
});

test('trace lines are output; Ready, echo and logo are not', async t => {
	const folder = await folderWith(t, {'trace.exec': '&CONTROL CMS\nSTATE NOSUCH FILE A\n'});
	t.deepEqual((await yorktown(['run', path.join(folder, 'trace.exec')])).lines, [
		'STATE NOSUCH FILE A', 'File \'NOSUCH FILE A\' not found.', '+++ R(00028) +++',
	]);
});

test('each console read takes a line of --input; a read after its end ends the run with 255 and no return code', async t => {
	const folder = await folderWith(t, {
		'ask.exec': exec('&READ ARGS', '&TYPE GOT &1', '&READ ARGS', '&TYPE GOT &1 FLAG &READFLAG'), two: 'one\ntwo#\n', one: 'only\n',
	});
	const file = path.join(folder, 'ask.exec');
	t.deepEqual((await yorktown(['run', '--input', path.join(folder, 'two'), file])).lines, ['GOT ONE', 'GOT TWO# FLAG CONSOLE']);
	const ended = await yorktown(['run', '--format', 'json', '--input', path.join(folder, 'one'), file]);
	t.is(ended.status, 255);
	t.like(JSON.parse(ended.out), {rc: null, output: ['GOT ONLY']});
	t.regex(ended.err, /^yorktown run: end of input/);
	t.deepEqual((await yorktown(['run', '--input', '-', file], {input: 'a\nb\n'})).lines, ['GOT A', 'GOT B FLAG CONSOLE']);
});

test('lines left in the stack run as commands afterwards; the return code stays the procedure\'s', async t => {
	const folder = await folderWith(t, {'stack.exec': exec('&STACK STATE NOSUCH FILE', '&STACK LISTFILE * * A', '&EXIT 7')});
	const {status, lines} = await yorktown(['run', path.join(folder, 'stack.exec')]);
	t.is(status, 7);
	t.deepEqual(lines, ['File \'NOSUCH FILE\' not found.', 'STACK    EXEC     A1']);
});

test('the procedure\'s folder is a read-only extension of A', async t => {
	const folder = await folderWith(t, {
		'main.exec': exec('EXEC OTHER', 'ERASE OTHER EXEC B', '&TYPE RC &RETCODE'), 'other.exec': exec('&TYPE OTHER HERE'), 'empty.data': '',
	});
	const {lines} = await yorktown(['run', path.join(folder, 'main.exec')]);
	t.is(lines[0], 'OTHER HERE');
	t.is(lines.at(-1), 'RC 36');
	t.deepEqual((await readdir(folder)).toSorted(), ['empty.data', 'main.exec', 'other.exec']);
});

test('a mounted folder is a CMS disk: changes are written back, also after a failure, and ERASE deletes', async t => {
	const folder = await folderWith(t, {
		'work.exec': exec('&IF &1 EQ 1 COPYFILE IN DATA C OUT DATA C', 'ERASE OLD DATA C', '&EXIT 9'),
	});
	const disk = await folderWith(t, {'in.data': 'first\n\nthird ¬\n', 'Old.Data': 'x\n', 'README.markdown2': 'no CMS name\n'});
	const {status} = await yorktown(['run', '--mount', `${disk}:C`, path.join(folder, 'work.exec'), '1']);
	t.is(status, 9);
	t.deepEqual((await readdir(disk)).toSorted(), ['README.markdown2', 'in.data', 'out.data']);
	t.is(await readFile(path.join(disk, 'out.data'), 'utf8'), 'first\n\nthird ¬\n');
});

test('a folder mounted ro is not changed, nor is one when time runs out', async t => {
	const folder = await folderWith(t, {'wipe.exec': exec('ERASE IN DATA C', '&TYPE &RETCODE', '&IF &1 EQ LOOP &SKIP 0', '&IF &1 NE LOOP &EXIT 0', '-HERE &GOTO -HERE')});
	const disk = await folderWith(t, {'in.data': 'kept\n'});
	t.deepEqual((await yorktown(['run', '--mount', `${disk}:C:ro`, path.join(folder, 'wipe.exec'), 'X'])).lines.slice(-1), ['36']);
	t.deepEqual(await readdir(disk), ['in.data']);
	const late = await yorktown(['run', '--timeout', '1', '--mount', `${disk}:C`, path.join(folder, 'wipe.exec'), 'LOOP']);
	t.is(late.status, 124);
	t.deepEqual(late.lines, ['0']);
	t.deepEqual(await readdir(disk), ['in.data']);
});

test('an interruption ends an endless procedure with 130', async t => {
	const folder = await folderWith(t, {'loop.exec': exec('&TYPE RUNNING', '-HERE &GOTO -HERE')});
	const child = execa(process.execPath, [cliFile, 'run', path.join(folder, 'loop.exec')], {reject: false});
	child.stdout.once('data', () => {
		child.kill('SIGINT');
	});
	const {exitCode, stdout} = await child;
	t.is(exitCode, 130);
	t.is(stdout, 'RUNNING');
});

test('SBS serves a procedure as it serves a person', async t => {
	const folder = await folderWith(t, {
		'lib.exec': exec('SBS PUT PART DATA', 'SBS GET PART DATA', 'SBS GET PART DATA', 'SBS PUT PART DATA', 'SBS QUERY PART DATA', 'TYPE PART DATA A', 'SBS GET NO SUCH', '&EXIT &RETCODE'),
		'part.data': 'the bytes\n',
	});
	const {status, lines} = await yorktown(['run', path.join(folder, 'lib.exec')]);
	t.is(status, 28);
	t.deepEqual(lines.slice(0, 5), [
		'SBS104I PART DATA VERSION 1 STORED', 'SBS105I PART DATA VERSION 1 COPIED TO A1', 'SBS112E FILE PART DATA A ALREADY EXISTS; USE REPLACE',
		'SBS104I PART DATA VERSION 2 STORED', 'PART DATA OWNER CMSUSER',
	]);
	t.true(lines.includes('the bytes'));
	t.is(lines.at(-1), 'SBS106E NO SUCH NOT IN SBS DATA BASE');
});

for (const [what, words, reason] of [
	['no file', ['run'], /no FILE given/],
	['a file that is not there', ['run', 'nosuch.exec'], /nosuch\.exec: no such file/],
	['a folder', ['run', 'source'], /source: is a folder/],
	['a name over eight characters', ['run', 'verylongname.exec'], /VERYLONGNAME is not a CMS file name/],
	['an unknown flag', ['run', '--bogus', 'x.exec'], /unknown flag --bogus of run/],
	['a value that is none', ['run', '--timeout', 'soon', 'x.exec'], /--timeout soon: must be a positive number/],
	['a missing value', ['run', '--mount'], /--mount needs a value/],
	['a folder to mount that is not there', ['run', '--mount', 'nosuch', 'test/fixtures/hello.exec'], /no folder nosuch/],
	['an unknown user', ['run', '--user', 'NOBODY', 'test/fixtures/hello.exec'], /NOBODY: not in the directory/],
	['REXX, which is not there yet', ['run', '--language', 'rexx', 'test/fixtures/hello.exec'], /REXX is not available/],
] as const) {
	test(`wrong use is one line on standard error and exit status 2: ${what}`, async t => {
		const {status, out, err} = await yorktown(words);
		t.is(status, 2);
		t.is(out, '');
		t.regex(err, reason);
		t.is(err.split('\n').length, 1);
	});
}

test('a mounted file that cannot be a CMS file is named, with line and character', async t => {
	const bad = await folderWith(t, {'greek.data': 'ok\nΣ\n'});
	const {status, err} = await yorktown(['run', '--mount', bad, 'test/fixtures/hello.exec']);
	t.is(status, 2);
	t.regex(err, /greek\.data: line 2: character "Σ" has no code in CP037/);
	const twice = await folderWith(t, {'a.data': 'x', 'A.DATA': 'y'});
	t.regex((await yorktown(['run', '--mount', twice, 'test/fixtures/hello.exec'])).err, /A\.DATA and a\.data are both A DATA/);
});

test('a line of ten million characters and binary garbage as EXEC are refused, not swallowed', async t => {
	const folder = await folderWith(t, {'long.exec': 'x'.repeat(10_000_000), 'garbage.exec': Uint8Array.from({length: 4000}, (_, index) => (index * 7) & 255)});
	for (const name of ['long.exec', 'garbage.exec']) {
		const {status, err} = await yorktown(['run', path.join(folder, name)]);
		t.is(status, 2, name);
		t.regex(err, new RegExp(`${name}: line 1`));
	}
});
