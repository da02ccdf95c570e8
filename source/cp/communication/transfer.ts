/**
 * The last step of an exchange (the paper, "Intermachine Communication Functions"): the block goes from the area that
 * one side approved into the area that the other side approved, by key, and not a byte beside them.
 */
import {pageSize} from '../../base/architecture.js';
import {flag, reason, type EndReason} from '../../base/intermachine.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {inStorage, moveBlock, permitsArea} from './block-transfer.js';

/** An area of a machine, as its approval names it. */
export type Approval = {
	readonly vm: VirtualMachine;
	/** `flag`. */
	readonly flags: number;
	readonly area: number;
	readonly length: number;
	/** The PSW key with which the machine approved. */
	readonly key: number;
};

/** What a transfer came to. */
export type Transferred = {
	readonly from: VirtualMachine;
	readonly to: VirtualMachine;
	/** Bytes of the block that went. */
	readonly moved: number;
	/** Bytes that were copied, both ways, and page-table entries that changed hands instead. */
	readonly copied: number;
	readonly entries: number;
};

/** Moves a page's frame. False, with nothing done, where the pages must be copied. */
export type PageExchange = {
	exchangePages(from: VirtualMachine, fromPage: number, to: VirtualMachine, toPage: number): boolean;
};

export const has = ({flags}: Approval, what: number): boolean => (flags & what) !== 0;

/**
 * Whether the key of an approval may do, by the keys that the pages have now, what the approval allows. The area may be
 * no storage any more: it was a segment's.
 */
export function isPermitted({vm, key, area, length, ...rest}: Approval): boolean {
	// A sender's pages that move are zero then, and that is a store.
	const stores = (rest.flags & (flag.receive | flag.move | flag.exchange)) !== 0;
	return inStorage(vm.storage, area, length) && permitsArea(vm.storage, key, area, length, stores);
}

/** Transfers what both have approved; a reason where they do not fit together. */
export function transfer(pager: PageExchange, one: Approval, other: Approval): Transferred | EndReason {
	if (has(one, flag.send) === has(other, flag.send)) {
		return reason.direction;
	}

	const [sent, received] = has(one, flag.send) ? [one, other] : [other, one];
	if (sent.length > received.length && !has(received, flag.part)) {
		return reason.tooLong;
	}

	if (!isPermitted(sent) || !isPermitted(received)) {
		return reason.protection;
	}

	const length = Math.min(sent.length, received.length);
	const both = (what: number): boolean => has(sent, what) && has(received, what);
	const done = {from: sent.vm, to: received.vm, moved: length};
	if (both(flag.exchange)) {
		swap(sent, received, length);
		return {...done, copied: 2 * length, entries: 0};
	}

	const entries = both(flag.move) ? movePages(pager, sent, received, length) : 0;
	if (entries === 0) {
		moveBlock(sent.vm.storage, sent.area, received.vm.storage, received.area, length);
	}

	return {...done, copied: length - (entries * pageSize), entries};
}

const isOnPages = (...values: readonly number[]): boolean => values.every(value => value % pageSize === 0);

/** Moves whole pages, each by its frame where that can be. Answers how many did; 0: nothing was done. */
function movePages(pager: PageExchange, sent: Approval, received: Approval, length: number): number {
	if (!isOnPages(sent.area, received.area, length)) {
		return 0;
	}

	const copied: number[] = [];
	for (let done = 0; done < length; done += pageSize) {
		const [from, to] = [(sent.area + done) / pageSize, (received.area + done) / pageSize];
		if (!pager.exchangePages(sent.vm, from, received.vm, to)) {
			copied.push(done);
		}
	}

	if (copied.length * pageSize < length) {
		for (const at of copied) {
			moveBlock(sent.vm.storage, sent.area + at, received.vm.storage, received.area + at, pageSize);
		}
	}

	return (length / pageSize) - copied.length;
}

/** Both get what the other had. */
function swap(sent: Approval, received: Approval, length: number): void {
	const back = received.vm.storage.fetch(received.area, length);
	moveBlock(sent.vm.storage, sent.area, received.vm.storage, received.area, length);
	sent.vm.storage.store(sent.area, back);
}
