/** The 3277 of VM/370 as its user sees it: GC20-1810, "The 3270 display". */
import test from 'ava';
import fc from 'fast-check';
import {ScreenPainter} from '../../source/port/screen-painter.js';
import {movePlace, searchUp} from '../../source/port/scroll.js';
import {displayable, rowCount, rowsOf} from '../../source/port/text.js';
import type {LineClass, TerminalPort} from '../../source/port/terminal-port.js';

const second = 1_000_000;

/** A painter of 20 columns and 4 rows whose port notes what it is told. */
function desk(kind: 'display' | 'typewriter' = 'display') {
	const told: string[] = [];
	const time = {now: 0};
	const painter = new ScreenPainter({
		kind, address: 'GRAF 021', columns: 20, rows: 4, now: () => time.now,
	});
	const note = (what: string) => (): void => {
		told.push(what);
	};

	const port: TerminalPort = {
		enter: note('enter'),
		key: note('key'),
		screenInput: note('screen'),
		hold: note('hold'),
		resume: note('resume'),
		hangUp: note('hangUp'),
		commands: () => [],
		complete: () => [],
		cpu: () => ({virtual: 0, total: 0}),
	};
	painter.attach(port);
	const type = (text: string, lineClass: LineClass = 'vm'): void => {
		painter.send({kind: 'line', text, lineClass});
	};

	const shown = (): string[] => painter.screen().map(row => row.text);
	return {
		painter, told, time, type, shown,
	};
}

test('lines fill the screen from the top and wrap at its width', t => {
	const {type, shown} = desk();
	type('one');
	type('a line of more than twenty columns');
	t.deepEqual(shown(), ['one', 'a line of more than ', 'twenty columns']);
});

test('a line that finds no room waits under MORE..., Clear shows it on a new screen', t => {
	const {painter, told, type, shown} = desk();
	painter.send({kind: 'status', status: 'RUNNING'});
	for (let line = 1; line <= 6; line++) {
		type(`line ${line}`);
	}

	t.deepEqual(shown(), ['line 1', 'line 2', 'line 3', 'line 4']);
	t.is(painter.status, 'MORE...');
	t.deepEqual(told, ['hold']);
	painter.clear();
	t.deepEqual(shown(), ['line 5', 'line 6']);
	t.is(painter.status, 'RUNNING');
	t.deepEqual(told, ['hold', 'resume']);
});

test('MORE... goes on by itself after sixty seconds, HOLDING does not', t => {
	const {painter, time, type, shown} = desk();
	for (let line = 1; line <= 9; line++) {
		type(`line ${line}`);
	}

	t.is(painter.deadline, 60 * second);
	time.now = 59 * second;
	painter.tick();
	t.is(shown()[0], 'line 1');
	time.now = 60 * second;
	painter.tick();
	t.is(shown()[0], 'line 5');
	t.is(painter.status, 'MORE...');
	t.true(painter.holdScreen());
	t.is(painter.status, 'HOLDING');
	t.is(painter.deadline, undefined);
	time.now = 600 * second;
	painter.tick();
	t.is(shown()[0], 'line 5');
	painter.clear();
	t.deepEqual(shown(), ['line 9']);
});

test('the echo of an entered line begins a new screen without MORE...', t => {
	const {painter, type, shown} = desk();
	for (let line = 1; line <= 4; line++) {
		type(`line ${line}`);
	}

	type('query time', 'input');
	t.deepEqual(shown(), ['query time']);
	t.false(painter.held);
});

test('a line longer than the screen comes in screens', t => {
	const {painter, type, shown} = desk();
	type('x'.repeat(20 * 4 * 2 + 5));
	t.is(shown().length, 4);
	painter.clear();
	t.is(shown().length, 4);
	t.true(painter.held);
	painter.clear();
	t.deepEqual(shown(), ['xxxxx']);
	t.false(painter.held);
});

test('a typewriter rolls and never waits', t => {
	const {told, type, shown} = desk('typewriter');
	for (let line = 1; line <= 9; line++) {
		type(`line ${line}`);
	}

	t.deepEqual(shown(), ['line 6', 'line 7', 'line 8', 'line 9']);
	t.deepEqual(told, []);
});

test('a typewriter in a narrow window keeps words whole and hangs its messages under their time', t => {
	const {painter, type, shown} = desk('typewriter');
	painter.resize(36, 8);
	type('13:15:01 SLAVE  SBSSLV01 ASSIGNED TO USER1');
	type('OPERATOR - 009, SBSMASTR - DSC, SBSSLV01 - DSC');
	type('x'.repeat(40));
	t.deepEqual(shown(), [
		'13:15:01 SLAVE  SBSSLV01 ASSIGNED TO', '         USER1',
		'OPERATOR - 009, SBSMASTR - DSC,', 'SBSSLV01 - DSC',
		'x'.repeat(36), 'xxxx',
	]);
	t.deepEqual(searchUp(painter.history, 36, {line: 3, row: 0}, 'user1'), {line: 0, row: 1});
	t.deepEqual(movePlace(painter.history, 36, {line: 0, row: 0}, 3), {line: 1, row: 1});
	painter.resize(80, 8);
	t.is(shown().length, 3);
});

test('words wrap so that nothing is lost and every row fits', t => {
	fc.assert(fc.property(
		fc.string({unit: fc.constantFrom('a', 'b', ' ', '1', ':'), maxLength: 120}),
		fc.integer({min: 1, max: 50}),
		(text, columns) => {
			const rows = rowsOf(text, columns, 'word');
			t.is(rows.length, rowCount(text, columns, 'word'));
			t.true(rows.every(row => row.text.length <= columns));
			t.is(
				rows
					.map(row => row.text)
					.join('')
					.replaceAll(' ', ''),
				text.replaceAll(' ', ''),
			);
		},
	));
});

test('another width wraps the lines on the screen anew', t => {
	const {painter, type, shown} = desk();
	type('a line of more than twenty columns');
	type('two');
	painter.resize(40, 4);
	t.deepEqual(shown(), ['a line of more than twenty columns', 'two']);
	painter.resize(10, 4);
	t.deepEqual(shown(), ['more than ', 'twenty col', 'umns', 'two']);
});

test('rows that a smaller window pushed out come back', t => {
	const {painter, type, shown} = desk();
	type('before');
	painter.clear();
	for (let line = 1; line <= 4; line++) {
		type(`line ${line}`);
	}

	painter.resize(20, 2);
	t.deepEqual(shown(), ['line 3', 'line 4']);
	painter.resize(20, 8);
	t.deepEqual(shown(), ['line 1', 'line 2', 'line 3', 'line 4']);
});

test('a larger window shows more of what waits under MORE..., HOLDING holds', t => {
	const {painter, told, type, shown} = desk();
	for (let line = 1; line <= 7; line++) {
		type(`line ${line}`);
	}

	painter.resize(20, 6);
	t.deepEqual(shown(), ['line 1', 'line 2', 'line 3', 'line 4', 'line 5', 'line 6']);
	t.is(painter.status, 'MORE...');
	t.true(painter.holdScreen());
	painter.resize(20, 8);
	t.is(shown().length, 6);
	painter.clear();
	t.deepEqual(shown(), ['line 7']);
	t.deepEqual(told, ['hold', 'resume']);
});

test('a window that has room for all that waits ends MORE...', t => {
	const {painter, told, type, shown} = desk();
	for (let line = 1; line <= 5; line++) {
		type(`line ${line}`);
	}

	painter.resize(20, 10);
	t.is(shown().length, 5);
	t.false(painter.held);
	t.is(painter.deadline, undefined);
	t.deepEqual(told, ['hold', 'resume']);
});

test('the next user does not see what the one before did, the same one does', t => {
	const {painter, type} = desk();
	const kept = (): string[] =>
		Array.from(
			{length: painter.history.end - painter.history.first},
			(_, index) => painter.history.line(painter.history.first + index).text,
		);
	painter.send({kind: 'user', userid: 'USER1'});
	type('mine');
	painter.send({kind: 'user', userid: undefined});
	painter.send({kind: 'closed'});
	painter.reopen();
	type('logon user1', 'input');
	painter.send({kind: 'user', userid: 'USER1'});
	t.deepEqual(kept(), ['mine', 'logon user1']);
	painter.send({kind: 'user', userid: undefined});
	type('logon user2', 'input');
	painter.send({kind: 'user', userid: 'USER2'});
	t.deepEqual(kept(), ['logon user2']);
	t.deepEqual(painter.screen().map(row => row.text), ['logon user2']);
});

test('what left the screen can be scrolled back to and searched', t => {
	const {painter, type} = desk();
	for (let line = 1; line <= 4; line++) {
		type(`line ${line}`);
	}

	painter.clear();
	type('after');
	t.deepEqual(movePlace(painter.history, 20, painter.top, -3), {line: 1, row: 0});
	t.deepEqual(movePlace(painter.history, 20, painter.top, -99), {line: 0, row: 0});
	t.deepEqual(searchUp(painter.history, 20, painter.top, 'LINE 2'), {line: 1, row: 0});
	t.is(searchUp(painter.history, 20, painter.top, 'nothing'), undefined);
});

test('LOGOFF shows what still waited and says who is there no longer', t => {
	const {painter, type, shown} = desk();
	painter.send({kind: 'user', userid: 'USER1'});
	for (let line = 1; line <= 6; line++) {
		type(`line ${line}`);
	}

	painter.send({kind: 'closed'});
	t.deepEqual(shown(), ['line 3', 'line 4', 'line 5', 'line 6']);
	t.is(painter.userid, undefined);
	t.is(painter.status, undefined);
	t.true(painter.closed);
});

test('NOT ACCEPTED shows for three seconds', t => {
	const {painter, time} = desk();
	painter.send({kind: 'status', status: 'VM READ'});
	painter.refuse();
	t.is(painter.status, 'NOT ACCEPTED');
	time.now = 3 * second;
	painter.tick();
	t.is(painter.status, 'VM READ');
});

test('a flood is kept within bounds', t => {
	const painter = new ScreenPainter({
		kind: 'typewriter', address: 'CONS 009', columns: 80, rows: 20, now: () => 0, historyLimit: 100,
	});
	for (let line = 0; line < 10_000; line++) {
		painter.send({kind: 'line', text: `line ${line}`, lineClass: 'vm'});
	}

	t.true(painter.history.end - painter.history.first <= 125);
	t.is(painter.screen().at(-1)?.text, 'line 9999');
});

test('nothing in a line can act on the terminal', t => {
	t.is(displayable('a\u001B[2Jb\tc\u009Bd'), 'a [2Jb c d');
	t.is(displayable('naïve ¬ € 👍 漢'), 'naïve ¬ € ? ?');
});

test('what a program types is painted without what could act on the terminal', t => {
	const {type, shown} = desk('typewriter');
	type('a\u001B[2Jb\u009Bc');
	t.deepEqual(shown(), ['a [2Jb c']);
});
