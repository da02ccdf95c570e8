/** What reaches the terminal: changes, nothing else. */
import test from 'ava';
import fc from 'fast-check';
import xterm from '@xterm/headless';
import {FrameWriter} from '../../../source/terminal/host/frame-writer.js';

function terminal() {
	const written: string[] = [];
	const writer = new FrameWriter(data => {
		written.push(data);
	});
	return {writer, written};
}

test('the first frame clears and draws everything, the next only cells that changed', t => {
	const {writer, written} = terminal();
	writer.frame('one\ntwo\nthree', 10);
	writer.flush({x: 0, y: 2});
	t.true(written[0].includes('\u001B[2J'));
	writer.frame('one\ntwa\nthree', 10);
	writer.flush({x: 0, y: 2});
	t.is(written[1], '\u001B[2;3Ha\u001B[3;1H');
});

test('nothing is written where nothing changed; a moved cursor is only moved', t => {
	const {writer, written} = terminal();
	writer.frame('one', 10);
	writer.flush({x: 0, y: 0});
	writer.frame('one', 10);
	t.false(writer.flush({x: 0, y: 0}));
	t.true(writer.flush({x: 1, y: 0}));
	writer.flush(undefined);
	t.false(writer.flush(undefined));
	writer.flush({x: 1, y: 0});
	t.deepEqual(written.slice(1), ['\u001B[1;2H', '\u001B[?25l', '\u001B[1;2H\u001B[?25h']);
});

test('a character typed before a status block takes a few bytes, and the cursor stands behind it by itself', t => {
	const {writer, written} = terminal();
	const row = (text: string): string =>
		`\u001B[1m${text}\u001B[22m${' '.repeat(70 - text.length)}\u001B[7m VM READ \u001B[27m`;
	writer.frame(row('list'), 80);
	writer.flush({x: 4, y: 0});
	writer.frame(row('listf'), 80);
	writer.flush({x: 5, y: 0});
	t.is(written[1], '\u001B[1;5H\u001B[1mf\u001B[m');
});

test('a full row is not erased behind its last character, and the cursor then gets its place', t => {
	const {writer, written} = terminal();
	writer.frame('\u001B[1mfour\u001B[22m', 4);
	writer.flush({x: 3, y: 0});
	t.false(written[0].includes('\u001B[K'));
	t.true(written[0].includes('\u001B[1;4H\u001B[?25h'));
});

test('rows that are no more are erased', t => {
	const {writer, written} = terminal();
	writer.frame('one\nforward', 10);
	writer.flush(undefined);
	writer.frame('one', 10);
	writer.flush(undefined);
	t.is(written[1], '\u001B[2;1H\u001B[K');
});

/** Characters with their look, row by row, as the emulator has them. */
function screen(window: xterm.Terminal): string[][] {
	return Array.from({length: window.rows}, (_, y) => Array.from({length: window.cols}, (__, x) => {
		const cell = window.buffer.active.getLine(y)!.getCell(x)!;
		const character = cell.getChars() || ' ';
		const inverse = cell.isInverse() ? '7' : '';
		return character === ' '
			? ` ${inverse}`
			: `${character}${inverse}${cell.isBold() ? '1' : ''}${cell.isDim() ? '2' : ''}${cell.getFgColor()}`;
	}));
}

test('whatever frames follow each other, the terminal shows the last as if it had drawn nothing else', async t => {
	const looks = ['', '1', '2', '7', '31', '22', '27', '39', '0'].map(look => look && `\u001B[${look}m`);
	const texts = ['', ' ', 'a', 'ab ', '   ', '─│', 'abcdefgh', '          '];
	const piece = fc.tuple(fc.constantFrom(...looks), fc.constantFrom(...texts));
	const row = fc.array(piece, {maxLength: 6})
		.filter(pieces => pieces.map(([, text]) => text).join('').length <= 12)
		.map(pieces => pieces.flat().join('') + '\u001B[m');
	const frame = fc.record({
		rows: fc.array(row, {minLength: 1, maxLength: 4}),
		cursor: fc.option(fc.record({x: fc.nat(11), y: fc.nat(3)}), {nil: undefined}),
	});
	await fc.assert(fc.asyncProperty(fc.array(frame, {minLength: 1, maxLength: 5}), async frames => {
		const window = new xterm.Terminal({cols: 12, rows: 4, allowProposedApi: true});
		const fresh = new xterm.Terminal({cols: 12, rows: 4, allowProposedApi: true});
		const {writer, written} = terminal();
		for (const {rows, cursor} of frames) {
			writer.frame(rows.join('\n'), 12);
			writer.flush(cursor);
		}

		const {rows, cursor} = frames.at(-1)!;
		await new Promise<void>(resolve => {
			window.write('\u001B[?7l' + written.join(''), resolve);
		});
		await new Promise<void>(resolve => {
			fresh.write('\u001B[?7l' + rows.map((each, y) => `\u001B[${y + 1};1H${each}`).join(''), resolve);
		});
		t.deepEqual(screen(window), screen(fresh));
		if (cursor) {
			t.deepEqual({x: window.buffer.active.cursorX, y: window.buffer.active.cursorY}, cursor);
		}
	}), {numRuns: 100});
});
