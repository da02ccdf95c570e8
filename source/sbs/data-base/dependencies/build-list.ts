/**
 * Build lists, members of type BUILD: what a MODULE is linked of, in statements as the loader has them. Words are apart
 * by blanks; `*` in column 1 is a comment.
 *
 *     INCLUDE fn...      object decks, in this order
 *     ENTRY name         where the program begins, in place of what the decks say
 *     ORIGIN hex|TRANS   where it lies, X'20000' unless told
 */
import {parseHex} from '../../../base/hex.js';
import {isFileName} from '../../../cms/file-system/files/file-name.js';
import {area} from '../../../cms/nucleus/storage/layout.js';
import {References, type Reference} from './reference.js';

export type BuildList = {
	readonly objects: readonly string[];
	readonly entry?: string;
	readonly origin: number;
	/** The first line that says nothing of this. */
	readonly wrong?: string;
};

const highestOrigin = 0xFF_FFF8;

/** Where a program lies: an address on a doubleword that user programs may have. */
function originOf(word: string): number | undefined {
	const origin = word === 'TRANS' ? area.transient : parseHex(word);
	return origin !== undefined
		&& origin % 8 === 0
		&& (origin === area.transient || (origin >= area.user && origin <= highestOrigin))
		? origin
		: undefined;
}

/** Reads a build list. */
export function parseBuildList(lines: readonly string[]): BuildList {
	const objects = new Set<string>();
	let entry: string | undefined;
	let origin: number = area.user;
	for (const line of lines) {
		const [word, ...operands] = line.trim().toUpperCase().split(/ +/);
		if (line.startsWith('*') || word === '') {
			continue;
		}

		const [operand = ''] = operands;
		const place = word === 'ORIGIN' && operands.length === 1 ? originOf(operand) : undefined;
		if (word === 'INCLUDE' && operands.length > 0 && operands.every(name => isFileName(name))) {
			for (const name of operands) {
				objects.add(name);
			}
		} else if (word === 'ENTRY' && operands.length === 1 && isFileName(operand)) {
			entry = operand;
		} else if (place === undefined) {
			return {
				objects: [...objects], entry, origin, wrong: line.trim(),
			};
		} else {
			origin = place;
		}
	}

	return {objects: [...objects], entry, origin};
}

/** The references of a build list of these lines. */
export function buildListReferences(lines: readonly string[], most: number): readonly Reference[] {
	const references = new References(most);
	for (const name of parseBuildList(lines).objects) {
		references.add('object', name);
	}

	return references.all;
}
