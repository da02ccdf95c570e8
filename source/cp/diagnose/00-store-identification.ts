/** DIAGNOSE X'00': store extended identification (GC20-1807). */
import {identification} from '../../base/diagnose.js';
import type {Diagnose} from './diagnose.js';

const firstProduct = Uint8Array.of(0x80, 0, 0, 0, 0, 0, 0, 0);

export const storeIdentification: Diagnose = {
	code: 0x00,
	summary: 'Store extended identification code',
	/** Rx: address of the area, on a doubleword; Ry: its length, from which the bytes stored are subtracted. */
	perform(call) {
		const {vm, cp} = call;
		const address = call.xAddress;
		const wanted = Math.min(call.y, identification.length);
		if (address % 8 !== 0 || wanted <= 0 || !call.inStorage(address, wanted)) {
			return {program: 6};
		}

		const bytes = identification.encode({
			// VM/370 Release 6 PLC 17.
			system: 'VM/370', version: 6, level: 0, service: 17,
			cpuVersion: 0, logoutLength: 0, cpuAddress: 0,
			userid: vm.userid,
			products: firstProduct,
			systemId: cp.systemId,
		});
		vm.storage.store(address, bytes.subarray(0, wanted));
		call.y -= wanted;
		return undefined;
	},
};
