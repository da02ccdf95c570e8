/**
 * What makes one sequence of records of another: the fewest changes where the two are alike (Myers, "An O(ND)
 * Difference Algorithm and Its Variations", 1986), good ones where they are not. Whatever the two are, work and storage
 * grow no faster than their length times its logarithm: records that both have once are what holds it together, and
 * between them no more than so many changes are looked for.
 */

/** In place of `removed` records from record `at` (from 1) of the one stand `inserted`; where none go, behind `at`. */
export type Edit<T = Uint8Array> = {
	readonly at: number;
	readonly removed: number;
	readonly inserted: readonly T[];
};

/** Changes between two anchors that are looked for before all between them is taken for changed. */
const mostChanges = 128;

/** A stretch of both: from (inclusive) and to (exclusive), from 0. */
type Stretch = {
	readonly oldFrom: number; readonly oldTo: number; readonly newFrom: number; readonly newTo: number;
};

/** The edits that make `newer` of `older`, in order. */
export function difference(older: readonly Uint8Array[], newer: readonly Uint8Array[]): readonly Edit[] {
	const numbers = new Map<string, number>();
	const numbered = (records: readonly Uint8Array[]): Int32Array => Int32Array.from(records, record => {
		const content = Buffer.from(record.buffer, record.byteOffset, record.length).toString('latin1');
		const known = numbers.get(content) ?? numbers.size;
		numbers.set(content, known);
		return known;
	});
	const changed = changedStretches(numbered(older), numbered(newer));
	return changed.map(({oldFrom, oldTo, newFrom, newTo}) => ({
		at: oldTo > oldFrom ? oldFrom + 1 : oldFrom,
		removed: oldTo - oldFrom,
		inserted: newer.slice(newFrom, newTo),
	}));
}

/** Does what edits say. */
export function applyEdits<T>(records: readonly T[], edits: ReadonlyArray<Edit<T>>): T[] {
	const result: T[] = [];
	let next = 0;
	for (const {at, removed, inserted} of edits) {
		const upTo = Math.min(removed > 0 ? at - 1 : at, records.length);
		for (; next < upTo; next++) {
			result.push(records[next]);
		}

		for (const record of inserted) {
			result.push(record);
		}

		next += removed;
	}

	for (; next < records.length; next++) {
		result.push(records[next]);
	}

	return result;
}

function changedStretches(older: Int32Array, newer: Int32Array): readonly Stretch[] {
	const found: Stretch[] = [];
	const all = withoutEnds(older, newer, {
		oldFrom: 0, oldTo: older.length, newFrom: 0, newTo: newer.length,
	});
	const anchors = all.oldTo - all.oldFrom > 1 && all.newTo - all.newFrom > 1 ? anchorsIn(older, newer, all) : [];
	let {oldFrom, newFrom} = all;
	for (const [oldAt, newAt] of [...anchors, [all.oldTo, all.newTo] as const]) {
		between(older, newer, withoutEnds(older, newer, {
			oldFrom, oldTo: oldAt, newFrom, newTo: newAt,
		}), found);
		oldFrom = oldAt;
		newFrom = newAt;
	}

	return found;
}

/** The stretch without what is the same at its beginning and its end. */
function withoutEnds(older: Int32Array, newer: Int32Array, stretch: Stretch): Stretch {
	let {oldFrom, oldTo, newFrom, newTo} = stretch;
	while (oldFrom < oldTo && newFrom < newTo && older[oldFrom] === newer[newFrom]) {
		oldFrom++;
		newFrom++;
	}

	while (oldFrom < oldTo && newFrom < newTo && older[oldTo - 1] === newer[newTo - 1]) {
		oldTo--;
		newTo--;
	}

	return {
		oldFrom, oldTo, newFrom, newTo,
	};
}

/**
 * Places of records that both have exactly once: the longest series of them that is in order in both (found by
 * patience: the ends of the best series of each length, and a search among them).
 */
function anchorsIn(older: Int32Array, newer: Int32Array, stretch: Stretch): ReadonlyArray<readonly [number, number]> {
	const places = new Map<number, {old: number; new: number; times: number}>();
	for (let at = stretch.oldFrom; at < stretch.oldTo; at++) {
		const place = places.get(older[at]);
		places.set(older[at], {old: at, new: -1, times: (place?.times ?? 0) + 1});
	}

	for (let at = stretch.newFrom; at < stretch.newTo; at++) {
		const place = places.get(newer[at]);
		if (place) {
			place.times += place.new === -1 ? 0 : 1;
			place.new = at;
		}
	}

	const once = [...places.values()].filter(place => place.times === 1 && place.new !== -1);
	const ends: number[] = [];
	const before = new Int32Array(once.length);
	for (const [index, place] of once.entries()) {
		let low = 0;
		let high = ends.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			if (once[ends[middle]].new < place.new) {
				low = middle + 1;
			} else {
				high = middle;
			}
		}

		before[index] = low > 0 ? ends[low - 1] : -1;
		ends[low] = index;
	}

	const series: Array<readonly [number, number]> = [];
	for (let index = ends.at(-1) ?? -1; index !== -1; index = before[index]) {
		series.push([once[index].old, once[index].new]);
	}

	return series.toReversed();
}

/** Finds the changes within a stretch whose ends differ, or takes all of it for changed. */
function between(older: Int32Array, newer: Int32Array, stretch: Stretch, found: Stretch[]): void {
	const {oldFrom, oldTo, newFrom, newTo} = stretch;
	if (oldFrom === oldTo && newFrom === newTo) {
		return;
	}

	const furthest = oldFrom === oldTo || newFrom === newTo ? undefined : reach(older, newer, stretch);
	if (!furthest) {
		join(found, stretch);
		return;
	}

	// The way back from the end: on each diagonal as far as it went, then one record gone or come.
	const steps: Stretch[] = [];
	let x = oldTo - oldFrom;
	let y = newTo - newFrom;
	for (let changes = furthest.length - 1; changes > 0; changes--) {
		const row = furthest[changes - 1];
		const diagonal = x - y;
		const isInserted = comesFromInsertion(row, diagonal, changes);
		const beforeX = row[(isInserted ? diagonal + 1 : diagonal - 1) + changes];
		const beforeY = beforeX - (isInserted ? diagonal + 1 : diagonal - 1);
		steps.push({
			oldFrom: oldFrom + beforeX,
			oldTo: oldFrom + beforeX + (isInserted ? 0 : 1),
			newFrom: newFrom + beforeY,
			newTo: newFrom + beforeY + (isInserted ? 1 : 0),
		});
		x = beforeX;
		y = beforeY;
	}

	for (const step of steps.toReversed()) {
		join(found, step);
	}
}

/** Adds a stretch; one that begins where the last ends in both is the same change. */
function join(found: Stretch[], stretch: Stretch): void {
	const last = found.at(-1);
	if (last?.oldTo === stretch.oldFrom && last.newTo === stretch.newFrom) {
		found[found.length - 1] = {...last, oldTo: stretch.oldTo, newTo: stretch.newTo};
	} else {
		found.push(stretch);
	}
}

/** Whether the furthest way onto a diagonal with so many changes ends with a record that came, not one that went. */
function comesFromInsertion(row: Int32Array, diagonal: number, changes: number): boolean {
	const above = row[diagonal + 1 + changes];
	const below = row[diagonal - 1 + changes];
	return diagonal === -changes || (diagonal !== changes && below < above);
}

/**
 * How far into `older` each diagonal (old less new) is reached with 0, 1, 2... changes, each a row with diagonal 0 in
 * its middle (index `changes + 1`), until the end is; `undefined` where that takes more than are looked for.
 */
function reach(older: Int32Array, newer: Int32Array, stretch: Stretch): readonly Int32Array[] | undefined {
	const {oldFrom, oldTo, newFrom, newTo} = stretch;
	const oldLength = oldTo - oldFrom;
	const newLength = newTo - newFrom;
	if (Math.abs(oldLength - newLength) > mostChanges) {
		return undefined;
	}

	const rows: Int32Array[] = [];
	for (let changes = 0; changes <= mostChanges; changes++) {
		// Index of diagonal d in the row of c changes: d + c + 1.
		const row = new Int32Array((2 * changes) + 3).fill(-1);
		const before = rows.at(-1);
		for (let diagonal = -changes; diagonal <= changes; diagonal += 2) {
			let x = 0;
			if (before) {
				x = comesFromInsertion(before, diagonal, changes)
					? before[diagonal + 1 + changes]
					: before[diagonal - 1 + changes] + 1;
			}

			let y = x - diagonal;
			while (x < oldLength && y < newLength && y >= 0 && older[oldFrom + x] === newer[newFrom + y]) {
				x++;
				y++;
			}

			row[diagonal + changes + 1] = x;
			if (x >= oldLength && y >= newLength && diagonal === oldLength - newLength) {
				return [...rows, row];
			}
		}

		rows.push(row);
	}

	return undefined;
}
