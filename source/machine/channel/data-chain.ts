/** The CCWs that a data-chaining one goes on with (GA22-7000, "Data Chaining"): fetched when the data reach them. */
import {addressMask} from '../../base/architecture.js';
import {ccwFlag} from '../../base/channel-words.js';
import {
	CcwCheck, fetchCcw, isTransferInChannel, programCheck, type Ccw,
} from './ccw.js';
import type {AddressSpace} from '../storage/storage.js';

/** Data-chained CCWs of one command. A longer chain is a loop. */
export const chainLimit = 1024;

/** The CCW a data-chaining one goes on with, or why there is none. */
export function chainedCcw(storage: AddressSpace, key: number, from: Ccw): Ccw | CcwCheck {
	let next = fetchCcw(storage, (from.at + 8) & addressMask, key);
	if (!(next instanceof CcwCheck) && isTransferInChannel(next)) {
		next = fetchCcw(storage, next.address, key);
		if (!(next instanceof CcwCheck) && isTransferInChannel(next)) {
			return programCheck;
		}
	}

	return next instanceof CcwCheck || (next.count > 0 && (next.flags & ccwFlag.invalid) === 0)
		? next
		: programCheck;
}

/** Bytes of the areas behind `from`, as the chain stands in storage now; `chained`: CCWs chained before it. */
export function chainedBytes(storage: AddressSpace, key: number, from: Ccw, chained: number): number {
	let sum = 0;
	let ccw = from;
	for (let count = chained; (ccw.flags & ccwFlag.chainData) !== 0 && count < chainLimit; count++) {
		const next = chainedCcw(storage, key, ccw);
		if (next instanceof CcwCheck) {
			break;
		}

		sum += next.count;
		ccw = next;
	}

	return sum;
}
