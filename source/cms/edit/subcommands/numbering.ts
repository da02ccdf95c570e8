/** LINEMODE, PROMPT, RENUM and nnnnn: editing by line numbers (GC20-1818). */
import type {Step} from '../../../guest/action.js';
import {
	numberedLine, verify, words, type Editor, type Outcome, type Subcommand,
} from '../editor.js';
import {
	highestNumber, isBasic, isNumberedType, numbered, numberField, numberOf, renumberedReferences, textOf,
} from '../line-numbers.js';

const usualLength = 80;
const usualStart = 10;
const mostIncrement = 99_999;

export const lineMode: Subcommand = {
	name: 'LINEMODE',
	minimum: 4,
	syntax: ['LINEmode [LEFT|RIGHT|OFF]'],
	summary: 'Edit by line numbers in the file, or not; or type how it is set.',
	description: [
		'LEFT: the numbers are in columns 1-5 of VSBASIC files, 1-8 of FREEFORT files; it is what these begin with.',
		'RIGHT: they are in columns 76-80 of files with fixed records of 80, the first characters of SERIAL in front; '
		+ 'lines are typed with the number on the left.',
		'INPUT then types the number of each line before it reads it. nnnnn finds a line by its number; nnnnn with '
		+ 'text behind it puts the text in its place, or where it belongs.',
	],
	* run(editor, text): Step<Outcome> {
		const {settings, cms} = editor;
		const [word, ...more] = words(text);
		if (word === undefined) {
			yield * cms.console.type(settings.lineMode);
			return 'done';
		}

		if (more.length > 0 || (word !== 'LEFT' && word !== 'RIGHT' && word !== 'OFF')) {
			return 'invalid';
		}

		const isCard = settings.recordFormat === 'F' && settings.recordLength === usualLength;
		if ((word === 'RIGHT' && !isCard) || (word === 'LEFT' && !isNumberedType(editor.file.type))) {
			yield * cms.console.type(`WRONG FILE FORMAT FOR LINEMODE ${word}`);
			return 'done';
		}

		settings.lineMode = word;
		if (word === 'RIGHT') {
			const last = Math.min(settings.truncate, rightText);
			settings.truncate = last;
			settings.zone = {first: Math.min(settings.zone.first, last), last: Math.min(settings.zone.last, last)};
			settings.verifyColumns = {first: 1, last: Math.min(settings.verifyColumns.last, last)};
		}

		return 'done';
	},
};

/** Columns of text in front of the sequence field. */
const rightText = 72;

export const prompt: Subcommand = {
	name: 'PROMPT',
	minimum: 3,
	syntax: ['PROmpt [n]'],
	summary: 'Set or type the difference between line numbers that INPUT gives.',
	* run({settings, cms}, text): Step<Outcome> {
		const [word, ...more] = words(text);
		if (word === undefined) {
			yield * cms.console.type(String(settings.prompt));
			return 'done';
		}

		if (more.length > 0 || !/^[1-9]\d{0,4}$/.test(word)) {
			return 'invalid';
		}

		settings.prompt = Number(word);
		return 'done';
	},
};

export const renumber: Subcommand = {
	name: 'RENUM',
	minimum: 3,
	syntax: ['RENum [start [increment]]'],
	summary: 'Number the lines of a VSBASIC or FREEFORT file anew: from start (10) on, increment (start) apart.',
	description: ['In VSBASIC files the numbers behind GOTO, GOSUB, THEN, ELSE and USING change with the lines.'],
	* run(editor, text): Step<Outcome> {
		const {buffer, cms, file, settings} = editor;
		const [first = String(usualStart), step = first, ...more] = words(text);
		const [start, increment] = [Number(first), Number(step)];
		const isNumber = /^[1-9]\d{0,7}$/.test(first) && /^[1-9]\d{0,7}$/.test(step);
		if (!isNumber || more.length > 0 || increment > mostIncrement) {
			return 'invalid';
		}

		const field = numberField(settings.lineMode, file.type);
		if (field === undefined || settings.lineMode !== 'LEFT') {
			yield * cms.console.type('WRONG FILE FORMAT FOR RENUM');
			return 'done';
		}

		if (start + ((buffer.length - 1) * increment) > highestNumber(field)) {
			yield * cms.console.type('MAXIMUM LINE NUMBER EXCEEDED');
			return 'done';
		}

		yield * cms.charge('record', buffer.length);
		const numbers = new Map(buffer.lines.flatMap((line, index) => {
			const old = numberOf(line, field);
			return old === undefined ? [] : [[old, start + (index * increment)] as const];
		}));
		const renewed = buffer.lines.map((line, index) => {
			const statement = numberOf(line, field) === undefined ? line : textOf(line, field);
			return numbered(
				start + (index * increment),
				isBasic(file.type) ? renumberedReferences(statement, numbers) : statement,
				field,
			).slice(0, settings.recordLength);
		});
		for (const [index, line] of renewed.entries()) {
			buffer.replace(line, index + 1);
		}

		return 'done';
	},
};

/** `nnnnn`: finds the line of that number; with text behind it, puts the text in its place, or where it belongs. */
export function * numberLine(editor: Editor, word: string, text: string): Step<Outcome> {
	const {buffer, cms, file, settings} = editor;
	const field = numberField(settings.lineMode, file.type);
	const number = Number(word);
	if (!field || number > highestNumber(field) || number === 0) {
		return 'invalid';
	}

	const place = buffer.lineThat(line => (numberOf(line, field) ?? 0) >= number, 1);
	const isThere = place !== undefined && numberOf(buffer.line(place), field) === number;
	if (text === '') {
		if (!isThere) {
			yield * cms.console.type('NOT FOUND');
			return 'done';
		}

		buffer.current = place;
		yield * verify(editor);
		return 'done';
	}

	const line = yield * numberedLine(editor, number, text);
	if (isThere) {
		buffer.replace(line, place);
		buffer.current = place;
	} else {
		buffer.current = (place ?? buffer.length + 1) - 1;
		buffer.insert(line);
	}

	return 'done';
}
