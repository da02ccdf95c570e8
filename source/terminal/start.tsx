/**
 * `yorktown`: the panes in this terminal, from entering it to giving it back. The terminal is restored on every way
 * out: quit, the end of the system, an exception, SIGTERM, SIGHUP, a closed window; Ctrl-Z and fg leave and enter it.
 */
import process from 'node:process';
import {timeOfDay} from '../base/clock.js';
import {attributesQuestion, clipboardText} from './host/clipboard.js';
import {hungUp, onEnding, onExit} from './host/endings.js';
import {Keyboard} from './host/keyboard.js';
import {Screen} from './host/screen.js';
import {Suspension} from './host/suspension.js';
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
	const {session, screen} = shown(options, status => {
		settle(status);
	}, () => {
		suspension.suspend();
	});
	const keyboard = keyboardOf(session, screen, tty);
	const onData = (chunk: Uint8Array): void => {
		keyboard.push(chunk);
	};

	const onResize = (): void => {
		screen.resize();
	};

	const enter = (): void => {
		tty.enter();
		screen.show();
	};

	const leave = (): void => {
		screen.hide();
		tty.leave();
	};

	let hasEnded = false;
	const offExit = onExit(() => {
		tty.leave();
	});
	const offEnding = onEnding(stdin, stdout, status => {
		settle(status);
	});
	const suspension = new Suspension({enter, leave, isEntered: () => tty.entered});
	stdin.on('data', onData);
	stdout.on('resize', onResize);
	void options.ended?.then(() => {
		hasEnded = true;
		suspension.end();
		settle(0);
	});
	let status: number | undefined;
	try {
		enter();
		stdout.write(attributesQuestion);
		keyboard.expectAnswer();
		status = await leaving;
		if (!hasEnded) {
			suspension.end();
			if (status === 0) {
				session.end();
			} else {
				leave();
			}

			await options.onQuit();
		}

		return status;
	} finally {
		suspension.end();
		keyboard.close();
		screen.close();
		tty.leave();
		if (status !== undefined && status !== hungUp) {
			stdout.write(`yorktown: system shut down ${timeOfDay(options.now()).slice(0, 8)}\n`);
		}

		stdin.off('data', onData);
		stdout.off('resize', onResize);
		offEnding();
		offExit();
		suspension.close();
	}
}

/** The session and the screen that shows it. */
function shown(
	options: PanesOptions,
	settle: (status: number) => void,
	onSuspend: () => void,
): {readonly session: Session; readonly screen: Screen} {
	const {stdout} = options;
	const session = new Session({
		...options,
		environment: process.env,
		onSuspend,
		onChange() {
			screen.changed();
		},
		onQuit() {
			settle(0);
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
	return {session, screen};
}

function keyboardOf(session: Session, screen: Screen, tty: Tty): Keyboard {
	return new Keyboard(events => {
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
}
