/** A place in an operand field. */
import {Flag} from '../diagnostic.js';
import type {MessageNumber} from '../messages.js';

export class Reader {
	constructor(readonly text: string, public at = 0) {}

	get next(): string {
		return this.at < this.text.length ? this.text[this.at] : '';
	}

	/** Code of the next character; 0 at the end. */
	get code(): number {
		return this.at < this.text.length ? this.text.charCodeAt(this.at) : 0;
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
		if (this.at < this.text.length && this.text[this.at] === character) {
			this.at++;
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

	flag(number: MessageNumber, insert = ''): Flag {
		return new Flag(number, insert, this.column);
	}
}
