/**
 * Draws a session's frames through Ink when something changed, no more often than is worth it, and sets the timers a
 * session needs.
 */
import {second} from '../../base/clock.js';
import {render, type Instance} from 'ink';
import {Canvas} from './canvas.js';
import {App} from '../components/app.js';
import {FrameWriter} from './frame-writer.js';
import type {Session, TerminalSettings} from '../session.js';
import {reuseBlocks, type Frame} from '../view/frame.js';

/** A flood of output may take so much of the processor: one part in eight. */
const drawShare = 8;
const leastInterval = 10;

export type ScreenOptions = {
	readonly session: Session;
	readonly stdout: NodeJS.WriteStream;
	/** Microseconds. */
	readonly now: () => number;
	readonly clock: NonNullable<TerminalSettings['clock']>;
};

export class Screen {
	readonly #session: Session;
	readonly #stdout: NodeJS.WriteStream;
	readonly #now: () => number;
	readonly #clockStep: number;
	readonly #writer: FrameWriter;
	readonly #canvas: Canvas;
	#ink: Instance | undefined;
	#frame: Frame | undefined;
	#shown = false;
	#soon: NodeJS.Timeout | undefined;
	#wake: NodeJS.Timeout | undefined;
	#lastDrawn = 0;
	#interval = leastInterval;

	constructor({session, stdout, now, clock}: ScreenOptions) {
		this.#session = session;
		this.#stdout = stdout;
		this.#now = now;
		this.#clockStep = clock === 'seconds' ? second : 60 * second;
		this.#writer = new FrameWriter(data => {
			stdout.write(data);
		});
		this.#canvas = new Canvas(text => {
			this.#writer.frame(text, this.#canvas.columns);
		});
	}

	/** The terminal is ours and empty: draw everything. */
	show(): void {
		this.#shown = true;
		this.#writer.invalidate();
		this.resize();
	}

	/** The terminal is not ours for now. */
	hide(): void {
		this.#shown = false;
		clearTimeout(this.#soon);
		clearTimeout(this.#wake);
		this.#soon = undefined;
	}

	/** The window has another size. */
	resize(): void {
		// Some pseudo-terminals have no size until somebody gives them one.
		const {columns: width, rows: height} = this.#stdout;
		const [columns, rows] = width > 0 && height > 0 ? [width, height] : [80, 24];
		this.#canvas.columns = columns;
		this.#canvas.rows = rows;
		this.#session.resize(columns, rows);
		this.#writer.invalidate();
		this.draw();
	}

	/** Something changed: draws soon; many changes make one frame. */
	changed(): void {
		if (this.#shown && this.#soon === undefined) {
			this.#soon = setTimeout(() => {
				this.draw();
			}, Math.max(0, this.#lastDrawn + this.#interval - performance.now()));
		}
	}

	/** Draws now, unless the terminal still has earlier frames to swallow. */
	draw(): void {
		clearTimeout(this.#soon);
		this.#soon = undefined;
		if (!this.#shown) {
			return;
		}

		if (this.#stdout.writableNeedDrain) {
			this.#stdout.once('drain', () => {
				this.changed();
			});
			return;
		}

		const start = performance.now();
		const frame = reuseBlocks(this.#session.frame(), this.#frame);
		this.#frame = frame;
		this.#render(frame);
		for (let alarms = this.#session.takeAlarms(); alarms > 0; alarms--) {
			this.#writer.bell();
		}

		this.#writer.flush(frame.cursor);
		this.#lastDrawn = performance.now();
		this.#interval = Math.max(leastInterval, (this.#lastDrawn - start) * drawShare);
		this.#setAlarm();
	}

	close(): void {
		this.hide();
		this.#canvas.close();
		this.#ink?.unmount();
	}

	#render(frame: Frame): void {
		if (this.#ink) {
			this.#ink.rerender(<App frame={frame}/>);
		} else {
			this.#ink = render(<App frame={frame}/>, {
				stdout: this.#canvas.stream, debug: true, patchConsole: false, exitOnCtrlC: false,
			});
			// An exception while rendering would only end Ink: like this it ends the program.
			void this.#ink.waitUntilExit();
		}
	}

	/** Wakes for the session's next deadline, the clock, and figures that move. */
	#setAlarm(): void {
		clearTimeout(this.#wake);
		const now = this.#now();
		const clock = this.#clockStep - now % this.#clockStep;
		const live = this.#session.isLive ? second : Number.POSITIVE_INFINITY;
		const deadline = (this.#session.deadline ?? Number.POSITIVE_INFINITY) - now;
		this.#wake = setTimeout(() => {
			this.#session.tick();
			this.draw();
		}, Math.max(10, Math.ceil(Math.min(clock, live, deadline) / 1000)));
	}
}
