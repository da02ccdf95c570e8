/** DIAGNOSE X'24': device type and features (GC20-1807). */
import {deviceFlag} from '../../base/diagnose.js';
import {deviceCode} from '../devices/device-codes.js';
import type {VirtualDevice} from '../devices/virtual-device.js';
import type {Diagnose} from './diagnose.js';

/** What else the words of some types say: features of the virtual device, model and features of the real one. */
const features: Readonly<Record<string, readonly [virtual: number, real: number]>> = {
	3215: [0, 0x82],
	1052: [0, 0x82],
	3210: [0, 0x82],
	3277: [0, 0x0202],
	3420: [0x0302, 0x0802],
	3410: [0x0302, 0x0802],
};

/** The real device of one that CP spools: none of the machine's own. */
const spooled = 0x40;

function characteristics({type, kind, readOnly, real, spool}: VirtualDevice): readonly [number, number] {
	const code = deviceCode(type);
	const word = ((code.kind << 24) | (code.type << 16)) >>> 0;
	const [virtual, more] = features[type] ?? [0, 0];
	const isReadOnly = kind === 'DASD' && readOnly;
	const isReal = kind === 'DASD' || kind === 'CONS' || real !== undefined;
	return [
		(word | virtual | (isReadOnly ? deviceFlag.readOnly : 0)) >>> 0,
		isReal ? (word | more) >>> 0 : (spool ? spooled : 0),
	];
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
