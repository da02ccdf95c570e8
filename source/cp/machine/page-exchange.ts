/** Moving a whole page from one machine to another: its entry changes hands, nothing is copied. */
import {absent, mapping} from '../../machine/storage/storage.js';
import type {VirtualMachine} from './virtual-machine.js';

/** Reference and change bits of a storage key. */
const changed = 6;

/** Whether the page is the machine's own, and nothing else is done with it now. */
function isMovable(vm: VirtualMachine, page: number): boolean {
	const {storage} = vm;
	return page > 0
		&& page !== vm.cpu.prefix >>> 12
		&& storage.pages[page] !== absent
		&& storage.mappingOf(page) === mapping.private
		&& storage.contentOf(page)?.isShared !== true
		&& !storage.alteredPages.includes(page)
		&& !vm.channels.uses(page);
}

/**
 * Gives `to` a page of `from`: the receiver's entry takes the frame, or the place on the paging device, with what is
 * there; what the receiver had is cleared and free; the sender's page is as if never touched. Keys stay where they are,
 * with their reference and change bits on. False, with nothing done, where one of the two pages is page 0, absent,
 * shared, copied on write, or under a running channel program: then the caller copies.
 */
export function exchangePages(from: VirtualMachine, fromPage: number, to: VirtualMachine, toPage: number): boolean {
	if (!isMovable(from, fromPage) || !isMovable(to, toPage) || (from === to && fromPage === toPage)) {
		return false;
	}

	const content = from.storage.contentOf(fromPage);
	if (content) {
		to.storage.map(toPage, content, mapping.private);
		from.storage.empty(fromPage);
	} else {
		to.storage.empty(toPage);
	}

	for (const {keys, page} of [{keys: from.storage.keys, page: fromPage}, {keys: to.storage.keys, page: toPage}]) {
		keys[page * 2] |= changed;
		keys[(page * 2) + 1] |= changed;
	}

	return true;
}
