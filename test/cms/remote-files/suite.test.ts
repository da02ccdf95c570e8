/**
 * The suites of CMS with the A-disk in another machine (test/support/remote-a.ts): each test has the same assertions as
 * with a disk of one's own, so what is typed is the same byte for byte. Here some of them; `YORKTOWN_REMOTE_SUITE=1`
 * runs all, the recordings of IBM's CMS among them.
 */
import path from 'node:path';
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {execa} from 'execa';

const build = fileURLToPath(new URL('../../', import.meta.url));
const ava = path.resolve('node_modules/ava/entrypoints/cli.mjs');

/** A suite, and tests of it that are about a disk's address in one's own machine. */
type Suite = {readonly name: string; readonly except?: readonly string[]};

const some: readonly Suite[] = [
	'commands/files/copyfile',
	'commands/files/listfile',
	'nucleus/svc/file-functions',
].map(name => ({name}));

const others: readonly Suite[] = [
	{name: 'commands/files/erase'},
	{name: 'commands/files/rename'},
	{name: 'commands/files/state'},
	{name: 'commands/files/statew'},
	{name: 'commands/files/type'},
	{name: 'commands/programs/txtlib'},
	{name: 'commands/programs/library-member'},
	{name: 'commands/programs/debug'},
	// The test types ACCESS of 191 under a name of its own.
	{name: 'commands/session/synonym', except: ['a synonym is another name; with a count it may be shortened']},
	{name: 'commands/session/help'},
	{name: 'commands/session/set'},
	{name: 'commands/session/console-functions'},
	{name: 'commands/unit-record/movefile'},
	{name: 'edit/edit-command'},
	{name: 'edit/robustness'},
	{name: 'exec/recordings'},
	{name: 'file-system/files/interruption'},
	{name: 'loader/load-text'},
	{name: 'nucleus/console/session'},
	{name: 'nucleus/recovery'},
	{name: 'nucleus/svc/robustness'},
	{name: 'nucleus/svc/svc'},
	{name: 'unit-record/unit-record'},
];

const suites = process.env.YORKTOWN_REMOTE_SUITE === undefined ? some : [...some, ...others];

test('the suites say the same with the A-disk in another machine', async t => {
	t.timeout(3_600_000);
	const files = suites.map(({name}) => path.join(build, 'cms', `${name}.test.js`));
	const left = suites.flatMap(({except = []}) => except.map(title => `--match=!*${title}`));
	const {exitCode, stdout, stderr} = await execa(
		process.execPath,
		[ava, '--concurrency=2', '--timeout=10m', '--tap', ...left, ...files],
		{reject: false, env: {YORKTOWN_REMOTE_A: '1'}},
	);
	const failed = stdout.split('\n').filter(line => line.startsWith('not ok'));
	t.deepEqual(failed, [], stdout + stderr);
	t.is(exitCode, 0, stdout + stderr);
	for (const {name} of suites) {
		t.true(stdout.includes(name.replaceAll('/', ' › ')), `${name} did not run`);
	}
});
