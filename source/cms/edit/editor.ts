/** An edit session as its subcommands see it. */
import type {CommandDefinition} from '../../base/command.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import type {EditBuffer} from './buffer.js';
import type {EditSettings} from './settings.js';
import {
	between, highestNumber, numbered, numberField, numberOf, shownNumber,
} from './line-numbers.js';
import {expandTabs, typedOver} from './text.js';

export type FileIdentity = {name: string; type: string; letter: string; number: string};

/**
 * What a subcommand comes to: nothing to say, input mode, edit mode announced anew, not understood, or the end with a
 * return code.
 */
export type Outcome = 'done' | 'input' | 'edit' | 'invalid' | {readonly kind: 'end'; readonly returnCode: number};

export type Editor = {
	readonly cms: Cms;
	readonly buffer: EditBuffer;
	settings: EditSettings;
	file: FileIdentity;
	/** The last subcommand line, for `?` and REUSE. */
	previous: string;
	/** Subcommands assigned to X and Y. */
	readonly assigned: Map<string, string>;
	/** AUTOSAVE: after how many changes the file is written by itself (0: never), and changes since it was. */
	readonly autosave: {every: number; changes: number};
	/** REPEAT: lines the next OVERLAY is for. */
	repeat: number;
	/** Settings kept by PRESERVE. */
	preserved: EditSettings | undefined;
	/** Executes a subcommand line. */
	execute(line: string): Step<Outcome>;
};

export type Subcommand = CommandDefinition & {
	/** `text`: what follows the word and one blank, tabs and lower case as typed. */
	run(editor: Editor, text: string): Outcome | Step<Outcome>;
};

/** `shown`, a part of `line`, with the number in front where numbers stand on the right. */
function shownLine({settings, file}: Editor, line: string, shown: string): string {
	const field = numberField(settings.lineMode, file.type);
	if (field?.text !== 1) {
		return shown;
	}

	const number = numberOf(line, field);
	return `${number === undefined ? ' '.repeat(field.last - field.first + 1) : shownNumber(number, field)} ${shown}`;
}

/** The number of a line behind the current one; `none` where there is no room, nothing where lines have no numbers. */
export function nextNumber({buffer, settings, file}: Editor): number | 'none' | undefined {
	const field = numberField(settings.lineMode, file.type);
	if (!field) {
		return undefined;
	}

	const before = numberOf(buffer.line(buffer.atEnd ? buffer.length : buffer.current), field) ?? 0;
	const behind = buffer.current < buffer.length ? numberOf(buffer.line(buffer.current + 1), field) : undefined;
	return between(before, behind, settings.prompt, highestNumber(field)) ?? 'none';
}

/** A line of that number, its text treated as input is, while lines are edited by numbers. */
export function * numberedLine(editor: Editor, number: number, text: string): Step<string> {
	const {settings, file} = editor;
	const field = numberField(settings.lineMode, file.type)!;
	const line = yield * fitted(editor, ' '.repeat(field.text - 1) + inputText(settings, text));
	return numbered(number, line.slice(field.text - 1), field, settings.serial?.id);
}

/** Types the current line, or where the pointer stands if it is on none. */
export function * showLine(editor: Editor): Step {
	const {buffer, settings: {verifyColumns: {first, last}}} = editor;
	if (buffer.atTop) {
		yield * editor.cms.console.type('TOF:');
	} else if (buffer.atEnd) {
		yield * editor.cms.console.type('EOF:');
	} else {
		yield * editor.cms.console.type(shownLine(editor, buffer.line(), buffer.line().slice(first - 1, last)));
	}
}

/** What verification shows after a subcommand: the line while VERIFY is on, top and end of file always. */
export function * verify(editor: Editor): Step {
	if (editor.settings.verify || editor.buffer.atTop || editor.buffer.atEnd) {
		yield * showLine(editor);
	}
}

/** Tabs and backspaces as IMAGE says: CANON keeps compound characters, in one order. */
function imaged({image, tabs}: EditSettings, text: string): string {
	switch (image) {
		case 'OFF': {
			return text;
		}

		case 'ON': {
			return typedOver(expandTabs(text, tabs), 'last');
		}

		case 'CANON': {
			return typedOver(expandTabs(text, tabs), 'all');
		}
	}
}

/** Text that goes into the file: tabs as IMAGE says, upper case as CASE says. */
export function inputText(settings: EditSettings, text: string): string {
	const image = imaged(settings, text);
	return settings.case === 'U' ? image.toUpperCase() : image;
}

/** A line cut at the truncation column; says so, as any change that loses characters does. */
export function * fitted(editor: Editor, text: string): Step<string> {
	const line = text.slice(0, editor.settings.truncate);
	if (text.trimEnd().length > line.length) {
		yield * truncated(editor, line);
	}

	return line;
}

export function * truncated(editor: Editor, line: string): Step {
	yield * editor.cms.console.type('TRUNCATED');
	yield * editor.cms.console.type(line);
}

/** Says that `string` is wider than the columns that are looked at; false where it is not. */
export function * isWiderThanZone({cms, settings: {zone}}: Editor, string: string): Step<boolean> {
	const isWider = string.length > zone.last - zone.first + 1;
	if (isWider) {
		yield * cms.console.type('ZONE ERROR');
	}

	return isWider;
}

/** A count of lines: 1 by default, `*` to the end; undefined where it is neither a positive number. */
export function lineCount(word: string | undefined): number | undefined {
	if (word === undefined || word === '') {
		return 1;
	}

	if (word === '*') {
		return Number.POSITIVE_INFINITY;
	}

	return /^\d{1,8}$/.test(word) ? Number(word) : undefined;
}

/** `lineCount` of a subcommand's only operand; undefined where there are more. */
export function onlyCount(text: string): number | undefined {
	const [word, ...more] = words(text);
	return more.length > 0 ? undefined : lineCount(word);
}

/** Operands in upper case. */
export function words(text: string): string[] {
	return text.toUpperCase().match(/\S+/g) ?? [];
}
