/** Texts in slots: in one row where there was one, checked by a checksum when they are read. */
import {crc32} from 'node:zlib';
import type {Step} from '../../guest/action.js';
import {mostRuns} from './allocation.js';
import type {Containers} from './containers.js';
import {containerSlots, slotSize} from './slots.js';
import {DamagedLibrary, type Extent} from './store.js';

export const slotsOf = (bytes: number): number => Math.max(Math.ceil(bytes / slotSize), 1);

/** Numbers of an extent's slots, in order. Throws `DamagedLibrary` where it cannot be one. */
export function slotsIn({runs, bytes}: Extent): number[] {
	const count = runs.reduce((sum, run) => sum + run.count, 0);
	if (
		runs.length > mostRuns
		|| runs.some(run => run.count < 1 || run.count > containerSlots)
		|| count !== slotsOf(bytes)
	) {
		throw new DamagedLibrary('an extent has not the slots that it needs');
	}

	return runs.flatMap(({slot, count: length}) => Array.from({length}, (_, index) => slot + index));
}

/** The bytes of an extent. `written`: slots that are not on the disk yet. Throws `DamagedLibrary`, `DiskError`. */
export function * readExtent(
	containers: Containers,
	extent: Extent,
	written: ReadonlyMap<number, Uint8Array> = new Map(),
): Step<Uint8Array> {
	const slots = slotsIn(extent);
	const missing = slots.filter(slot => !written.has(slot));
	const read = missing.length > 0 ? yield * containers.read(missing) : [];
	const contents = new Map([...written, ...missing.map((slot, index) => [slot, read[index]] as const)]);
	const text = Uint8Array.from(Buffer.concat(slots.map(slot => contents.get(slot)!)).subarray(0, extent.bytes));
	if (crc32(text) !== extent.checksum) {
		throw new DamagedLibrary(`the text at slot ${extent.runs[0].slot} is not what was written`);
	}

	return text;
}

/** A text cut into the contents of slots, the last filled with zeros. */
export function slotContents(bytes: Uint8Array): Uint8Array[] {
	return Array.from({length: slotsOf(bytes.length)}, (_, index) => {
		const content = new Uint8Array(slotSize);
		content.set(bytes.subarray(index * slotSize, (index + 1) * slotSize));
		return content;
	});
}
