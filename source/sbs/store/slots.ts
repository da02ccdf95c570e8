/** Slots of 800 bytes in containers: their numbers, and the tables that say which are taken. */
import {halfword, Layout, many} from '../../base/layout.js';
import {table} from './keys.js';

export const slotSize = 800;

/** Slots of a container: what a CMS file can have is 16,060. */
export const containerSlots = 16_000;
export const mostContainers = 9999;

/** A container's slots are in groups: a bit each, in an entry of the index. */
export const groupSlots = 1600;
export const groups = containerSlots / groupSlots;

const container = 1 << 14;

/** The library's number of slot `index` (from 0) of a container. */
export const slotNumber = (number: number, index: number): number => (number * container) + index;

export const placeOfSlot = (slot: number): {readonly container: number; readonly index: number} =>
	({container: Math.floor(slot / container), index: slot % container});

/** Whether there can be such a slot. */
export function isSlot(slot: number): boolean {
	const {container: number, index} = placeOfSlot(slot);
	return Number.isInteger(slot) && number >= 1 && number <= mostContainers && index < containerSlots;
}

/** Key of a container's summary, before those of its groups. */
export const summaryKey = (number: number): Uint8Array =>
	Uint8Array.of(table.allocation, number >>> 8, number, 0);

export const groupKey = (number: number, group: number): Uint8Array =>
	Uint8Array.of(table.allocation, number >>> 8, number, group + 1);

/** Slots that were known when the tables were made, and of each group how many are free, and in a row. */
export const summary = new Layout(2 + (groups * 4), {
	slots: halfword(0), free: many(2, groups, halfword), row: many(2 + (groups * 2), groups, halfword),
});

/** Bits of a group: the first slot's is the first byte's highest. */
export class SlotMap {
	readonly bytes: Uint8Array;

	constructor(bytes: Uint8Array = new Uint8Array(0)) {
		this.bytes = new Uint8Array(groupSlots / 8);
		this.bytes.set(bytes.subarray(0, this.bytes.length));
	}

	isTaken(index: number): boolean {
		return (this.bytes[index >>> 3] & (0x80 >>> (index & 7))) !== 0;
	}

	set(index: number, taken: boolean): void {
		const bit = 0x80 >>> (index & 7);
		this.bytes[index >>> 3] = taken ? this.bytes[index >>> 3] | bit : this.bytes[index >>> 3] & ~bit;
	}

	/** Free slots below `end` in rows: where each begins, and how many. */
	rows(end: number): Array<{readonly index: number; readonly count: number}> {
		const rows: Array<{readonly index: number; readonly count: number}> = [];
		let start = -1;
		for (let index = 0; index <= end; index++) {
			if (index < end && start === -1 && (index & 7) === 0 && this.bytes[index >>> 3] === 0xFF) {
				index += 7;
				continue;
			}

			const isFree = index < end && !this.isTaken(index);
			if (isFree && start === -1) {
				start = index;
			} else if (!isFree && start !== -1) {
				rows.push({index: start, count: index - start});
				start = -1;
			}
		}

		return rows;
	}
}
