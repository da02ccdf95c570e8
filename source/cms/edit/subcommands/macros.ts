/**
 * $DUP and $MOVE (GC20-1818, section 4, "EDIT macros"). Not here: the EXECs that these are with IBM, which stack lines
 * of the file; a user's own EXEC of the name goes before them.
 */
import type {Step} from '../../../guest/action.js';
import {
	lineCount, nextNumber, verify, words, type Editor, type Outcome, type Subcommand,
} from '../editor.js';
import {numbered, numberField, textOf} from '../line-numbers.js';

/** Most lines that a macro copies or moves. */
const mostLines = 25;
/** What a line of the console stack can have, characters: what is behind is lost. */
const longestStacked = 130;

/** Subcommands behind a logical line end are not executed. */
function * dropStacked({cms}: Editor, name: string): Step {
	if (cms.console.stacked > 0) {
		cms.console.clearStack();
		yield * cms.console.type(`STACKED LINES CLEARED BY ${name}`);
	}
}

/** A number of lines from 1 to 25. */
function fewLines(word: string | undefined): number | undefined {
	const count = lineCount(word);
	return count !== undefined && count >= 1 && count <= mostLines ? count : undefined;
}

export const duplicate: Subcommand = {
	name: '$DUP',
	minimum: 4,
	syntax: ['$DUP [n]'],
	summary: 'Put n copies (1) of the current line behind it; 25 at most, of 130 characters.',
	description: [
		'The last copy is the current line then. Further subcommands in the stack are dropped. Lines with numbers get '
		+ 'numbers of their own, as long as there are any.',
	],
	* run(editor, text): Step<Outcome> {
		const {buffer} = editor;
		const [word, ...more] = words(text);
		const count = fewLines(word);
		if (count === undefined || more.length > 0 || buffer.atTop || buffer.atEnd) {
			return 'invalid';
		}

		yield * dropStacked(editor, '$DUP');
		const line = buffer.line().slice(0, longestStacked);
		const field = numberField(editor.settings.lineMode, editor.file.type);
		for (let copy = 0; copy < count; copy++) {
			const number = nextNumber(editor);
			if (number === 'none') {
				break;
			}

			buffer.insert(field && number !== undefined
				? numbered(number, textOf(line, field), field, editor.settings.serial?.id)
				: line);
		}

		yield * verify(editor);
		return 'done';
	},
};

/** The line behind which `count` lines from the current one on are to go, counted before they are taken away. */
function destination({buffer}: Editor, count: number, [direction, operand]: readonly string[]): number | undefined {
	if (direction === 'TO' && operand !== undefined) {
		return buffer.lineThat(line => line.split(' ', 1)[0].toUpperCase() === operand, 1);
	}

	const distance = operand === '*' ? undefined : lineCount(operand);
	if (operand === undefined || distance === undefined || distance < 1) {
		return undefined;
	}

	if ('UP'.startsWith(direction)) {
		return Math.max(0, buffer.current - 1 - distance);
	}

	return 'DOWN'.startsWith(direction) ? Math.min(buffer.length, buffer.current + count - 1 + distance) : undefined;
}

export const moveLines: Subcommand = {
	name: '$MOVE',
	minimum: 5,
	syntax: ['$MOVE n {Up m|Down m|TO label}'],
	summary: 'Move n lines from the current one on up or down by m lines, or behind the line that begins with a label.',
	description: [
		'At most 25 lines. The last line moved is the current line then. Further subcommands in the stack are dropped.',
	],
	* run(editor, text): Step<Outcome> {
		const {buffer, autosave} = editor;
		const [word, direction, operand, ...more] = words(text);
		const asked = word === undefined ? undefined : fewLines(word);
		if (asked === undefined || direction === undefined || more.length > 0 || buffer.atTop || buffer.atEnd) {
			return 'invalid';
		}

		const first = buffer.current;
		const count = Math.min(asked, buffer.length - first + 1);
		const behind = destination(editor, count, [direction, operand]);
		if (behind === undefined || (behind >= first && behind < first + count)) {
			return 'invalid';
		}

		yield * dropStacked(editor, '$MOVE');
		const lines = buffer.lines.slice(first - 1, first - 1 + count);
		buffer.delete(count);
		buffer.current = behind < first ? behind : behind - count;
		for (const line of lines) {
			buffer.insert(line);
		}

		// Each line is a change to AUTOSAVE; the subcommand itself counts as one.
		autosave.changes += count - 1;
		yield * verify(editor);
		return 'done';
	},
};
