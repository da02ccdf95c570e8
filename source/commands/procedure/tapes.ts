/**
 * Reels of `run` (`--tape FILE[:rw]`): tape drives 181 to 184 of the user's machine, TAP1 to TAP4 of CMS, in the order
 * in which they are given. A reel has no write ring unless it is asked for; what is written reaches the file at once.
 */
import {existsSync, statSync, writeFileSync} from 'node:fs';
import type {Reels} from '../../cp/devices/real/reels.js';
import type {DirectoryEntry} from '../../cp/directory/directory.js';
import {hostProblem, type HostProblem} from '../../machine/devices/host-problem.js';
import {openTape} from '../../machine/devices/tape/simh-tape.js';
import type {TapeMedium} from '../../machine/devices/tape/tape-medium.js';
import {UsageError} from '../verb.js';

/** A reel, and the address of its drive. */
export type RunTape = {readonly address: number; readonly file: string; readonly isWritten: boolean};

/** Of the first drive; there are as many as CMS has names for that a system of the standard devices has. */
const firstAddress = 0x181;
const mostTapes = 4;

/** The reels of the flags. Throws `UsageError` where a file is no tape, or cannot be written though it is to be. */
export function runTapes(flags: readonly string[]): RunTape[] {
	if (flags.length > mostTapes) {
		throw new UsageError(`--tape: there are ${mostTapes} drives, and ${flags.length} reels`);
	}

	return flags.map((text, index) => {
		const [, file, ring] = /^(.*?)(:rw)?$/s.exec(text)!;
		const tape = {address: firstAddress + index, file, isWritten: ring !== undefined};
		const reel = open(tape, true);
		if ('problem' in reel) {
			throw new UsageError(`--tape ${text}: ${reel.problem}`);
		}

		reel.close();
		if (tape.isWritten && reel.readOnly) {
			throw new UsageError(`--tape ${text}: a reel of SIMH's format cannot be written on`);
		}

		return tape;
	});
}

/** `isNew`: one that is to be written is made where it is not there. */
function open({file, isWritten}: RunTape, isNew: boolean): TapeMedium | HostProblem {
	try {
		if (isNew && isWritten && !existsSync(file)) {
			writeFileSync(file, '', {flag: 'wx'});
		}

		// A pipe or a device would have us wait for whoever is at its other end.
		return statSync(file).isFile()
			? openTape(file, {readOnly: !isWritten, endsAtCut: isWritten})
			: {problem: 'is no ordinary file'};
	} catch (error) {
		return hostProblem(error);
	}
}

/** What lies on the drives: nothing but these. ATTACH after DETACH finds the reel rewound. */
export function reelsOf(tapes: readonly RunTape[]): Reels {
	return {
		take({address}) {
			const tape = tapes.find(each => each.address === address);
			return tape && open(tape, false);
		},
	};
}

/** The user's entry with the drives, in place of what he has at their addresses. */
export function entryWithTapes(entry: DirectoryEntry, tapes: readonly RunTape[]): DirectoryEntry {
	const isOther = ({address}: {readonly address: number}): boolean => !tapes.some(tape => tape.address === address);
	return tapes.length === 0
		? entry
		: {
			...entry,
			specials: entry.specials.filter(device => isOther(device)),
			spool: entry.spool.filter(device => isOther(device)),
			links: entry.links.filter(device => isOther(device)),
			minidisks: entry.minidisks.filter(device => isOther(device)),
			dedicates: [
				...(entry.dedicates ?? []).filter(device => isOther(device)),
				...tapes.map(({address, isWritten}) => ({
					address, real: address.toString(16), byVolume: false, readOnly: !isWritten,
				})),
			],
		};
}
