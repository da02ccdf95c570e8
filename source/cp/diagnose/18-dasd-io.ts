/** DIAGNOSE X'18': standard DASD I/O, synchronous (GC20-1807). */
import {senseByte} from '../../base/channel-words.js';
import {performIo} from './synchronous-io.js';
import type {Diagnose} from './diagnose.js';
import {faultOf, soughtCylinder} from './standard-program.js';

/** Sense byte 1: writing is not allowed. */
const writeInhibited = 0x02;
/** Sense byte 7 of a seek beyond the last cylinder: invalid argument. */
const invalidArgument = 4;

export const dasdIo: Diagnose = {
	code: 0x18,
	summary: 'Standard DASD I/O',
	/**
	 * Rx: device address; Ry: address of the first CCW; R15: how many records are read or written. Condition code 0;
	 * 1–3 with a reason in R15.
	 */
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

		if (call.y % 8 !== 0 || !call.inStorage(call.yAddress, 8)) {
			gpr[15] = 5;
			return 2;
		}

		if (vm.channels.isOccupied(device.address)) {
			gpr[15] = 5;
			return 1;
		}

		const fault = faultOf(vm.storage, call.yAddress, gpr[15]);
		if (fault !== undefined) {
			gpr[15] = fault;
			return 2;
		}

		// CP knows the extent; not every disk says in its sense bytes that a seek left it.
		const {minidisk} = device;
		if (minidisk && soughtCylinder(vm.storage, call.yAddress) >= minidisk.cylinders) {
			gpr[15] = 4;
			return 1;
		}

		return performIo(call, device.address, call.yAddress, end => {
			if (end.cc === 0) {
				return 0;
			}

			const rejected = (end.sense[0] & senseByte.commandReject) !== 0;
			if (rejected && (end.sense[1] & writeInhibited) !== 0) {
				gpr[15] = 3;
				return 1;
			}

			if (rejected && end.sense[7] === invalidArgument) {
				gpr[15] = 4;
				return 1;
			}

			gpr[15] = 13;
			return 3;
		});
	},
};
