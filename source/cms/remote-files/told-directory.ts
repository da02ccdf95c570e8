/** The directory of another machine's disk as its owner tells it: fetched in parts that go together, and checked. */
import type {Step} from '../../guest/action.js';
import {fstPerBlock, fstSize} from '../file-system/directory/fst.js';
import {mostHyperblocks} from '../file-system/disk/active-disk.js';
import {fileCode} from '../file-system/disk/disk.js';
import {blockSize, mostBlocks} from '../file-system/disk/geometry.js';
import type {Answer, RemoteLink} from './link.js';
import {LinkLost, lostReasons} from './link-lost.js';
import {
	answerFlag, noTag, remoteFunction, type RemoteAnswer,
} from './protocol.js';

/** How often a directory may change while it is fetched. */
const mostChanges = 10;

/** A directory as its owner tells it. */
export type ToldDirectory = {readonly answer: RemoteAnswer; readonly entries: Uint8Array};

/** The directory, or that it is as `tag` says; `undefined` where there is none. */
export function * fetchDirectory(
	link: Pick<RemoteLink, 'userid' | 'ask'>,
	device: number,
	tag: Uint8Array,
): Step<ToldDirectory | undefined> {
	let parts: Uint8Array[] = [];
	let record = 0;
	let known = tag;
	for (let changes = 0; changes < mostChanges;) {
		const answer = yield * link.ask({
			function: remoteFunction.directory, device, tag: record === 0 ? known : noTag, record,
		});
		if (answer.code !== fileCode.ok) {
			return undefined;
		}

		if (record > 0 && Buffer.compare(answer.tag, known) !== 0) {
			// It changed between two parts: from the beginning.
			parts = [];
			record = 0;
			known = noTag;
			changes++;
			continue;
		}

		if (!isPossible(answer, record)) {
			throw new LinkLost(link.userid, lostReasons.refused);
		}

		parts.push(answer.data);
		record += Math.floor(answer.data.length / fstSize);
		known = answer.tag;
		if ((answer.flags & answerFlag.same) !== 0 || record >= answer.count || answer.data.length === 0) {
			return {answer, entries: Uint8Array.from(Buffer.concat(parts))};
		}
	}

	throw new LinkLost(link.userid, lostReasons.noAnswer);
}

/** Whether a directory can have that part from entry `record` on: its owner may be any program. */
function isPossible({count, data, total, used, left}: Answer, record: number): boolean {
	return count <= mostHyperblocks * fstPerBlock && data.length % fstSize === 0
		&& record + (data.length / fstSize) <= count
		&& total <= mostBlocks && used <= total && left <= total;
}

/** The entries as they lie in a directory's blocks. */
export function blocksOfEntries(entries: Uint8Array): Uint8Array[] {
	const blocks: Uint8Array[] = [];
	for (let at = 0; at < entries.length; at += fstPerBlock * fstSize) {
		const block = new Uint8Array(blockSize);
		block.set(entries.subarray(at, at + (fstPerBlock * fstSize)));
		blocks.push(block);
	}

	return blocks;
}
