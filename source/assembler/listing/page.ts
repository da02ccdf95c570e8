/** Pages of the listing: headings, line count, carriage control (GC33-4021, "Assembler Listing"). */
import {dateParts} from '../../base/clock.js';

const pageColumn = 111;
const stampColumn = 97;
/** Lines that a heading takes: itself, three to the column headings, two to the first line. */
const headingLines = 5;
const width = 120;

/** Heading of a kind of page: what stands in the middle, and its column headings. */
export type Heading = {readonly title: string; readonly columns: string};

export class Listing {
	readonly lines: string[] = [];
	#page = 0;
	#used = 0;
	#fresh = true;
	#heading: Heading = {title: '', columns: ''};

	constructor(private readonly lineCount: number, private readonly time: number) {}

	/** The next line begins a page under `heading`. */
	eject(heading: Heading = this.#heading): void {
		this.#heading = heading;
		this.#used = 0;
	}

	#stamp(): string {
		const {year, month, day, hour, minute} = dateParts(this.time);
		const two = (value: number) => String(value).padStart(2, '0');
		return `ASM 0201 ${two(hour)}.${two(minute)} ${two(month)}/${two(day)}/${two(year % 100)}`;
	}

	#begin(): void {
		const {title, columns} = this.#heading;
		this.lines.push(
			`1${title.padEnd(pageColumn).slice(0, pageColumn)}PAGE${String(++this.#page).padStart(5)}`,
			`-${columns.padEnd(stampColumn)}${this.#stamp()}`,
		);
		this.#used = headingLines;
		this.#fresh = true;
	}

	/** One line, on a new page where this one is full: `left` and, behind it, `right`. */
	line(left: string, right = ''): void {
		if (this.#used === 0 || this.#used >= this.lineCount) {
			this.#begin();
		}

		const end = right.trimEnd();
		const line = (this.#fresh ? '0' : ' ') + left + end;
		// Only what has blanks at its end is looked at as a whole.
		this.lines.push(end === '' || line.length > width + 1 ? line.slice(0, width + 1).trimEnd() || ' ' : line);
		this.#fresh = false;
		this.#used++;
	}

	/** Blank lines; at the end of a page they are none. */
	space(count: number): void {
		if (this.#used === 0 || this.#used + count > this.lineCount) {
			this.#used = 0;
			return;
		}

		for (let left = count; left > 0; left -= 3) {
			this.lines.push(left === 1 ? ' ' : (left === 2 ? '0' : '-'));
		}

		this.#used += count;
	}
}
