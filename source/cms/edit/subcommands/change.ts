/**
 * CHANGE: one string into another, on one line or many. ALTER: the same for a character, which may be given as a code.
 */
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import {
	inputText, isWiderThanZone, lineCount, showLine, truncated, words, type Editor, type Outcome, type Subcommand,
} from '../editor.js';
import {change as changeLine, delimited} from '../text.js';

type Request = {readonly from: string; readonly to: string; readonly lines: number; readonly everywhere: boolean};

function request({settings}: Editor, text: string): Request | undefined {
	const parts = delimited(text, 2);
	const [count, everywhere, ...more] = words(parts?.rest ?? '');
	const lines = lineCount(count);
	if (
		parts === undefined
		|| lines === undefined
		|| more.length > 0
		|| ![undefined, 'G', '*'].includes(everywhere)
	) {
		return undefined;
	}

	const [from, to = ''] = parts.strings.map(string => inputText(settings, string));
	// Nothing to nothing, or everywhere: a null string stands at the beginning only.
	return from === '' && (everywhere !== undefined || parts.strings.length === 1)
		? undefined
		: {
			from, to, lines, everywhere: everywhere !== undefined,
		};
}

function * changeLines(editor: Editor, {from, to, lines, everywhere}: Request): Step<Outcome> {
	const {buffer, settings, cms} = editor;
	const last = Math.min(buffer.current + lines - 1, buffer.length + 1);
	let changed = 0;
	for (let number = buffer.current; number <= Math.min(last, buffer.length); number++) {
		buffer.current = number;
		yield * cms.charge('record');
		const result = number > 0 && changeLine(buffer.line(), from, to, settings.zone, everywhere);
		if (!result) {
			continue;
		}

		changed++;
		buffer.replace(result.line);
		if (result.truncated) {
			yield * truncated(editor, result.line);
		} else if (settings.verify) {
			yield * showLine(editor);
		}
	}

	if (changed === 0) {
		yield * cms.console.type('NOT FOUND');
	}

	if (last > buffer.length) {
		buffer.current = buffer.length + 1;
		yield * showLine(editor);
	}

	return 'done';
}

export const change: Subcommand = {
	name: 'CHANGE',
	minimum: 1,
	syntax: ['Change /string1[/string2[/ [n|* [G|*]]]]'],
	summary: 'Change string1 to string2 on n lines (1), once or everywhere (G) on each.',
	* run(editor, text): Step<Outcome> {
		const asked = request(editor, text);
		if (!asked) {
			return 'invalid';
		}

		return (yield * isWiderThanZone(editor, asked.from)) ? 'done' : yield * changeLines(editor, asked);
	},
};

/** A character as it is, or two hexadecimal digits of its code. */
function character(word: string | undefined): string | undefined {
	if (word?.length === 1) {
		return word;
	}

	return word !== undefined && /^[\da-f]{2}$/i.test(word)
		? fromEbcdic(Uint8Array.of(Number.parseInt(word, 16)))
		: undefined;
}

export const alter: Subcommand = {
	name: 'ALTER',
	minimum: 2,
	syntax: ['ALter c1 c2 [n|* [G|*]]'],
	summary:
		'Change the character c1 to c2 (a character, or its code in hexadecimal) on n lines (1), once or everywhere '
		+ '(G) on each.',
	run(editor, text) {
		const [first, second, ...more] = text.trim().split(/ +/);
		const from = character(first);
		const to = character(second);
		const [count, everywhere, ...extra] = words(more.join(' '));
		const lines = lineCount(count);
		if (
			from === undefined
			|| to === undefined
			|| lines === undefined
			|| extra.length > 0
			|| ![undefined, 'G', '*'].includes(everywhere)
		) {
			return 'invalid';
		}

		return changeLines(editor, {
			from, to, lines, everywhere: everywhere !== undefined,
		});
	},
};
