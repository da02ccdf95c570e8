/** LOCATE and FIND: the next line that has a string anywhere in the zone, or characters in their columns. */
import type {Step} from '../../../guest/action.js';
import {
	inputText, verify, type Editor, type Outcome, type Subcommand,
} from '../editor.js';
import {agrees, contains, delimited} from '../text.js';

/** Searches below the current line; from the end of file, from the top. `failing`: what is typed before `EOF:`. */
function * search(editor: Editor, matches: (line: string) => boolean, failing = 'NOT FOUND'): Step<Outcome> {
	const {buffer, cms} = editor;
	if (buffer.atEnd && buffer.length > 0) {
		buffer.current = 0;
		yield * cms.console.type('TOF:');
	}

	yield * cms.charge('record', Math.max(1, buffer.length - buffer.current));
	const found = buffer.lineThat(matches, buffer.current + 1);
	if (found === undefined) {
		buffer.current = buffer.length + 1;
		if (failing !== '') {
			yield * cms.console.type(failing);
		}
	} else {
		buffer.current = found;
	}

	yield * verify(editor);
	return 'done';
}

export const locate: Subcommand = {
	name: 'LOCATE',
	minimum: 1,
	syntax: ['Locate /string[/]'],
	summary: 'Find the next line that contains the string.',
	run(editor, text) {
		const parts = delimited(text, 1);
		if (parts?.rest !== '') {
			return 'invalid';
		}

		const string = inputText(editor.settings, parts.strings[0]);
		return search(editor, line => contains(line, string, editor.settings.zone));
	},
};

export const find: Subcommand = {
	name: 'FIND',
	minimum: 1,
	syntax: ['Find [line]'],
	summary: 'Find the next line with these characters in these columns; blanks agree with anything.',
	description: ['Without characters the next line is the current one then.'],
	run(editor, text) {
		const pattern = inputText(editor.settings, text);
		return search(editor, line => agrees(line, pattern), '');
	},
};
