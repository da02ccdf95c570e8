/** Devices of SPECIAL statements and of DEFINE (GC20-1801, GC20-1820): adapters, displays, lines, the pseudo timer. */
import type {Clock} from '../../base/clock.js';
import {PseudoTimer} from '../../machine/devices/pseudo-timer.js';
import {UnconnectedTerminal} from '../../machine/devices/unconnected-terminal.js';
import {pseudoTimerBytes} from '../machine/pseudo-timer.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import {VirtualAdapter} from './virtual-adapter.js';
import type {VirtualDevice, VirtualDeviceKind} from './virtual-device.js';

const terminals: Readonly<Record<string, VirtualDeviceKind>> = {
	3270: 'GRAF', 2701: 'LINE', 2702: 'LINE', 2703: 'LINE', 2955: 'LINE', 3704: 'LINE', 3705: 'LINE',
};

/** The device of a type; `undefined`: no such type, or one that is not here. */
export function specialDevice(
	{clock}: {readonly clock: Clock},
	vm: VirtualMachine,
	type: string,
	address: number,
): VirtualDevice | undefined {
	if (type === 'CTCA') {
		const adapter = new VirtualAdapter(vm, address);
		return {
			address, kind: 'CTCA', type, readOnly: false, device: adapter.end, adapter,
			onDetach() {
				adapter.drop();
			},
		};
	}

	if (type === 'TIMER') {
		return {
			address, kind: 'TIMR', type, readOnly: false, device: new PseudoTimer(() => pseudoTimerBytes(clock, vm)),
		};
	}

	return Object.hasOwn(terminals, type)
		? {
			address, kind: terminals[type], type, readOnly: false, device: new UnconnectedTerminal(type),
		}
		: undefined;
}
