/** TOP, BOTTOM, UP, BACKWARD, DOWN, NEXT and FORWARD: the current line pointer. */
import type {Step} from '../../../guest/action.js';
import {
	onlyCount, verify, type Editor, type Outcome, type Subcommand,
} from '../editor.js';

function * moveBy(editor: Editor, text: string, direction: 1 | -1): Step<Outcome> {
	const count = onlyCount(text);
	if (count === undefined) {
		return 'invalid';
	}

	editor.buffer.move(direction * count);
	yield * verify(editor);
	return 'done';
}

export const top: Subcommand = {
	name: 'TOP',
	minimum: 3,
	syntax: ['TOP'],
	summary: 'Move to the null line before the first line.',
	* run(editor): Step<Outcome> {
		editor.buffer.current = 0;
		yield * verify(editor);
		return 'done';
	},
};

export const bottom: Subcommand = {
	name: 'BOTTOM',
	minimum: 1,
	syntax: ['Bottom'],
	summary: 'Move to the last line.',
	* run(editor): Step<Outcome> {
		editor.buffer.current = editor.buffer.length;
		yield * verify(editor);
		return 'done';
	},
};

export const up: Subcommand = {
	name: 'UP',
	minimum: 1,
	syntax: ['Up [n]'],
	summary: 'Move toward the top by n lines (1).',
	run: (editor, text) => moveBy(editor, text, -1),
};

export const down: Subcommand = {
	name: 'DOWN',
	minimum: 2,
	syntax: ['DOwn [n]'],
	summary: 'Move toward the end by n lines (1).',
	run: (editor, text) => moveBy(editor, text, 1),
};

export const next: Subcommand = {
	...down, name: 'NEXT', minimum: 1, syntax: ['Next [n]'],
};

export const forward: Subcommand = {
	...down, name: 'FORWARD', minimum: 2, syntax: ['FOrward [n]'],
};

export const backward: Subcommand = {
	...up, name: 'BACKWARD', minimum: 2, syntax: ['BAckward [n]'],
};
