/**
 * What a printer leaves on paper: pages of lines, from the channel commands of a file (GA24-3312), as the form, the
 * train and the fold bit of the printer have it. A skip to the top of an empty page does nothing: the operator has the
 * paper there.
 */
import {blank, fromEbcdic, toEbcdic, type CodePage} from '../../../base/ebcdic.js';
import {carriageOf} from '../../../machine/devices/unit-record/1403.js';
import type {FormsControl} from '../../../machine/devices/unit-record/forms-control.js';
import type {RealOutput} from './unit-host.js';

/** A line of print: its place on the page, from 1. Lines that were printed over each other have one place. */
export type PrintedLine = {readonly row: number; readonly text: string};

/** Lines from the top. */
export type PrintedPage = readonly PrintedLine[];

const control = /[\u0000-\u001F\u007F-\u009F]/g;

export function printedPages(
	{records, forms, folds, characters}: Pick<RealOutput, 'records' | 'forms' | 'folds' | 'characters'>,
	page?: CodePage,
): PrintedPage[] {
	const pages: PrintedLine[][] = [[]];
	let row = 1;
	const move = (lines: number): void => {
		row += lines;
		while (row > forms.length) {
			row -= forms.length;
			pages.push([]);
		}
	};

	for (const {command, data} of records) {
		const text = fromEbcdic(onTrain(data, folds, characters), page).replaceAll(control, ' ').trimEnd();
		if (text !== '') {
			pages.at(-1)!.push({row, text});
		}

		const carriage = carriageOf(command) ?? {space: 1};
		if ('space' in carriage) {
			move(carriage.space);
		} else if (carriage.skip !== 1 || row > 1 || pages.at(-1)!.length > 0) {
			move(linesTo(forms, row, carriage.skip));
		}
	}

	if (pages.at(-1)!.length === 0) {
		pages.pop();
	}

	return pages;
}

/** Lines from `row` to the next one with a channel; where the form has none, one. */
function linesTo(forms: FormsControl, row: number, channel: number): number {
	for (let moved = 1; moved <= forms.length; moved++) {
		if (forms.channels.get(((row + moved - 1) % forms.length) + 1)?.includes(channel)) {
			return moved;
		}
	}

	return 1;
}

const [smallA, smallZ] = toEbcdic('az');
/** What makes a small letter of EBCDIC a capital. */
const capitalBit = 0x40;

function onTrain(data: Uint8Array, folds: boolean, characters: RealOutput['characters']): Uint8Array {
	if (!folds && !characters) {
		return data;
	}

	return data.map(byte => {
		const isSmall = byte >= smallA && byte <= smallZ;
		const printed = folds && isSmall ? byte | capitalBit : byte;
		return !characters || characters.has(printed) ? printed : blank;
	});
}

/**
 * Pages as text: a form feed between them, a line end behind each line. A line that was printed over another stands
 * behind a carriage return.
 */
export function pagesAsText(pages: readonly PrintedPage[]): string {
	return pages.map(page => {
		let text = '';
		let row = 1;
		for (const [index, line] of page.entries()) {
			text += '\n'.repeat(line.row - row);
			text += index > 0 && page[index - 1].row === line.row ? `\r${line.text}` : line.text;
			row = line.row;
		}

		return text === '' ? '' : `${text}\n`;
	}).join('\f');
}
