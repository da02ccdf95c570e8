/** What DISPLAY and DCP type: operand by operand, in pieces between which others have their turn. */
import type {CpStep, UserContext} from '../command.js';
import {interruptibleTurn} from '../command-turns.js';
import type {Piece} from './storage-lines.js';

/**
 * Types what `show` answers for each operand, up to the first for which it answers a return code. Attention ends it.
 */
export function * typePieces(
	{words, reply}: UserContext,
	show: (word: string) => Iterable<Piece> | number,
): CpStep {
	for (const word of words) {
		const pieces = show(word);
		if (typeof pieces === 'number') {
			return pieces;
		}

		let isFirst = true;
		for (const lines of pieces) {
			if (!isFirst && (yield * interruptibleTurn())) {
				return 0;
			}

			isFirst = false;
			for (const line of lines) {
				reply(line);
			}
		}
	}

	return 0;
}
