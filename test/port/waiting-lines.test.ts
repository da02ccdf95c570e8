/** Lines that wait at MORE... while somebody writes and nobody looks. */
import test from 'ava';
import {limits} from '../../source/base/limits.js';
import {ScreenPainter} from '../../source/port/screen-painter.js';
import {WaitingLines} from '../../source/port/waiting-lines.js';

const nothing = (): void => undefined;
const line = (text: string) => ({text, lineClass: 'message', at: 0} as const);

function texts(waiting: WaitingLines): string[] {
	const found: string[] = [];
	for (let next = waiting.take(); next; next = waiting.take()) {
		found.push(next.text);
	}

	return found;
}

test('the newest lines stay, and how many went is told before them', t => {
	const waiting = new WaitingLines(3);
	for (let number = 1; number <= 10; number++) {
		waiting.add(line(`line ${number}`));
	}

	t.is(waiting.length, 4);
	t.deepEqual(texts(waiting), ['(7 LINES NOT SHOWN)', 'line 8', 'line 9', 'line 10']);
	t.is(waiting.length, 0);
});

test('a notice that found no room counts on while more lines go', t => {
	const waiting = new WaitingLines(2);
	for (const text of ['1', '2', '3']) {
		waiting.add(line(text));
	}

	waiting.putBack(waiting.take()!);
	waiting.add(line('4'));
	t.deepEqual(texts(waiting), ['(2 LINES NOT SHOWN)', '3', '4']);
});

test('a line that found no room comes first again', t => {
	const waiting = new WaitingLines(2);
	waiting.add(line('1'));
	waiting.add(line('2'));
	waiting.putBack({...waiting.take()!, text: 'rest of 1'});
	t.deepEqual(texts(waiting), ['rest of 1', '2']);
});

test('a flood of messages to a held screen neither fills the memory nor overruns the stack', t => {
	let resumed = 0;
	const painter = new ScreenPainter({
		kind: 'display', address: 'GRAF 021', columns: 80, rows: 20, now: () => 0,
	});
	painter.attach({
		enter: nothing, key: nothing, screenInput: nothing, hold: nothing, hangUp: nothing,
		resume() {
			resumed++;
		},
		commands: () => [], complete: () => [],
		cpu: () => ({virtual: 0, total: 0}),
	});
	for (let number = 1; number <= 21; number++) {
		painter.send({kind: 'line', text: `OUTPUT ${number}`, lineClass: 'vm'});
	}

	t.true(painter.holdScreen());
	const flood = 1_000_000;
	const before = process.memoryUsage().heapUsed;
	for (let number = 1; number <= flood; number++) {
		painter.send({kind: 'line', text: `* MSG FROM USER2   : HELLO ${number}`, lineClass: 'message'});
	}

	t.true(process.memoryUsage().heapUsed - before < 64 * 1024 * 1024);
	painter.clear();
	// OUTPUT 21 waited as well.
	t.is(painter.screen()[0].text, `(${flood + 1 - limits.waitingLines.value} LINES NOT SHOWN)`);
	let screens = 1;
	while (painter.held) {
		painter.clear();
		screens++;
	}

	t.is(painter.screen().at(-1)!.text, `* MSG FROM USER2   : HELLO ${flood}`);
	t.is(screens, Math.ceil((limits.waitingLines.value + 1) / 20));
	t.is(resumed, 1);
});
