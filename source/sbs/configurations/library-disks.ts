/** The library's disks in the machine that works on them: found where they are accessed, or given letters. */
import {Failure} from '../../base/failure.js';
import type {Cms} from '../../cms/cms.js';
import {accessCode} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';

/** Letters for them, the last of the alphabet first: users take the first. */
const letters = 'ZXWVUTRQPONMLKJIHGFEDCB';

/**
 * Mode letters of disks at these addresses, in their order; those that are not accessed for writing in the right way
 * are accessed. A failure with an `accessCode` where one cannot be. `segment`: in which others share the directory.
 */
export function * accessLibrary(
	cms: Pick<Cms, 'disks'>,
	devices: readonly number[],
	segment?: string,
): Step<readonly string[] | Failure> {
	const found: string[] = [];
	for (const device of devices) {
		const known = cms.disks.disks.find(disk => disk.device === device && disk.owner === undefined);
		const isRight = known && !known.readOnly && known.segmentName === segment;
		const letter = known?.letter ?? [...letters].find(each => !cms.disks.disk(each));
		if (letter === undefined) {
			return new Failure(accessCode.notAttached);
		}

		const code = isRight ? accessCode.ok : yield * cms.disks.access(device, letter, {segment});
		if (code !== accessCode.ok) {
			return new Failure(code);
		}

		if (cms.disks.disk(letter)?.readOnly) {
			return new Failure(accessCode.readOnly);
		}

		found.push(letter);
	}

	return found;
}
