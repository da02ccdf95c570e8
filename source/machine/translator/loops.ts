/** The loops of a region: blocks in a row that are entered at the first of them only, one within another. */

/** Blocks `first` to `last`, by number. */
export type Loop = {readonly first: number; readonly last: number; readonly inner: readonly Loop[]};

type Interval = {first: number; last: number};

/** From block number to block number. */
export type Edge = readonly [from: number, to: number];

/**
 * Loops that one jump back closes, outermost first, in order. What jumps into the middle of a would-be loop makes it
 * none: its jumps back then go the long way.
 */
export function findLoops(edges: readonly Edge[]): Loop[] {
	const intervals: Interval[] = [];
	for (const [from, to] of edges) {
		if (to <= from) {
			const known = intervals.find(({first}) => first === to);
			if (known) {
				known.last = Math.max(known.last, from);
			} else {
				intervals.push({first: to, last: from});
			}
		}
	}

	intervals.sort((one, other) => one.first - other.first);
	// One that begins within another ends within it.
	for (let grown = true; grown;) {
		grown = false;
		for (const outer of intervals) {
			for (const inner of intervals) {
				if (inner.first > outer.first && inner.first <= outer.last && inner.last > outer.last) {
					outer.last = inner.last;
					grown = true;
				}
			}
		}
	}

	const within = ({first, last}: Interval, block: number) => block >= first && block <= last;
	const proper = intervals.filter(interval =>
		edges.every(([from, to]) => to === interval.first || !within(interval, to) || within(interval, from)));
	return nested(proper);
}

/** Sorted by their first blocks. */
function nested(intervals: readonly Interval[]): Loop[] {
	const loops: Loop[] = [];
	for (let index = 0; index < intervals.length;) {
		const {first, last} = intervals[index];
		let end = index + 1;
		while (end < intervals.length && intervals[end].first <= last) {
			end++;
		}

		loops.push({first, last, inner: nested(intervals.slice(index + 1, end))});
		index = end;
	}

	return loops;
}

/** One block or one loop, in the order of the code. */
export type Item = {readonly first: number; readonly last: number; readonly loop: Loop | undefined};

/** Blocks `first` to `last` as items: the loops among them, and single blocks. */
export function itemsOf(first: number, last: number, loops: readonly Loop[]): Item[] {
	const items: Item[] = [];
	for (let number = first; number <= last;) {
		const loop = loops.find(each => each.first === number);
		items.push(loop ? {first: loop.first, last: loop.last, loop} : {first: number, last: number, loop: undefined});
		number = (loop?.last ?? number) + 1;
	}

	return items;
}

export const allLoops = (loops: readonly Loop[]): Loop[] => loops.flatMap(loop => [loop, ...allLoops(loop.inner)]);

/** Whether the jump back goes to the first block of a loop around it. */
export const isServed = (loops: readonly Loop[], from: number, to: number): boolean =>
	allLoops(loops).some(({first, last}) => first === to && from <= last);
