/**
 * What stands behind a CCW: those that a data-chaining one goes on with are fetched when the data reach them
 * (GA22-7000, "Data Chaining").
 */
import {addressMask} from '../../base/architecture.js';
import {ccwFlag} from '../../base/channel-words.js';
import {
	fetchCcw, isTransferInChannel, programCheck, type Ccw,
} from './ccw.js';
import type {AddressSpace} from '../storage/storage.js';

/** Data-chained CCWs of one command. A longer chain is a loop. */
export const chainLimit = 1024;

/** The CCW a data-chaining one goes on with, or why there is none. */
export function chainedCcw(storage: AddressSpace, key: number, from: Ccw): Ccw {
	let next = fetchCcw(storage, (from.at + 8) & addressMask, key);
	if (isTransferInChannel(next)) {
		next = fetchCcw(storage, next.address, key);
		if (isTransferInChannel(next)) {
			return programCheck;
		}
	}

	return next.check !== 0 || (next.count > 0 && (next.flags & ccwFlag.invalid) === 0)
		? next
		: programCheck;
}

/** Whether a command that ends normally is followed by a transfer in channel to itself, and nothing is seen of that. */
export function leadsBack(storage: AddressSpace, key: number, {at, flags}: Ccw): boolean {
	const seen = ccwFlag.chainCommand | ccwFlag.chainData | ccwFlag.programControlledInterruption;
	if ((flags & seen) !== ccwFlag.chainCommand) {
		return false;
	}

	const next = fetchCcw(storage, (at + 8) & addressMask, key);
	return isTransferInChannel(next) && next.address === at;
}

/** Bytes of the areas behind `from`, as the chain stands in storage now; `chained`: CCWs chained before it. */
export function chainedBytes(storage: AddressSpace, key: number, from: Ccw, chained: number): number {
	let sum = 0;
	let ccw = from;
	for (let count = chained; (ccw.flags & ccwFlag.chainData) !== 0 && count < chainLimit; count++) {
		const next = chainedCcw(storage, key, ccw);
		if (next.check !== 0) {
			break;
		}

		sum += next.count;
		ccw = next;
	}

	return sum;
}
