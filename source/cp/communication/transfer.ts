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

/** Where an area begins. */
type Area = Pick<Approval, 'vm' | 'area'>;

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

/** Moves pages' frames. False, with nothing done, where the pages must be copied. */
export type PageExchange = {
	exchangePages(from: VirtualMachine, fromPage: number, to: VirtualMachine, toPage: number): boolean;
	/** The same where each gets what the other had. */
	swapPages(one: VirtualMachine, onePage: number, other: VirtualMachine, otherPage: number): boolean;
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
		const pages = byPages(sent, received, length, {
			entry: (from, to) => pager.swapPages(sent.vm, from, received.vm, to),
			copy: swap,
		});
		return {...done, copied: 2 * (length - (pages * pageSize)), entries: 2 * pages};
	}

	const entries = byPages(sent, received, length, {
		entry: (from, to) => both(flag.move) && pager.exchangePages(sent.vm, from, received.vm, to),
		copy(from, to, bytes) {
			moveBlock(from.vm.storage, from.area, to.vm.storage, to.area, bytes);
		},
	});
	return {...done, copied: length - (entries * pageSize), entries};
}

const isOnPages = (...values: readonly number[]): boolean => values.every(value => value % pageSize === 0);

/** How a block goes: a page by its entry, or not at all; an area by its bytes. */
type Way = {
	/** Pages by their numbers. False: they must be copied. */
	entry(from: number, to: number): boolean;
	copy(from: Area, to: Area, bytes: number): void;
};

/**
 * Has a block go: whole pages on page boundaries each by its entry where that can be, everything else by its bytes.
 * Answers how many pages went by their entries.
 */
function byPages(sent: Area, received: Area, length: number, {entry, copy}: Way): number {
	if (!isOnPages(sent.area, received.area, length)) {
		copy(sent, received, length);
		return 0;
	}

	const copied: number[] = [];
	for (let done = 0; done < length; done += pageSize) {
		if (!entry((sent.area + done) / pageSize, (received.area + done) / pageSize)) {
			copied.push(done);
		}
	}

	for (const done of copied) {
		copy({vm: sent.vm, area: sent.area + done}, {vm: received.vm, area: received.area + done}, pageSize);
	}

	return (length / pageSize) - copied.length;
}

/** Both get what the other had. */
function swap(one: Area, other: Area, length: number): void {
	const back = other.vm.storage.fetch(other.area, length);
	moveBlock(one.vm.storage, one.area, other.vm.storage, other.area, length);
	one.vm.storage.store(one.area, back);
}
