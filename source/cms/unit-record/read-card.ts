/** The READ control card in front of a file that PUNCH punched (GC20-1818, "PUNCH"). */
import {cardLength} from '../../base/unit-record.js';
import {ebcdicField, fromEbcdic} from '../../base/ebcdic.js';
import type {AccessedDisk, FileStatus} from '../file-system/disk/disk.js';

/** `:READ  fn ft fm label mm/dd/yy  hh:mm`. */
export function readCard(
	disk: AccessedDisk,
	{name, type, mode, date, time}: Pick<FileStatus, 'name' | 'type' | 'mode' | 'date' | 'time'>,
): Uint8Array {
	const [year, month, day] = date.split('-');
	return ebcdicField(
		`:READ  ${name.padEnd(8)} ${type.padEnd(8)} ${mode} ${disk.label.padEnd(6)} ${month}/${day}/${year.slice(2)}  `
		+ `${time}`,
		cardLength,
	);
}

/** What a READ control card names, or `undefined` where the card is none. */
export function parseReadCard(
	card: Uint8Array,
): {readonly name: string; readonly type: string; readonly mode: string | undefined} | undefined {
	const [word, name, type, mode] = fromEbcdic(card).split(/ +/);
	return word === ':READ' && name !== undefined && type !== undefined && type !== ''
		? {name: name.slice(0, 8), type: type.slice(0, 8), mode: mode === undefined || mode === '' ? undefined : mode}
		: undefined;
}
