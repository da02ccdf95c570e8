/** Moving a whole page from one machine to another: its entry changes hands, nothing is copied. */
import type {Page} from '../../machine/storage/page.js';
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
		&& !(storage.isAltered && storage.alteredPages.includes(page))
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

	take(to, toPage, from.storage.contentOf(fromPage));
	from.storage.empty(fromPage);
	noteChange(from, fromPage);
	noteChange(to, toPage);
	return true;
}

/**
 * Gives each of two machines the other's page, as `exchangePages` gives one. False, with nothing done, where that one
 * would answer so.
 */
export function swapPages(one: VirtualMachine, onePage: number, other: VirtualMachine, otherPage: number): boolean {
	if (!isMovable(one, onePage) || !isMovable(other, otherPage) || one === other) {
		return false;
	}

	const content = one.storage.contentOf(onePage)?.keep();
	take(one, onePage, other.storage.contentOf(otherPage));
	take(other, otherPage, content);
	content?.letGo();
	noteChange(one, onePage);
	noteChange(other, otherPage);
	return true;
}

/** A page holds `content` from now on, mapped as its own; `undefined`: it was never touched. */
function take({storage}: VirtualMachine, page: number, content: Page | undefined): void {
	if (content) {
		storage.map(page, content, mapping.private);
	} else {
		storage.empty(page);
	}
}

function noteChange({storage: {keys}}: VirtualMachine, page: number): void {
	keys[page * 2] |= changed;
	keys[(page * 2) + 1] |= changed;
}
