/**
 * DCP (GC20-1806; DMKCDB): real storage at the terminal. Here its frames are what is real: what machines have in them,
 * and what is left in free ones. Not here: CP's own storage, of which nothing is in frames; a second processor.
 */
import type {CommandResult, UserCommand, UserContext} from '../command.js';
import {displayMessages, outside, refuse} from '../debugging/refusals.js';
import {lineForms, storageLines, type Piece} from '../debugging/storage-lines.js';
import {OperandError, operandParts, storageRange} from '../debugging/storage-operand.js';
import {typePieces} from '../debugging/typed-pieces.js';
import {RealStorage} from '../debugging/storage-view.js';
import {fail, messages} from '../messages/index.js';

/** Prefixes; M: as the main processor sees them, the only one there is. */
export const realKinds: ReadonlyMap<string, 'words' | 'text'> = new Map([
	['', 'words'], ['L', 'words'], ['T', 'text'], ['M', 'words'], ['ML', 'words'], ['MT', 'text'],
]);

export const dcp: UserCommand = {
	name: 'DCP', minimum: 3, classes: 'CE',
	syntax: ['DCP [M][L|T]hexloc1[{-|:}{hexloc2|END}|.{bytecount|END}]...'],
	summary: 'show real storage',
	description: ['L as words, T with its characters too. Several operands may follow each other.'],
	returnCodes: [
		'3    INVALID OPTION - option',
		'4    INVALID HEXLOC - hexloc',
		'9    INVALID RANGE - range',
		'26   OPERAND MISSING OR INVALID',
		'160  HEXLOC hexloc EXCEEDS STORAGE',
	],
	run(context): CommandResult {
		if (context.words.length === 0) {
			return fail(context, messages.DMKCDB026E);
		}

		return typePieces(context, word => {
			const pieces = real(context, word);
			return pieces instanceof OperandError ? refuse(context, displayMessages, pieces) : pieces;
		});
	},
};

function real({cp}: UserContext, word: string): Iterable<Piece> | OperandError {
	const view = new RealStorage(cp.hostStorage);
	const parts = operandParts(word);
	const form = parts && realKinds.get(parts.kind);
	if (!form) {
		return new OperandError('option', word);
	}

	const range = storageRange(parts, view.size);
	if (range instanceof OperandError) {
		return range;
	}

	return outside(view, range, parts) ?? storageLines(view, range, lineForms[form]);
}
