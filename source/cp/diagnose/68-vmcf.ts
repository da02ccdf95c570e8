/** DIAGNOSE X'68': the Virtual Machine Communication Facility (GC20-1807). */
import {vmcParm} from '../../base/vmcf.js';
import {programCode} from '../../machine/cpu/program-exception.js';
import {permitsArea} from '../communication/block-transfer.js';
import type {Diagnose} from './diagnose.js';

export const vmcf: Diagnose = {
	code: 0x68,
	summary: 'Send messages to other virtual machines, and receive theirs (VMCF)',
	/** Rx: address of VMCPARM. Ry: return code; the condition code stays. */
	perform(call) {
		const {vm, xAddress: address, cp} = call;
		if (address % 8 !== 0) {
			return {program: programCode.specification};
		}

		if (!call.inStorage(address, vmcParm.length)) {
			return {program: programCode.addressing};
		}

		if (!permitsArea(vm.storage, vm.cpu.psw.key, address, vmcParm.length, false)) {
			return {program: programCode.protection};
		}

		call.y = cp.vmcf.request(vm, address);
		return undefined;
	},
};
