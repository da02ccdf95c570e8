/**
 * Forms control: which lines of a form have a punch in channels 1–12 (carriage tape of a 1403, GA24-3312; forms control
 * buffer of a 3211 or 3203, GA24-3543). Line numbers count from 1.
 */

export type FormsControl = {
	/** Lines of a form. */
	readonly length: number;
	/** Channels punched at a line; none where the line is missing. */
	readonly channels: ReadonlyMap<number, readonly number[]>;
};

/** Makes one of pairs `[line, channel]`. */
export function formsControl(
	length: number,
	punches: ReadonlyArray<readonly [line: number, channel: number]>,
): FormsControl {
	const channels = new Map<number, number[]>();
	for (const [line, channel] of punches) {
		channels.set(line, [...(channels.get(line) ?? []), channel]);
	}

	return {length, channels};
}

/**
 * The tape most 1403s had for forms of 66 lines: channel 1 at the top, 2–8, 10 and 11 every six lines, 12 on the last
 * usable line, 9 two lines before it.
 */
export const standardForms: FormsControl = formsControl(66, [
	[1, 1], [7, 2], [13, 3], [19, 4], [25, 5], [31, 6], [37, 7], [43, 8], [49, 10], [55, 11], [59, 9], [61, 12],
]);

/**
 * A forms control buffer as its load command brings it: a byte a line, the channel in the low four bits, X'10' with the
 * last line; an index byte before it (bits X'80') moves the print position only. `undefined` where a channel is over 12
 * or no byte ends the form.
 */
export function parseFormsBuffer(buffer: Uint8Array): FormsControl | undefined {
	const lines = (buffer[0] & 0x80) === 0 ? buffer : buffer.subarray(1);
	const length = lines.findIndex(byte => (byte & 0x10) !== 0) + 1;
	const punches: Array<[number, number]> = [];
	for (const [index, byte] of lines.subarray(0, length).entries()) {
		if ((byte & 0xE0) !== 0 || (byte & 15) > 12) {
			return undefined;
		}

		if ((byte & 15) > 0) {
			punches.push([index + 1, byte & 15]);
		}
	}

	return length === 0 ? undefined : formsControl(length, punches);
}

/** The line a form stands at, and what channels pass under the brushes. */
export class FormPosition {
	line = 1;

	constructor(public forms: FormsControl) {}

	/** Spaces over `count` lines. Answers which of channels 9 and 12 passed; with no lines, none. */
	space(count: number): {readonly nine: boolean; readonly twelve: boolean} {
		let nine = false;
		let twelve = false;
		for (let moved = 0; moved < count; moved++) {
			this.line = (this.line % this.forms.length) + 1;
			const punches = this.forms.channels.get(this.line) ?? [];
			nine ||= punches.includes(9);
			twelve ||= punches.includes(12);
		}

		return {nine, twelve};
	}

	/**
	 * Skips to the next line with `channel`, at least one line on. Answers lines moved; `undefined` where no line has
	 * it: the form runs away.
	 */
	skip(channel: number): number | undefined {
		for (let moved = 1; moved <= this.forms.length; moved++) {
			const line = ((this.line + moved - 1) % this.forms.length) + 1;
			if (this.forms.channels.get(line)?.includes(channel)) {
				this.line = line;
				return moved;
			}
		}

		return undefined;
	}
}
