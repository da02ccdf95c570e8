/**
 * DIAGNOSE X'74': save or load a 3800 named system (GC20-1807). The name table has none of its kind (NAME3800):
 * whatever is asked for is not found.
 */
import {addressMask, pageSize} from '../../base/architecture.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import type {Diagnose} from './diagnose.js';

/** Return code: named system not found. */
const notFound = 0x04;

export const imageLibrary: Diagnose = {
	code: 0x74,
	summary: 'Save or load a 3800 named system',
	classes: 'ABC',
	/** Rx and Rx+1: name; Ry: address, Ry+1: X'00' load, X'04' save, and the number of bytes. Return code in Ry. */
	perform(call) {
		const {yAddress: address} = call;
		if (call.rx === 15 || call.ry === 15 || address % pageSize !== 0) {
			return {program: programCode.specification};
		}

		if (!call.inStorage(address, call.vm.cpu.gpr[call.ry + 1] & addressMask)) {
			return {program: programCode.addressing};
		}

		call.y = notFound;
		return undefined;
	},
};
