/**
 * Ends the process when its main thread no longer answers: 2 s after a signal that is to end it, or after `--timeout`.
 * A handler of the main thread never runs while that is in an endless loop, so a thread of its own
 * (`watchdog-worker.ts`) hears the signals too and looks for the beats that the event loop gives. What it ends is lost
 * as by a loss of power, which the order of writes makes safe. It costs a tenth of a second of another processor:
 * verbs that may be done by then start it late, and leave the signals at their default until it is there.
 */
import {Worker} from 'node:worker_threads';
import {limits} from '../../base/limits.js';

/** Host milliseconds between two beats. */
const beat = 200;
/** Between two looks whether the thread is there. */
const pause = 5;

/** What the worker is told at its start. */
export type WatchdogOrders = {
	/** Word 0 counts the beats of the main thread, word 1 is 1 once the watchdog hears signals. */
	readonly beats: SharedArrayBuffer;
	/** Host milliseconds from now to the timeout; `undefined` = none. */
	readonly timeout: number | undefined;
	/** Milliseconds that the main thread may be silent after either, and take to end when it is not. */
	readonly patience: number;
	readonly grace: number;
	/** Numbers of the signals that end the process. */
	readonly signals: readonly number[];
	/** What its message begins with: `yorktown run`. */
	readonly title: string;
	/** File that gets the message and where the main thread was; `undefined` = none. */
	readonly log: string | undefined;
};

export type WatchdogOptions = Pick<WatchdogOrders, 'timeout' | 'signals' | 'title' | 'log'>;

export type Watchdog = {
	/** False for the moment its thread takes to start: a signal that finds an endless loop then is lost. */
	readonly isWatching: boolean;
	/** When it is watching, or cannot. */
	watching(): Promise<void>;
	stop(): void;
};

/** Starts watching the thread that calls. */
export function startWatchdog(options: WatchdogOptions): Watchdog {
	const beats = new SharedArrayBuffer(8);
	const words = new Int32Array(beats);
	const timer = setInterval(() => {
		Atomics.add(words, 0, 1);
	}, beat);
	timer.unref();
	const orders: WatchdogOrders = {
		...options, beats, patience: limits.silence.value, grace: limits.ending.value,
	};
	const worker = new Worker(new URL('watchdog-worker.js', import.meta.url), {
		workerData: orders,
		// Its way to hear signals is inside of Node.
		execArgv: ['--expose-internals', '--no-warnings'],
	});
	worker.unref();
	// A host where it cannot work, or somebody who stops it, ends the waiting for it.
	const gone = new AbortController();
	worker.on('error', () => {
		gone.abort();
		// A host where it cannot work has a system without a watchdog.
		clearInterval(timer);
	});
	return {
		get isWatching() {
			return Atomics.load(words, 1) === 1;
		},
		async watching() {
			while (Atomics.load(words, 1) === 0 && !gone.signal.aborted) {
				await new Promise(resolve => {
					setTimeout(resolve, pause);
				});
			}
		},
		stop() {
			gone.abort();
			clearInterval(timer);
			void worker.terminate();
		},
	};
}
