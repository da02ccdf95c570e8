/** Where a new minidisk can lie: the first gap on a volume that users have disks on, else a volume that is new. */
import type {Directory} from '../../cp/directory/directory.js';
import {findCkdModel} from '../../machine/devices/volume/ckd-models.js';

export type FreeExtent = {readonly volume: string; readonly start: number};

/** Owner of the system's disks: his volumes are not filled with users'. */
const systemOwner = 'MAINT';

/** Room for `cylinders` of a type; `undefined`: no such type, or more than a volume of it has. */
export function findExtent(directory: Directory, type: string, cylinders: number): FreeExtent | undefined {
	const model = findCkdModel(type);
	if (!model || cylinders < 1 || cylinders >= model.cylinders) {
		return undefined;
	}

	const volumes = new Map<string, Array<readonly [start: number, end: number]>>();
	const reserved = new Set<string>();
	for (const {userid, minidisks} of directory.users.values()) {
		for (const {type: its, volume, start, cylinders: length} of minidisks) {
			if (volume !== undefined && start !== undefined) {
				volumes.set(volume, [...volumes.get(volume) ?? [], [start, start + length]]);
				if (userid === systemOwner || its !== type) {
					reserved.add(volume);
				}
			}
		}
	}

	for (const [volume, extents] of volumes) {
		const start = reserved.has(volume) ? undefined : gap(extents, cylinders, model.cylinders);
		if (start !== undefined) {
			return {volume, start};
		}
	}

	let number = 1;
	while (volumes.has(serialOf(number))) {
		number++;
	}

	return {volume: serialOf(number), start: 1};
}

const serialOf = (number: number): string => `YRKU${String(number).padStart(2, '0')}`;

/** First cylinder of a gap, the volume's label left alone. */
function gap(
	extents: ReadonlyArray<readonly [start: number, end: number]>,
	cylinders: number,
	size: number,
): number | undefined {
	let at = 1;
	for (const [start, end] of extents.toSorted((one, other) => one[0] - other[0])) {
		if (start - at >= cylinders) {
			return at;
		}

		at = Math.max(at, end);
	}

	return size - at >= cylinders ? at : undefined;
}
