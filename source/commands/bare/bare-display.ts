/**
 * Displays of `yorktown bare`: a 3277 or 3278 whose user is a file of keys. Each time the keyboard is free after the
 * program wrote, the next line is typed and Enter pressed; `!PF3`, `!PA1`, `!CLEAR` press another key (after typing
 * what follows it, `!PF3 text`), and a tab character is the tab key. The screen is shown on standard output before each
 * key, and at the end.
 */
import {
	blank, cp037, fromEbcdic, toEbcdic,
} from '../../base/ebcdic.js';
import {hex} from '../../base/hex.js';
import type {Timeline} from '../../machine/channel/device.js';
import {DisplayBuffer} from '../../machine/devices/display/3270-buffer.js';
import {aid3270, attribute3270, programFunction} from '../../machine/devices/display/3270-code.js';
import {DisplayKeyboard} from '../../machine/devices/display/3270-keyboard.js';
import {Display3277} from '../../machine/devices/display/3277.js';
import type {WriteHold} from '../../machine/devices/volume/write-hold.js';
import {readLines} from '../input-bytes.js';
import {newOutput} from './bare-files.js';
import {UsageError} from '../verb.js';

/** Microseconds a user takes for a line. */
const typingTime = 1_000_000;
const nullCharacter = 0;

type Keys = {readonly aid: number; readonly text: string};

const aids: ReadonlyMap<string, number> = new Map<string, number>([
	['ENTER', aid3270.enter],
	['CLEAR', aid3270.clear],
	['PA1', aid3270.pa1],
	['PA2', aid3270.pa2],
	['PA3', aid3270.pa3],
	...programFunction.map((aid, index) => [`PF${index + 1}`, aid] as const),
]);

function parseKeys(line: string, where: string): Keys {
	const match = /^!(\S*)(?: (.*))?$/s.exec(line);
	if (!match) {
		return {aid: aid3270.enter, text: line};
	}

	const aid = aids.get(match[1].toUpperCase());
	if (aid === undefined) {
		throw new UsageError(`${where}: !${match[1]} is no key (ENTER, CLEAR, PA1-PA3, PF1-PF24)`);
	}

	return {aid, text: match[2] ?? ''};
}

/** The rows of a screen through the last one that has text; what may not be seen is blank. */
export function screenRows(buffer: DisplayBuffer): string[] {
	const rows = Array.from({length: buffer.rows}, (_, row) => {
		const characters = Uint8Array.from({length: buffer.columns}, (_, column) => {
			const at = (row * buffer.columns) + column;
			const character = buffer.characterAt(at);
			return character === nullCharacter
				|| (buffer.governing(at) & attribute3270.display) === attribute3270.nondisplay
				? blank
				: character;
		});
		return fromEbcdic(characters, cp037).trimEnd();
	});
	return rows.slice(0, rows.findLastIndex(row => row !== '') + 1);
}

export type BareDisplay = {
	readonly device: Display3277;
	/** Shows the screen where it is not as shown last. */
	show(): void;
};

/**
 * A display of 24 rows of 80 (a 3278 model 2, whose alternate size is the same). `file`: its user's keys; none where
 * empty.
 */
export function display(
	type: '3277' | '3278',
	address: number,
	file: string,
	timeline: Timeline,
	hold?: WriteHold,
): BareDisplay {
	const keys =
		file === '' ? [] : readLines(file).map((line, index) => parseKeys(line, `${file}, line ${index + 1}`));
	const write = newOutput('-', hold);
	let isTyping = false;
	let shown = '';
	const buffer = new DisplayBuffer(24, 80, {
		onChange() {
			if (!buffer.isKeyboardLocked && !isTyping && keys.length > 0) {
				isTyping = true;
				timeline.after(typingTime, press);
			}
		},
	});
	const device = new Display3277(buffer, type);
	const keyboard = new DisplayKeyboard(buffer, () => {
		device.attention();
	});

	function show(): void {
		const text = screenRows(buffer).map(row => `${hex(address, 3)}|${row}\n`).join('');
		if (text !== shown) {
			write(text);
			shown = text;
		}
	}

	function press(): void {
		isTyping = false;
		if (buffer.isKeyboardLocked) {
			return;
		}

		show();
		const {aid, text} = keys.shift()!;
		for (const part of text.split(/(\t)/)) {
			if (part === '\t') {
				keyboard.tab();
			} else {
				for (const character of toEbcdic(part)) {
					keyboard.type(character);
				}
			}
		}

		keyboard.aid(aid);
	}

	return {device, show};
}
