/** INPUT, REPLACE, OVERLAY, DELETE, DSTRING: whole lines. */
import type {Step} from '../../../guest/action.js';
import {
	fitted, inputText, isWiderThanZone, nextNumber, numberedLine, onlyCount, verify,
	type Editor, type Outcome, type Subcommand,
} from '../editor.js';
import {numberField, numberOf} from '../line-numbers.js';
import {contains, delimited, overlay as overlayText} from '../text.js';

export const input: Subcommand = {
	name: 'INPUT',
	minimum: 1,
	syntax: ['Input [line]'],
	summary: 'Insert the line behind the current one, or enter input mode.',
	* run(editor, text) {
		if (text === '') {
			return 'input';
		}

		const number = nextNumber(editor);
		if (number === 'none') {
			yield * editor.cms.console.type('RENUMBER LINES');
			return 'done';
		}

		editor.buffer.insert(number === undefined
			? yield * fitted(editor, inputText(editor.settings, text))
			: yield * numberedLine(editor, number, text));
		return 'done';
	},
};

function deleteCurrent({buffer}: Editor): void {
	if (!buffer.atTop && !buffer.atEnd) {
		buffer.delete(1);
		buffer.current--;
	}
}

/** What takes the place of the current line: it keeps the line's number. */
function * replacement(editor: Editor, text: string): Step<string> {
	const {buffer, settings, file} = editor;
	const field = numberField(settings.lineMode, file.type);
	const number = field && numberOf(buffer.line(), field);
	return number === undefined
		? yield * fitted(editor, inputText(settings, text))
		: yield * numberedLine(editor, number, text);
}

export const replace: Subcommand = {
	name: 'REPLACE',
	minimum: 1,
	syntax: ['Replace [line]'],
	summary: 'Replace the current line, or delete it and enter input mode.',
	* run(editor, text) {
		const line = text === '' ? '' : yield * replacement(editor, text);
		deleteCurrent(editor);
		if (text === '') {
			return 'input';
		}

		editor.buffer.insert(line);
		return 'done';
	},
};

export const overlay: Subcommand = {
	name: 'OVERLAY',
	minimum: 1,
	syntax: ['Overlay line'],
	summary: 'Put characters over those of the current line; an underscore makes a blank.',
	* run(editor, text) {
		const {buffer} = editor;
		const lines = editor.repeat;
		editor.repeat = 1;
		if (text === '' || buffer.atTop || buffer.atEnd) {
			return 'invalid';
		}

		const over = inputText(editor.settings, text);
		for (let line = 0; line < lines && !buffer.atEnd; line++) {
			if (line > 0) {
				buffer.move(1);
			}

			if (!buffer.atEnd) {
				buffer.replace(yield * fitted(editor, overlayText(buffer.line(), over)));
			}

			yield * verify(editor);
		}

		return 'done';
	},
};

export const repeat: Subcommand = {
	name: 'REPEAT',
	minimum: 6,
	syntax: ['REPEAT [n|*]'],
	summary: 'Let the next OVERLAY be for n lines (1).',
	run(editor, text) {
		const count = onlyCount(text);
		if (count === undefined || count < 1) {
			return 'invalid';
		}

		editor.repeat = count;
		return 'done';
	},
};

function * endOfFile(editor: Editor): Step<Outcome> {
	if (editor.buffer.atEnd) {
		yield * verify(editor);
	}

	return 'done';
}

export const deleteLines: Subcommand = {
	name: 'DELETE',
	minimum: 3,
	syntax: ['DELete [n|*]'],
	summary: 'Delete n lines (1) from the current one on.',
	* run(editor, text) {
		const count = onlyCount(text);
		if (count === undefined) {
			return 'invalid';
		}

		editor.buffer.delete(count);
		return yield * endOfFile(editor);
	},
};

export const deleteString: Subcommand = {
	name: 'DSTRING',
	minimum: 2,
	syntax: ['DString /[string[/]]'],
	summary: 'Delete lines from the current one up to the one before the next that contains the string.',
	description: ['Without a string the current line alone is deleted.'],
	* run(editor, text) {
		const parts = delimited(text, 1);
		if (parts?.rest !== '') {
			return 'invalid';
		}

		const {buffer, settings} = editor;
		const string = inputText(settings, parts.strings[0]);
		if (yield * isWiderThanZone(editor, string)) {
			return 'done';
		}

		const found = string === ''
			? buffer.current + 1
			: buffer.lineThat(line => contains(line, string, settings.zone), buffer.current + 1);
		if (found === undefined) {
			yield * editor.cms.console.type('STRING NOT FOUND, NO DELETIONS MADE');
			return 'done';
		}

		buffer.delete(found - buffer.current);
		yield * verify(editor);
		return 'done';
	},
};
