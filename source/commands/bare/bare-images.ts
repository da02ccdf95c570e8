/**
 * Images of `yorktown bare`: `FILE` or `FILE@HEX`. Bytes as they are, or an object deck, which is relocated and tells
 * where it begins.
 */
import {cardLength} from '../../base/unit-record.js';
import {existsSync} from 'node:fs';
import {hex, parseHex} from '../../base/hex.js';
import {cardKind, parseDeck} from '../../base/object-deck.js';
import {link} from '../../assembler/object/absolute-loader.js';
import type {AddressSpace} from '../../machine/storage/storage.js';
import {readBytes} from '../input-bytes.js';
import {UsageError} from '../verb.js';

/** Stores bytes at an absolute address, or says that they do not fit. */
export function storeInto(storage: AddressSpace, address: number, bytes: Uint8Array, what: string): void {
	if (address + bytes.length > storage.size) {
		throw new UsageError(
			`${what}: ${bytes.length} bytes at X'${hex(address, 6)}' are more than the storage of ${storage.size} `
			+ 'bytes holds',
		);
	}

	storage.store(address, bytes);
}

/** The deck's cards, if it is a whole one. */
function deckOf(bytes: Uint8Array, file: string): Uint8Array[] {
	if (bytes.length % cardLength !== 0) {
		throw new UsageError(`${file}: an object deck of ${bytes.length} bytes, no whole number of 80-byte cards`);
	}

	const cards = Array.from({length: bytes.length / cardLength}, (_, card) =>
		bytes.subarray(card * cardLength, (card + 1) * cardLength));
	const ends = cards.filter(card => cardKind(card) === 'END').length;
	if (ends !== 1) {
		throw new UsageError(
			ends === 0 ? `${file}: an object deck without END card` : `${file}: ${ends} object decks in one file`,
		);
	}

	return cards;
}

/** Loads an image. Answers the address at which a deck's program begins; bytes alone say nothing of it. */
export function loadImage(storage: AddressSpace, image: string): number | undefined {
	const match = /^(.*)@([\da-f]{1,6})$/is.exec(image);
	const file = match ? match[1] : image;
	const at = image.lastIndexOf('@');
	if (!match && at !== -1 && !existsSync(image) && existsSync(image.slice(0, at))) {
		throw new UsageError(
			`${image}: ${image.slice(at + 1) || 'an empty text'} is no hexadecimal address of 24 bits`,
		);
	}

	const bytes = readBytes(file);
	if (bytes.length === 0) {
		throw new UsageError(`${file}: is empty`);
	}

	if (cardKind(bytes) !== 'ESD') {
		storeInto(storage, match ? parseHex(match[2])! : 0, bytes, file);
		return undefined;
	}

	const cards = deckOf(bytes, file);
	// Without an address the deck goes where its first section was assembled.
	const assembled = parseDeck(cards).find(item => item.kind === 'symbol')?.address ?? 0;
	const program = link(cards, match ? parseHex(match[2])! : assembled);
	if (program.unresolved.length > 0) {
		throw new UsageError(
			`${file}: names that the deck does not define: ${[...new Set(program.unresolved)].join(', ')}`,
		);
	}

	storeInto(storage, program.origin, program.bytes, file);
	return program.entry;
}
