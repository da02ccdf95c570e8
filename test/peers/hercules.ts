/** Random instruction sequences on our machine and on Hercules: batches of as many cases as a storage image holds. */
import {runOnHercules} from '../support/hercules.js';
import {differences} from './compare.js';
import {
	driver, firstRecord, header, recordLength, recordsPerImage, storageSize, type StateRecord,
} from './driver.js';
import {type Allowance, allowances} from './known-differences.js';
import {OurPeer} from './ours.js';
import {makeCase, type Case} from './sequence.js';
import {TranslatedPeer, type Moment} from './translated.js';

export type Difference = {
	readonly case: Case;
	readonly found: readonly string[];
	readonly ours: StateRecord;
	readonly peer: StateRecord | undefined;
	readonly allowance: Allowance | undefined;
};

export type Tally = {
	compared: number;
	/** Instructions that ran translated, where that was asked for. */
	translated: number;
	/** Cases that differ, by the reason that `known-differences.ts` has for them; `unexplained` without one. */
	readonly differing: Map<string, number>;
	/** Cases drawn and not used, by reason. */
	readonly unfit: Map<string, number>;
	instructions: number;
	/** Interruption code by which the sequences ended. */
	readonly endings: Map<number, number>;
};

const count = <Key>(map: Map<Key, number>, key: Key): void => {
	map.set(key, (map.get(key) ?? 0) + 1);
};

export function newTally(): Tally {
	return {
		compared: 0, translated: 0, differing: new Map(), unfit: new Map(), instructions: 0, endings: new Map(),
	};
}

function image(cases: ReadonlyArray<{readonly case: Case}>): StateRecord {
	const storage = Buffer.alloc(storageSize);
	driver(cases.length).copy(storage);
	for (const [index, each] of cases.entries()) {
		each.case.record.copy(storage, firstRecord + (index * recordLength));
	}

	return storage;
}

/**
 * Runs cases `from` to `from + many` of `seed`, in batches; `report` is told of every case that differs. With `moment`
 * ours run translated, too, which has to be the same.
 */
export async function compareRange(
	seed: number,
	from: number,
	many: number,
	tally: Tally,
	report: (difference: Difference) => void,
	moment?: Moment,
): Promise<void> {
	const peers: Peers = {ours: new OurPeer(), translated: moment && new TranslatedPeer(moment)};
	for (let done = 0; done < many;) {
		const size = Math.min(recordsPerImage, many - done);
		const cases: Drawn[] = [];
		for (let index = 0; index < size; index++) {
			cases.push(fitCase(peers, seed, from + done + index, tally));
		}

		await judgeBatch(cases, tally, report);
		done += size;
	}

	tally.translated += peers.translated?.translated ?? 0;
}

type Peers = {readonly ours: OurPeer; readonly translated: TranslatedPeer | undefined};

/** A case with our result; `otherwise`: what is different where it ran translated. */
type Drawn = {readonly case: Case; readonly ours: StateRecord; readonly otherwise: readonly string[]};

/** Runs a batch; where the peer does not come to its end, its halves. */
async function judgeBatch(
	cases: readonly Drawn[],
	tally: Tally,
	report: (difference: Difference) => void,
): Promise<void> {
	const storage = await runOnHercules(image(cases), cases.length === 1 ? 3 : 5);
	if (!storage) {
		if (cases.length === 1) {
			judge(cases[0], undefined, tally, report);
			return;
		}

		const middle = cases.length >>> 1;
		await judgeBatch(cases.slice(0, middle), tally, report);
		await judgeBatch(cases.slice(middle), tally, report);
		return;
	}

	const results = Buffer.from(storage.buffer, storage.byteOffset, storage.byteLength);
	for (const [index, each] of cases.entries()) {
		const at = firstRecord + index * recordLength;
		judge(each, results.subarray(at, at + recordLength), tally, report);
	}
}

function fitCase({ours, translated}: Peers, seed: number, index: number, tally: Tally): Drawn {
	for (let attempt = 0; ; attempt++) {
		const candidate = makeCase(seed, index, attempt);
		const result = ours.run(candidate.record);
		if (typeof result !== 'string') {
			tally.instructions += ours.instructions;
			count(tally.endings, result.readUInt32BE(184) === 1 ? endingCode(candidate, result) : -1);
			return {case: candidate, ours: result, otherwise: otherwise(candidate, result)};
		}

		count(tally.unfit, result);
	}

	function otherwise({record, text}: Case, expected: StateRecord): readonly string[] {
		const run = readsReferences.test(text) ? undefined : translated?.run(record);
		return run
			? [
				...differences(withoutReferences(run.result), withoutReferences(expected)),
				...(run.executed === ours.instructions ? [] : [`executed ${run.executed} ${ours.instructions}`]),
			].map(each => `translated: ${each}`)
			: [];
	}
}

/** Instructions whose result depends on reference bits. */
const readsReferences = /\b(?:ISKE?|RRBE?)\b/;

/** Reference bits are those of the model: what is translated does not look at the block behind an instruction. */
function withoutReferences(result: StateRecord): StateRecord {
	const copy = Buffer.from(result);
	for (let block = 0; block < 4; block++) {
		copy[header.keys + (block * 4) + 3] &= 0xFB;
	}

	return copy;
}

/** The program-interruption code: in the old PSW in BC mode, at 142 in EC mode. */
function endingCode(_candidate: Case, result: StateRecord): number {
	return (result[97] & 8) === 0 ? result.readUInt16BE(98) : result.readUInt16BE(188 + 14);
}

function judge(
	each: Drawn,
	peer: StateRecord | undefined,
	tally: Tally,
	report: (difference: Difference) => void,
): void {
	tally.compared++;
	const found = [...each.otherwise, ...(peer ? differences(each.ours, peer) : ['the peer does not end'])];
	if (found.length === 0) {
		return;
	}

	const {ours, otherwise} = each;
	const allowance = otherwise.length > 0
		? undefined
		: allowances.find(rule => rule.covers({case: each.case, found, ours, peer}));
	count(tally.differing, allowance?.name ?? 'unexplained');
	report({
		case: each.case,
		found,
		ours,
		peer,
		allowance,
	});
}
