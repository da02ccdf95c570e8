/** What terminals send for keys: xterm ctlseqs, Linux console_codes(4), rxvt. */
import test from 'ava';
import fc from 'fast-check';
import {KeyParser, type KeyEvent} from '../../../source/terminal/keys/key-parser.js';

const encoder = new TextEncoder();

function events(text: string, parser = new KeyParser()): KeyEvent[] {
	return [...parser.push(encoder.encode(text)), ...parser.flush()];
}

const names = (text: string): string[] =>
	events(text).map(event =>
		event.kind === 'key' ? event.name : `${event.kind}:${'text' in event ? event.text : event.action}`);

test('characters come as text, control characters as keys', t => {
	t.deepEqual(names('listfile\r'), ['text:listfile', 'enter']);
	t.deepEqual(names('\u0003\u001D\u000C\u007F\t\n\u0000'), [
		'ctrl-c',
		'ctrl-]',
		'ctrl-l',
		'backspace',
		'tab',
		'enter',
		'ctrl-space',
	]);
	t.deepEqual(names('é€'), ['text:é€']);
});

test('function keys of xterm, rxvt and the Linux console', t => {
	t.deepEqual(names('\u001BOP\u001B[11~\u001B[[A'), ['f1', 'f1', 'f1']);
	t.deepEqual(names('\u001BOS\u001B[15~\u001B[[E\u001B[24~'), ['f4', 'f5', 'f5', 'f12']);
	t.deepEqual(names('\u001B[1;2P\u001B[15;2~\u001B[24;2~'), ['shift-f1', 'shift-f5', 'shift-f12']);
	t.deepEqual(names('\u001B[25~\u001B[34~'), ['shift-f1', 'shift-f8']);
});

test('cursor keys with and without modifiers', t => {
	t.deepEqual(names('\u001B[A\u001BOB\u001B[1;5D\u001B[1;3C\u001B[1;7A'), [
		'up',
		'down',
		'ctrl-left',
		'alt-right',
		'ctrl-alt-up',
	]);
	t.deepEqual(names('\u001B[H\u001B[4~\u001B[5~\u001B[6;5~\u001B[3;5~\u001B[Z'), [
		'home',
		'end',
		'pageup',
		'ctrl-pagedown',
		'ctrl-delete',
		'shift-tab',
	]);
});

test('Alt comes as Escape before the key', t => {
	t.deepEqual(names('\u001Bn\u001B?\u001B\u007F\u001B\u001B[D'), ['alt-n', 'alt-?', 'alt-backspace', 'alt-left']);
});

test('Escape alone is known when nothing follows', t => {
	const parser = new KeyParser();
	t.deepEqual(parser.push(encoder.encode('\u001B')), []);
	t.is(parser.patience, 50);
	t.deepEqual(parser.flush(), [{kind: 'key', name: 'escape'}]);
	t.is(parser.patience, undefined);
	t.deepEqual(names('\u001B\u001B'), ['escape', 'escape']);
	t.deepEqual(names('\u001B['), ['alt-[']);
});

test('a paste is one event, whatever stands in it', t => {
	t.deepEqual(events('\u001B[200~one\rtwo\u001B[A\n\u001B[201~x'), [
		{kind: 'paste', text: 'one\rtwo\u001B[A\n'},
		{kind: 'text', text: 'x'},
	]);
});

test('the mouse: buttons and wheel, cells counted from 0', t => {
	t.deepEqual(events('\u001B[<0;1;1M\u001B[<0;10;5m\u001B[<64;3;4M\u001B[<65;3;4M\u001B[<2;3;4M'), [
		{
			kind: 'mouse', action: 'press', x: 0, y: 0,
		},
		{
			kind: 'mouse', action: 'release', x: 9, y: 4,
		},
		{
			kind: 'mouse', action: 'wheel-up', x: 2, y: 3,
		},
		{
			kind: 'mouse', action: 'wheel-down', x: 2, y: 3,
		},
	]);
});

test('reports of the terminal are no keys', t => {
	t.deepEqual(names('\u001B]11;rgb:0000/0000/0000\u0007a\u001BP>|xterm\u001B\\b\u001B[?62;4cc'), [
		'text:a',
		'text:b',
		'report:?62;4c',
		'text:c',
	]);
	t.deepEqual(names('\u001B\u001B[?62;52c'), ['escape', 'report:?62;52c'], 'right after Escape');
});

test('an answer in pieces is no keys, however long its rest takes', t => {
	const answer = '\u001B[?62;22;52c';
	for (let cut = 1; cut < answer.length; cut++) {
		const parser = new KeyParser();
		parser.isAnswerDue = true;
		t.deepEqual(parser.push(encoder.encode(answer.slice(0, cut))), []);
		t.true(parser.patience! > 1000, answer.slice(1, cut));
		t.deepEqual(parser.push(encoder.encode(answer.slice(cut) + 'x')), [
			{kind: 'report', text: '?62;22;52c'},
			{kind: 'text', text: 'x'},
		]);
	}
});

test('an answer that nobody waits for any more is no keys either, nor one that breaks off', t => {
	const parser = new KeyParser();
	parser.push(encoder.encode('\u001B[?62;'));
	t.true(parser.patience! > 1000);
	t.deepEqual(parser.push(encoder.encode('52c')), [{kind: 'report', text: '?62;52c'}]);
	t.deepEqual(names('\u001B[?62;2'), []);
	t.deepEqual(names('\u001B[?62;2\rx'), ['enter', 'text:x']);
	t.deepEqual(parser.push(encoder.encode('\u001B[?' + '6'.repeat(5000))), []);
	t.is(parser.patience, undefined, 'nor is one without end kept');
});

test('Escape is known at once where no answer is due', t => {
	const parser = new KeyParser();
	parser.push(encoder.encode('\u001B'));
	t.is(parser.patience, 50);
	parser.isAnswerDue = true;
	t.true(parser.patience! > 1000);
	t.deepEqual(parser.flush(), [{kind: 'key', name: 'escape'}]);
});

test('sequences may be split anywhere', t => {
	const text = 'aé\u001B[1;5D\u001BOP€\u001B[200~p\r\u001B[201~\u001B[<0;3;4M\u001B[15;2~z';
	const bytes = encoder.encode(text);
	const merged = (list: readonly KeyEvent[]): string =>
		JSON.stringify(list).replaceAll('"},{"kind":"text","text":"', '');
	const whole = merged(new KeyParser().push(bytes));
	const property = fc.property(fc.array(fc.nat(bytes.length), {maxLength: 8}), cuts => {
		const parser = new KeyParser();
		const places = [0, ...cuts.toSorted((a, b) => a - b), bytes.length];
		const pieces = places.slice(1).flatMap((end, index) => parser.push(bytes.subarray(places[index], end)));
		return merged(pieces) === whole;
	});
	t.notThrows(() => {
		fc.assert(property);
	});
});

test('no input, however broken, stops the parser or leaves it waiting for ever', t => {
	const property = fc.property(
		fc.array(fc.constantFrom('\u001B', '[', 'O', '<', '1', ';', '~', 'M', 'a', '\u0003', ']', '\u0007'), {
			maxLength: 30,
		}),
		pieces => {
			const parser = new KeyParser();
			parser.push(encoder.encode(pieces.join('')));
			parser.flush();
			return parser.patience === undefined;
		},
	);
	t.notThrows(() => {
		fc.assert(property);
	});
});
