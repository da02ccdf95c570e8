/** The READ control card in front of a file that PUNCH punched (GC20-1818, "PUNCH"). */
import {cardLength} from '../../base/unit-record.js';
import {ebcdicField, fromEbcdic} from '../../base/ebcdic.js';
import {centuryOf} from '../file-system/directory/fst.js';
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

/** What a READ control card says; date and time as `yyyy-mm-dd` and `hh:mm`. */
export type ReadCard = {
	readonly name: string;
	readonly type: string;
	readonly mode: string | undefined;
	readonly date: string | undefined;
	readonly time: string | undefined;
};

/** Behind the label; both forms are blank where somebody wrote the card himself. */
const datePattern = /^(0[1-9]|1[0-2])\/(0[1-9]|[12]\d|3[01])\/(\d\d)$/;
const timePattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** What a READ control card names, or `undefined` where the card is none. */
export function parseReadCard(card: Uint8Array): ReadCard | undefined {
	const [word, name, type, mode, ...rest] = fromEbcdic(card).split(/ +/);
	if (word !== ':READ' || name === undefined || type === undefined || type === '') {
		return undefined;
	}

	const at = rest.findIndex(each => datePattern.test(each));
	const [, month, day, year] = datePattern.exec(rest[at] ?? '') ?? [];
	const time: string | undefined = rest[at + 1];
	const isDated = at !== -1 && timePattern.test(time ?? '');
	return {
		name: name.slice(0, 8),
		type: type.slice(0, 8),
		mode: mode === undefined || mode === '' ? undefined : mode,
		date: isDated ? `${centuryOf(year)}${year}-${month}-${day}` : undefined,
		time: isDated ? time : undefined,
	};
}
