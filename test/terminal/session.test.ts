/** A person at the panes, without a terminal: keys in, rows out. */
import test from 'ava';
import {KeyParser} from '../../source/terminal/keys/key-parser.js';
import {helpSections} from '../../source/terminal/keys/default-keys.js';
import {Session, type SessionOptions} from '../../source/terminal/session.js';
import {echoSystem} from '../support/echo-system.js';

const encoder = new TextEncoder();
const styles = /\u001B\[[\d;]*m/g;

/** A session over the echo system in a window of `columns` × `rows`. */
function sitDown(columns = 80, rows = 24, more: Partial<SessionOptions> = {}) {
	const system = echoSystem();
	const time = {now: 0};
	const asked: string[] = [];
	const ask = (what: string) => (): void => {
		asked.push(what);
	};

	const session = new Session({
		connect: system.connect, title: 'YORKTOWN', now: () => time.now, environment: {},
		onChange: ask('change'), onQuit: ask('quit'), onSuspend: ask('suspend'), onRepaint: ask('repaint'), ...more,
	});
	session.resize(columns, rows);
	const parser = new KeyParser();
	return {
		session, system, time, asked,
		type(text: string): void {
			for (const event of [...parser.push(encoder.encode(text)), ...parser.flush()]) {
				session.input(event);
			}
		},
		/** Body of the focused pane, without styles and blank rows. */
		body(): string[] {
			const {blocks} = session.frame();
			return blocks
				.find(block => block.key === `body ${session.desk.focus}`)!
				.rows.map(row => row.replaceAll(styles, '').trimEnd())
				.filter(row => row !== '');
		},
		bottom: (): string =>
			session
				.frame()
				.blocks.find(block => block.key === 'bottom')!
				.rows[0].replaceAll(styles, ''),
		overlay: (): string[] =>
			session
				.frame()
				.blocks.find(block => block.key === 'overlay')
				?.rows.map(row => row.replaceAll(styles, '')) ?? [],
	};
}

test('a password prompt shows nothing of what is typed, and recall does not know it', t => {
	const {type, body, system} = sitDown();
	type('\rlogon user1\rse\u001B[Acret');
	t.deepEqual(body(), ['logon user1', 'ENTER PASSWORD:', `${' '.repeat(70)} CP READ`]);
	type('\r');
	t.true(system.lines[1].told.includes('secret'));
	type('\u001B[A');
	t.is(body().at(-1), 'logon user1'.padEnd(70) + ' VM READ');
});

test('recall keeps LOGON without a password, and a password typed ahead not at all', t => {
	const {type, body, session} = sitDown();
	const line = (): string => body().at(-1)!.slice(0, 60).trimEnd();
	type('\rlogon user1 secret\r');
	t.deepEqual(session.focused.input.recall, ['logon user1']);
	type('\u001B[A');
	t.is(line(), '', 'nothing is recalled at a password prompt');
	type('secret\u0015\u0019\r');
	type('\u0019');
	t.is(line(), '', 'nor put back after it');
	type('\u0015\u0012log');
	t.is(line(), 'search "log": logon user1');
});

test('what one user entered is not recalled by the next; it comes back with him', t => {
	const {type, session} = sitDown();
	const recalled = (): readonly string[] => session.focused.input.recall;
	type('\rlogon user1\rsecret\rtype mine\rlogoff\r');
	t.deepEqual(recalled(), []);
	type('\r\rlogon user2\rsecret\r');
	t.deepEqual(recalled(), ['logon user2']);
	type('\u001B[5~\u001B[5~');
	t.is(session.focused.painter.history.line(session.focused.painter.history.first).text, 'logon user2');
	type('type his\rlogoff\r\r\rlogon user2\rsecret\r');
	t.deepEqual(recalled(), ['logon user2', 'type his', 'logoff', 'logon user2']);
});

test('lines come back in a later session, each user\'s own, without passwords', t => {
	const kept = new Map<string, string[]>();
	const history = {
		lines: (userid: string) => kept.get(userid) ?? [],
		add(userid: string, line: string) {
			kept.set(userid, [...(kept.get(userid) ?? []), line]);
		},
	};
	const first = sitDown(80, 24, {history});
	first.type('\rlogon user1 secret\rsecret\rtype mine\rlink maint 190 190 rr secret\rlogoff\r');
	t.deepEqual([...kept], [['USER1', ['type mine', 'link maint 190 190 rr', 'logoff']]]);
	const second = sitDown(80, 24, {history});
	second.type('\rlogon user1\rsecret\r');
	t.deepEqual(second.session.focused.input.recall, ['type mine', 'link maint 190 190 rr', 'logoff', 'logon user1']);
	const other = sitDown(80, 24, {history});
	other.type('\rlogon user2\rsecret\r');
	t.deepEqual(other.session.focused.input.recall, ['logon user2']);
});

test('several pasted lines are several entries, the unfinished last one stays', t => {
	const {type, system, body} = sitDown();
	type('\r\u001B[200~type one\r\ntype two\nthree\u001B[201~');
	t.deepEqual(system.lines[1].told, ['type one', 'type two']);
	t.true(body().at(-1)!.startsWith('three '));
});

test('typing ahead goes to the system at once, attention too', t => {
	const {type, system, body} = sitDown();
	type('\rloop\rtype ahead\r\u0003');
	t.deepEqual(system.lines[1].told, ['loop', 'type ahead', 'PA1']);
	t.true(body().includes('ahead'));
});

test('PF keys, also with Shift', t => {
	const {type, system} = sitDown();
	type('\r\u001BOR\u001B[24;2~');
	t.deepEqual(system.lines[1].told, ['PF3', 'PF24']);
});

test('panes: new, numbers, next, close', t => {
	const {type, session, system} = sitDown();
	type('\u001Dn\u001Bn');
	t.deepEqual(session.desk.panes, [0, 1, 2, 3]);
	t.is(session.desk.focus, 3);
	type('\u001D0');
	t.is(session.desk.focus, 0);
	type('\u001D\t');
	t.is(session.desk.focus, 1);
	type('\u001Dx');
	t.deepEqual(session.desk.panes, [0, 2, 3]);
	t.deepEqual(system.lines[1].told, ['hangUp']);
	type('\u001D0\u001Dx');
	t.deepEqual(session.desk.panes, [0, 2, 3], 'the operator stays');
	type('\u001Dn\u001Dn\u001Dn\u001Dn\u001Dn\u001Dn');
	t.deepEqual(session.desk.panes, [0, 1, 2, 3, 4, 5, 6]);
});

test('looking back, searching, and the present again', t => {
	const {type, body, bottom, time, session} = sitDown();
	type('\rflood 60\r');
	time.now = 60_000_000;
	session.tick();
	time.now = 120_000_000;
	session.tick();
	time.now = 180_000_000;
	session.tick();
	t.true(body().includes('line 60 of 60'));
	type('\u001B[5~');
	t.regex(body().at(-1)!, /BACK \d+$/);
	type('\u001D/line 7 o\r');
	t.true(body().includes('line 7 of 60'));
	t.is(bottom().trim(), 'Enter next match upwards   Esc done');
	type('\u001B\u001B');
	type('\u001B');
	t.true(body().includes('line 60 of 60'));
});

test('help lists the keys and scrolls', t => {
	const {type, overlay, session} = sitDown();
	type('\u001D?');
	t.true(overlay()[0].startsWith('┌─ Keys ─'));
	t.true(overlay().every(row => row.length === overlay()[0].length));
	t.true(overlay().length <= 22);
	type('\u001B[6~\u001B[6~\u001B[6~');
	t.true(overlay().some(row => row.includes('back to the shell; fg returns')));
	type('\u001B');
	t.is(session.desk.overlay.kind, 'none');
});

test('help shows first what applies here', t => {
	const {type, overlay} = sitDown(80, 24);
	const here = (): string[] => {
		type('\u001D?');
		const rows = overlay().slice(3, 6).map(row => row.slice(1, -1).trim());
		type('\u001B');
		return rows;
	};

	t.is(here()[0], 'Here: nobody is logged on');
	type('\rlogon user1\r');
	t.is(here()[0], 'Here: a password is asked for');
	type('secret\r');
	t.is(here()[0], 'Here: a line is read');
	type('flood 100\r');
	t.deepEqual(here(), [
		'Here: MORE..., the screen is full',
		'Ctrl-L                 the next screen; it comes by itself after a minute',
		'Enter                  hold this one',
	]);
	type('\r');
	t.is(here()[0], 'Here: HOLDING');
});

test('help is searched by what a key is or does, and keeps its size', t => {
	const {type, overlay, session} = sitDown(100, 30);
	type('\u001D?');
	const {length} = overlay();
	const width = overlay()[0].length;
	type('word delete');
	t.is(overlay().length, length);
	t.is(overlay()[0].length, width);
	const found = overlay().slice(3, -1).map(row => row.slice(1, -1).trim()).filter(row => row !== '');
	t.is(found[0], 'Input line');
	t.deepEqual(found.slice(1).map(row => row.split(/ {2,}/)[1]), [
		'delete the word before the cursor', 'delete the word after the cursor',
	]);
	type('zzz');
	t.true(overlay().some(row => row.includes('nothing here has that in it')));
	type('\u007F\u007F\u007F');
	t.true(overlay()[1].includes('> word delete▏'));
	type('\r');
	t.is(session.desk.overlay.kind, 'none');
});

test('help has one width wherever it is scrolled to, and cuts nothing', t => {
	for (const columns of [44, 80, 100, 200]) {
		const {type, overlay} = sitDown(columns);
		type('\u001D?');
		const widths = new Set<number>();
		const seen = new Set<string>();
		for (let step = 0; step < 150; step++) {
			for (const row of overlay()) {
				widths.add(row.length);
				seen.add(row);
			}

			type('\u001B[B');
		}

		t.is(widths.size, 1);
		const text = [...seen].join(' ').replaceAll(/[│\s]+/g, ' ');
		for (const word of helpSections().flatMap(({rows}) => rows.flatMap(([, line]) => line.split(' ')))) {
			t.true(text.includes(` ${word} `), `${word} at ${columns}`);
		}
	}
});

test('a pane has a mark only while it has output that nobody saw', t => {
	const {type, session} = sitDown(80, 24, {panes: [{operator: true}, {}, {}, {}]});
	const title = (): string =>
		session
			.frame()
			.blocks.find(block => block.key === `title ${session.desk.focus}`)!
			.rows[0].replaceAll(styles, '');
	t.notRegex(title(), /\*/);
	session.panes.get(2)!.painter.send({kind: 'line', text: 'news', lineClass: 'message'});
	t.true(title().startsWith(' 0 OPERATOR  1 GRAF 021  2 GRAF 022*  3 GRAF 023 '));
	session.resize(200, 60);
	session.frame();
	session.resize(80, 24);
	t.notRegex(title(), /\*/);
	type('\u001D2');
	t.notRegex(title(), /\*/);
});

test('the title says that a program runs on after attention', t => {
	const {type, session, time} = sitDown();
	const title = (): string =>
		session
			.frame()
			.blocks.find(block => block.key === 'title 1')!
			.rows[0].replaceAll(styles, '');
	type('\rlogon user1\rsecret\rgrind\r\u0003');
	t.regex(title(), /VM READ {2}CPU/);
	t.true(session.isLive);
	time.now += 1_000_000;
	t.regex(title(), /VM READ, RUNNING {2}CPU/);
	type('hx\r');
	time.now += 1_000_000;
	session.frame();
	time.now += 1_000_000;
	t.regex(title(), /VM READ {2}CPU/);
	t.false(session.isLive);
});

test('quitting asks, and only y means it', t => {
	const {type, overlay, asked, session} = sitDown();
	type('\u001Dq');
	t.true(overlay().some(row => row.includes('SHUTDOWN the system and leave?')));
	type('n');
	t.false(asked.includes('quit'));
	type('\u001Dqy');
	t.true(asked.includes('quit'));
	t.is(session.desk.overlay.kind, 'ending');
});

test('the prefix shows what may follow it', t => {
	const {type, bottom} = sitDown();
	type('\u001D');
	t.is(bottom(), ' / search  y copy  n new  x close  z zoom  0-9 go to  p palette  ? help  q quit');
});

test('copy mode: arrows choose lines, Space begins, Enter copies', t => {
	const copied: string[] = [];
	const {type, body, bottom} = sitDown(80, 24, {
		onCopy(text) {
			copied.push(text);
		},
	});
	type('\rtype one\rtype two\u001Dy\r');
	t.deepEqual(copied, ['one\n']);
	t.is(bottom(), ' 1 line sent to the terminal, whose clipboard it is');
	type('\u001By');
	t.regex(body().at(-1)!, / COPY$/);
	t.regex(bottom(), /Enter copy/);
	type('\u001B[A \u001B[A\u001B[A\r');
	t.is(copied[1], 'type one\n', 'there is nothing above the first line');
	type('\u001By\u001B[A \u001B[B\r');
	t.is(copied[2], 'type one\none\n');
	t.true(body().at(-1)!.startsWith('type two '), 'the line being written stays');
	type('\u001By\u001B');
	t.is(copied.length, 3);
	t.notRegex(body().at(-1)!, /COPY/);
});

test('copied is said only where the terminal said that it takes text for its clipboard', t => {
	const {type, bottom, session} = sitDown();
	const copies = (): string => {
		type('\u001By\r');
		return bottom();
	};

	const sent = ' 1 line sent to the terminal, whose clipboard it is';
	type('\rtype one\r');
	t.is(copies(), sent, 'it said nothing');
	type('\u001B[?1;2c');
	t.is(bottom(), sent, 'the answer is no key');
	t.is(copies(), sent, 'it has none');
	type('\u001B[?62;22;52c');
	t.is(bottom(), ' 1 line copied to the clipboard', 'the answer may come after the text');
	t.is(copies(), ' 1 line copied to the clipboard');
	type('\u001B[?2026;2$y\u001B[>41;390;0c\u001B[?52;1c');
	t.is(copies(), sent, 'the first parameter is its kind of terminal');
	session.resize(40, 12);
	t.is(copies(), ' 1 line sent to the terminal');
});

test('copy mode by columns: what stands under each other, of as many lines as are chosen', t => {
	const copied: string[] = [];
	const {type, session} = sitDown(80, 24, {
		onCopy(text) {
			copied.push(text);
		},
	});
	type('\rlogon user1\rsecret\rtype PROFILE  EXEC     A1\rtype BUILD    ASSEMBLE A1\r\u001By');
	// From the ready message up to `build`, then along the filetype, and further up to `profile`.
	type('\u001B[A' + '\u001B[C'.repeat(9) + ' ' + '\u001B[C'.repeat(7) + '\r');
	t.is(copied[0], 'assemble\n');
	type('\u001By\u001B[A' + '\u001B[C'.repeat(9) + ' ' + '\u001B[C'.repeat(7) + '\u001B[A\u001B[A\u001B[A');
	const {rows} = (session.frame().blocks.find(block => block.key === 'body 1')!);
	t.true(rows.some(row => row.includes('profile  \u001B[7mexec    \u001B[27m')));
	t.true(rows.some(row => row.includes('build    \u001B[7massemble\u001B[27m')));
	type('b');
	t.true(session.frame().blocks.find(block => block.key === 'body 1')!.rows
		.some(row => row.includes('\u001B[7mbuild    assemble a1\u001B[27m')), 'whole lines again');
	type('b\r');
	t.deepEqual(copied[1].split('\n').filter(line => /^[a-z]+ *$/.test(line)), ['exec    ', 'assemble']);
});

test('copy mode reaches lines that left the screen', t => {
	const copied: string[] = [];
	const {type, body} = sitDown(80, 24, {
		onCopy(text) {
			copied.push(text);
		},
	});
	type('\rflood 60\r\f\f\f\u001Dy');
	type('\u001B[5~\u001B[5~');
	type(' \u001B[A\u001B[A\r');
	t.is(copied[0].split('\n').length, 4);
	t.regex(copied[0], /^(?:line \d+ of 60\n){3}$/);
	t.true(body().includes('line 60 of 60'));
});

test('a narrow window keeps the status in its titles and cuts no hint', t => {
	const {type, session, bottom} = sitDown(40, 12, {panes: [{operator: true}, {}, {}]});
	const title = (id: number): string =>
		session
			.frame()
			.blocks.find(block => block.key === `title ${id}`)!
			.rows[0].replaceAll(styles, '');
	type('\rlogon user1\rsecret\r');
	session.panes.get(0)!.painter.send({kind: 'line', text: 'news', lineClass: 'message'});
	t.is(title(1), ` 0*  1 USER1  2${'VM READ  00:00 '.padStart(25)}`);
	t.is(bottom(), ' ^C attention  ^] commands  ^] ? help');
	type('flood 60\r');
	t.is(bottom(), ' ^L next screen   Enter holds it');
	session.resize(120, 40);
	t.is(title(0), ` 0 OPERATOR${'CP READ  00:00 '.padStart(27)}`);
});

test('a seventh user pane says why not, and so does closing the operator\'s or the last', t => {
	const {type, session, bottom} = sitDown(80, 24, {panes: [{operator: true}, {}, {}, {}, {}, {}, {}]});
	type('\r\u001Dn');
	t.is(session.panes.size, 7);
	t.is(bottom(), ' There are 6 user panes, and no more: close one first');
	type('\u001D0');
	t.regex(bottom(), /^ F1-F12/, 'the next key takes the notice away');
	type('\u001Dx');
	t.is(session.panes.size, 7);
	t.is(bottom(), ' The operator\'s pane stays open');
	const alone = sitDown(80, 24, {panes: [{}]});
	alone.type('\r\u001Dx');
	t.is(alone.bottom(), ' The last pane stays open');
});

test('PA2 ends MORE... as Clear does', t => {
	const {type, body} = sitDown();
	type('\rflood 30\r');
	t.regex(body().at(-1)!, / MORE\.{3}$/);
	type('\u001Da');
	t.true(body().includes('line 30 of 30'));
	t.notRegex(body().at(-1)!, /MORE/);
});

/** Machines and a flow for the panel, as the test changes them. */
function machineRoom(count: number) {
	const flow: string[] = [];
	const listeners: Array<() => void> = [];
	return {
		say(text: string): void {
			flow.push(text);
			for (const listener of listeners) {
				listener();
			}
		},
		machines: {
			rows: () => Array.from({length: count}, (_, index) => ({
				userid: `USER${index + 1}`,
				state: 'VM READ',
				queue: 'Q1',
				cpu: 10_000,
				pages: 7,
				io: 20,
				note: 'GRAF 021',
			})),
			flow: () => ({first: Math.max(0, flow.length - 100), lines: flow.slice(-100)}),
			observe(listener: () => void) {
				listeners.push(listener);
			},
		},
	};
}

test('the machine panel is a pane: it stays while another is used, and shows what happens as it happens', t => {
	const {machines, say} = machineRoom(2);
	const {type, session, asked} = sitDown(120, 40, {machines});
	const panel = (): string[] => session.frame().blocks.find(block => block.key === 'body 9')!
		.rows.map(row => row.replaceAll(styles, '').trimEnd());
	type('\u001Ds');
	t.is(session.desk.focus, 1, 'who types goes on typing where he was');
	t.deepEqual(panel().slice(0, 4), [
		'MACHINE  STATE    QUEUE     CPU  PAGES     I/O',
		'USER1    VM READ  Q1       0.01      7      20  GRAF 021',
		'USER2    VM READ  Q1       0.01      7      20  GRAF 021',
		'',
	]);
	type('\rlogon user1\rsecret\r');
	asked.length = 0;
	say('13:33:10 USER1    SIGNAL   TO SBSMASTR  OBTN');
	t.deepEqual(asked, ['change']);
	t.is(panel()[4], '13:33:10 USER1    SIGNAL   TO SBSMASTR  OBTN');
	type('\u001Ds');
	t.false(session.frame().blocks.some(block => block.key === 'body 9'));
	t.is(session.desk.focus, 1);
	asked.length = 0;
	say('13:33:11 USER1    SIGNAL   TO SBSMASTR  RLSE');
	t.deepEqual(asked, [], 'nothing changed on the screen');
});

test('the machine panel scrolls, follows the newest again, takes no text, and closes from within', t => {
	const {machines, say} = machineRoom(3);
	for (let number = 10; number < 50; number++) {
		say(`13:33:${number} USER1    SIGNAL   TO SBSMASTR`);
	}

	const {type, session, body, bottom, system} = sitDown(80, 24, {machines});
	type('\u001Ds');
	t.is(session.desk.focus, 9, 'where one pane is shown, it is the panel');
	t.is(body().length, 20);
	t.regex(body()[3], /^USER3 /);
	t.regex(body()[4], /^─+$/);
	t.is(body()[5], '13:33:35 USER1    SIGNAL   TO SBSMASTR');
	t.is(body()[19], '13:33:49 USER1    SIGNAL   TO SBSMASTR');
	type('\u001B[5~');
	t.regex(session.frame().blocks.find(block => block.key === 'title 9')!.rows[0], /9 MACHINES.* BACK 18/);
	say('13:33:50 USER1    SIGNAL   TO SBSMASTR');
	t.is(body()[19], '13:33:31 USER1    SIGNAL   TO SBSMASTR', 'it stands still while looking back');
	type('\u001B[1;5H');
	t.regex(body()[1], /^USER1 /);
	type('\u001B[1;5F');
	t.is(body()[19], '13:33:50 USER1    SIGNAL   TO SBSMASTR');
	type('text');
	t.is(bottom(), ' The machine panel reads nothing: go to a terminal to type');
	type('\u001B[200~paste\n\u001B[201~\r\u0003');
	t.deepEqual(system.lines.flatMap(line => line.told), []);
	type('\u001D1');
	t.is(session.desk.focus, 1);
	type('\u001Ds');
	t.is(session.desk.focus, 9, 'a panel that is not shown is shown first');
	type('\u001Dx');
	t.is(session.desk.focus, 1);
	t.deepEqual(session.desk.panes, [0, 1]);
});

test('the machine panel can be paused: it shows what it showed, and how much came since', t => {
	const {machines, say} = machineRoom(2);
	const {type, session, body, bottom} = sitDown(80, 24, {machines});
	const title = (): string => session.frame().blocks.find(block => block.key === 'title 9')!.rows[0];
	say('13:33:10 USER1    SIGNAL   TO SBSMASTR');
	type('\u001Ds ');
	t.regex(title(), /9 MACHINES.* PAUSED {2}0 SINCE/);
	const shown = body();
	say('13:33:11 USER1    SIGNAL   TO SBSMASTR');
	say('13:33:12 USER1    SIGNAL   TO SBSMASTR');
	t.deepEqual(body(), shown);
	t.regex(title(), / PAUSED {2}2 SINCE/);
	t.regex(bottom(), /Space pause/);
	type(' ');
	t.true(body().includes('13:33:12 USER1    SIGNAL   TO SBSMASTR'));
	type(' \u001B');
	say('13:33:13 USER1    SIGNAL   TO SBSMASTR');
	t.true(body().includes('13:33:13 USER1    SIGNAL   TO SBSMASTR'), 'Esc goes on too');
});

test('what else there is to know stands below the machines: locks, disks that are waited for', t => {
	const {machines, say} = machineRoom(2);
	say('13:33:10 USER1    SIGNAL   TO SBSMASTR');
	const facts = ['DISK   YRKUSR   150      2 WAIT FOR ITS ARM'];
	const {type, body} = sitDown(80, 24, {machines: {...machines, facts: () => facts}});
	type('\u001Ds');
	t.deepEqual(body().slice(3, 6), [facts[0], '─'.repeat(80), '13:33:10 USER1    SIGNAL   TO SBSMASTR']);
});

test('machines that have no room are counted', t => {
	const {machines, say} = machineRoom(30);
	say('13:33:10 one');
	say('13:33:11 two');
	const {type, body} = sitDown(80, 24, {machines});
	type('\u001Ds');
	t.deepEqual(body().slice(-4), ['… 15 more', '─'.repeat(80), '13:33:10 one', '13:33:11 two']);
	t.regex(body().at(-5)!, /^USER15 /);
});

test('the palette finds actions and commands by a part of their name', t => {
	const {type, overlay, body, session} = sitDown(80, 24, {machines: machineRoom(1).machines});
	type('\r\u001Dp');
	const {length} = overlay();
	type('mach');
	t.is(overlay().length, length);
	t.true(overlay().some(row => row.includes('the virtual machines, a line each') && row.includes('Ctrl-] s')));
	type('\r');
	t.is(session.desk.focus, 9);
	type('\u001D1\u001Bplistf\r');
	t.true(body().at(-1)!.startsWith('listfile '));
	type('\u001Bpzzz');
	t.true(overlay().some(row => row.includes('nothing has that name')));
	type('\u007F\u007F\u007F\u001B[B\u001B[B\u001B');
	t.is(session.desk.overlay.kind, 'none');
});

test('the palette explains commands, and enters CP\'s where the program has one of that name', t => {
	const {type, overlay, body} = sitDown(100, 30);
	const rows = (): string[] => overlay().map(row => row.slice(1, -1).trim().replaceAll(/ {2,}/g, '  '));
	type('\rlogon user1\rsecret\r\u001Dpquery');
	t.deepEqual(rows().slice(3, 5), ['QUERY  Shows what SET set.  CMS', 'QUERY  Shows what CP knows.  CP']);
	t.true(rows().includes('Query function'));
	type('\u001B[B');
	t.true(rows().includes('Query Names'));
	t.true(rows().includes('Query Time'));
	type('\r');
	t.true(body().at(-1)!.startsWith('cp query '));
	type('\u0015\u001Dplists files');
	t.is(rows()[3], 'LISTFILE  Lists files.  CMS', 'what a command does can be looked for too');
});

test('Tab completes and shows what it cannot decide', t => {
	const {type, body} = sitDown();
	type('\rl\t');
	t.deepEqual(body().slice(-2), ['LISTFILE  LOGOFF    LOOP', 'l'.padEnd(70) + ' CP READ']);
	type('i\t');
	t.is(body().at(-1), 'listfile'.padEnd(70) + ' CP READ');
});

test('after LOGOFF the screen stays, Enter connects again', t => {
	const {type, body, system} = sitDown();
	type('\rlogoff\r');
	t.true(body().includes('LOGOFF AT 17:00:00 EST WEDNESDAY 11/19/75'));
	type('\r');
	t.is(system.lines.length, 3);
	t.true(body().some(row => row.includes('VM/370 ONLINE')));
});

test('what has no place in the character set is not accepted', t => {
	const {type, body} = sitDown();
	type('\rtype 漢字x');
	t.is(body().at(-1), 'type x'.padEnd(65) + ' NOT ACCEPTED');
});

test('an operator who looks elsewhere has news', t => {
	const {type, session} = sitDown();
	type('\u001D0');
	session.frame();
	type('\u001D1');
	session.panes.get(0)!.painter.send({kind: 'line', text: 'GRAF 021 LOGON', lineClass: 'cp'});
	const title = session.frame().blocks.find(block => block.key === 'title 1')!.rows[0].replaceAll(styles, '');
	t.true(title.startsWith(' 0 OPERATOR*  1 GRAF 021 '));
});
