/** Two users: one looks at a held screen, the other sends him messages without end. */
import process from 'node:process';
import test from 'ava';
import {limits} from '../../source/base/limits.js';
import {ScreenPainter} from '../../source/port/screen-painter.js';
import {TestSystem} from '../support/cp.js';

const flood = 50_000;

test('USER1 holds his screen while USER2 sends 50,000 messages: he sees the newest and how many there were not', t => {
	const system = new TestSystem();
	const {cp} = system;
	const painter = new ScreenPainter({
		kind: 'display', address: 'GRAF 021', columns: 80, rows: 20, now: () => cp.clock.now(),
	});
	const line = cp.connect(painter);
	painter.attach(line);
	cp.sessions.logon(cp.directory.find('USER1')!, line);
	const user2 = system.logOn('USER2', 'GRAF 022');
	const user3 = system.logOn('SBSMASTR', 'GRAF 023');
	while (!painter.held) {
		user2.execute('MSG USER1 FIRST');
	}

	t.true(painter.holdScreen());
	const before = process.memoryUsage().heapUsed;
	for (let number = 1; number <= flood; number++) {
		user2.execute(`MSG USER1 HELLO ${number}`);
	}

	t.true(process.memoryUsage().heapUsed - before < 64 * 1024 * 1024);
	t.deepEqual(user3.enter('QUERY USERID'), ['SBSMASTR AT YORKTOWN']);
	const shown: string[] = [];
	while (painter.held) {
		painter.clear();
		shown.push(...painter.screen().map(({text}) => text.trimEnd()));
	}

	const kept = shown.filter(text => text.includes('HELLO'));
	t.regex(shown[0], /^\((\d+) LINES NOT SHOWN\)$/);
	t.is(kept.length, limits.waitingLines.value);
	t.true(Number(/\d+/.exec(shown[0])![0]) >= flood - kept.length);
	t.regex(kept.at(-1)!, new RegExp(String.raw`HELLO ${flood}$`));
	t.true(painter.history.end - painter.history.first <= limits.history.value);
});
