/**
 * A small absolute loader: one deck to bytes at a given origin, relocated as its RLD says (GC33-4021, "Object Deck
 * Output"). Names outside the deck stay 0.
 */
import {fromEbcdic} from '../../base/ebcdic.js';
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

type Item = {readonly name: string; readonly type: number; readonly address: number; readonly length: number};

const type = {section: 0, entry: 1, reference: 2, unnamed: 4, common: 5, weak: 0x0A} as const;

const read16 = (card: Uint8Array, at: number): number => (card[at] << 8) | card[at + 1];
const read24 = (card: Uint8Array, at: number): number => (card[at] << 16) | (card[at + 1] << 8) | card[at + 2];

class Loader {
	/** Dictionary items by number. */
	readonly items = new Map<number, Item>();
	readonly entries: Array<Item & {readonly section: number}> = [];
	readonly text: Array<{readonly section: number; readonly address: number; readonly bytes: Uint8Array}> = [];
	readonly relocations: Array<{
		readonly base: number;
		readonly section: number;
		readonly flags: number;
		readonly address: number;
	}> = [];

	end: {readonly section: number; readonly address: number} | undefined;

	read(card: Uint8Array): void {
		const kind = card[0] === 0x02 ? fromEbcdic(card.subarray(1, 4)) : '';
		const length = read16(card, 10);
		switch (kind) {
			case 'ESD': {
				this.#dictionary(card, length);

				break;
			}

			case 'TXT': {
				this.text.push({
					section: read16(card, 14),
					address: read24(card, 5),
					bytes: card.slice(16, 16 + length),
				});

				break;
			}

			case 'RLD': {
				this.#relocations(card, length);

				break;
			}

			default: if (kind === 'END' && card[14] !== 0x40) {
				this.end = {section: read16(card, 14), address: read24(card, 5)};
			}
		}
	}

	#dictionary(card: Uint8Array, length: number): void {
		let id = read16(card, 14);
		for (let at = 16; at < 16 + length; at += 16) {
			const item: Item = {
				name: fromEbcdic(card.subarray(at, at + 8)).trimEnd(),
				type: card[at + 8],
				address: read24(card, at + 9),
				length: read24(card, at + 13),
			};
			if (item.type === type.entry) {
				this.entries.push({...item, section: item.length});
			} else {
				this.items.set(id++, item);
			}
		}
	}

	#relocations(card: Uint8Array, length: number): void {
		let base = 0;
		let section = 0;
		let same = false;
		for (let at = 16; at < 16 + length;) {
			if (!same) {
				base = read16(card, at);
				section = read16(card, at + 2);
				at += 4;
			}

			same = (card[at] & 1) !== 0;
			this.relocations.push({base, section, flags: card[at], address: read24(card, at + 1)});
			at += 4;
		}
	}
}

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
	const loader = new Loader();
	for (const card of cards) {
		loader.read(card);
	}

	const sections = [...loader.items].filter(
		([, item]) => item.type === type.section || item.type === type.unnamed || item.type === type.common,
	);
	const lowest = smallest(
		sections.filter(([, item]) => item.type !== type.common).map(([, item]) => item.address),
	);
	const base = Number.isFinite(lowest) ? lowest : 0;
	const shift = new Map<number, number>();
	const names = new Map<string, number>();
	let next = origin;
	for (const [id, item] of sections.toSorted(
		([, a], [, b]) => Number(a.type === type.common) - Number(b.type === type.common),
	)) {
		const address = item.type === type.common ? (next + 7) & ~7 : origin + item.address - base;
		shift.set(id, address - item.address);
		names.set(item.name, address);
		next = Math.max(next, address + item.length);
	}

	for (const {name, address, section} of loader.entries) {
		names.set(name, address + (shift.get(section) ?? 0));
	}

	const bytes = new Uint8Array(next - origin);
	for (const {section, address, bytes: text} of loader.text) {
		bytes.set(text, address + (shift.get(section) ?? 0) - origin);
	}

	const unresolved: string[] = [];
	for (const {base: id, section, flags, address} of loader.relocations) {
		const item = loader.items.get(id);
		const isSection = shift.has(id);
		const found = isSection ? shift.get(id)! : names.get(item?.name ?? '');
		if (found === undefined) {
			unresolved.push(item?.name ?? '');
			continue;
		}

		// A V-type constant holds nothing yet; an address constant holds the assembled address.
		const value = isSection && (flags & 0x30) === 0x10 ? names.get(item!.name)! : found;
		adjust(
			bytes,
			address + (shift.get(section) ?? 0) - origin,
			((flags >> 2) & 3) + 1,
			(flags & 2) === 0 ? value : -value,
		);
	}

	const entry = loader.end ? loader.end.address + (shift.get(loader.end.section) ?? 0) : origin;
	return {bytes, origin, entry, names, unresolved};
}
