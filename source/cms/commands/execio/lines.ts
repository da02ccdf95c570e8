/** What EXECIO does with a line: zone, margins, blanks at the end, case. */
import {upper} from '../../nucleus/command/scan.js';
import type {Columns, Options} from './operands.js';

const whole: Columns = [1, Infinity];

const within = (line: string, [first, last]: Columns): string => line.slice(first - 1, last);

/** Whether the line is the one that FIND, LOCATE or AVOID asks for; any is without them. */
export function isWanted(line: string, {search, zone = whole, upperCase = false}: Options): boolean {
	if (!search) {
		return true;
	}

	const zoned = within(upperCase ? upper(line) : line, zone);
	const text = upperCase ? upper(search.text) : search.text;
	switch (search.kind) {
		case 'FIND': {
			return zoned.startsWith(text);
		}

		case 'LOCATE': {
			return zoned.includes(text);
		}

		case 'AVOID': {
			return !zoned.includes(text);
		}
	}
}

/** The line as it is stacked or written. */
export function edited(line: string, {margins = whole, strip = false, upperCase = false}: Options): string {
	const part = within(upperCase ? upper(line) : line, margins);
	return strip ? part.trimEnd() : part;
}
