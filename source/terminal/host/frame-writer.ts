/**
 * Brings frames to the terminal: writes only rows that changed, at their place, so that nothing flickers, nothing
 * scrolls and a lost cursor does no harm. Ink 6.8 composes the frames (in its `debug` mode, which hands out each one
 * whole): its own incremental writer puts rows one too low when a frame is a row short of the window, and clears the
 * whole terminal when it is not.
 */

export type Cell = {readonly x: number; readonly y: number};

const csi = '\u001B[';
/** Synchronized output: terminals that know it show a frame at once, others ignore it. */
const begin = `${csi}?2026h`;
const end = `${csi}?2026l`;
const colours = /\u001B\[[\d;:]*m/g;

export class FrameWriter {
	readonly #write: (data: string) => void;
	#shown: readonly string[] | undefined;
	#cursorShown: Cell | undefined;
	#wanted: readonly string[] = [];
	#columns = 0;
	#bells = 0;

	/** `write` takes the bytes for the terminal. */
	constructor(write: (data: string) => void) {
		this.#write = write;
	}

	/** The next frame, rows separated by line feeds, for a window of `columns`. */
	frame(text: string, columns: number): void {
		this.#wanted = text.split('\n');
		this.#columns = columns;
	}

	/** Sounds the alarm with the next flush. */
	bell(): void {
		this.#bells++;
	}

	/** Nothing is known of the window any more: the next flush draws everything. */
	invalidate(): void {
		this.#shown = undefined;
		this.#cursorShown = undefined;
	}

	/**
	 * Writes what changed; the cursor goes to `cursor`, hidden where there is none. True where anything was written.
	 */
	flush(cursor: Cell | undefined): boolean {
		const shown = this.#shown;
		const rows = this.#wanted;
		let output = '';
		for (let y = 0; y < Math.max(rows.length, shown?.length ?? 0); y++) {
			const row = rows[y] ?? '';
			if (shown?.[y] !== row) {
				// Erasing behind a full row would take its last character on terminals that stay on it.
				const isFull = row.replaceAll(colours, '').length >= this.#columns;
				output += `${csi}${y + 1};1H${row}${isFull ? '' : `${csi}K`}`;
			}
		}

		if (shown === undefined) {
			output = `${csi}m${csi}2J${output}`;
		}

		const moved = cursor?.x !== this.#cursorShown?.x || cursor?.y !== this.#cursorShown?.y || shown === undefined;
		if (output === '' && !moved && this.#bells === 0) {
			return false;
		}

		const place = cursor ? `${csi}${cursor.y + 1};${cursor.x + 1}H${csi}?25h` : `${csi}?25l`;
		const bell = this.#bells > 0 ? '\u0007' : '';
		this.#write(output === '' ? `${place}${bell}` : `${begin}${csi}?25l${output}${place}${bell}${end}`);
		this.#bells = 0;
		this.#shown = rows;
		this.#cursorShown = cursor;
		return true;
	}
}
