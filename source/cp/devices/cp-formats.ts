/**
 * What cylinders look like that CP formatted for itself (GC20-1806, "Format/Allocate Service Program"): records of 4096
 * bytes, one page each, numbered through the cylinder.
 */
import {pageSize} from '../../base/architecture.js';
import {findCkdModel, type CkdModel} from '../../machine/devices/volume/ckd-models.js';

/** Pages of a cylinder by device type. A 2314 has eight on five tracks, the others whole ones on each track. */
const pagesOfCylinder: Readonly<Record<string, number>> = {
	2314: 32, 3330: 57, '3330-11': 57, 3340: 24, '3340-70': 24, 3350: 120,
};

export type CpFormat = {
	readonly model: CkdModel;
	/** Pages a cylinder. */
	readonly pages: number;
	/** Nanoseconds of a turn that lie before a page's record, by the number of the page in its cylinder. */
	angle(page: number): number;
	/** Microseconds that a page's data pass. */
	readonly transferTime: number;
};

/** The format of a device type; `undefined` where CP cannot page on it. */
export function cpFormat(type: string): CpFormat | undefined {
	const model = findCkdModel(type);
	const pages = pagesOfCylinder[type];
	if (!model || pages === undefined) {
		return undefined;
	}

	const {revolution, nanosecondsPerByte} = model.timing;
	const track = pages / model.heads;
	return {
		model,
		pages,
		angle: page => Math.trunc(((page / track) % 1) * revolution * 1000),
		transferTime: Math.trunc(pageSize * nanosecondsPerByte / 1000),
	};
}
