/** DIAGNOSE X'00': store extended identification (GC20-1807). */
import {ebcdicField} from '../../base/ebcdic.js';
import type {Diagnose} from './diagnose.js';

const length = 40;

export const storeIdentification: Diagnose = {
	code: 0x00,
	summary: 'Store extended identification code',
	/** Rx: address of the area, on a doubleword; Ry: its length, from which the bytes stored are subtracted. */
	perform(call) {
		const {vm, cp} = call;
		const address = call.xAddress;
		const wanted = Math.min(call.y, length);
		if (address % 8 !== 0 || wanted <= 0 || !call.inStorage(address, wanted)) {
			return {program: 6};
		}

		const bytes = new Uint8Array(length);
		bytes.set(ebcdicField('VM/370', 8), 0);
		// Version, level and service of VM/370 Release 6 PLC 17.
		bytes.set([0, 0, 6, 17, 0, 0, 0, 0], 8);
		bytes.set(ebcdicField(vm.userid, 8), 16);
		// Program product bitmap: the first product, and whose system this is.
		bytes[24] = 0x80;
		bytes.set(ebcdicField(cp.systemId, 8), 32);
		vm.storage.store(address, bytes.subarray(0, wanted));
		call.y -= wanted;
		return undefined;
	},
};
