/** SET INPUT and SET OUTPUT (GC20-1818, "SET"). */
import {toEbcdic} from '../../../base/ebcdic.js';
import {messages} from '../../messages/index.js';
import type {SetOption} from './set-option.js';

/** A code of two hexadecimal digits. */
function hexCode(text: string): number | undefined {
	return /^[\da-f]{2}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

/**
 * Two operands, read as `codes` says from the line as it was typed (a character may be in lower case); without them
 * every character is itself again.
 */
function translation(
	name: string,
	minimum: number,
	direction: 'input' | 'output',
	codes: (operands: readonly [string, string]) => readonly [number | undefined, number | undefined],
): SetOption {
	return {
		name,
		minimum,
		most: 2,
		* set({cms, call, operands}) {
			if (operands.length === 1) {
				cms.terminalTranslation.clear(direction);
				return 0;
			}

			const [first, second] = call.line.trim().split(/ +/).slice(2);
			if (second === undefined) {
				return yield * cms.message(messages.DMSSET061E);
			}

			const [from, to] = codes([first, second]);
			if (from === undefined || to === undefined) {
				return 'invalid';
			}

			cms.terminalTranslation.set(direction, from, to);
			return 0;
		},
	};
}

export const translations: readonly SetOption[] = [
	translation('INPUT', 5, 'input', ([from, to]) => {
		const code = from.length === 1 ? toEbcdic(from)[0] : hexCode(from);
		return [code, hexCode(to)];
	}),
	translation('OUTPUT', 6, 'output', ([from, to]) => [
		hexCode(from), to.length === 1 ? toEbcdic(to)[0] : undefined,
	]),
];
