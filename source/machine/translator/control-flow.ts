/** How the blocks of a region, by their numbers, hang together. */
import {isByRegister} from './branch-kinds.js';
import {
	allLoops, isServed, itemsOf, type Edge, type Loop,
} from './loops.js';
import {alwaysBranches} from './region.js';
import type {Block} from './step.js';

/**
 * Jumps whose goals are known or expected, from block to block, and steps from one block to the next. `numbers`: the
 * blocks' by their addresses.
 */
export function edgesOf(blocks: readonly Block[], numbers: ReadonlyMap<number, number>): Edge[] {
	const edges: Edge[] = [];
	const add = (from: number, to: number | undefined) => {
		if (to !== undefined) {
			edges.push([from, to]);
		}
	};

	for (const [from, {steps, next}] of blocks.entries()) {
		for (const {target, bytes} of steps) {
			add(from, target === undefined || isByRegister(bytes) ? undefined : numbers.get(target));
		}

		add(from, alwaysBranches(steps.at(-1)!) ? undefined : numbers.get(next));
	}

	return edges;
}

export type Flow = {
	readonly count: number;
	readonly loops: readonly Loop[];
	readonly edges: readonly Edge[];
	/** Blocks that branches by register lead to, and where the region is to be entered. */
	readonly goals: readonly number[];
};

/** Blocks that can be jumped to by address: `goals`, first ones of loops, those of jumps back that no loop serves. */
export function enterableBlocks({count, loops, edges, goals}: Flow): ReadonlySet<number> {
	return new Set([
		...allLoops(loops).map(({first}) => first),
		// And all that no loop contains.
		...itemsOf(0, count - 1, loops).filter(({loop}) => loop === undefined).map(({first}) => first),
		...goals,
		...edges.filter(([from, to]) => to <= from && !isServed(loops, from, to)).map(([, to]) => to),
	]);
}
