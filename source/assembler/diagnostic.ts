/** What the assembler says of a statement, and how its parts raise it. */
import {messages, messageText, type MessageNumber} from './messages.js';

export type Diagnostic = {
	/** `IFO188`. */
	readonly code: string;
	/** 0, 4, 8, 12 or 16; any number to 255 for an MNOTE. */
	readonly severity: number;
	readonly text: string;
	/** Statement number in the listing. */
	readonly statement: number;
	/** Line (1 = first) of the source, or of the library member. */
	readonly line: number;
	/** Library member the line stands in. */
	readonly member?: string;
	/** Column of the card (1 = first), where the place is known. */
	readonly column?: number;
};

/** Highest severity of diagnostics; 0 where there are none. */
export function highestSeverity(diagnostics: readonly Diagnostic[]): number {
	let highest = 0;
	for (const {severity} of diagnostics) {
		highest = Math.max(highest, severity);
	}

	return highest;
}

/**
 * An error without the calls that led to it: a source may have one on every line, and nobody looks where it was made.
 */
class QuietError extends Error {
	constructor(message: string) {
		const limit = Error.stackTraceLimit;
		Error.stackTraceLimit = 0;
		super(message);
		Error.stackTraceLimit = limit;
	}
}

/** An error in a statement: ends its processing where it is thrown, or is kept beside it where more can be found. */
export class Flag extends QuietError {
	override name = 'Flag';
	readonly severity: number;

	/** `column` counts from 1 in the operand field. */
	constructor(readonly number: MessageNumber, readonly insert = '', readonly column?: number) {
		super(messageText(number, insert, column));
		this.severity = messages[number].severity;
	}

	get code(): string {
		return `IFO${String(this.number).padStart(3, '0')}`;
	}
}
