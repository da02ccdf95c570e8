/** A place in an operand field. */
import {Flag} from '../diagnostic.js';
import type {MessageNumber} from '../messages.js';

export class Reader {
	constructor(readonly text: string, public at = 0) {}

	get next(): string {
		return this.text[this.at] ?? '';
	}

	get ended(): boolean {
		return this.at >= this.text.length;
	}

	/** Column of the operand field, from 1. */
	get column(): number {
		return this.at + 1;
	}

	/** Takes `character` where it stands next. */
	take(character: string): boolean {
		if (this.text.startsWith(character, this.at)) {
			this.at += character.length;
			return true;
		}

		return false;
	}

	/** Takes `character`, or throws the flag of a syntax error here. */
	expect(character: string, number: MessageNumber = 178): void {
		if (!this.take(character)) {
			throw this.flag(number);
		}
	}

	/** Takes what matches `pattern` (which must be anchored with ^). */
	match(pattern: RegExp): string {
		const text = pattern.exec(this.text.slice(this.at))?.[0] ?? '';
		this.at += text.length;
		return text;
	}

	flag(number: MessageNumber, insert = ''): Flag {
		return new Flag(number, insert, this.column);
	}
}
