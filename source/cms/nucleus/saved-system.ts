/**
 * What a machine needs in storage or on disk for CMS to start: the named system CMS, and blocks 1 and 2 of the system
 * disk.
 */
import {iplArea} from '../../base/assigned-storage.js';
import {ccwFlag, channelCommand} from '../../base/channel-words.js';
import {blockSize} from '../file-system/disk/geometry.js';
import {pageSize} from '../../base/architecture.js';
import {firstStub, stubPage} from '../../guest/resident.js';
import {programName} from './ipl.js';
import {area, key} from './storage/layout.js';

/** Channel command of a disk: read the data of the next record. */
const readData = 0x06;

/** Two 2 KiB keys of a page. */
const pageKeys = (storageKey: number): number => storageKey | (storageKey >>> 4);

/** The named system CMS (shape of `SavedSystem` in CP): its stub page, its key, and a PSW at entry 0. */
export const cmsSavedSystem: {
	readonly name: string;
	readonly pages: ReadonlyMap<number, Uint8Array>;
	readonly psw: readonly [number, number];
	readonly keys: ReadonlyMap<number, number>;
} = {
	name: programName,
	pages: new Map([[area.stubPage / pageSize, stubPage(programName)]]),
	psw: [0, area.stubPage + firstStub],
	keys: new Map([[area.stubPage / pageSize, pageKeys(key.nucleus)]]),
};

/**
 * Blocks 1 and 2 of a CMS system disk, 800 bytes each: block 1 begins with the 24 bytes IPL reads (PSW, and a CCW that
 * reads the next record into the stub page), block 2 is the beginning of that page (GA22-7000, "Initial program
 * loading"). Entry 0 completes the page.
 */
export function cmsIplRecords(): [Uint8Array, Uint8Array] {
	const first = new Uint8Array(blockSize);
	iplArea.change(first, 0, {
		psw: [0, area.stubPage + firstStub],
		firstCcw: channelCommand.encode({
			command: readData, address: area.stubPage, flags: ccwFlag.suppressLength, count: blockSize,
		}),
	});
	return [first, stubPage(programName).slice(0, blockSize)];
}
