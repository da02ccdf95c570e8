/** The printer that CP itself writes to for a machine: the one of the lowest address (GC20-1820, "TRACE", "DUMP"). */
import type {VirtualDevice} from '../devices/virtual-device.js';

/** `undefined`: the machine has no printer. */
export function lowestPrinter(devices: {values(): Iterable<VirtualDevice>}): VirtualDevice | undefined {
	return [...devices.values()]
		.filter(({kind, unit}) => kind === 'PRT' && unit?.write)
		.toSorted((one, other) => one.address - other.address)
		.at(0);
}
