/**
 * AUTOSAVE, CASE, IMAGE, RECFM, TABSET, TRUNC, VERIFY, ZONE, SERIAL, LONG, SHORT, PRESERVE, RESTORE: how the editor
 * treats lines. Without operand most type their setting.
 */
import {
	lineCount, words, type Editor, type Outcome, type Subcommand,
} from '../editor.js';
import type {Step} from '../../../guest/action.js';
import type {EditSettings} from '../settings.js';

type Definition = Pick<Subcommand, 'name' | 'minimum' | 'syntax' | 'summary'>;

/** A setting: `show` what it is now, `set` from operands (false = they are wrong). */
function setting(
	definition: Definition,
	show: ((settings: EditSettings, editor: Editor) => string) | undefined,
	set: (settings: EditSettings, operands: readonly string[], editor: Editor) => boolean,
): Subcommand {
	return {
		...definition,
		* run(editor, text): Step<Outcome> {
			const operands = words(text);
			if (operands.length === 0 && show) {
				yield * editor.cms.console.type(show(editor.settings, editor));
				return 'done';
			}

			return set(editor.settings, operands, editor) ? 'done' : 'invalid';
		},
	};
}

/** Setting `key` to the operand where it is one of `values`. */
function choice<K extends 'case' | 'image' | 'recordFormat'>(key: K, values: ReadonlyArray<EditSettings[K]>) {
	return (settings: EditSettings, [word]: readonly string[]): boolean => {
		const value = values.find(candidate => candidate === word);
		if (value !== undefined) {
			settings[key] = value;
		}

		return value !== undefined;
	};
}

/** A column within the record; `*` is its last one. */
function column(word: string | undefined, {recordLength}: EditSettings): number | undefined {
	const value = word === '*' ? recordLength : lineCount(word);
	return value !== undefined && value >= 1 && value <= recordLength ? value : undefined;
}

export const caseSetting = setting(
	{
		name: 'CASE', minimum: 4, syntax: ['CASE [M|U]'], summary: 'Keep lower case, or translate input to upper case.',
	},
	settings => settings.case,
	choice('case', ['M', 'U']),
);

export const image = setting(
	{
		name: 'IMAGE', minimum: 5, syntax: ['IMAGE [ON|OFF|CANON]'], summary: 'Expand tab characters, or leave them.',
	},
	settings => settings.image,
	choice('image', ['ON', 'OFF', 'CANON']),
);

export const recordFormat = setting(
	{
		name: 'RECFM', minimum: 3, syntax: ['RECfm [F|V]'], summary: 'Set or type the record format.',
	},
	settings => settings.recordFormat,
	choice('recordFormat', ['F', 'V']),
);

export const tabSet = setting(
	{
		name: 'TABSET', minimum: 4, syntax: ['TABSet n1 [n2 ...]'], summary: 'Set tab stops.',
	},
	undefined,
	(settings, operands) => {
		const stops = operands.map(Number);
		const good =
			stops.length > 0 && stops.every((stop, index) => Number.isInteger(stop) && stop > (stops[index - 1] ?? 0));
		if (good) {
			settings.tabs = stops;
		}

		return good;
	},
);

export const truncation = setting(
	{
		name: 'TRUNC', minimum: 5, syntax: ['TRUNC [n|*]'], summary: 'Set or type the last column that input fills.',
	},
	settings => String(settings.truncate),
	(settings, [word]) => {
		const last = column(word, settings);
		settings.truncate = last ?? settings.truncate;
		return last !== undefined;
	},
);

export const zone = setting(
	{
		name: 'ZONE',
		minimum: 1,
		syntax: ['Zone [first [last|*]]'],
		summary: 'Set or type the columns that LOCATE and CHANGE look at.',
	},
	settings => `${settings.zone.first} ${settings.zone.last}`,
	(settings, [from, to = '*']) => {
		const first = column(from, settings);
		const last = to === '*' ? settings.truncate : column(to, settings);
		if (first === undefined || last === undefined || first > last) {
			return false;
		}

		settings.zone = {first, last};
		return true;
	},
);

export const verification = setting(
	{
		name: 'VERIFY',
		minimum: 1,
		syntax: ['Verify [ON|OFF] [[first] last|*]'],
		summary: 'Type changed and located lines, or not; which columns of them.',
	},
	settings => `${settings.verify ? 'ON' : 'OFF'} ${settings.verifyColumns.first} ${settings.verifyColumns.last}`,
	(settings, operands) => {
		const hasSwitch = operands[0] === 'ON' || operands[0] === 'OFF';
		const columns = hasSwitch ? operands.slice(1) : operands;
		const [first, last] = columns.length === 2 ? columns : ['1', columns[0] ?? String(settings.verifyColumns.last)];
		const from = column(first, settings);
		const to = column(last, settings);
		if (columns.length > 2 || from === undefined || to === undefined || from > to) {
			return false;
		}

		settings.verify = operands[0] !== 'OFF';
		settings.verifyColumns = {first: from, last: to};
		return true;
	},
);

export const serial = setting(
	{
		name: 'SERIAL',
		minimum: 3,
		syntax: ['SERial OFF|ON|id [n]'],
		summary: 'Number the lines in columns 73-80 when the file is written.',
	},
	undefined,
	(settings, [word, step = '10'], editor) => {
		if (
			word === undefined
			|| !/^[1-9]\d{0,4}$/.test(step)
			|| (word !== 'OFF' && (settings.recordFormat !== 'F' || settings.recordLength !== 80))
		) {
			return false;
		}

		settings.serial =
			word === 'OFF'
				? undefined
				: {id: (word === 'ON' ? editor.file.name : word).slice(0, 3), increment: Number(step)};
		return true;
	},
);

const mostChanges = 32_767;

export const autosave = setting(
	{
		name: 'AUTOSAVE',
		minimum: 4,
		syntax: ['AUTOsave [n|OFF]'],
		summary: 'Write the file after every n changes, or not; or type how it is set.',
	},
	(_settings, {autosave: {every}}) => (every === 0 ? 'OFF' : String(every)),
	(_settings, [word], editor) => {
		const every = word === 'OFF' ? 0 : Number(word);
		const good = word === 'OFF' || (/^\d{1,5}$/.test(word) && every >= 1 && every <= mostChanges);
		if (good) {
			editor.autosave.every = every;
			editor.autosave.changes = 0;
		}

		return good;
	},
);

function messageForm(name: string, short: boolean, summary: string): Subcommand {
	return setting({
		name, minimum: name.length, syntax: [name], summary,
	}, undefined, settings => {
		settings.short = short;
		return true;
	});
}

export const long = messageForm('LONG', false, 'Answer a wrong subcommand by ?EDIT: and the line.');
export const short = messageForm('SHORT', true, 'Answer a wrong subcommand by one character.');

export const preserve: Subcommand = {
	name: 'PRESERVE',
	minimum: 3,
	syntax: ['PREserve'],
	summary: 'Keep the settings for RESTORE.',
	run(editor) {
		editor.preserved = {...editor.settings};
		return 'done';
	},
};

export const restore: Subcommand = {
	name: 'RESTORE',
	minimum: 3,
	syntax: ['REStore'],
	summary: 'Bring back the settings kept by PRESERVE.',
	run(editor) {
		if (!editor.preserved) {
			return 'invalid';
		}

		editor.settings = {...editor.preserved};
		return 'done';
	},
};
