/** The source and object program pages. */
import {hex, hexBytes} from '../../base/hex.js';
import type {Assembly} from '../assembly.js';
import type {Line} from '../source/line.js';
import type {Listing} from './page.js';

const columns = '  LOC  OBJECT CODE    ADDR1 ADDR2  STMT   SOURCE STATEMENT';
const errorLine = '         *** ERROR ***';
/** Bytes of data on a line. */
const bytesPerLine = 8;

function isPrinted({hidden, print, generated, flags, kind}: Line): boolean {
	if (!print.on || (hidden && flags.length === 0)) {
		return false;
	}

	return !generated || print.gen || flags.length > 0 || kind === 'note';
}

/** Assembled bytes a line at a time; without PRINT DATA as many lines as the source has. */
function codeLines({code, instruction, print, statement}: Line): string[] {
	if (!code || code.length === 0) {
		return [];
	}

	if (instruction) {
		return [hexBytes(code).match(/.{4}/g)!.join(' ')];
	}

	const count = Math.ceil(code.length / bytesPerLine);
	return Array.from({length: print.data ? count : Math.min(count, statement.cards.length)}, (_, index) =>
		hexBytes(code.subarray(index * bytesPerLine, (index + 1) * bytesPerLine)));
}

const five = (value: number | undefined): string => value === undefined ? '     ' : hex(value, 5);

function lineTexts(line: Line): string[] {
	const {statement: {cards}, location, address1, address2, number, generated} = line;
	const codes = codeLines(line);
	return Array.from({length: Math.max(codes.length, cards.length)}, (_, index) => {
		const code = codes[index];
		const first = index === 0;
		const place =
			location === undefined || (!first && code === undefined)
				? ''
				: hex(location + (first ? 0 : index * bytesPerLine), 6);
		const left = `${place.padEnd(7)}${(code ?? '').padEnd(15)}`;
		const addresses = first && left.length === 22 ? `${five(address1)} ${five(address2)} ` : '';
		const statement = `${first ? String(number).padStart(5) : ''}`.padStart(5);
		return `${`${left}${addresses}`.padEnd(34)}${statement}${generated ? '+' : ' '}${cards[index]?.text ?? ''}`;
	});
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
			listing.line(`${hex(line.padding.location, 6)} ${'00'.repeat(line.padding.length)}`);
		}

		for (const text of lineTexts(line)) {
			listing.line(text);
		}

		if (line.flags.length > 0 && line.kind !== 'note') {
			listing.line(errorLine);
		}
	}
}
