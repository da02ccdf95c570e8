/** The panes as a person sees them: a real pty, replayed into a terminal emulator. */
import {fileURLToPath} from 'node:url';
import test from 'ava';
import {sit, type Person} from '../support/pty.js';

const app = fileURLToPath(new URL('../support/panes-app.js', import.meta.url));
const rule = (left: number, joint: string, right: number): string => '─'.repeat(left) + joint + '─'.repeat(right);

async function logOn(person: Person, user: string): Promise<void> {
	await person.sees('Press Enter to log on');
	person.type('\r');
	await person.sees(/GRAF 02\d.*CP READ/);
	person.type(`logon ${user}\r`);
	await person.sees('ENTER PASSWORD:');
	person.type('secret\r');
	await person.sees('LOGON AT 09:00:00');
}

async function leave(person: Person): Promise<number> {
	person.type('\u001Dq');
	await person.sees('SHUTDOWN the system and leave?');
	person.type('y');
	return person.exit;
}

test('80 × 24: one pane under a line that names all; the password is not shown', async t => {
	const person = sit(80, 24, [app, '--still']);
	const logo = await person.sees('Press Enter to log on');
	t.is(logo[0], ' 0 OPERATOR  1 GRAF 021                                                    09:41');
	t.is(logo[1], '─'.repeat(80));
	t.is(logo[13], '                                 VM/370 ONLINE');
	t.is(logo[22], '─'.repeat(80));
	t.is(logo[23], ' F1-F12 PF keys  ^C attention (PA1)  ^] commands  PgUp scroll  ^] ? help');
	await logOn(person, 'user1');
	t.false(person.written().includes('secret'));
	person.type('type hello, world\r');
	const screen = await person.sees('Ready;');
	t.deepEqual(screen.slice(0, 8), [
		' 0 OPERATOR  1 USER1                                   VM READ  CPU 0.62  09:41',
		'─'.repeat(80),
		'logon user1',
		'ENTER PASSWORD:',
		'LOGON AT 09:00:00 EST WEDNESDAY 11/19/75',
		'type hello, world',
		'hello, world',
		'Ready; T=0.01/0.02 09:00:01',
	]);
	t.is(screen[21], ' '.repeat(71) + ' VM READ');
	t.deepEqual(person.cursor(), {x: 0, y: 21});
	person.type('\u001D0');
	const operator = await person.sees(/^09:41:02 graf/);
	t.is(operator[0], ' 0 OPERATOR  1 USER1                                             CP READ  09:41');
	t.is(await leave(person), 0);
	t.false(person.isFullScreen());
	t.true(person.rows().includes('left with 0'));
});

test('200 × 60: operator and users side by side, lines joined', async t => {
	const person = sit(200, 60, [app, '--still']);
	await logOn(person, 'user1');
	person.type('\u001Dn');
	await logOn(person, 'user2');
	person.type('\u001Dn');
	await person.sees('3 GRAF 023');
	const rows = await person.sees(shown => shown.some(row => row.includes('2 USER2')));
	t.is(rows[0], ' 0 OPERATOR                                               CP READ  SYSTEM YORKTOWN  09:41 │ 1 USER1'.padEnd(0)
		.replace(' 0 OPERATOR                                               ', ' 0 OPERATOR'.padEnd(99 - ' CP READ  SYSTEM YORKTOWN  09:41 '.length + 1))
		+ 'VM READ  CPU   0.31 '.padStart(200 - 99 - 1 - ' 1 USER1'.length - 1).trimEnd() + '');
	t.is(rows[1], rule(99, '┼', 100));
	t.is(rows[29], rule(99, '┼', 100));
	t.is(rows[58], rule(99, '┴', 100));
	t.is(rows[2]!.slice(98, 120), ' │ logon user1        '.slice(0, 22).trimEnd().padEnd(rows[2]!.slice(98, 120).length));
	t.true(rows[30]!.startsWith(' 3 GRAF 023'));
	t.true(rows[30]!.slice(99).startsWith('│ 2 USER2'));
	t.is(await leave(person), 0);
});
