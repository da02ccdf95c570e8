/** The update log (GC20-1818, "UPDATE"): what was done to a source, as lines with carriage control. */
import {append} from '../../base/sequences.js';
import type {LogEntry} from './apply-update.js';

const linesOnPage = 55;
const titleColumns = 100;
const newPage = '1';
const newLine = ' ';

export class UpdateLog {
	readonly lines: string[] = [];
	#title = '';
	#page = 0;
	#onPage = 0;

	/** Begins with an update of a file, on a page of its own. */
	begin(source: string, update: string): void {
		this.#title = `UPDATING '${source}' WITH '${update}'`;
		this.#turn();
	}

	/** What was done; `texts` gives a remark's message. */
	add(entries: readonly LogEntry[], textOf: (entry: Extract<LogEntry, {kind: 'remark'}>) => string): void {
		for (const entry of entries) {
			switch (entry.kind) {
				case 'statement': {
					this.#write(['', entry.text]);
					break;
				}

				case 'remark': {
					this.#write([textOf(entry)]);
					break;
				}

				case 'deleted':
				case 'inserted': {
					this.#write([entry.kind === 'deleted' ? 'DELETING...' : 'INSERTING...']);
					this.#write(entry.records);
				}
			}
		}
	}

	#write(lines: readonly string[]): void {
		for (const line of lines) {
			if (this.#onPage >= linesOnPage) {
				this.#turn();
			}

			this.lines.push(newLine + line.trimEnd());
			this.#onPage++;
		}
	}

	#turn(): void {
		this.#page++;
		this.#onPage = 2;
		append(this.lines, [
			`${newPage}${this.#title.padEnd(titleColumns)}UPDATE LOG -- PAGE${String(this.#page).padStart(4)}`, newLine,
		]);
	}
}
