/** How many pages of a machine are where, and how many it needs: what INDICATE, MONITOR and the scheduler ask. */
import {pagedOut, type AddressSpace} from '../../machine/storage/storage.js';

/** Pages that have a frame. */
export function residentPages(storage: AddressSpace): number {
	let count = 0;
	storage.eachContent(({frame}) => {
		count += frame >= 0 ? 1 : 0;
	});
	return count;
}

/** Pages that are away. */
export const pagesAway = (storage: AddressSpace): number => storage.pages.filter(frame => frame === pagedOut).length;

/**
 * Estimate of the pages that a machine needs: those with a frame that were brought in, or used, since the hand came by
 * last. Of a page that several map each has its part, so that what all share counts once.
 */
export function workingSet(storage: AddressSpace): number {
	let sum = 0;
	storage.eachContent((content, page) => {
		if (content.frame >= 0 && (content.fresh || storage.isOpen(page))) {
			sum += 1 / content.mappers.length;
		}
	});
	return Math.ceil(sum);
}
