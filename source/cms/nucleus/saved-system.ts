/**
 * What a machine needs in storage or on disk for CMS to start: the named system CMS, and blocks 1 and 2 of the system
 * disk.
 */
import {iplArea} from '../../base/assigned-storage.js';
import {ccwFlag, channelCommand} from '../../base/channel-words.js';
import {blockSize} from '../file-system/disk/geometry.js';
import {pageSize} from '../../base/architecture.js';
import {nucleusCode} from '../../guest/footprint.js';
import {firstStub, stubPage} from '../../guest/resident.js';
import {area, key, programName} from './storage/layout.js';

/** Channel command of a disk: read the data of the next record. */
const readData = 0x06;

/** Two 2 KiB keys of a page. */
const pageKeys = (storageKey: number): number => storageKey | (storageKey >>> 4);

/** Bytes of a segment. */
const segmentSize = 64 * 1024;

/** The shared segment: the code of the nucleus, and the stub page. */
export const nucleusPages: ReadonlyMap<number, Uint8Array> = new Map([
	...nucleusCode().map((content, index) => [(area.nucleus / pageSize) + index, content] as const),
	[area.stubPage / pageSize, stubPage(programName)],
]);

/** The named system CMS (shape of `SavedSystem` in CP): its shared segment, keys, and a PSW at entry 0. */
export const cmsSavedSystem: {
	readonly name: string;
	readonly pages: ReadonlyMap<number, Uint8Array>;
	readonly psw: readonly [number, number];
	readonly keys: ReadonlyMap<number, number>;
	readonly sharedSegments: readonly number[];
	readonly isProtected: boolean;
} = {
	name: programName,
	pages: nucleusPages,
	psw: [0, area.stubPage + firstStub],
	keys: new Map([...nucleusPages.keys()].map(page => [page, pageKeys(key.nucleus)])),
	sharedSegments: [area.nucleus / segmentSize],
	isProtected: true,
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
