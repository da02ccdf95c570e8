/** The panes as a person sees them: a real pty, replayed into a terminal emulator. */
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {sit, type Person} from '../support/pty.js';

const app = fileURLToPath(new URL('../support/panes-app.js', import.meta.url));
const prefix = '\u001D';

async function logOn(person: Person, user: string): Promise<void> {
	await person.sees('Press Enter to log on');
	person.type('\r');
	await person.sees(rows => !rows.some(row => row.includes('Press Enter')));
	person.type(`logon ${user}\r`);
	await person.sees('ENTER PASSWORD:');
	person.type('secret\r');
	await person.sees(new RegExp(String.raw`\d ${user.toUpperCase()}`));
}

async function leave(person: Person): Promise<number> {
	person.type(`${prefix}q`);
	await person.sees('SHUTDOWN the system and leave?');
	person.type('y');
	return person.exit;
}

/** Two texts at the edges of `width` columns. */
const spread = (left: string, right: string, width: number): string => left + right.padStart(width - left.length);

test('80 × 24: one pane under a line that names all; the password is not shown', async t => {
	const person = sit(t, 80, 24, [app, '--still']);
	const logo = await person.sees('Press Enter to log on');
	t.is(logo[0], spread(' 0 OPERATOR*  1 GRAF 021', '09:41', 79));
	t.is(logo[1], '─'.repeat(80));
	t.is(logo[12], `${' '.repeat(33)}VM/370 ONLINE`);
	t.is(logo[22], '─'.repeat(80));
	t.is(logo[23], ' F1-F12 PF keys  ^C attention (PA1)  ^] commands  PgUp scroll  ^] ? help');
	await logOn(person, 'user1');
	person.type('type hello, world\r');
	const screen = await person.sees('Ready;');
	t.false(person.written().includes('secret'));
	t.deepEqual(screen.slice(0, 8), [
		spread(' 0 OPERATOR*  1 USER1', 'VM READ  CPU 0.62  09:41', 79),
		'─'.repeat(80),
		'logon user1',
		'ENTER PASSWORD:',
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'type hello, world',
		'hello, world',
		'Ready; T=0.01/0.02 09:00:01',
	]);
	t.is(screen[21], `${' '.repeat(70)} VM READ`);
	t.deepEqual(person.cursor(), {x: 0, y: 21});
	t.like(person.style(75, 21), {inverse: true, colour: undefined});
	t.like(person.style(0, 2), {bold: true}, 'input is bold');
	t.is(person.style(0, 4).colour, 6, 'CP speaks in cyan');
	person.type(`${prefix}0`);
	const operator = await person.sees(/^09:41:02 graf/);
	t.is(operator[0], spread(' 0 OPERATOR  1 USER1', 'CP READ  09:41', 79));
	t.is(await leave(person), 0);
	const shell = await person.sees('left with 0');
	t.false(person.isFullScreen());
	t.true(shell.includes('yorktown: system shut down 09:41:07'));
});

test('220 × 60: operator and users side by side, lines joined, heavy round the pane with the focus', async t => {
	const person = sit(t, 220, 60, [app, '--still']);
	await logOn(person, 'user1');
	person.type(`${prefix}n`);
	await logOn(person, 'user2');
	person.type(`${prefix}n`);
	const rows = await person.sees('3 GRAF 023');
	const across = (left: string, middle: string, right: string): string =>
		`${left.padEnd(56)}│${middle.padEnd(81)}│${right}`;
	t.is(
		rows[0],
		across(
			spread(' 0 OPERATOR', 'CP READ  SYSTEM YORKTOWN  09:41', 55),
			spread(' 1 USER1', 'VM READ  CPU   0.31', 80),
			spread(' 2 USER2', 'VM READ  CPU   0.31', 80),
		),
	);
	t.is(rows[1], `${'─'.repeat(56)}┼${'─'.repeat(81)}┼${'─'.repeat(81)}`);
	t.is(rows[2], across('type 09:41:02 GRAF 021 LOGON  AS USER1    USERS = 002', ' logon user1', ' logon user2'));
	t.is(rows[28], across('', `${' '.repeat(72)}VM READ`, `${' '.repeat(72)}VM READ`));
	t.is(rows[29], `${' '.repeat(56)}┢${'━'.repeat(81)}┷${'━'.repeat(81)}`);
	t.true(rows[30].endsWith('┃ 3 GRAF 023'));
	t.is(rows[58], `${'─'.repeat(56)}┺${'━'.repeat(163)}`);
	t.is(
		rows[59],
		spread(
			' F1-F12 PF keys  ^C attention (PA1)  ^] commands  PgUp scroll  ^] ? help',
			'Q1 2  Q2 1  paging 0/s',
			219,
		),
	);

	// A click on a title goes there; what is typed is typed there.
	person.type('\u001B[<0;160;1M\u001B[<0;160;1m');
	person.type('type clicked');
	await person.sees(/┃ type clicked +VM READ$/);
	person.type(`${prefix}z`);
	const alone = await person.sees(shown => shown[1] === '─'.repeat(220));
	t.is(alone[0], spread(' 0 OPERATOR  1 USER1  2 USER2  3 GRAF 023', 'VM READ  CPU 0.31  09:41', 219));
	person.type(`${prefix}z${prefix}x`);
	await person.sees(shown => shown[0].includes('1 USER1') && !shown.some(row => row.includes('USER2')));
	t.is(await leave(person), 0);
});

test('120 × 40: a screenful waits under MORE..., holds, goes on with Clear', async t => {
	const person = sit(t, 120, 40, [app, '--still']);
	await logOn(person, 'user1');
	person.type('flood 100\r');
	let rows = await person.sees('MORE...');
	t.true(rows[36].endsWith('┃ line 31 of 100'));
	t.true(rows[37].endsWith(' MORE...'));
	t.true(rows[39].startsWith(' ^L next screen'));
	person.type('\r');
	await person.sees('HOLDING');
	person.type('\f');
	rows = await person.sees('line 32 of 100');
	t.true(rows[2].endsWith('┃ line 32 of 100'));
	person.type('\f');
	await person.sees('Ready; T=0.05/0.09');
	person.type('\u001B[5~');
	await person.sees(/ BACK \d+ $|BACK \d+$/);
	await person.sees('line 60 of 100');
	person.type('\u001B');
	await person.sees(shown => !shown.some(row => row.includes('BACK')));
	t.is(await leave(person), 0);
});

test('another window size draws anew; too small a window says so', async t => {
	const person = sit(t, 120, 40, [app, '--still']);
	await logOn(person, 'user1');
	person.resize(115, 30);
	const rows = await person.sees(shown => shown[29].startsWith(' F1-F12'));
	t.is(rows[28], `${'─'.repeat(33)}┺${'━'.repeat(81)}`);
	person.resize(30, 8);
	const small = await person.sees('The window is 30 × 8.');
	t.is(small[1], 'Yorktown needs 40 × 10.');
	person.resize(16, 6);
	const tiny = await person.sees('The window is 16');
	t.deepEqual(tiny.slice(0, 4), ['The window is 16', '× 6.', 'Yorktown needs', '40 × 10.']);
	person.resize(80, 24);
	const again = await person.sees('LOGON AT');
	t.is(again[23], ' F1-F12 PF keys  ^C attention (PA1)  ^] commands  PgUp scroll  ^] ? help');
	t.is(again.filter(row => row.includes('─')).length, 2);
	t.is(await leave(person), 0);
});

test('Ctrl-Z gives the terminal back, going on takes it again', async t => {
	const person = sit(t, 80, 24, [app, '--still']);
	await logOn(person, 'user1');
	// Nobody continues a program that leads its session, so the system does not stop it and it comes back by itself.
	person.type('\u001A');
	await person.sees(() => person.written().includes('\u001B[?1049l'));
	const rows = await person.sees('LOGON AT');
	t.true(person.isFullScreen());
	t.is(rows[1], '─'.repeat(80));
	person.type('type back\r');
	await person.sees('Ready;');
	t.is(await leave(person), 0);
});

test('in a shell Ctrl-Z stops the job, the terminal is as it was, fg comes back', async t => {
	const person = sit(
		t,
		80,
		24,
		['--noprofile', '--norc', '-i'],
		{PS1: 'shell> ', BASH_SILENCE_DEPRECATION_WARNING: '1'},
		{command: 'bash'},
	);
	await person.sees('shell>');
	person.type(`'${process.execPath}' '${app}' --still\r`);
	await logOn(person, 'user1');
	person.type('\u001A');
	await person.sees(/Stopped/);
	t.false(person.isFullScreen());
	person.type('stty -a | grep -c " icanon.*" ; echo $((40 + 2))\r');
	await person.sees('42');
	person.type('fg\r');
	const rows = await person.sees('LOGON AT');
	t.true(person.isFullScreen());
	t.is(rows[1], '─'.repeat(80));
	person.type(`${prefix}qy`);
	await person.sees('left with 0');
	person.type('exit\r');
	t.is(await person.exit, 0);
});

test('SIGTERM shuts down and restores the terminal', async t => {
	const person = sit(t, 80, 24, [app, '--still']);
	await person.sees('Press Enter to log on');
	person.signal('SIGTERM');
	t.is(await person.exit, 143);
	await person.sees('left with 143');
	t.false(person.isFullScreen());
	t.true(person.written().includes('\u001B[?25h\u001B[?1049l'));
});

test('an exception of ours restores the terminal and can be read', async t => {
	const person = sit(t, 80, 24, [app, '--still']);
	await logOn(person, 'user1');
	person.type('crash\r');
	t.not(await person.exit, 0);
	await person.sees('the echo system crashed as it was told');
	t.false(person.isFullScreen());
});

test('a terminal without a clipboard that programs reach: copied lines are sent, not more is said', async t => {
	const person = sit(t, 80, 24, [app, '--still']);
	await logOn(person, 'user1');
	person.type(`${prefix}y\r`);
	await person.sees(/^ 1 line sent to the terminal, whose clipboard it is/);
	t.true(person.written().includes(`\u001B]52;c;${Buffer.from('LOGON AT 09:00:00 EST WEDNESDAY 11/19/75\n')
		.toString('base64')}\u0007`));
	t.is(person.written().split('\u001B[c').length, 2, 'it was asked once');
	t.is(await leave(person), 0);
});

test('a terminal that takes the clipboard: its answer, slow and in pieces, is no keys', async t => {
	const attributes = ['\u001B', '[', '?6', '2;22;5', '2c'];
	const person = sit(t, 80, 24, [app, '--still'], {}, {attributes});
	await logOn(person, 'user1');
	person.type(`${prefix}y\r`);
	const rows = await person.sees(/^ 1 line copied to the clipboard/);
	t.is(rows[21], `${' '.repeat(70)} VM READ`);
	person.type('type x\r');
	await person.sees(/^type x$/);
	t.is(await leave(person), 0);
});

test('NO_COLOR: no colour, but bold and inverse', async t => {
	const person = sit(t, 80, 24, [app, '--still'], {NO_COLOR: '1'});
	await logOn(person, 'user1');
	await person.sees('LOGON AT');
	t.notRegex(person.written(), /\u001B\[(?:\d+;)*(?:3[0-8]|4[0-8]|9\d|10\d)m/);
	t.true(person.style(75, 21).inverse);
	t.is(await leave(person), 0);
});

test('nothing is written while nothing changes, and a key writes what changed in its row', async t => {
	for (const [columns, rows] of [[80, 24], [120, 40], [200, 60]] as const) {
		const person = sit(t, columns, rows, [app, '--still']);
		await logOn(person, 'user1');
		await person.sees('LOGON AT');
		person.type('listfil');
		await person.sees(/listfil +VM READ$/);
		const before = person.written().length;
		person.type('e');
		await person.sees(/listfile +VM READ$/);
		const after = person.written().slice(before);
		t.true(after.length < 40, `${after.length} bytes`);
		t.false(after.includes('\u001B[2J'));
		t.is(await leave(person), 0);
	}
});

test('the machine panel stays while a user works, and shows what happens', async t => {
	const person = sit(t, 120, 40, [app, '--still']);
	await logOn(person, 'user1');
	person.type(`${prefix}s`);
	const rows = await person.sees('9 MACHINES');
	t.true(rows.some(row => row.endsWith('│ SBSSLV01 WAIT     Q2      12.75    131    2210  WORKS FOR USER1')));
	person.type('flow 09:42:00 USER1    SIGNAL   TO SBSMASTR\r');
	await person.sees(/│ 09:42:00 USER1 {4}SIGNAL {3}TO SBSMASTR$/);
	await person.sees(/┃ flow 09:42:00 USER1/);
	person.type('loop\r');
	await person.sees(/SBSSLV01 RUN /);
	person.type('\u0003');
	await person.sees(/SBSSLV01 WAIT /);
	const before = person.written().length;
	await new Promise(resolve => {
		setTimeout(resolve, 1500);
	});
	t.is(person.written().length, before, 'nothing is written while nothing changes');
	person.type(`${prefix}s`);
	await person.sees(shown => !shown.some(row => row.includes('MACHINES')));
	t.is(await leave(person), 0);
});
