/**
 * What a line is that a machine types on its console: an error or not. A 3215 knows no colours and CP sees a channel
 * program only, so it goes by two things it does know. DIAGNOSE X'5C' had CP edit a message: its identifier gave the
 * severity then, and what was left of it is typed next, whatever SET EMSG took away. And a line may show a message's
 * identifier, or a return code that is not zero, itself.
 */
import {parseMessageId} from '../../base/message.js';
import type {LineClass} from '../../port/terminal-port.js';

/** Error, severe error, terminating error. */
const errorSeverities: ReadonlySet<string> = new Set(['E', 'S', 'T']);

/** A ready message or a trace line with a return code. */
const returnCode = /^(?:R(?:eady)?\((?!0+\))-?\d+\);|\+{3} R\((?!0+\))-?\d+\) \+{3}$)/;

/** Longest line of a 3215: longer messages go on in the next. */
const lineLength = 130;

export function isError(identifier: string): boolean {
	const severity = parseMessageId(identifier)?.severity;
	return severity !== undefined && errorSeverities.has(severity);
}

export class ConsoleLineClass {
	/** Characters of an error message that CP edited and that are not typed yet. */
	#left = 0;

	/** CP edited a message for the machine: its identifier, and the text that was left of it. */
	edited(identifier: string, left: string): void {
		this.#left = isError(identifier) ? left.trimEnd().length : 0;
	}

	/** The class of the line typed now. Its length, not its bytes, is compared: SET OUTPUT may have translated them. */
	of(line: string): LineClass {
		const expected = Math.min(this.#left, lineLength);
		const isEdited = expected > 0 && line.trimEnd().length === expected;
		this.#left = isEdited ? this.#left - expected : 0;
		return isEdited || isError(line.split(' ', 1)[0]) || returnCode.test(line) ? 'error' : 'vm';
	}
}
