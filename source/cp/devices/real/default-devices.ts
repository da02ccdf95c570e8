/**
 * The devices of an installation that has no file `SYSTEM DEVICES`: operator's console, reader, punch, printer,
 * displays and lines at the addresses of the terminals people open, four tape drives. Drives of disks are added as
 * there are volumes (`real-devices.ts`).
 */
import type {RealDeviceDefinition, RealDeviceKind} from './real-device.js';

const run = (
	first: number,
	count: number,
	kind: RealDeviceKind,
	type: string,
): readonly RealDeviceDefinition[] =>
	Array.from({length: count}, (_, index) => ({address: first + index, kind, type}));

export const defaultDevices: readonly RealDeviceDefinition[] = [
	...run(0x009, 1, 'CONS', '3215'),
	...run(0x00C, 1, 'RDR', '2540R'),
	...run(0x00D, 1, 'PUN', '2540P'),
	...run(0x00E, 1, 'PRT', '1403'),
	...run(0x021, 8, 'GRAF', '3277'),
	...run(0x0C1, 8, 'LINE', '3767'),
	...run(0x181, 4, 'TAPE', '3420'),
];
