/**
 * The whole product as two users see it: logging on in panes, making a file, running a procedure, sharing through SBS.
 */
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {cliFile} from '../support/cli.js';
import {sit, type Person} from '../support/pty.js';

const prefix = '\u001D';

/** Sits down at a fresh installation. */
function start(t: ExecutionContext, columns: number, rows: number, more: readonly string[] = []): Person {
	const home = mkdtempSync(path.join(tmpdir(), 'yorktown-'));
	t.teardown(() => {
		rmSync(home, {recursive: true, force: true});
	});
	return sit(t, columns, rows, [cliFile, '--home', home, ...more]);
}

/** Rows of the window as pane `user` has them: its part right of the line. */
const inPane = (rows: readonly string[]): string[] => rows.map(row => row.replace(/^.*[│┃] ?/, '').trimEnd());

/** Waits until the focused pane, `user`'s, reads; goes on from full screens. */
async function reads(person: Person, user: string): Promise<void> {
	const title = new RegExp(String.raw`\d ${user} +(VM READ|MORE\.{3}) `);
	const status = (rows: readonly string[]): string | undefined =>
		rows.map(row => title.exec(row)?.[1]).find(word => word !== undefined);
	for (;;) {
		const rows = await person.sees(shown => status(shown) !== undefined);
		if (status(rows) === 'VM READ') {
			return;
		}

		person.type('\f');
		await person.sees(shown => status(shown) !== 'MORE...');
	}
}

/** Enters `lines`, each once the pane of `user` reads. */
async function enter(person: Person, user: string, lines: readonly string[]): Promise<void> {
	for (const line of lines) {
		await reads(person, user);
		person.type(`${line}\r`);
		await person.sees(rows => inPane(rows).includes(line));
	}

	await reads(person, user);
}

async function logOn(person: Person, pane: number, user: string): Promise<void> {
	person.type(`${prefix}${pane}`);
	person.type('\r');
	person.type(`logon ${user.toLowerCase()}\r`);
	await person.sees(rows => {
		const lines = inPane(rows);
		return lines[lines.indexOf(`logon ${user.toLowerCase()}`) + 1] === 'ENTER PASSWORD:';
	});
	person.type(`${user}\r`);
	await reads(person, user);
	person.type('\r');
	await person.sees(/Ready; T=/);
}

async function leave(person: Person): Promise<number> {
	person.type(`${prefix}q`);
	await person.sees('SHUTDOWN the system and leave?');
	person.type('y');
	return person.exit;
}

test('200 × 60: USER1 and USER2 make a file, run it, talk, and share it through SBS', async t => {
	const person = start(t, 200, 60);
	const logo = await person.sees(rows =>
		rows[0].includes('1 GRAF 021')
		&& rows[2].includes('OPERATOR USERS')
		&& rows.some(row => row.includes('VM/370 ONLINE')));
	t.regex(logo[0], /^ 0 OPERATOR .* SYSTEM YORKTOWN {2}\d\d:\d\d ┃ 1 GRAF 021/);
	t.is(logo[1], `${'─'.repeat(66)}╊${'━'.repeat(133)}`);
	t.is(logo[58], `${'─'.repeat(66)}┴${'─'.repeat(133)}`);
	t.regex(logo[2], /^\d\d:\d\d:\d\d CONS 009 LOGON {2}AS OPERATOR USERS = 001/);

	await logOn(person, 2, 'USER2');
	await logOn(person, 1, 'USER1');
	await person.sees(/GRAF 021 LOGON {2}AS USER1/);
	await enter(person, 'USER1', [
		'edit loop exec',
		'input',
		'&I = 0',
		'-TOP',
		'&I = &I + 1',
		'&TYPE LINE &I',
		'&IF &I LT 3 &GOTO -TOP',
	]);
	person.type('\r');
	await enter(person, 'USER1', ['file', 'loop']);
	const ran = await person.sees(rows => inPane(rows).includes('LINE 3'));
	const first = ran.findIndex(row => /[│┃] LINE 1$/.test(row));
	t.regex(ran[first + 1], /[│┃] LINE 2$/);

	person.type('\f');
	await enter(person, 'USER1', ['listfile loop exec', 'cp msg user2 hello', 'sbs put loop exec']);
	const shared = await person.sees('SBS104I LOOP EXEC VERSION 1 STORED');
	t.true(shared.some(row => row.includes('LOOP     EXEC     A1')));
	await person.sees(/msg from user1.*hello/i);
	await person.sees(/^\d\d:\d\d:\d\d SLAVE {2}SBSSLV01 ASSIGNED TO USER1/);

	person.type(`\f${prefix}2\f`);
	await enter(person, 'USER2', ['sbs get loop exec', 'loop']);
	const got = await person.sees(rows => rows.filter(row => /[│┃] LINE 3$/.test(row)).length === 1);
	t.true(got.findIndex(row => /[│┃] LINE 3$/.test(row)) > 30, 'in the pane below');
	t.is(await leave(person), 0);
	const shell = await person.sees(/^yorktown: system shut down \d\d:\d\d:\d\d$/);
	t.false(person.isFullScreen());
	t.false(shell.some(row => /[│┃]/.test(row)));
});

test('80 × 24: one pane at a time, the operator behind it', async t => {
	const person = start(t, 80, 24, ['--users', '1']);
	await person.sees('VM/370 ONLINE');
	await logOn(person, 1, 'USER1');
	const rows = await person.sees(shown => shown.some(row => row.startsWith('Ready; T=')));
	t.regex(rows[0], /^ 0 OPERATOR\*? {2}1 USER1 +VM READ {2}CPU \d\.\d\d {2}\d\d:\d\d$/);
	t.is(rows[1], '─'.repeat(80));
	t.is(rows[2], 'logon user1');
	t.is(rows[3], 'ENTER PASSWORD:');
	t.regex(rows[4], /^LOGON AT \d\d:\d\d:\d\d /);
	t.is(rows[21], `${' '.repeat(70)} VM READ`);
	t.is(rows[22], '─'.repeat(80));
	t.is(await leave(person), 0);
});
