/**
 * The spool file that VMDUMP makes (GC20-1820, "VMDUMP"). IBM's is made of pages in CP's spool format, which its
 * IPCSDUMP alone reads; ours is a deck of cards that can be read by everybody in whose reader it is:
 *
 *  - one `DMPH` card: whose machine it was, the kind of dump (FORMAT), when, and size of its storage;
 *  - `DMPI` cards: the identifier of the dump, 64 characters to a card;
 *  - `DMPR` cards: PSW, then general, floating-point and control registers, 16 words to a card;
 *  - `DMPK` cards: storage keys, one to a block of 2K, 64 to a card;
 *  - `DMPD` cards: 64 bytes of storage; where all of them are zero there is no card.
 */
import {keyBlockSize, pageSize} from '../../base/architecture.js';
import {toEbcdic} from '../../base/ebcdic.js';
import {
	bytes, characters, fullword, Layout,
} from '../../base/layout.js';
import {cardLength} from '../../base/unit-record.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import type {StorageRange} from './storage-operand.js';
import type {StorageView} from './storage-view.js';

/** What every card begins with; `address` is where its data come from, or their place among those of its kind. */
export const dumpCard = new Layout(cardLength, {
	kind: characters(0, 4), address: fullword(4), data: bytes(16, 64),
}, 0);

/** Data of the `DMPH` card. */
export const dumpHead = new Layout(64, {
	userid: characters(0, 8), format: characters(8, 8), time: characters(16, 40), size: fullword(56),
});

const perCard = 64;

export type DumpedMachine = {
	readonly userid: string;
	readonly cpu: Pick<Cpu, 'psw' | 'gpr' | 'fpr' | 'cr'>;
	readonly view: StorageView;
};

export type DumpDescription = {
	readonly format: string;
	/** When, as CP writes it. */
	readonly time: string;
	readonly identifier: string;
	/** Whole pages, in any order. */
	readonly ranges: readonly StorageRange[];
};

/** Cards that are made in one go: those of a page, at most. */
export type CardPiece = readonly Uint8Array[];

/** The cards of a dump, in their order and piece by piece. The machine must not run meanwhile. */
export function * dumpCards({userid, cpu, view}: DumpedMachine, description: DumpDescription): Generator<CardPiece> {
	const {format, time, identifier, ranges} = description;
	yield [
		card('DMPH', 0, dumpHead.encode({
			userid, format, time: time.slice(0, 40), size: view.size,
		})),
		...deck('DMPI', 0, toEbcdic(identifier)),
		...deck('DMPR', 0, words([cpu.psw.high, cpu.psw.low]), words(cpu.gpr), words(cpu.fpr), words(cpu.cr)),
	];
	for (const range of ranges) {
		yield [...deck('DMPK', range.first, keysOf(view, range))];
	}

	for (const {first, last} of ranges) {
		for (let page = first; page <= last; page += pageSize) {
			const cards: Uint8Array[] = [];
			const content = view.bytes(page, pageSize);
			for (let at = 0; at < pageSize; at += perCard) {
				const data = content.subarray(at, at + perCard);
				if (data.some(value => value !== 0)) {
					cards.push(card('DMPD', page + at, data));
				}
			}

			yield cards;
		}
	}
}

/** Pieces of data one behind the other, each of whose cards says where in them it is. */
function * deck(kind: string, address: number, ...pieces: readonly Uint8Array[]): Generator<Uint8Array> {
	let begin = address;
	for (const piece of pieces) {
		for (let at = 0; at < piece.length; at += perCard) {
			yield card(kind, begin + at, piece.subarray(at, at + perCard));
		}

		begin += piece.length;
	}
}

function card(kind: string, address: number, data: Uint8Array): Uint8Array {
	const field = new Uint8Array(perCard);
	field.set(data);
	return dumpCard.encode({kind, address, data: field});
}

function words(values: ArrayLike<number>): Uint8Array {
	const view = new DataView(new ArrayBuffer(values.length * 4));
	for (let index = 0; index < values.length; index++) {
		view.setUint32(index * 4, values[index]);
	}

	return new Uint8Array(view.buffer);
}

function keysOf(view: StorageView, {first, last}: StorageRange): Uint8Array {
	return Uint8Array.from(
		{length: Math.ceil((last + 1 - first) / keyBlockSize)},
		(_, index) => view.key(first + (index * keyBlockSize)) ?? 0,
	);
}
