/** DIAGNOSE X'04': examine real storage (GC20-1807). Real storage is that of all machines' frames. */
import {addressMask, pageSize} from '../../base/architecture.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

const word = 4;

export const realStorage: Diagnose = {
	code: 0x04,
	summary: 'Examine real storage',
	classes: 'CE',
	/**
	 * Rx: address of a list of real addresses, Ry: how many, Ry+1: where the fullwords found there go, in the same page
	 * as the list. The condition code stays.
	 */
	perform(call) {
		const {vm, cp: {hostStorage}, xAddress: list, y: count} = call;
		if (call.ry === 15 || count < 0) {
			return {program: programCode.specification};
		}

		if (count === 0) {
			return undefined;
		}

		const results = vm.cpu.gpr[call.ry + 1] & addressMask;
		const page = Math.trunc(list / pageSize);
		const isOutside = (at: number): boolean =>
			Math.trunc(at / pageSize) !== page || (at % pageSize) + (count * word) > pageSize;
		if (isOutside(list) || isOutside(results)) {
			return {program: programCode.specification};
		}

		if (!call.inStorage(list, count * word) || !call.inStorage(results, count * word)) {
			return {program: programCode.addressing};
		}

		const end = (hostStorage.frames * pageSize) - word;
		const addresses = Array.from({length: count}, (_, index) =>
			vm.storage.word(list + (index * word)) & addressMask);
		if (addresses.some(address => address > end)) {
			return {program: programCode.addressing};
		}

		for (const [index, address] of addresses.entries()) {
			vm.storage.setWord(results + (index * word), hostStorage.view.getUint32(address));
		}

		return undefined;
	},
};
