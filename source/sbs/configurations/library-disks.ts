/** The library's disks in the machine that works on them: found where they are accessed, or given letters. */
import {Failure} from '../../base/failure.js';
import {hex} from '../../base/hex.js';
import type {Cms} from '../../cms/cms.js';
import {accessCode} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';

/** Letters for them, the last of the alphabet first: users take the first. */
const letters = 'ZXWVUTRQPONMLKJIHGFEDCB';

/** Codes that tell of a segment, not of the disk. */
const segmentCodes = new Set<number>([accessCode.otherDisk, accessCode.segmentFull, accessCode.noSegment]);

/** A disk that cannot be accessed: the `accessCode`, its address and, where that is at fault, its segment. */
export class DiskFailure extends Failure {
	readonly disk: string;
	readonly segment: string | undefined;

	constructor(code: number, device: number, segment?: string) {
		super(code);
		this.disk = hex(device, 3);
		this.segment = segmentCodes.has(code) ? segment : undefined;
	}
}

/**
 * Mode letters of disks at these addresses, in their order; those that are not accessed for writing in the right way
 * are accessed. `segments`: in which others share their directories, one for each disk.
 */
export function * accessLibrary(
	cms: Pick<Cms, 'disks'>,
	devices: readonly number[],
	segments: readonly string[] = [],
): Step<readonly string[] | DiskFailure> {
	const found: string[] = [];
	for (const [index, device] of devices.entries()) {
		const segment = segments.at(index);
		const known = cms.disks.disks.find(disk => disk.device === device && disk.owner === undefined);
		const isRight = known && !known.readOnly && known.segmentName === segment;
		const letter = known?.letter ?? [...letters].find(each => !cms.disks.disk(each));
		if (letter === undefined) {
			return new DiskFailure(accessCode.notAttached, device);
		}

		const code = isRight ? accessCode.ok : yield * cms.disks.access(device, letter, {segment});
		if (code !== accessCode.ok) {
			return new DiskFailure(code, device, segment);
		}

		if (cms.disks.disk(letter)?.readOnly) {
			return new DiskFailure(accessCode.readOnly, device);
		}

		found.push(letter);
	}

	return found;
}
