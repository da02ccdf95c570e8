/**
 * Bytes of a terminal in raw mode -> key events. Incremental: a sequence may come in any number of pieces. Understands
 * what xterm, the Linux console, rxvt, tmux and kitty send for keys; SGR mouse reports (1006); bracketed paste (2004);
 * answers of the terminal; UTF-8. Names are lower case, modifiers first: `enter`, `ctrl-c`, `alt-n`, `shift-f1`,
 * `ctrl-alt-left`.
 */
import {csiKey, controlKey, ss3Key} from './key-names.js';

export type KeyEvent =
	| {readonly kind: 'key'; readonly name: string}
	| {readonly kind: 'text'; readonly text: string}
	| {readonly kind: 'paste'; readonly text: string}
	/** `x`, `y`: cell, 0-based. */
	| {
		readonly kind: 'mouse';
		readonly action: 'press' | 'release' | 'drag' | 'wheel-up' | 'wheel-down';
		readonly x: number;
		readonly y: number;
	}
	/** The terminal's answer to a question, or what it tells unasked: what stands behind `CSI`, as `?62;52c`. */
	| {readonly kind: 'report'; readonly text: string};

const escape = '\u001B';
const pasteEnd = `${escape}[201~`;
const mouseReport = /^<(\d+);(\d+);(\d+)$/;
/** No key sends one of these first parameters: a report has begun, of the terminal or of the mouse. */
const begunReport = /^.\[[<=>?][\u0030-\u003F]*[\u0020-\u002F]*/s;
/** What the answer to a question may begin with that a key begins with as well. */
const perhapsReport = new Set([escape, `${escape}[`]);
/** How long the rest of a key and of a report may take, milliseconds. */
const keyTime = 50;
const reportTime = 2000;
/** How far an unfinished report may grow before it is dropped. */
const longestReport = 4096;

/** One step: characters used and the event they make; `undefined` = more is needed. */
type Step = {readonly used: number; readonly event?: KeyEvent} | undefined;

export class KeyParser {
	readonly #decoder = new TextDecoder('utf-8');
	#buffer = '';
	#pasted: string | undefined;
	/** The terminal was asked something and may still answer: Escape may be the beginning of that. */
	isAnswerDue = false;

	/**
	 * How long a begun sequence waits for its rest, milliseconds; call `flush` when none came by then. `undefined`:
	 * nothing waits.
	 */
	get patience(): number | undefined {
		if (this.#buffer === '' || this.#pasted !== undefined) {
			return undefined;
		}

		const last = this.#buffer.replace(/^\u001B+(?=\u001B)/, '');
		const isReport = begunReport.test(last) || (this.isAnswerDue && perhapsReport.has(last));
		return isReport ? reportTime : keyTime;
	}

	push(chunk: Uint8Array): KeyEvent[] {
		this.#buffer += this.#decoder.decode(chunk, {stream: true});
		return this.#parse(false);
	}

	/** Nothing more came: what waits stands for itself (Escape, Alt-[); a report that broke off is no keys. */
	flush(): KeyEvent[] {
		return this.#parse(true);
	}

	#parse(final: boolean): KeyEvent[] {
		const events: KeyEvent[] = [];
		while (this.#buffer !== '' || this.#pasted !== undefined) {
			const step = this.#pasted === undefined ? this.#step(final) : this.#paste();
			if (step === undefined) {
				break;
			}

			this.#buffer = this.#buffer.slice(step.used);
			if (step.event) {
				events.push(step.event);
			}
		}

		return events;
	}

	#paste(): Step {
		const end = this.#buffer.indexOf(pasteEnd);
		if (end === -1) {
			// The end mark itself may be split: its beginning stays in the buffer.
			const safe = Math.max(0, this.#buffer.length - pasteEnd.length + 1);
			this.#pasted += this.#buffer.slice(0, safe);
			this.#buffer = this.#buffer.slice(safe);
			return undefined;
		}

		const text = this.#pasted + this.#buffer.slice(0, end);
		this.#pasted = undefined;
		return {used: end + pasteEnd.length, event: {kind: 'paste', text}};
	}

	#step(final: boolean): Step {
		const buffer = this.#buffer;
		if (buffer.startsWith(escape)) {
			return this.#escape(buffer, final);
		}

		const text = /^[^\u0000-\u001F\u007F-\u009F]+/.exec(buffer)?.[0];
		if (text !== undefined) {
			return {used: text.length, event: {kind: 'text', text}};
		}

		return {used: 1, event: keyEvent(controlKey(buffer.charCodeAt(0)))};
	}

	#escape(buffer: string, final: boolean): Step {
		const second = buffer[1];
		if (second === undefined) {
			return final ? {used: 1, event: keyEvent('escape')} : undefined;
		}

		if (second === '[') {
			return this.#csi(buffer, final);
		}

		if (second === 'O') {
			const match = /^.O(\d?)([A-Za-z])/s.exec(buffer);
			return match
				? {used: match[0].length, event: keyEvent(ss3Key(match[2], Number(match[1] || 1)))}
				: waitOrAlt(buffer, final, /^.O\d?$/s.test(buffer));
		}

		if (']P_^'.includes(second)) {
			// A report of the terminal (colours, versions): not for us.
			const match = /^.[\]P_^][^\u0007\u001B]*(?:\u0007|\u001B\\)/s.exec(buffer);
			return match ? {used: match[0].length} : waitOrAlt(buffer, final, buffer.length < longestReport);
		}

		if (second === escape) {
			return this.#alt(buffer, final);
		}

		const code = second.codePointAt(0)!;
		const name = code < 0x20 || code === 0x7F ? controlKey(code) : second;
		return {used: 2, event: keyEvent(name && `alt-${name}`)};
	}

	#csi(buffer: string, final: boolean): Step {
		// The Linux console's F1–F5 are the only sequences with a second bracket.
		const match = /^.\[(\[?)([\u0030-\u003F]*)([\u0020-\u002F]*)([\u0040-\u005A\u005C-\u007E])/s.exec(buffer);
		const begun = match ? undefined : begunReport.exec(buffer)?.[0].length;
		if (begun !== undefined && (final || begun < buffer.length || begun > longestReport)) {
			return {used: begun};
		}

		if (!match) {
			return waitOrAlt(buffer, final, /^.\[\[?[\u0030-\u003F]*[\u0020-\u002F]*$/s.test(buffer));
		}

		const [all, console, parameters, , last] = match;
		const used = all.length;
		if (last === '~' && parameters === '200') {
			this.#pasted = '';
			return {used};
		}

		const mouse = mouseReport.exec(parameters);
		if (mouse) {
			return {used, event: mouseEvent(Number(mouse[1]), Number(mouse[2]) - 1, Number(mouse[3]) - 1, last)};
		}

		if (console === '' && /^[<=>?]/.test(parameters)) {
			return {used, event: {kind: 'report', text: all.slice(2)}};
		}

		return {used, event: keyEvent(console === '' ? csiKey(parameters, last) : 'f' + (last.charCodeAt(0) - 0x40))};
	}

	/** Escape before an escape sequence: rxvt's way of Alt. */
	#alt(buffer: string, final: boolean): Step {
		const inner = this.#escape(buffer.slice(1), final);
		if (inner === undefined) {
			return undefined;
		}

		if (inner.event?.kind === 'key' && inner.event.name !== 'escape') {
			return {used: inner.used + 1, event: keyEvent(`alt-${inner.event.name}`)};
		}

		return {used: 1, event: keyEvent('escape')};
	}
}

function keyEvent(name: string | undefined): KeyEvent | undefined {
	return name ? {kind: 'key', name} : undefined;
}

/** A sequence that cannot be read: wait for more while it may become one, else it is Alt with its second character. */
function waitOrAlt(buffer: string, final: boolean, mayGrow: boolean): Step {
	return mayGrow && !final ? undefined : {used: 2, event: keyEvent(`alt-${buffer[1]}`)};
}

function mouseEvent(button: number, x: number, y: number, last: string): KeyEvent | undefined {
	const event = (action: (KeyEvent & {kind: 'mouse'})['action']): KeyEvent => ({
		kind: 'mouse', action, x, y,
	});
	if (button & 64) {
		return (button & 3) > 1 ? undefined : event(button & 1 ? 'wheel-down' : 'wheel-up');
	}

	if ((button & 3) !== 0) {
		return undefined;
	}

	return event(last === 'm' ? 'release' : (button & 32 ? 'drag' : 'press'));
}
