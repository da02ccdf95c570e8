/** `--help`: what a person reads in a window of 80 columns. */
import test from 'ava';
import {yorktown} from '../support/cli.js';

test('--help lists the verbs, VERB --help the flags of that verb alone', async t => {
	const all = await yorktown(['--help']);
	t.is(all.status, 0);
	t.true(all.lines.length <= 30);
	for (const verb of ['run', 'script', 'bare', 'assemble']) {
		t.true(all.lines.some(line => line.trim().startsWith(`${verb} `)));
		const own = await yorktown([verb, '--help']);
		t.is(own.status, 0);
		t.true(own.out.includes(`$ yorktown ${verb} [flags] `));
		t.true(own.out.includes('Exit status: '));
		t.deepEqual(own.lines.slice(2).filter(line => line.length > 80), []);
		t.false(own.out.includes('--users'));
	}

	t.deepEqual(all.lines.slice(2).filter(line => line.length > 80), []);
});

test('an unknown flag names the help that lists the right ones', async t => {
	const {status, err} = await yorktown(['bare', '--strange']);
	t.is(status, 2);
	t.is(err, 'yorktown: unknown flag --strange of bare (yorktown bare --help lists them)');
});

test('a verb behind the flags is told where it stands; a word that is none is told what there is', async t => {
	const behind = await yorktown(['--home', 'x', 'run', 'A.EXEC']);
	t.is(behind.status, 2);
	t.is(behind.err, 'yorktown: the verb comes first: yorktown run [flags] …; yorktown run --help tells more');
	const none = await yorktown(['walk']);
	t.is(none.status, 2);
	t.true(none.err.startsWith('yorktown: unknown verb walk (run, '));
});
