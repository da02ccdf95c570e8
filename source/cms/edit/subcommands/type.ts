/** TYPE: lines from the current one on; the last one typed becomes the current line. */
import {
	lineCount, showLine, words, type Subcommand,
} from '../editor.js';

export const type: Subcommand = {
	name: 'TYPE',
	minimum: 1,
	syntax: ['Type [m|* [n|*]]'],
	summary: 'Type m lines (1), n columns of each.',
	* run(editor, text) {
		const {buffer, settings} = editor;
		const [lines, columns, ...more] = words(text);
		const count = lineCount(lines);
		const width = columns === undefined ? settings.verifyColumns.last : lineCount(columns);
		if (count === undefined || width === undefined || more.length > 0) {
			return 'invalid';
		}

		const {verifyColumns} = settings;
		const last = Math.min(settings.recordLength, columns === undefined ? width : verifyColumns.first + width - 1);
		const end = buffer.current + count - 1;
		settings.verifyColumns = {first: verifyColumns.first, last};
		for (let number = buffer.current; number <= Math.min(end, buffer.length + 1); number++) {
			buffer.current = number;
			yield * showLine(editor);
		}

		settings.verifyColumns = verifyColumns;
		return 'done';
	},
};
