/** Disks on which first chain links are quarters of blocks, several in one: IBM's CMS has them so on a 2314. */
import type {Step} from '../../../guest/action.js';
import {readIfReadable} from './master-survey.js';
import {mfd, masterBlock} from '../directory/master-directory.js';
import {fst} from '../directory/fst.js';
import type {BlockDevice} from '../disk/block-device.js';
import {mostInQuarters} from '../disk/geometry.js';
import {usedSlots} from './entry-check.js';

/** The numbers of FST blocks end with one of these. */
const endOfPointers = 0xFF_FD;

/** Whether a disk has such links, or quarters that are free for them. */
export function * hasSharedLinks(device: BlockDevice): Step<boolean> {
	const master = device.geometry.hasQuarters ? yield * readIfReadable(device, masterBlock) : undefined;
	if (!master) {
		return false;
	}

	const {pointers, freeQuarters} = mfd.decode(master);
	if (freeQuarters.some(quarter => quarter !== 0)) {
		return true;
	}

	const end = pointers.findIndex(number => number >= endOfPointers);
	for (const number of pointers.slice(0, Math.max(0, end))) {
		const block = yield * readIfReadable(device, number);
		if (block && usedSlots(block).some(at => fst.decode(block, at).firstChainLink > mostInQuarters)) {
			return true;
		}
	}

	return false;
}
