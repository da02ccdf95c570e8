/**
 * A small absolute loader: one deck to bytes at a given origin, relocated as its RLD says (GC33-4021, "Object Deck
 * Output"). Names outside the deck stay 0.
 */
import {parseDeck, symbolType, type SymbolItem} from '../../base/object-deck.js';
import {smallest} from '../../base/sequences.js';

export type LoadedProgram = {
	/** From the origin to the end of the last section. */
	readonly bytes: Uint8Array;
	readonly origin: number;
	/** Where the END card says the program begins; the origin where it says nothing. */
	readonly entry: number;
	/** Addresses of sections and entry points. */
	readonly names: ReadonlyMap<string, number>;
	/** External names that the deck itself does not define. */
	readonly unresolved: readonly string[];
};

const sectionTypes: ReadonlySet<number> = new Set([
	symbolType.section, symbolType.privateSection, symbolType.common,
]);

/** Adds `value` to the constant of `length` bytes at `at`. */
function adjust(bytes: Uint8Array, at: number, length: number, value: number): void {
	let carry = value;
	for (let index = at + length - 1; index >= at; index--) {
		const sum = bytes[index] + (carry & 0xFF);
		bytes[index] = sum & 0xFF;
		carry = (carry >> 8) + (sum >> 8);
	}
}

/** Loads a deck of 80-byte cards at `origin` (a multiple of 8). Common sections follow the others. */
export function link(cards: readonly Uint8Array[], origin: number): LoadedProgram {
	const items = parseDeck(cards);
	const symbols = items.filter(item => item.kind === 'symbol');
	const labels = symbols.filter(({type}) => type === symbolType.label);
	const dictionary = new Map<number, SymbolItem>(
		symbols.filter(({type}) => type !== symbolType.label).map(item => [item.id, item]),
	);
	const sections = [...dictionary].filter(([, {type}]) => sectionTypes.has(type));
	const lowest = smallest(
		sections.filter(([, {type}]) => type !== symbolType.common).map(([, item]) => item.address),
	);
	const base = Number.isFinite(lowest) ? lowest : 0;
	const shift = new Map<number, number>();
	const names = new Map<string, number>();
	let next = origin;
	for (const [id, item] of sections.toSorted(
		([, a], [, b]) => Number(a.type === symbolType.common) - Number(b.type === symbolType.common),
	)) {
		const address = item.type === symbolType.common ? (next + 7) & ~7 : origin + item.address - base;
		shift.set(id, address - item.address);
		names.set(item.name, address);
		next = Math.max(next, address + item.length);
	}

	for (const {name, address, id} of labels) {
		names.set(name, address + (shift.get(id) ?? 0));
	}

	const bytes = new Uint8Array(next - origin);
	for (const {id, address, bytes: text} of items.filter(item => item.kind === 'text')) {
		bytes.set(text, address + (shift.get(id) ?? 0) - origin);
	}

	const unresolved: string[] = [];
	for (const {
		target, section, address, size, negative, branch,
	} of items.filter(item => item.kind === 'relocation')) {
		const item = dictionary.get(target);
		const isSection = shift.has(target);
		const found = isSection ? shift.get(target)! : names.get(item?.name ?? '');
		if (found === undefined) {
			unresolved.push(item?.name ?? '');
			continue;
		}

		// A V-type constant holds nothing yet; an address constant holds the assembled address.
		const value = isSection && branch ? names.get(item!.name)! : found;
		adjust(
			bytes,
			address + (shift.get(section) ?? 0) - origin,
			size,
			negative ? -value : value,
		);
	}

	const start = items
		.flatMap(item => item.kind === 'end' && item.entry && 'id' in item.entry ? [item.entry] : [])
		.at(-1);
	const entry = start ? start.address + (shift.get(start.id) ?? 0) : origin;
	return {bytes, origin, entry, names, unresolved};
}
