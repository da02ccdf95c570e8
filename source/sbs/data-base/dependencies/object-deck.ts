/** What an object deck refers to: its external symbol dictionary (GC33-4021, "Object deck"). */
import {parseDeck, symbolType} from '../../../base/object-deck.js';
import {References, type Reference, type ReferenceKind} from './reference.js';

const kindOf: Readonly<Record<number, ReferenceKind>> = {
	[symbolType.section]: 'defines',
	[symbolType.label]: 'defines',
	[symbolType.reference]: 'external',
	[symbolType.weakReference]: 'weak',
};

/** The references of a deck; cards that are none of a deck say nothing. */
export function deckReferences(cards: readonly Uint8Array[], most: number): readonly Reference[] {
	const references = new References(most);
	for (const item of parseDeck(cards)) {
		if (item.kind === 'symbol' && item.type in kindOf) {
			references.add(kindOf[item.type], item.name);
		}
	}

	return references.all;
}
