/** Indirect data address words (GA22-7000, "Channel Indirect Data Addressing"): one for each block of 2K of an area. */
import {keyBlockSize} from '../../base/architecture.js';
import {
	programCheck, protectionCheck, type Ccw,
} from './ccw.js';
import type {AddressSpace} from '../storage/storage.js';

/** Guest-real address of byte `offset` of an area, or a check that says why not. Backward, data go downward. */
export function indirectAddress(
	storage: AddressSpace,
	key: number,
	ccw: Ccw,
	offset: number,
	isBackward: boolean,
): number | Ccw {
	const first = addressWord(storage, key, ccw, 0);
	if (typeof first !== 'number' || offset === 0) {
		return first;
	}

	const inFirst = isBackward ? (first % keyBlockSize) + 1 : keyBlockSize - (first % keyBlockSize);
	if (offset < inFirst) {
		return isBackward ? first - offset : first + offset;
	}

	const rest = offset - inFirst;
	const word = addressWord(storage, key, ccw, 1 + Math.trunc(rest / keyBlockSize));
	if (typeof word !== 'number') {
		return word;
	}

	// Further words begin at the end of a block from which the data go on.
	if (word % keyBlockSize !== (isBackward ? keyBlockSize - 1 : 0)) {
		return programCheck;
	}

	return isBackward ? word - (rest % keyBlockSize) : word + (rest % keyBlockSize);
}

function addressWord(storage: AddressSpace, key: number, ccw: Ccw, index: number): number | Ccw {
	const address = ccw.address + (index * 4);
	if ((ccw.address & 3) !== 0 || !storage.contains(address, 4)) {
		return programCheck;
	}

	if (!storage.permits(key, address >>> 11, false)) {
		return protectionCheck;
	}

	const word = storage.word(address);
	return (word >>> 24) === 0 ? word : programCheck;
}
