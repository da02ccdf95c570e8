/** Parts of a command, in the machines that do it: the one that began, and further slaves of its user. */
import {fileCode} from '../../cms/file-system/disk/disk.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import {emptyBlock, type Block} from '../../service/block.js';
import {ContentLost} from '../../service/parts.js';
import type {NextPart, PartAnswer} from '../context.js';
import {
	asked, doneBlock, toldOf, type Next,
} from './part-words.js';

/** Asks the user's machine. */
type Ask = (block: Block) => Step<Block>;

/** As `PartsRunner` (`context.ts`) says. */
export function * doParts<T>(
	ask: Ask,
	names: readonly string[],
	here: (index: number) => Step<T>,
): Step<ReadonlyArray<T | PartAnswer> | undefined> {
	const {returnCode} = yield * ask({...emptyBlock, words: [asked.parts, ...names]});
	if (returnCode !== fileCode.ok) {
		return undefined;
	}

	const outcomes = new Map<number, T | PartAnswer>();
	for (;;) {
		const told = toldOf(yield * ask({...emptyBlock, words: [asked.next]}), names.length);
		if (!told) {
			throw new ContentLost();
		}

		const {next, done} = told;
		for (const {index, ...answer} of done) {
			requireNew(outcomes, index);
			outcomes.set(index, answer);
		}

		if (next) {
			requireNew(outcomes, next.index);
			outcomes.set(next.index, yield * here(next.index));
		} else if (done.length === 0) {
			break;
		}
	}

	const all: Array<T | PartAnswer> = [];
	for (const index of names.keys()) {
		all.push(outcomes.get(index) ?? (yield * here(index)));
	}

	return all;
}

/** Throws `ContentLost` where a part is there already. */
function requireNew(outcomes: ReadonlyMap<number, unknown>, index: number): void {
	if (outcomes.has(index)) {
		throw new ContentLost();
	}
}

/** As `NextPart` (`context.ts`) says. */
export function nextPartOf(ask: Ask): NextPart {
	let before: Next | undefined;
	return function * (done): Step<string | undefined> {
		const results = before && done ? [{index: before.index, ...done}] : [];
		const told = toldOf(yield * ask(doneBlock([asked.next], results)), limits.commandParts.value);
		if (!told) {
			throw new ContentLost();
		}

		before = told.next;
		return before?.name;
	};
}
