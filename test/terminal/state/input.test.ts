/** The input line: editing, recall, search, completion. */
import test from 'ava';
import fc from 'fast-check';
import {limits} from '../../../source/base/limits.js';
import {isAction, keyTable} from '../../../source/terminal/keys/default-keys.js';
import {
	completed, edited, emptyInput, entered, typed, type Input,
} from '../../../source/terminal/state/input.js';

/** Text typed and actions in braces: `one two{delete-word}`. */
function keyed(text: string, start: Input = emptyInput): Input {
	let input = start;
	for (const [part] of text.matchAll(/{[^}]+}|[^{]+/g)) {
		const action = part.slice(1, -1);
		input = isAction(action) ? edited(input, action) : typed(input, part);
	}

	return input;
}

/** The line with the cursor as a bar. */
const shown = ({line: {text, cursor}}: Input): string => `${text.slice(0, cursor)}|${text.slice(cursor)}`;

const remembering = (...lines: readonly string[]): Input => {
	let input = emptyInput;
	for (const line of lines) {
		input = entered(input, line, false);
	}

	return input;
};

test('moving and deleting', t => {
	t.is(shown(keyed('one two{left}{left}X')), 'one tX|wo');
	t.is(shown(keyed('one two{word-left}')), 'one |two');
	t.is(shown(keyed('one two {delete-word}')), 'one |');
	t.is(shown(keyed('one two{line-start}{word-right}{delete-word-right}')), 'one|');
	t.is(shown(keyed('one two{line-start}{delete}{line-end}{backspace}')), 'ne tw|');
	t.is(shown(keyed('one two{word-left}{kill-end}')), 'one |');
	t.is(shown(keyed('one two{word-left}{kill-start}')), '|two');
	t.is(shown(keyed('one two{word-left}{kill-start}{line-end} {restore}')), 'two one |');
	t.is(shown(keyed('one{escape}')), '|');
});

test('recall goes up to older lines and down to the one being written', t => {
	const input = remembering('query time', 'listfile', 'listfile', ' ');
	t.is(shown(keyed('dra{recall-older}', input)), 'listfile|');
	t.is(shown(keyed('dra{recall-older}{recall-older}{recall-older}', input)), 'query time|');
	t.is(shown(keyed('dra{recall-older}{recall-older}{recall-newer}{recall-newer}', input)), 'dra|');
	t.is(shown(keyed('{recall-newer}', input)), '|');
});

test('a secret is not remembered', t => {
	t.deepEqual(entered(keyed('secret'), 'secret', true).recall, []);
});

test('Ctrl-R searches the lines entered before', t => {
	const input = remembering('sbs put parser', 'listfile', 'sbs get lexer', 'query time');
	t.is(shown(keyed('{recall-search}sbs', input)), 'sbs get lexer|');
	t.is(shown(keyed('{recall-search}sbs{recall-search}', input)), 'sbs put parser|');
	t.is(shown(keyed('draft{recall-search}sbs{escape}', input)), 'draft|');
	t.is(shown(keyed('{recall-search}SBS{complete} x', input)), 'sbs get lexer x|');
	t.is(shown(keyed('draft{recall-search}zzz{complete}', input)), 'draft|');
});

test('Tab completes in the case the word was begun in, as far as it is clear', t => {
	t.is(shown(completed(keyed('listf'), ['LISTFILE'])), 'listfile |');
	t.is(shown(completed(keyed('LI'), ['LISTFILE', 'LISTIO'])), 'LIST|');
	t.deepEqual(completed(keyed('LI'), ['LISTFILE', 'LISTIO']).candidates, ['LISTFILE', 'LISTIO']);
	t.is(shown(completed(keyed('type prof'), ['PROFILE'])), 'type profile |');
	t.is(shown(completed(keyed('zz'), [])), 'zz|');
});

test('no sequence of actions takes the cursor off the line', t => {
	const actions = keyTable.map(row => row.action);
	const property = fc.property(
		fc.array(fc.oneof(fc.constantFrom(...actions), fc.constantFrom('a b', ' ', 'word')), {maxLength: 40}),
		steps => {
			let input = remembering('older line', 'newer');
			for (const step of steps) {
				input = isAction(step) ? edited(input, step) : typed(input, step);
			}

			return input.line.cursor >= 0 && input.line.cursor <= input.line.text.length;
		},
	);
	t.notThrows(() => {
		fc.assert(property);
	});
});

test('lines to recall are the newest, up to their limit', t => {
	const count = limits.inputHistory.value + 10;
	const {recall} = remembering(...Array.from({length: count}, (_, number) => `line ${number}`));
	t.is(recall.length, limits.inputHistory.value);
	t.deepEqual([recall[0], recall.at(-1)], ['line 10', `line ${count - 1}`]);
});
