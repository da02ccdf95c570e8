/**
 * That a service is being drained, for the master that is logged on in place of one that was forced meanwhile: a file
 * `name $DRAIN` on the master's A-disk. Without a disk to write, the next master serves.
 */
import {toEbcdic} from '../../base/ebcdic.js';
import type {Cms} from '../../cms/cms.js';
import type {Step} from '../../guest/action.js';

const type = '$DRAIN';
const letter = 'A';

export class DrainMark {
	constructor(readonly cms: Pick<Cms, 'disks'>, readonly service: string) {
		// Nothing else.
	}

	get isSet(): boolean {
		return this.cms.disks.disk(letter)?.find(this.service, type) !== undefined;
	}

	* set(isSet: boolean): Step {
		const {disks} = this.cms;
		const disk = disks.disk(letter);
		if (!disk || disk.readOnly || this.isSet === isSet) {
			return;
		}

		yield * (isSet
			? disks.write(disk, {
				name: this.service,
				type,
				modeNumber: '1',
				recordFormat: 'F',
				recordLength: 80,
				records: [toEbcdic('THE MASTER ENDS WHEN WHAT WAS ASKED BEFORE IS DONE'.padEnd(80))],
			})
			: disks.erase(disk, this.service, type));
	}
}
