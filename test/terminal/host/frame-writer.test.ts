/** What reaches the terminal: changes, nothing else. */
import test from 'ava';
import {FrameWriter} from '../../../source/terminal/host/frame-writer.js';

function terminal() {
	const written: string[] = [];
	const writer = new FrameWriter(data => {
		written.push(data);
	});
	return {writer, written};
}

test('the first frame clears and draws everything, the next only rows that changed', t => {
	const {writer, written} = terminal();
	writer.frame('one\ntwo\nthree', 10);
	writer.flush({x: 0, y: 2});
	t.true(written[0].includes('\u001B[2J'));
	writer.frame('one\n2\nthree', 10);
	writer.flush({x: 0, y: 2});
	t.is(written[1], '\u001B[?2026h\u001B[?25l\u001B[2;1H2\u001B[K\u001B[3;1H\u001B[?25h\u001B[?2026l');
});

test('nothing is written where nothing changed; a moved cursor is only moved', t => {
	const {writer, written} = terminal();
	writer.frame('one', 10);
	writer.flush({x: 0, y: 0});
	writer.frame('one', 10);
	t.false(writer.flush({x: 0, y: 0}));
	t.true(writer.flush({x: 1, y: 0}));
	t.deepEqual(written.slice(1), ['\u001B[1;2H\u001B[?25h']);
});

test('a full row is not erased behind its last character', t => {
	const {writer, written} = terminal();
	writer.frame('\u001B[1mfour\u001B[22m', 4);
	writer.flush(undefined);
	t.false(written[0].includes('\u001B[K'));
	t.true(written[0].includes('\u001B[?25l'));
});

test('rows that are no more are erased', t => {
	const {writer, written} = terminal();
	writer.frame('one\ntwo', 10);
	writer.flush(undefined);
	writer.frame('one', 10);
	writer.flush(undefined);
	t.true(written[1].includes('\u001B[2;1H\u001B[K'));
});
