import path from 'node:path';
import test from 'ava';
import {parseScript} from '../../../source/commands/procedure/script-file.js';
import {folderWith, yorktown} from '../../support/cli.js';

test('two users talk: a message arrives, expectations are met, the transcript shows who typed what', async t => {
	const folder = await folderWith(t, {
		'talk.script': [
			'* two users', 'USER1:', 'USER2:', 'USER2> Ready;', 'USER1> Ready;',
			'USER1: MSG USER2 HELLO', 'USER2> MSG FROM USER1   : HELLO', 'USER2: QUERY USERID', 'USER2> USER2',
		].join('\n'),
	});
	const {status, lines, err} = await yorktown(['script', path.join(folder, 'talk.script')]);
	t.is(err, '');
	t.is(status, 0);
	t.true(lines.some(line => /^USER2> .*\* MSG FROM USER1 {3}: HELLO$/.test(line)));
});

test('two SBS commands at once use two slaves, and the second user gets the first one\'s bytes', async t => {
	const folder = await folderWith(t, {
		'sbs.script': [
			'OPERATOR: QUERY NAMES',
			'USER1:',
			'USER1> Ready',
			'USER2:',
			'USER2> Ready',
			'USER1: COPYFILE HELLO EXEC Y MINE EXEC A',
			'USER1> Ready',
			// The first asks for a second slave, which is loaded after that.
			'USER1: SBS LIST',
			'USER2: SBS LIST',
			'USER1> Ready',
			'USER2> Ready',
			'USER1: CP SLEEP 5 SEC',
			'USER1> Ready',
			'USER1: SBS PUT MINE EXEC',
			'USER2: SBS LIST',
			'USER1> SBS104I MINE EXEC VERSION 1 STORED',
			'USER1> Ready',
			'USER2> Ready',
			'USER2: SBS GET MINE EXEC',
			'USER2> SBS105I MINE EXEC VERSION 1 COPIED TO A2',
			'USER2: EXEC MINE',
			'USER2> HELLO, WORLD',
		].join('\n'),
	});
	const {status, lines, err} = await yorktown(['script', path.join(folder, 'sbs.script')]);
	t.is(err, '');
	t.is(status, 0);
	const assigned = lines
		.map(line => /SLAVE {2}(SBSSLV0\d) ASSIGNED TO (USER\d)$/.exec(line))
		.filter(match => match !== null)
		.map(([, slave, user]) => ({slave, user}));
	const [one, other] = assigned.slice(2);
	t.deepEqual([one.user, other.user].toSorted(), ['USER1', 'USER2']);
	t.not(one.slave, other.slave);
});

test('an expectation that fails is named with its line and what came instead; exit status 1', async t => {
	const folder = await folderWith(t, {'bad.script': 'USER1:\nUSER1> Ready\nUSER1: QUERY USERID\nUSER1> NOBODY\n'});
	const {status, err} = await yorktown(['script', path.join(folder, 'bad.script')]);
	t.is(status, 1);
	t.regex(err, /bad\.script line 4: USER1> NOBODY: .*came instead: .*"USER1 {4}AT YORKTOWN"/);
});

type JsonLine = {
	readonly user: string;
	readonly kind: string;
	readonly text: string;
	readonly at: number;
	readonly event?: string;
	readonly partner?: string;
};

test('--format json tells what goes on between machines', async t => {
	const folder = await folderWith(t, {'list.script': 'USER1:\nUSER1> Ready\nUSER1: SBS LIST\nUSER1> Ready\n'});
	const {lines} = await yorktown(['script', '--format', 'json', path.join(folder, 'list.script')]);
	const events = lines.map(line => JSON.parse(line) as JsonLine).filter(({kind}) => kind === 'event');
	const told = new Set(events.map(({user, event, partner}) => [user, event, partner].join(' ').trim()));
	for (const what of ['SBSSLV01 created SBSMASTR', 'USER1 signal SBSMASTR', 'SBSSLV01 assigned USER1']) {
		t.true(told.has(what), what);
	}

	t.true(events.some(({event, text}) => event === 'transfer' && / TRANSFER TO \w+ +\d+ BYTES$/.test(text)));
});

test('--format json gives one object a line, the same every time', async t => {
	const folder = await folderWith(t, {'one.script': 'USER1:\nUSER1> Ready\n'});
	const words = ['script', '--format', 'json', path.join(folder, 'one.script')];
	const first = await yorktown(words);
	const events = first.lines.map(line => JSON.parse(line) as JsonLine);
	t.true(events.every(({user, kind, at}) => (kind === 'event' || user === 'USER1') && at >= 0));
	t.true(events.some(({kind, text}) => kind === 'status' && text === 'VM READ'));
	t.true(events.some(({kind, text}) => kind === 'input' && text === ''));
	t.is((await yorktown(words)).out, first.out);
});

test('an expectation may come first: the user is logged on and CMS is loaded without a line from him', async t => {
	const folder = await folderWith(t, {
		'first.script': 'USER1> Ready\nUSER1: STATE A B#STATE C D\nUSER1: QUERY USERID\nUSER1> USER1    AT YORKTOWN\n',
	});
	const {status, err} = await yorktown(['script', path.join(folder, 'first.script')]);
	t.is(err, '');
	t.is(status, 0);
});

test('a line that is never read is named', async t => {
	const folder = await folderWith(t, {'never.script': 'USER1> Ready\nUSER1: CP SLEEP\nUSER1: LISTFILE\n'});
	const {status, err} = await yorktown(['script', path.join(folder, 'never.script')]);
	t.is(status, 1);
	t.regex(err, /never\.script line 3: USER1: LISTFILE: never read; USER1 is RUNNING/);
});

test('attention reaches a running procedure at once: HX ends it', async t => {
	const folder = await folderWith(t, {
		'hx.script': [
			'USER1:',
			'USER1> Ready',
			'USER1: EDIT LOOP EXEC',
			'USER1: INPUT',
			'USER1: -TOP &GOTO -TOP',
			'USER1:',
			'USER1: FILE',
			'USER1> Ready',
			'USER1: LOOP',
			'USER1!: HX',
			'USER1> CMS',
			'USER1: QUERY USERID',
			'USER1> USER1',
		].join('\n'),
	});
	const {status, err} = await yorktown(['script', '--timeout', '20', path.join(folder, 'hx.script')]);
	t.is(err, '');
	t.is(status, 0);
});

test('a script is checked whole before anything runs', t => {
	const {statements, errors} = parseScript('USER1: LISTFILE\nnonsense here\nUSER1> literal (1+1) and /[0-9]+/ too\nUSER2!: PA1\nUSER1> /[/\n');
	t.deepEqual(errors.map(({line}) => line), [2, 5]);
	t.deepEqual(statements.map(({kind}) => kind), ['input', 'expect', 'immediate']);
	const expectation = statements[1];
	t.true(expectation.kind === 'expect'
		&& expectation.matches('got literal (1+1) and 42 too')
		&& !expectation.matches('literal 11 and 42 too'));
});

test('a user the directory does not have, and a file that is not there, are wrong use', async t => {
	const folder = await folderWith(t, {'who.script': 'NOBODY: X\n'});
	const unknown = await yorktown(['script', path.join(folder, 'who.script')]);
	t.is(unknown.status, 2);
	t.regex(unknown.err, /line 1: NOBODY is not in the directory/);
	t.is((await yorktown(['script', 'nosuch'])).status, 2);
});

test('a script ends when its lines are done, though a machine waits with a real timer', async t => {
	const folder = await folderWith(t, {
		'real.script': ['USER1: CP SET TIMER REAL', 'USER1: QUERY DISK A', 'USER1> A (191)'].join('\n'),
	});
	const {status, lines, err} = await yorktown(['script', '--timeout', '60', path.join(folder, 'real.script')]);
	t.is(err, '');
	t.is(status, 0);
	t.regex(lines.at(-1)!, /^USER1> Ready;/);
});

test('a line that nobody reads is told, though a machine waits with a real timer', async t => {
	const folder = await folderWith(t, {
		'unread.script': ['USER1: CP SET TIMER REAL', 'USER1: CP SLEEP', 'USER1: QUERY DISK A'].join('\n'),
	});
	const {status, err} = await yorktown(['script', '--timeout', '60', path.join(folder, 'unread.script')]);
	t.is(status, 1);
	t.regex(err, /line 3: USER1: QUERY DISK A: never read/);
});

test('a machine that is cleared under SET RUN ON types one line, not a storm', async t => {
	const folder = await folderWith(t, {
		'storm.script': [
			'USER1: SET RUN ON', 'USER1: SYSTEM CLEAR', 'USER1: BEGIN', 'USER1: QUERY TIME', 'USER1> TIME IS',
		].join('\n'),
	});
	const {status, lines} = await yorktown(['script', '--timeout', '60', path.join(folder, 'storm.script')]);
	t.is(status, 0);
	t.is(lines.filter(line => line.includes('LOOP')).length, 1);
});
