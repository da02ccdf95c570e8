/**
 * DIAGNOSE X'58': 3270 virtual console interface (GC20-1807). Line display (CCW X'19') and full-screen write (X'29')
 * and read (X'2A'). Thin: a read waits for one input of the screen; partial writes by line number type one line each.
 */
import {consoleParts} from '../../base/console-text.js';
import {fromEbcdic} from '../../base/ebcdic.js';
import {fetchCcw} from '../../machine/channel/ccw.js';
import type {Diagnose} from './diagnose.js';

const commandCode = {lineDisplay: 0x19, write: 0x29, read: 0x2A} as const;
/** Bits of the control byte of a full-screen write: erase first. */
const eraseWrite = 0x80;
const screenLines = 24;
const lineLength = 80;

export const display: Diagnose = {
	code: 0x58,
	summary: '3270 virtual console interface',
	/**
	 * Rx: address of the CCW, whose sixth byte is a control byte or line number; Ry: console address. Condition code 0
	 * done, 1 busy or not connected, 2 not a display, 3 no such device.
	 */
	perform(call) {
		const {vm} = call;
		const device = vm.devices.get(call.y & 0xFFFF);
		if (!device) {
			return 3;
		}

		const {line} = vm.session;
		if (device.kind !== 'CONS' || line?.terminal.kind !== 'display') {
			return line ? 2 : 1;
		}

		const ccw = fetchCcw(vm.storage, call.xAddress, 0);
		if (ccw.check !== 0 || !call.inStorage(ccw.address, ccw.count)) {
			return {program: 6};
		}

		// The control byte stands where a CCW of the channel has nothing: byte 5.
		const [control] = vm.storage.fetch(call.xAddress + 5, 1);
		vm.account.count('sio');
		switch (ccw.command) {
			case commandCode.lineDisplay: {
				const bytes = vm.storage.fetch(ccw.address, Math.min(ccw.count, screenLines * lineLength));
				for (let at = 0; at < bytes.length; at += lineLength) {
					for (const part of consoleParts(bytes.subarray(at, at + lineLength), true)) {
						line.type(fromEbcdic(part.bytes).trimEnd(), 'vm');
					}
				}

				return 0;
			}

			case commandCode.write: {
				line.screen(vm.storage.fetch(ccw.address, ccw.count), (control & eraseWrite) !== 0);
				return 0;
			}

			case commandCode.read: {
				const {generation} = vm.loaded;
				vm.holds.add('io');
				line.readScreen(data => {
					if (vm.loaded.generation === generation && !vm.session.loggedOff) {
						vm.storage.store(ccw.address, data.subarray(0, ccw.count));
						vm.cpu.psw.cc = 0;
						vm.holds.release('io');
					}
				});
				return 'later';
			}

			default: {
				return {program: 6};
			}
		}
	},
};
