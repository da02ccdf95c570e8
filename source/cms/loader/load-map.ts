/**
 * The file LOAD MAP A5 that LOAD and INCLUDE write (GC20-1818, "LOAD"): what was loaded where, and cards that are worth
 * a mention, in the order of the cards; 100 bytes a line, as this nucleus writes them.
 */
import {toEbcdic} from '../../base/ebcdic.js';
import {hex} from '../../base/hex.js';
import type {LoaderCard} from '../../base/loader-card.js';
import type {Step} from '../../guest/action.js';
import type {AccessedDisk, Cms} from '../cms.js';
import {fileCode} from '../file-system/disk/disk.js';
import {writeError} from '../commands/files/file-operands.js';

const recordLength = 100;
const file = {name: 'LOAD', type: 'MAP', modeNumber: '5'} as const;
/** As messages have it. */
export const mapFile = 'LOAD MAP A5';
const addressDigits = 6;

/** What the map calls a control section; an entry has nothing there. */
const sectionMark = 'SD';

/** A line of the map for each section and entry that a deck defines. */
export const mapLine = (name: string, address: number, isSection: boolean): string =>
	` ${name.padEnd(8)} ${(isSection ? sectionMark : '').padEnd(sectionMark.length)} ${hex(address, addressDigits)}`;

/** What the map says of a card. */
export function cardLines(
	{remark, image}: LoaderCard,
	shown: {readonly invalid: boolean; readonly replacements: boolean},
): readonly string[] {
	switch (remark) {
		case 'invalid': {
			return shown.invalid ? [` INVALID CARD - ${image}`] : [];
		}

		case 'bad': {
			return [` INVALID CARD - ${image}`];
		}

		case 'replacement': {
			return shown.replacements ? [` ${image}`] : [];
		}

		case 'control': {
			return [` CONTROL CARD - ${image}`];
		}

		case 'plain': {
			return [];
		}
	}
}

/** LOAD does away with the map that is there. */
export function * eraseMap(cms: Cms, disk: AccessedDisk): Step {
	if (disk.find(file.name, file.type)) {
		yield * cms.disks.erase(disk, file.name, file.type);
	}
}

/** Writes the lines behind those of the map that is there. Answers 0, or a return code, its message typed. */
export function * addToMap(cms: Cms, disk: AccessedDisk, lines: readonly string[]): Step<number> {
	const old = disk.find(file.name, file.type);
	const isMap = old?.recordFormat === 'F' && old.recordLength === recordLength;
	const before = isMap ? yield * cms.disks.readAll(disk, old) : [];
	const records = [...before, ...lines.map(line => toEbcdic(line.padEnd(recordLength).slice(0, recordLength)))];
	const code = yield * cms.disks.write(disk, {
		...file, recordFormat: 'F', recordLength, records,
	});
	return code === fileCode.ok ? 0 : yield * writeError(cms, 'DMSLIO', mapFile, code);
}
