/** TEXT files card by card, for tests of the loader. */
import {toEbcdic} from '../../source/base/ebcdic.js';
import {hex, hexBytes, parseHexBytes} from '../../source/base/hex.js';
import type {NewFile} from '../../source/cms/file-system/disk/disk.js';

export const text = (characters: string): string => hexBytes(toEbcdic(characters));
/** A card: type, address (6 digits), count, number, data. */
export const card = (type: string, address: string, id: string, data: string): Uint8Array =>
	parseHexBytes(`02${text(type)}40${address === '' ? '404040' : address}4040${hex(data.length / 2, 4)}4040${id}${data}`.padEnd(
		160,
		'40',
	))!;
/** An item of an ESD card. */
export const symbol = (name: string, type: string, address: string, length: string): string =>
	`${text(name.padEnd(8))}${type}${address}40${length}`;

/** A file of cards. */
export function deck(name: string, cards: readonly Uint8Array[]): NewFile {
	return {
		name, type: 'TEXT', modeNumber: '1', recordFormat: 'F', recordLength: 80, records: cards,
	};
}
