/** DIAGNOSE X'20': general I/O, synchronous, any device (GC20-1807). */
import {unitStatus} from '../../base/channel-words.js';
import {performIo} from './synchronous-io.js';
import type {Diagnose} from './diagnose.js';

export const generalIo: Diagnose = {
	code: 0x20,
	summary: 'General I/O',
	/**
	 * Rx: device address; Ry: address of the first CCW. Condition code 0; 1 not attached, 2 unit exception, 3 error
	 * with sense in Ry's low half.
	 */
	perform(call) {
		const {vm} = call;
		const {gpr} = vm.cpu;
		const address = call.x & 0xFFFF;
		if (!vm.devices.has(address)) {
			gpr[15] = 1;
			return 1;
		}

		if (call.y % 8 !== 0 || !call.inStorage(call.yAddress, 8)) {
			return {program: 6};
		}

		return performIo(call, address, call.yAddress, end => {
			if (end.cc === 0) {
				return 0;
			}

			if ((end.unitStatus & unitStatus.unitException) !== 0) {
				gpr[15] = 2;
				return 2;
			}

			const [byte0 = 0, byte1 = 0] = end.sense;
			gpr[15] = 13;
			call.y = (call.y & 0xFFFF_0000) | (byte0 << 8) | byte1;
			return 3;
		});
	},
};
