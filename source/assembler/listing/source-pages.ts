/** The source and object program pages. */
import {hexAddress} from '../../base/hex.js';
import type {Assembly} from '../assembly.js';
import {listedCards} from '../macro/generated-cards.js';
import type {Line} from '../source/line.js';
import {code as character} from '../source/scan.js';
import {cardCount, cardOf} from '../source/statement.js';
import {Columns} from './columns.js';
import type {Listing} from './page.js';

const columns = '  LOC  OBJECT CODE    ADDR1 ADDR2  STMT   SOURCE STATEMENT';
const errorLine = '         *** ERROR ***';
/** Bytes of data on a line. */
const bytesPerLine = 8;
/** The columns in front of the statement, from 0. */
const codeColumn = 7;
const address1Column = 22;
const address2Column = 28;
const numberColumn = 34;
const numberWidth = 5;
const numberEnd = numberColumn + numberWidth;

function isPrinted({hidden, print, generated, flags, kind}: Line): boolean {
	if (!print.on || (hidden && flags.length === 0)) {
		return false;
	}

	return !generated || print.gen || flags.length > 0 || kind === 'note';
}

/** Lines that a line's bytes take; without PRINT DATA as many as the source has. */
function codeCount({codeLength, instruction, print}: Line, cards: number): number {
	const count = instruction ? Math.min(codeLength, 1) : Math.ceil(codeLength / bytesPerLine);
	return print.data ? count : Math.min(count, cards);
}

/** Puts the bytes of a line's part `index`, an instruction's in halfwords. Answers the column behind them. */
function putCode(row: Columns, {code, codeLength, instruction}: Line, bytes: Uint8Array, index: number): number {
	const from = code + index * bytesPerLine;
	const end = instruction ? code + codeLength : Math.min(code + codeLength, from + bytesPerLine);
	let column = codeColumn;
	for (let at = from; at < end; at++) {
		column += instruction && at > from && (at - from) % 2 === 0 ? 1 : 0;
		row.hex(column, bytes[at], 2);
		column += 2;
	}

	return column;
}

function putAddress(row: Columns, column: number, address: number | undefined): void {
	if (address !== undefined) {
		row.hex(column, address, 5);
	}
}

/** Lists one line: its bytes beside its cards. */
function listLine(listing: Listing, row: Columns, line: Line, bytes: Uint8Array): void {
	const {location, address1, address2, number, generated} = line;
	const cards = listedCards(line);
	const count = cardCount(cards);
	const codes = codeCount(line, count);
	for (let index = 0; index < codes || index < count; index++) {
		const first = index === 0;
		const hasCode = index < codes;
		row.begin();
		if (location !== undefined && (first || hasCode)) {
			row.hex(0, location + index * bytesPerLine, 6);
		}

		const codeEnd = hasCode ? putCode(row, line, bytes, index) : codeColumn;
		// Eight bytes of data leave no room for addresses.
		if (first && codeEnd <= address1Column) {
			putAddress(row, address1Column, address1);
			putAddress(row, address2Column, address2);
		}

		const markColumn = first ? row.decimal(numberColumn, number, numberWidth, character.blank) : numberEnd;
		row.put(markColumn, generated ? character.plus : character.blank);
		listing.line(row.text, cardOf(cards, index)?.text);
	}
}

/** Lists every statement as PRINT, TITLE, EJECT and SPACE ask. */
export function listSource(listing: Listing, assembly: Assembly): void {
	const id = assembly.deckId;
	let title = '';
	const row = new Columns();
	listing.eject({title, columns});
	for (const line of assembly.lines) {
		title = line.title === undefined ? title : `${id.padEnd(9)}${line.title}`;
		if (line.print.on && (!line.generated || line.print.gen || line.skip === 'page')) {
			if (line.skip === 'page') {
				listing.eject({title, columns});
			} else if (line.skip) {
				listing.space(line.skip);
			}
		}

		if (!isPrinted(line)) {
			continue;
		}

		if (line.padding) {
			listing.line(`${hexAddress(line.padding.location)} ${'00'.repeat(line.padding.length)}`);
		}

		listLine(listing, row, line, assembly.code.bytes);

		if (line.flags.length > 0 && line.kind !== 'note') {
			listing.line(errorLine);
		}
	}
}
