/** The source and object program pages. */
import {hexAddress, hexOfByte} from '../../base/hex.js';
import type {Assembly} from '../assembly.js';
import type {Line} from '../source/line.js';
import {cardCount, cardOf} from '../source/statement.js';
import type {Listing} from './page.js';

const columns = '  LOC  OBJECT CODE    ADDR1 ADDR2  STMT   SOURCE STATEMENT';
const errorLine = '         *** ERROR ***';
/** Bytes of data on a line. */
const bytesPerLine = 8;
/** Widths of the columns in front of the statement. */
const placeWidth = 7;
const codeWidth = 15;
const leftWidth = 34;

function isPrinted({hidden, print, generated, flags, kind}: Line): boolean {
	if (!print.on || (hidden && flags.length === 0)) {
		return false;
	}

	return !generated || print.gen || flags.length > 0 || kind === 'note';
}

/** An instruction's bytes, a group for each halfword. */
function instructionText(bytes: Uint8Array, from: number, length: number): string {
	let text = hexOfByte[bytes[from]] + hexOfByte[bytes[from + 1]];
	for (let at = from + 2; at < from + length; at += 2) {
		text += ` ${hexOfByte[bytes[at]]}${hexOfByte[bytes[at + 1]]}`;
	}

	return text;
}

function dataText(bytes: Uint8Array, from: number, end: number): string {
	let text = '';
	for (let at = from; at < end; at++) {
		text += hexOfByte[bytes[at]];
	}

	return text;
}

/** Lines that a line's bytes take; without PRINT DATA as many as the source has. */
function codeCount({codeLength, instruction, print, statement}: Line): number {
	const count = instruction ? Math.min(codeLength, 1) : Math.ceil(codeLength / bytesPerLine);
	return print.data ? count : Math.min(count, cardCount(statement));
}

/** Bytes of a line's part `index`. */
function codeText({code, codeLength, instruction}: Line, bytes: Uint8Array, index: number): string {
	if (instruction) {
		return instructionText(bytes, code, codeLength);
	}

	const from = code + index * bytesPerLine;
	return dataText(bytes, from, Math.min(code + codeLength, from + bytesPerLine));
}

const five = (value: number | undefined): string => value === undefined ? '     ' : hexAddress(value).slice(1);

/** Lists one line: its bytes beside its cards. */
function listLine(listing: Listing, line: Line, bytes: Uint8Array): void {
	const {statement, location, address1, address2, number, generated} = line;
	const codes = codeCount(line);
	const cards = cardCount(statement);
	const mark = generated ? '+' : ' ';
	for (let index = 0; index < codes || index < cards; index++) {
		const first = index === 0;
		const hasCode = index < codes;
		const hasPlace = location !== undefined && (first || hasCode);
		let left = '';
		if (hasPlace || hasCode || address1 !== undefined || address2 !== undefined) {
			const place = hasPlace ? hexAddress(location + index * bytesPerLine) : '';
			left = `${place.padEnd(placeWidth)}${(hasCode ? codeText(line, bytes, index) : '').padEnd(codeWidth)}`;
			left += first && left.length === placeWidth + codeWidth ? `${five(address1)} ${five(address2)} ` : '';
		}

		const statementNumber = first ? String(number).padStart(5) : '     ';
		listing.line(left.padEnd(leftWidth) + statementNumber + mark + (cardOf(statement, index)?.text ?? ''));
	}
}

/** Lists every statement as PRINT, TITLE, EJECT and SPACE ask. */
export function listSource(listing: Listing, assembly: Assembly): void {
	const id = assembly.deckId;
	let title = '';
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

		listLine(listing, line, assembly.code.bytes);

		if (line.flags.length > 0 && line.kind !== 'note') {
			listing.line(errorLine);
		}
	}
}
