/**
 * The console of `yorktown bare`: it types on standard output and is typed on from lines. A line is typed when the
 * program reads one; what begins with `!` is a key, or waiting: `!REQUEST` the Request key of the console, `!EXTERNAL`
 * the interrupt key of the machine, `!WAIT TEXT` until the console has typed the text since it was last looked for,
 * `!WAIT` until the machine waits.
 */
import {cp037, fromEbcdic, toEbcdic} from '../../base/ebcdic.js';
import type {Timeline} from '../../machine/channel/device.js';
import {Console3215} from '../../machine/devices/3215.js';
import type {WriteHold} from '../../machine/devices/volume/write-hold.js';
import {UsageError} from '../verb.js';
import {newOutput, trimmedText} from './bare-files.js';

/** Microseconds between one thing an operator does and the next. */
const typingTime = 1000;

type Action =
	| {readonly kind: 'line'; readonly text: string}
	| {readonly kind: 'request' | 'external' | 'idle'}
	| {readonly kind: 'wait'; readonly text: string};

/** What a console needs of its machine. */
export type ConsoleHost = {
	readonly timeline: Timeline;
	/** Where writes to disks may wait. */
	readonly hold?: WriteHold;
	/** The interrupt key. */
	interrupt(): void;
};

/** A console, and how it hears that the machine waits. */
export type BareConsole = {
	readonly device: Console3215;
	/** The machine waits, and nothing is under way. */
	idle(): void;
};

/** Actions of lines; `where` names their file. */
export function parseActions(lines: readonly string[], where: string): Action[] {
	return lines.map((line, index) => {
		const match = /^!(\S*)(?: (.*))?$/s.exec(line);
		if (!match) {
			return {kind: 'line', text: line};
		}

		const [, word, text] = match;
		switch (`${word.toUpperCase()}${text === undefined ? '' : ' '}`) {
			case 'REQUEST': {
				return {kind: 'request'};
			}

			case 'EXTERNAL': {
				return {kind: 'external'};
			}

			case 'WAIT': {
				return {kind: 'idle'};
			}

			case 'WAIT ': {
				return {kind: 'wait', text};
			}

			default: {
				throw new UsageError(
					`${where}, line ${index + 1}: ${line} is none of !REQUEST, !EXTERNAL, !WAIT, !WAIT TEXT`,
				);
			}
		}
	});
}

/**
 * A 3215 whose operator does `actions`, one after the other. `write` takes what it types, standard output unless told.
 */
export function bareConsole(
	actions: Action[],
	{timeline, interrupt, hold}: ConsoleHost,
	write: (text: string) => void = newOutput('-', hold),
): BareConsole {
	/** What was typed since the last `!WAIT` was satisfied. */
	let typed = '';
	let isBusy = false;
	const device: Console3215 = new Console3215({
		print(bytes, newLine) {
			const text = newLine ? `${trimmedText(bytes)}\n` : fromEbcdic(bytes, cp037);
			write(text);
			if (actions.some(({kind}) => kind === 'wait')) {
				typed += text;
				next();
			}
		},
		requestLine() {
			next();
		},
		cancelLine() {
			// Nothing was shown.
		},
	});

	/** Begins the next action, if its time has come; it is done a moment later. */
	function next(isIdle = false): void {
		const [action] = actions;
		if (isBusy || !action || !isDue(action, isIdle)) {
			return;
		}

		isBusy = true;
		timeline.after(typingTime, () => {
			isBusy = false;
			if (action.kind !== 'line' || device.isReading) {
				actions.shift();
				perform(action);
			}

			next();
		});
	}

	function isDue(action: Action, isIdle: boolean): boolean {
		switch (action.kind) {
			case 'line': {
				return device.isReading;
			}

			case 'wait': {
				return typed.includes(action.text);
			}

			case 'idle': {
				return isIdle;
			}

			case 'request':
			case 'external': {
				return true;
			}
		}
	}

	function perform(action: Action): void {
		switch (action.kind) {
			case 'line': {
				device.line(toEbcdic(action.text));
				break;
			}

			case 'request': {
				device.attention();
				break;
			}

			case 'external': {
				interrupt();
				break;
			}

			case 'wait': {
				typed = typed.slice(typed.indexOf(action.text) + action.text.length);
				break;
			}

			case 'idle': {
				break;
			}
		}
	}

	next();
	return {
		device,
		idle() {
			next(true);
		},
	};
}
