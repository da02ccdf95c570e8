/** Tapes of card images as OS utilities write them: records of one length, one or more to a block, perhaps labelled. */
import {fromEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import {cardLength} from '../../base/unit-record.js';
import type {TapeEnd, TapeUnit} from './tape-unit.js';

/** Longest block of OS. */
export const longestBlock = 32_760;

/** Labels that stand before a file (GC28-6680): volume, header, user header. */
const labelNames = new Set(['VOL1', 'HDR1', 'HDR2', 'UHL1', 'UHL2', 'UHL3', 'UHL4', 'UHL5', 'UHL6', 'UHL7', 'UHL8']);

/** Why there is no further record; `format`: a block is none of such records. */
export type CardEnd = Exclude<TapeEnd, 'ok'> | 'format';

export class CardTape {
	readonly #tape: TapeUnit;
	/** Lengths that a record may have, the likeliest first. */
	readonly #lengths: readonly number[];
	#records: Uint8Array[] = [];

	constructor(tape: TapeUnit, lengths: readonly number[] = [cardLength]) {
		this.#tape = tape;
		this.#lengths = lengths;
	}

	/**
	 * Passes over labels that stand at the head of the tape, and over the tape mark behind them. Answers them, or why
	 * the tape could not be read.
	 */
	* passLabels(): Step<readonly string[] | CardEnd> {
		const labels: string[] = [];
		for (;;) {
			const end = yield * this.#fill();
			if (end === 'mark' && labels.length > 0) {
				return labels;
			}

			if (end !== 'ok') {
				return end;
			}

			const [record] = this.#records;
			const text = fromEbcdic(record);
			if (record.length !== cardLength || !labelNames.has(text.slice(0, 4))) {
				return labels;
			}

			labels.push(text.trimEnd());
			this.#records = [];
		}
	}

	/** The next record, or why there is none. */
	* next(): Step<Uint8Array | CardEnd> {
		if (this.#records.length === 0) {
			const end = yield * this.#fill();
			if (end !== 'ok') {
				return end;
			}
		}

		return this.#records.shift()!;
	}

	/** Puts a record back: it comes again. */
	unread(record: Uint8Array): void {
		this.#records.unshift(record);
	}

	* #fill(): Step<'ok' | CardEnd> {
		const {end, block} = yield * this.#tape.read();
		if (end !== 'ok') {
			return end;
		}

		const length = this.#lengths.find(each => block.length % each === 0);
		if (length === undefined) {
			return 'format';
		}

		for (let at = 0; at < block.length; at += length) {
			this.#records.push(block.subarray(at, at + length));
		}

		return 'ok';
	}
}
