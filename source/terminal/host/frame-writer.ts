/**
 * Brings frames to the terminal: writes only cells that changed, each run at its absolute place, so that nothing
 * flickers, nothing scrolls and a lost cursor does no harm. Ink 6.8 composes the frames (in its `debug` mode, which
 * hands out each one whole): its own incremental writer puts rows one too low when a frame is a row short of the
 * window, and clears the whole terminal when it is not.
 */
import {rowUpdate} from './row-update.js';

export type Cell = {readonly x: number; readonly y: number};

const csi = '\u001B[';
/** Synchronized output: terminals that know it show a frame at once, others ignore it. */
const begin = `${csi}?2026h`;
const end = `${csi}?2026l`;
const hide = `${csi}?25l`;
const show = `${csi}?25h`;
/** An update so long may be seen half done: it is synchronized, with the cursor hidden meanwhile. Bytes. */
const long = 100;

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
		const isFirst = this.#shown === undefined;
		const {output, at} = this.#changes();
		const bell = this.#bells > 0 ? '\u0007' : '';
		// Where nothing is written the terminal's cursor is where it was.
		const place = output === '' ? this.#cursorShown : at;
		const isThere = cursor !== undefined && cursor.x === place?.x && cursor.y === place.y;
		const isLong = isFirst || output.length > long;
		const wasVisible = this.#cursorShown !== undefined && !isLong;
		const last = cursor
			? `${isThere ? '' : `${csi}${cursor.y + 1};${cursor.x + 1}H`}${wasVisible ? '' : show}`
			: (wasVisible || isFirst ? hide : '');
		if (output === '' && last === '' && bell === '' && !isFirst) {
			return false;
		}

		this.#write(isLong
			? `${begin}${hide}${isFirst ? `${csi}m${csi}2J` : ''}${output}${last}${bell}${end}`
			: output + last + bell);
		this.#bells = 0;
		this.#shown = this.#wanted;
		this.#cursorShown = cursor;
		return true;
	}

	/** All rows' updates, and where they leave the terminal's cursor (`undefined`: terminals differ). */
	#changes(): {readonly output: string; readonly at: Cell | undefined} {
		const rows = this.#wanted;
		const shown = this.#shown ?? [];
		let output = '';
		let at: Cell | undefined;
		for (let y = 0; y < Math.max(rows.length, shown.length); y++) {
			const row = rows[y] ?? '';
			const before = shown[y] ?? '';
			const update = row === before ? undefined : rowUpdate(y, before, row, this.#columns);
			if (update) {
				output += update.output;
				at = update.column < this.#columns ? {x: update.column, y} : undefined;
			}
		}

		return {output, at};
	}
}
