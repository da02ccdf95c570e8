/**
 * `yorktown`: the panes in this terminal, from entering it to giving it back. The terminal is restored on every way
 * out: quit, the end of the system, an exception, SIGTERM, SIGHUP, a closed window; Ctrl-Z and fg leave and enter it.
 */
import process from 'node:process';
import {constants} from 'node:os';
import {timeOfDay} from '../base/clock.js';
import {attributesQuestion, clipboardText} from './host/clipboard.js';
import {Keyboard} from './host/keyboard.js';
import {Screen} from './host/screen.js';
import {Session, type SessionOptions} from './session.js';
import {Tty} from './host/tty.js';

export type PanesOptions = Omit<
	SessionOptions,
	'onChange' | 'onQuit' | 'onSuspend' | 'onCopy' | 'onRepaint' | 'environment'
> & {
	readonly stdin: NodeJS.ReadStream;
	readonly stdout: NodeJS.WriteStream;
	/** The user wants to leave, or must: SHUTDOWN, files safe. Awaited before the terminal is given back. */
	readonly onQuit: () => Promise<void>;
	/** Resolves when the system has ended by itself (SHUTDOWN by the operator). */
	readonly ended?: Promise<unknown>;
};

/** Exit status when nobody is there any more to read a last line. */
const hungUp = 128 + constants.signals.SIGHUP;
const endings = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const;

/**
 * Shows the panes until the user leaves or the system ends. Returns the exit status: 0, or 128 + the signal's number.
 */
export async function startPanes(options: PanesOptions): Promise<number> {
	const {stdin, stdout} = options;
	const tty = new Tty(stdin, stdout);
	let settle: (status: number) => void;
	const leaving = new Promise<number>(resolve => {
		settle = resolve;
	});

	const session = new Session({
		...options,
		environment: process.env,
		onChange() {
			screen.changed();
		},
		onQuit() {
			settle(0);
		},
		onSuspend() {
			suspend();
		},
		onCopy(text) {
			stdout.write(clipboardText(text));
		},
		onRepaint() {
			screen.show();
		},
	});
	const screen = new Screen({
		session, stdout, now: options.now, clock: options.settings?.clock ?? 'minutes',
	});

	const keyboard = new Keyboard(events => {
		for (const event of events) {
			// What came in one piece with Ctrl-Z is not for later.
			if (tty.entered) {
				session.input(event);
			}
		}

		if (events.length > 0) {
			screen.draw();
		}
	});
	const onData = (chunk: Uint8Array): void => {
		keyboard.push(chunk);
	};

	const enter = (): void => {
		tty.enter();
		screen.show();
	};

	const leave = (): void => {
		screen.hide();
		tty.leave();
	};

	const suspend = (): void => {
		leave();
		process.off('SIGTSTP', suspend);
		// The whole group stops, as a key of the terminal would do it: npx and npm wait for us in it.
		process.kill(0, 'SIGTSTP');
		// Where nobody can stop us (no job control) no SIGCONT comes either. After a stop its handler runs between
		// timer and immediate.
		setTimeout(() => {
			setImmediate(() => {
				if (!tty.entered) {
					resume();
				}
			});
		}, 100);
	};

	const resume = (): void => {
		if (!isOver) {
			process.off('SIGTSTP', suspend);
			process.on('SIGTSTP', suspend);
			enter();
		}
	};

	const onResize = (): void => {
		screen.resize();
	};

	let isOver = false;
	const signalled = (signal: NodeJS.Signals): void => {
		settle(128 + constants.signals[signal]);
	};

	const lost = (): void => {
		signalled('SIGHUP');
	};

	const restore = (): void => {
		tty.leave();
	};

	process.on('exit', restore);
	// Before Node prints the exception: else it would vanish with the alternate screen.
	process.on('uncaughtExceptionMonitor', restore);
	for (const signal of endings) {
		process.on(signal, signalled);
	}

	process.on('SIGTSTP', suspend);
	process.on('SIGCONT', resume);
	stdin.on('data', onData);
	stdin.on('end', lost);
	stdin.on('error', lost);
	stdout.on('error', lost);
	stdout.on('resize', onResize);
	void options.ended?.then(() => {
		isOver = true;
		settle(0);
	});
	let status: number | undefined;
	try {
		enter();
		stdout.write(attributesQuestion);
		keyboard.expectAnswer();
		status = await leaving;
		if (!isOver) {
			isOver = true;
			if (status === 0) {
				session.end();
			} else {
				leave();
			}

			await options.onQuit();
		}

		return status;
	} finally {
		isOver = true;
		keyboard.close();
		screen.close();
		restore();
		if (status !== undefined && status !== hungUp) {
			stdout.write(`yorktown: system shut down ${timeOfDay(options.now()).slice(0, 8)}\n`);
		}

		stdin.off('data', onData);
		stdin.off('end', lost);
		stdin.off('error', lost);
		stdout.off('resize', onResize);
		process.off('exit', restore);
		process.off('uncaughtExceptionMonitor', restore);
		for (const signal of endings) {
			process.off(signal, signalled);
		}

		process.off('SIGTSTP', suspend);
		process.off('SIGCONT', resume);
	}
}
