import {spawnSync} from 'node:child_process';
import {closeSync, existsSync, openSync} from 'node:fs';
import {
	mkdir, readdir, readFile, stat, utimes, writeFile,
} from 'node:fs/promises';
import {constants} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import test from 'ava';
import {execa} from 'execa';
import {cliFile, folderWith, yorktown} from '../../support/cli.js';

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
		'ask.exec': exec('&READ ARGS', '&TYPE GOT &1', '&READ ARGS', '&TYPE GOT &1 FLAG &READFLAG'),
		two: 'one\ntwo#\n',
		one: 'only\n',
	});
	const file = path.join(folder, 'ask.exec');
	t.deepEqual((await yorktown(['run', '--input', path.join(folder, 'two'), file])).lines, [
		'GOT ONE',
		'GOT TWO# FLAG CONSOLE',
	]);
	const ended = await yorktown(['run', '--format', 'json', '--input', path.join(folder, 'one'), file]);
	t.is(ended.status, 255);
	t.like(JSON.parse(ended.out), {rc: null, output: ['GOT ONLY']});
	t.regex(ended.err, /^yorktown run: end of input/);
	t.deepEqual((await yorktown(['run', '--input', '-', file], {input: 'a\nb\n'})).lines, [
		'GOT A',
		'GOT B FLAG CONSOLE',
	]);
});

test('a procedure that abends ends with 255 and no return code; what CMS typed is there', async t => {
	const folder = await folderWith(t, {'wild.exec': exec('EXEC WILD')});
	const {status, out, err} = await yorktown(['run', '--format', 'json', path.join(folder, 'wild.exec')]);
	t.is(status, 255);
	t.like(JSON.parse(out), {rc: null, output: ['DMSITS135S MAXIMUM SVC DEPTH 20 HAS BEEN EXCEEDED', 'CMS']});
	t.is(err, 'yorktown run: the procedure ended abnormally');
});

test('lines left in the stack run as commands afterwards; the return code stays the procedure\'s', async t => {
	const folder = await folderWith(t, {
		'stack.exec': exec('&STACK STATE NOSUCH FILE', '&STACK LISTFILE * * A', '&EXIT 7'),
	});
	const {status, lines} = await yorktown(['run', path.join(folder, 'stack.exec')]);
	t.is(status, 7);
	t.deepEqual(lines, ['File \'NOSUCH FILE\' not found.', 'STACK    EXEC     A1']);
});

test('the procedure\'s folder is a read-only extension of A', async t => {
	const folder = await folderWith(t, {
		'main.exec': exec('EXEC OTHER', 'ERASE OTHER EXEC B', '&TYPE RC &RETCODE'),
		'other.exec': exec('&TYPE OTHER HERE'),
		'empty.data': '',
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
	const disk = await folderWith(t, {
		'in.data': 'first\n\nthird ¬\n',
		'Old.Data': 'x\n',
		'README.markdown2': 'no CMS name\n',
	});
	const {status} = await yorktown(['run', '--mount', `${disk}:C`, path.join(folder, 'work.exec'), '1']);
	t.is(status, 9);
	t.deepEqual((await readdir(disk)).toSorted(), ['README.markdown2', 'in.data', 'out.data']);
	t.is(await readFile(path.join(disk, 'out.data'), 'utf8'), 'first\n\nthird ¬\n');
});

test('a folder mounted ro is not changed, nor is one when time runs out', async t => {
	const folder = await folderWith(t, {
		'wipe.exec': exec(
			'ERASE IN DATA C',
			'&TYPE &RETCODE',
			'&IF &1 EQ LOOP &SKIP 0',
			'&IF &1 NE LOOP &EXIT 0',
			'-HERE &GOTO -HERE',
		),
	});
	const disk = await folderWith(t, {'in.data': 'kept\n'});
	t.deepEqual(
		(await yorktown(['run', '--mount', `${disk}:C:ro`, path.join(folder, 'wipe.exec'), 'X'])).lines.slice(-1),
		['36'],
	);
	t.deepEqual(await readdir(disk), ['in.data']);
	// On a busy host a second may be over before the procedure has begun.
	for (const seconds of ['1', '5', '25']) {
		const late = await yorktown([
			'run',
			'--timeout',
			seconds,
			'--mount',
			`${disk}:C`,
			path.join(folder, 'wipe.exec'),
			'LOOP',
		]);
		t.is(late.status, 124);
		t.deepEqual(await readdir(disk), ['in.data']);
		if (late.lines.length > 0) {
			t.deepEqual(late.lines, ['0']);
			return;
		}
	}

	t.fail('the procedure never began');
});

test('an interruption ends an endless procedure with 130', async t => {
	const folder = await folderWith(t, {'loop.exec': exec('&TYPE RUNNING', '-HERE &GOTO -HERE')});
	for (const [after, name, status] of [[0, 'SIGINT', 130], [3000, 'SIGINT', 130], [3000, 'SIGTERM', 143]] as const) {
		const child = execa(process.execPath, [cliFile, 'run', path.join(folder, 'loop.exec')], {reject: false});
		child.stdout.once('data', () => {
			setTimeout(() => {
				child.kill(name);
			}, after);
		});
		const {exitCode, signal, stdout} = await child;
		// At first the signal itself ends it, which a shell reports as the same status.
		t.is(exitCode ?? (after === 0 && signal ? 128 + constants.signals[signal as 'SIGINT'] : undefined), status);
		t.is(stdout, 'RUNNING');
	}
});

test('SBS serves a procedure as it serves a person', async t => {
	const folder = await folderWith(t, {
		'lib.exec': exec(
			'SBS PUT PART DATA',
			'SBS GET PART DATA',
			'SBS GET PART DATA',
			'SBS PUT PART DATA',
			'SBS QUERY PART DATA',
			'TYPE PART DATA A',
			'SBS GET NO SUCH',
			'&EXIT &RETCODE',
		),
		'part.data': 'the bytes\n',
	});
	const {status, lines} = await yorktown(['run', path.join(folder, 'lib.exec')]);
	t.is(status, 28);
	t.deepEqual(lines.slice(0, 5), [
		'SBS104I PART DATA VERSION 1 STORED',
		'SBS105I PART DATA VERSION 1 COPIED TO A1',
		'SBS112E FILE PART DATA A ALREADY EXISTS; USE REPLACE',
		'SBS104I PART DATA VERSION 2 STORED',
		'PART DATA OWNER CMSUSER',
	]);
	t.true(lines.includes('the bytes'));
	t.is(lines.at(-1), 'SBS106E NO SUCH NOT IN SBS DATA BASE');
});

test('arguments beyond a line of 130 characters come as a long line would: cut, and that is told', async t => {
	const folder = await folderWith(t, {'long.exec': exec('&TYPE &INDEX &1 &20 &21', '&EXIT 0')});
	const words = Array.from({length: 30}, (_, index) => `WORD${index + 10}`);
	const {status, out, err} = await yorktown(['run', path.join(folder, 'long.exec'), ...words]);
	// EXEC LONG and a blank, 17 words with theirs, and one character of the next.
	t.deepEqual([status, out], [0, '18 WORD10']);
	t.regex(err, /a command line has 130 characters, and this one 219: it ends with ".*WORD26 W"$/);
});

test('a procedure whose name CMS cannot have runs under what it can have of it, and that is told', async t => {
	const folder = await folderWith(t, {'build release.exec': '&TYPE &0 &1\n'});
	const file = path.join(folder, 'build release.exec');
	const {status, out, err} = await yorktown(['run', file, 'x']);
	t.deepEqual([status, out], [0, 'BUILDREL X']);
	t.regex(err, /^yorktown run: .*build release\.exec runs as BUILDREL EXEC: names of CMS have up to 8 letters/);

	// Not where another file of that name would run in its place.
	await writeFile(path.join(folder, 'buildrel.exec'), '&TYPE OTHER\n');
	const refused = await yorktown(['run', '--mount', `${folder}:A`, file]);
	t.deepEqual([refused.status, refused.out], [2, '']);
	t.regex(refused.err, /has such a file$/);
	t.is((await yorktown(['run', file, 'x'])).out, 'BUILDREL X');
});

for (const [what, words, reason] of [
	['no file', ['run'], /no FILE given/],
	['a file that is not there', ['run', 'nosuch.exec'], /nosuch\.exec: no such file/],
	['a folder', ['run', 'source'], /source: is a folder/],
	['a name without a letter of CMS', ['run', '%%%.exec'], /%%% is not a CMS file name/],
	['an unknown flag', ['run', '--bogus', 'x.exec'], /unknown flag --bogus of run/],
	['a value that is none', ['run', '--timeout', 'soon', 'x.exec'], /--timeout soon: must be a positive number/],
	['a missing value', ['run', '--mount'], /--mount needs a value/],
	[
		'a folder to mount that is not there',
		['run', '--mount', 'nosuch', 'test/fixtures/hello.exec'],
		/no folder nosuch/,
	],
	['an unknown user', ['run', '--user', 'NOBODY', 'test/fixtures/hello.exec'], /NOBODY: not in the directory/],
	[
		'REXX, which is not there yet',
		['run', '--language', 'rexx', 'test/fixtures/hello.exec'],
		/REXX is not available/,
	],
] as const) {
	test(`wrong use is one line on standard error and exit status 2: ${what}`, async t => {
		const {status, out, err} = await yorktown(words);
		t.is(status, 2);
		t.is(out, '');
		t.regex(err, reason);
		t.is(err.split('\n').length, 1);
	});
}

test('a mounted file that cannot be a CMS file is left out with a note: only its use is an error', async t => {
	const disk = await folderWith(t, {
		'greek.data': 'ok\nΣ\n',
		'LOGO.PNG': Uint8Array.of(0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A),
		'wide.assemble': 'X'.repeat(90),
		'good.data': 'ok\n',
	});
	const folder = await folderWith(t, {
		'look.exec': exec('STATE GOOD DATA C', '&TYPE &RETCODE', 'STATE GREEK DATA C', 'COPYFILE GOOD DATA C LOGO PNG C'),
	});
	const {status, err, lines} = await yorktown(['run', '--mount', `${disk}:C`, path.join(folder, 'look.exec')]);
	t.deepEqual(lines, ['0', 'File \'GREEK DATA C\' not found.']);
	const [note, refusal, ...more] = err.split('\n');
	t.is(
		note,
		`yorktown run: --mount ${disk}: not on the CMS disk: LOGO.PNG (line 1: not UTF-8 text (byte X'89')), `
		+ 'greek.data (line 2: character "Σ" has no code in CP037), '
		+ 'wide.assemble (line 1 is longer than the 80 columns of a ASSEMBLE file)',
	);
	t.regex(refusal, /LOGO\.PNG: not replaced by the procedure's LOGO PNG: line 1: not UTF-8/);
	t.deepEqual(more, []);
	t.is(status, 2);
	t.is((await readFile(path.join(disk, 'LOGO.PNG'))).length, 6);
});

test('two host names that are one in CMS are wrong use', async t => {
	const twice = await folderWith(t, {'a.data': 'x', 'A.DATA': 'y'});
	const {status, err} = await yorktown(['run', '--mount', twice, 'test/fixtures/hello.exec']);
	t.is(status, 2);
	t.regex(err, /A\.DATA and a\.data are both A DATA/);
});

test('a line of ten million characters and binary garbage as EXEC are refused, not swallowed', async t => {
	const folder = await folderWith(t, {
		'long.exec': 'x'.repeat(10_000_000),
		'garbage.exec': Uint8Array.from({length: 4000}, (_, index) => (index * 7) & 255),
	});
	for (const name of ['long.exec', 'garbage.exec']) {
		const {status, err} = await yorktown(['run', path.join(folder, name)]);
		t.is(status, 2, name);
		t.regex(err, new RegExp(`${name}: line 1`));
	}
});

test('--input - waits for whoever writes it', async t => {
	const folder = await folderWith(t, {'ask.exec': exec('&READ VARS &A', '&TYPE &A')});
	const child = execa(process.execPath, [cliFile, 'run', '--input', '-', path.join(folder, 'ask.exec')], {
		reject: false,
	});
	await new Promise(resolve => {
		setTimeout(resolve, 700);
	});
	child.stdin.end('LATE\n');
	const {stdout, stderr} = await child;
	t.is(stdout, 'LATE');
	t.is(stderr, '');
});

for (const codepage of ['037', '1047', '500', '1140']) {
	test(`code page ${codepage}: what a procedure types, is asked and answered looks as in its file`, async t => {
		const folder = await folderWith(t, {
			'page.exec': exec('&TYPE [x] ^ ! é', '&TYPE &1', '&READ VARS &A', '&TYPE &A'),
		});
		const {out} = await yorktown(
			['run', '--codepage', codepage, '--input', '-', path.join(folder, 'page.exec'), '[A]'],
			{input: '[B]\n'},
		);
		t.is(out, '[x] ^ ! é\n[A]\n[B]');
	});
}

test('the euro sign is one of CP1140 alone', async t => {
	const folder = await folderWith(t, {'euro.exec': exec('&TYPE 5 €')});
	t.is((await yorktown(['run', '--codepage', '1140', path.join(folder, 'euro.exec')])).out, '5 €');
	t.regex(
		(await yorktown(['run', path.join(folder, 'euro.exec')])).err,
		/euro\.exec: line 2: character "€" has no code in CP037$/,
	);
});

test('text that is no UTF-8, or has no code, is refused where it stands; a byte order mark is none of it', async t => {
	const folder = await folderWith(t, {
		'latin.exec': Buffer.from('&CONTROL OFF\n&TYPE caf\u00E9\n', 'latin1'),
		'mark.exec': `\uFEFF${exec('&TYPE MARKED')}`,
		'ask.exec': exec('&READ VARS &A'),
	});
	t.is((await yorktown(['run', path.join(folder, 'mark.exec')])).out, 'MARKED');
	const latin = await yorktown(['run', path.join(folder, 'latin.exec')]);
	t.is(latin.status, 2);
	t.true(latin.err.endsWith('latin.exec: line 2: not UTF-8 text (byte X\'E9\')'));
	const argument = await yorktown(['run', path.join(folder, 'mark.exec'), '日']);
	t.is(argument.err, 'yorktown: the arguments: character "日" has no code in CP037');
	const input = await yorktown(['run', '--input', '-', path.join(folder, 'ask.exec')], {input: 'a\n日\n'});
	t.is(input.err, 'yorktown: - line 2: character "日" has no code in CP037');
});

test('--mount names what is wrong with its mode', async t => {
	const folder = await folderWith(t, {'hello.exec': exec('&TYPE HELLO')});
	const {status, err} = await yorktown(['run', '--mount', `${folder}:ZZ`, path.join(folder, 'hello.exec')]);
	t.is(status, 2);
	t.is(err, `yorktown: --mount ${folder}:ZZ: "ZZ" is no MODE (a letter from A to X) and no MODE:ro`);
});

test('records that are no lines of text are not written back as others: the file is named', async t => {
	const disk = await folderWith(t, {'one.data': 'AXB\n'});
	const folder = await folderWith(t, {'break.exec': exec(
		'&STACK X 25', 'COPYFILE ONE DATA C TWO DATA C (TRANS NOPROMPT', 'COPYFILE ONE DATA C THREE DATA C',
	)});
	const {status, err} = await yorktown(['run', '--mount', `${disk}:C`, path.join(folder, 'break.exec')]);
	t.is(status, 2);
	t.regex(err, /two\.data: not written back: record 1 is no line of text: it has a line end \(X'25'\)$/);
	t.deepEqual((await readdir(disk)).toSorted(), ['one.data', 'three.data']);
});

test('a file that cannot be written back is named, the others are written', async t => {
	const folder = await folderWith(t, {
		'copies.exec': exec('COPYFILE COPIES EXEC A FIRST DATA C', 'COPYFILE COPIES EXEC A SECOND DATA C'),
	});
	const out = await folderWith(t);
	await mkdir(path.join(out, 'first.data'));
	const {status, err} = await yorktown(['run', '--mount', `${out}:C`, path.join(folder, 'copies.exec')]);
	t.is(status, 2);
	t.regex(err, /^yorktown run: .*first\.data: cannot be written back: is a folder/);
	t.true((await readdir(out)).includes('second.data'));
});

test('a channel program that types for ever is bounded by --timeout', async t => {
	const folder = await folderWith(t, {
		'loop.exec': [
			'&CONTROL OFF NOMSG',
			'CP STORE S20000 05F0D203 0048F026 9C000009 41110001 47F0F00A 07000700',
			'CP STORE S20018 09020030 60000005 08020018 00000001 00020018 00000000 C8C5D3D3 D6000000',
			'CP BEGIN 20000',
			'',
		].join('\n'),
	});
	const {status, lines, err} = await yorktown(['run', '--timeout', '3', path.join(folder, 'loop.exec')]);
	t.is(status, 124);
	t.is(err, 'yorktown run: timeout');
	t.true(lines.length > 2, 'it types, however busy the host is');
	t.deepEqual([...new Set(lines.slice(2))], ['HELLO']);
});

test('a timeout has no return code and tells what the procedure had used', async t => {
	const folder = await folderWith(t, {'loop.exec': '-A\n&GOTO -A\n'});
	const {status, out} = await yorktown(['run', '--timeout', '1', '--format', 'json', path.join(folder, 'loop.exec')]);
	t.is(status, 124);
	t.true(out.startsWith('{"rc":null,"output":[],'));
	const answer = JSON.parse(out) as {seconds: number; cpu: number};
	t.true(answer.seconds >= answer.cpu);
});

test('a name on a card that leads out of the mounted folder is refused, and nothing is written there', async t => {
	const outer = await folderWith(t);
	const disk = path.join(outer, 'disk');
	await mkdir(disk);
	await writeFile(path.join(disk, 'cards.data'), ':READ  ../EVIL4 DATA     C1 X 01/01/75 00:00\nHELLO\n');
	await writeFile(path.join(disk, 'readcard.exec'), exec(
		'CP SPOOL PUNCH *', 'PUNCH CARDS DATA A (NOHEADER', 'READCARD *', '&EXIT &RETCODE',
	));
	const {status, lines} = await yorktown(['run', '--mount', `${disk}:A`, path.join(disk, 'readcard.exec')]);
	t.is(status, 20);
	t.is(lines.at(-1), 'INVALID . IN FILEID \'../EVIL4 DATA\'.');
	t.deepEqual(await readdir(outer), ['disk']);
	t.deepEqual((await readdir(disk)).toSorted(), ['cards.data', 'readcard.exec']);
});

test('control characters are blanks in the output, and themselves with --raw', async t => {
	const folder = await folderWith(t, {'esc.exec': exec('&TYPE A\u001B[31m B\u0007\u0000\u009BC')});
	const file = path.join(folder, 'esc.exec');
	t.is((await yorktown(['run', file])).out, 'A [31m B   C');
	t.is((await yorktown(['run', '--raw', file])).out, 'A\u001B[31m B\u0007\u0000\u009BC');
});

test('^ and ¬ are the same to EXEC; an unchanged file is not rewritten, a changed one keeps its sign', async t => {
	const folder = await folderWith(t, {'hat.exec': exec('&IF A ^= B &IF A ¬= B &TYPE DIFFERENT', '&TYPE ^')});
	const disk = await folderWith(t, {'same.data': 'A ^ B ¬ C\r\n', 'more.data': 'X ^= Y\r\n'});
	await utimes(path.join(disk, 'same.data'), 1, 1);
	await writeFile(path.join(folder, 'work.exec'), exec('&STACK INPUT P ^= Q', '&STACK FILE', 'EDIT MORE DATA C (NODISP'));
	t.deepEqual((await yorktown(['run', path.join(folder, 'hat.exec')])).lines, ['DIFFEREN', '¬']);
	t.is((await yorktown(['run', '--mount', `${disk}:C`, path.join(folder, 'work.exec')])).status, 0);
	t.is((await stat(path.join(disk, 'same.data'))).mtimeMs, 1000);
	t.is(await readFile(path.join(disk, 'more.data'), 'utf8'), 'P ^= Q\r\nX ^= Y\r\n');
});

test('--reader puts a deck in the reader; --spool gets pages and decks', async t => {
	const folder = await folderWith(t, {
		'spool.exec': exec('READCARD MY DECK', 'PUNCH MY DECK (NOHEADER', 'PRINT PAGE LISTING', 'PUNCH CODES DATA (NOH', 'CP SPOOL PRT HOLD'),
		'page.listing': '1HEAD\n LINE\n0DOUBLE\n+OVER\n1NEXT\n',
		'codes.data': 'A\u0001B\n',
		'in.txt': 'FIRST CARD\nSECOND\n',
	});
	const out = path.join(folder, 'out');
	const {status, err} = await yorktown([
		'run', '--reader', path.join(folder, 'in.txt'), '--spool', out, path.join(folder, 'spool.exec'),
	]);
	t.is(err, '');
	t.is(status, 0);
	t.deepEqual((await readdir(out)).toSorted(), [
		'0002-cmsuser-my-deck.cards', '0003-cmsuser-page-listing.txt', '0004-cmsuser-codes-data.deck',
	]);
	t.is(await readFile(path.join(out, '0002-cmsuser-my-deck.cards'), 'utf8'), 'FIRST CARD\nSECOND\n');
	t.is(
		await readFile(path.join(out, '0003-cmsuser-page-listing.txt'), 'utf8'),
		'HEAD\nLINE\n\nDOUBLE\rOVER\n\fNEXT\n',
	);
	t.is((await readFile(path.join(out, '0004-cmsuser-codes-data.deck'))).length, 80);
});

test('what a printer that was started has printed comes too, as it printed it', async t => {
	const folder = await folderWith(t, {
		'started.exec': exec(
			'CP START 00E CLASS A SEP', 'CP START 00D CLASS A', 'CP SPOOL PRT COPY 2', 'PRINT PAGE DATA', 'PUNCH PAGE DATA (NOH', 'CP SLEEP 5 MIN', 'CP SPOOL PRT CLASS B COPY 1', 'PRINT PAGE DATA', 'CP QUERY FILES',
		),
		'page.data': 'A LINE\nANOTHER\n',
	});
	const out = path.join(folder, 'out');
	const {status, lines} = await yorktown([
		'run', '--user', 'MAINT', '--spool', out, path.join(folder, 'started.exec'),
	]);
	t.is(status, 0);
	t.is(lines.at(-1), 'FILES:  NO RDR, 001 PRT,  NO PUN', 'the units had the others');
	t.deepEqual((await readdir(out)).toSorted(), [
		'0001-maint-page-data.txt', '0002-maint-page-data.cards', '0003-maint-page-data.txt',
	]);
	const printed = await readFile(path.join(out, '0001-maint-page-data.txt'), 'utf8');
	t.is(printed.split('A LINE\nANOTHER').length, 3, 'both copies');
	t.regex(printed.split('A LINE')[0], /SSSS/, 'behind the separator');
	t.is(await readFile(path.join(out, '0002-maint-page-data.cards'), 'utf8'), 'A LINE\nANOTHER\n');
	t.regex(await readFile(path.join(out, '0003-maint-page-data.txt'), 'utf8'), /^FILE: PAGE .*\n{3}A LINE\nANOTHER\n$/);
});

for (const [what, content, reason] of [
	['an empty EXEC', '', /is empty/],
	['an EXEC of 50 MB', '\n'.repeat(50_000_000), /is longer than 33554432 bytes/],
	['an EXEC of 65,536 lines', '&CONTINUE\n'.repeat(65_536), /has 65536 lines, a CMS file at most 65534/],
	['EXEC 2', '* comment\n&TRACE OFF\n&TYPE X\n', /EXEC 2 is not available/],
] as const) {
	test(`${what} is refused with its reason`, async t => {
		const folder = await folderWith(t, {'x.exec': content});
		const {status, err, out} = await yorktown(['run', path.join(folder, 'x.exec')]);
		t.is(status, 2);
		t.is(out, '');
		t.regex(err, reason);
		t.is(err.split('\n').length, 1);
	});
}

if (existsSync('/dev/zero')) {
	test('--input without end is refused', async t => {
		const folder = await folderWith(t, {'hello.exec': exec('&TYPE HELLO')});
		const {status, err} = await yorktown(['run', '--input', '/dev/zero', path.join(folder, 'hello.exec')]);
		t.is(status, 2);
		t.is(err, 'yorktown: /dev/zero: is longer than 33554432 bytes');
	});
}

if (existsSync('/dev/full')) {
	test('a full disk under standard output is one line', async t => {
		const folder = await folderWith(t, {'hello.exec': exec('&TYPE HELLO')});
		const full = openSync('/dev/full', 'w');
		const {status, stderr} = spawnSync(process.execPath, [cliFile, 'run', path.join(folder, 'hello.exec')], {
			stdio: ['ignore', full, 'pipe'],
			encoding: 'utf8',
		});
		closeSync(full);
		t.is(status, 2);
		t.regex(stderr, /^yorktown: standard output: ENOSPC[^\n]*\n$/);
	});
}
