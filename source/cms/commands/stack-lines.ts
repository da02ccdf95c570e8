/** Lines that commands put into the console stack for an EXEC, as long as there is room. */
import type {Cms} from '../cms.js';
import {longestStackLine, mostStackLines} from '../nucleus/console/console-stack.js';

/** Room that a stack may not take from the nucleus, bytes: a command must still run to empty it. */
const reserve = 16_384;

/** Stacks a line, at most 255 characters of it; false where there is no room, and nothing is stacked. */
export function stackIfRoom(cms: Cms, line: string, order: 'FIFO' | 'LIFO'): boolean {
	const text = line.slice(0, longestStackLine);
	if (cms.console.stacked >= mostStackLines || !cms.hasRoom(text.length + reserve)) {
		return false;
	}

	cms.console.stack(text, order);
	return true;
}
