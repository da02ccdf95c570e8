/** DIAGNOSE X'18': standard DASD I/O, synchronous (GC20-1807; FACTS.md section 2). */
import {unitStatus} from '../../machine/device.js';
import {performIo} from './synchronous-io.js';
import type {Diagnose} from './diagnose.js';

/** Sense byte 0 command reject, byte 1 file protected; byte 1 invalid track format and end of cylinder lie beside it. */
const sense = {commandReject: 0x80, writeInhibited: 0x02, endOfCylinder: 0x20} as const;

export const dasdIo: Diagnose = {
	code: 0x18,
	summary: 'Standard DASD I/O',
	/** Rx: device address; Ry: address of the first CCW. Condition code 0; 1–3 with a reason in R15. */
	perform(call) {
		const {vm} = call;
		const device = vm.devices.get(call.x & 0xFFFF);
		const {gpr} = vm.cpu;
		if (!device) {
			gpr[15] = 1;
			return 1;
		}

		if (device.kind !== 'DASD') {
			gpr[15] = 2;
			return 1;
		}

		if (call.y % 8 !== 0 || !call.inStorage(call.y & 0xFF_FFFF, 8)) {
			gpr[15] = 5;
			return 2;
		}

		const end = performIo(call, device.address, call.y & 0xFF_FFFF);
		return call.later(end.duration, () => {
			if (end.cc === 0) {
				return 0;
			}

			const [byte0 = 0, byte1 = 0] = end.sense;
			if ((end.unitStatus & unitStatus.unitCheck) !== 0 && device.readOnly && (byte0 & sense.commandReject) !== 0) {
				gpr[15] = 3;
				return 1;
			}

			if ((byte0 & sense.commandReject) !== 0 && (byte1 & sense.writeInhibited) === 0) {
				// A seek beyond the minidisk's last cylinder.
				gpr[15] = 4;
				return 1;
			}

			gpr[15] = 13;
			return 3;
		});
	},
};
