/** DIAGNOSE X'24': device type and features (GC20-1807). */
import {deviceFlag} from '../../base/diagnose.js';
import type {VirtualDevice} from '../devices/virtual-device.js';
import type {Diagnose} from './diagnose.js';

/** Virtual and real characteristics words by device type; real as the hardware behind it. */
const types: Readonly<Record<string, readonly [number, number]>> = {
	2305: [0x0402_0000, 0x0402_0000],
	2314: [0x0401_0000, 0x0401_0000],
	2319: [0x0401_0000, 0x0401_0000],
	3330: [0x0410_0000, 0x0410_0000],
	3340: [0x0480_0000, 0x0480_0000],
	3350: [0x0408_0000, 0x0408_0000],
	3215: [0x8000_0000, 0x8000_0082],
	1052: [0x8000_0000, 0x8000_0082],
	3210: [0x8000_0000, 0x8000_0082],
	3277: [0x4004_0000, 0x4004_0202],
	'2540R': [0x2082_0000, 0x0000_0040],
	'2540P': [0x1082_0000, 0x0000_0040],
	1403: [0x1041_0000, 0x0000_0040],
	3420: [0x0810_0302, 0x0810_0802],
	3410: [0x0810_0302, 0x0810_0802],
};

function characteristics(device: VirtualDevice): readonly [number, number] {
	const [virtual, real] = types[device.type] ?? [0x0200_0000, 0];
	return [device.kind === 'DASD' && device.readOnly ? virtual | deviceFlag.readOnly : virtual, real];
}

export const deviceType: Diagnose = {
	code: 0x24,
	summary: 'Device type and features',
	/**
	 * Rx: device address, −1 = the console, whose address is answered; Ry virtual, Ry+1 real device. Condition code 0,
	 * 3 no such device.
	 */
	perform(call) {
		const {vm} = call;
		const device = call.x === -1
			? [...vm.devices.values()].find(({kind}) => kind === 'CONS')
			: vm.devices.get(call.x & 0xFFFF);
		if (!device) {
			return 3;
		}

		if (call.x === -1) {
			call.x = device.address;
		}

		const [virtual, real] = characteristics(device);
		call.y = virtual;
		if (call.ry !== 15) {
			vm.cpu.gpr[call.ry + 1] = real;
		}

		return 0;
	},
};
