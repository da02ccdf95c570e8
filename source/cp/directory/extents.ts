/**
 * Minidisk extents against each other. IBM's Directory program leaves this to the installation; file damage is what one
 * gets.
 */
import type {Directory, MinidiskStatement} from './directory.js';

export type Overlap = {
	readonly userid: string;
	readonly minidisk: MinidiskStatement;
	readonly otherUserid: string;
	readonly other: MinidiskStatement;
};

/**
 * Pairs of extents that share cylinders of one volume. An extent that begins at cylinder 0 maps a whole volume (its
 * label included) for backup and is left out; two entries for the very same extent of one owner are one disk under two
 * addresses and left out too.
 */
export function overlappingExtents({users}: Directory): Overlap[] {
	const extents = [...users.values()].flatMap(({userid, minidisks}) => minidisks
		.filter(({start, volume}) => volume !== undefined && start !== undefined && start > 0)
		.map(minidisk => ({
			userid, minidisk, start: minidisk.start!, end: minidisk.start! + minidisk.cylinders,
		})));
	const overlaps: Overlap[] = [];
	for (const [index, later] of extents.entries()) {
		for (const earlier of extents.slice(0, index)) {
			const same = earlier.userid === later.userid && earlier.start === later.start && earlier.end === later.end;
			if (
				earlier.minidisk.volume === later.minidisk.volume
				&& earlier.start < later.end
				&& later.start < earlier.end
				&& !same
			) {
				overlaps.push({
					userid: later.userid,
					minidisk: later.minidisk,
					otherUserid: earlier.userid,
					other: earlier.minidisk,
				});
			}
		}
	}

	return overlaps;
}
