/** The real devices that CP finds at its start, and what is mounted on them. */
import type {ControlProgramOptions} from '../../control-program-options.js';
import {defaultDevices} from './default-devices.js';
import {RealDevices} from './real-devices.js';

type Installation = Pick<ControlProgramOptions, 'realDevices' | 'volumes' | 'freeVolumes' | 'paging'>;

/** Each volume on a drive, those that users have minidisks on and CP's own attached. */
export function installedDevices(
	{realDevices = defaultDevices, volumes, freeVolumes, paging}: Installation,
): RealDevices {
	const devices = new RealDevices(realDevices);
	const serials = volumes.serials().toSorted();
	for (const serial of serials.filter(each => freeVolumes?.has(each) !== true)) {
		devices.mount(serial, volumes.find(serial)!.type).isSystem = true;
	}

	for (const {serial, type} of paging?.volumes ?? []) {
		const drive = devices.mount(serial, type);
		drive.isSystem = true;
		drive.isOwned = true;
	}

	for (const serial of freeVolumes ?? []) {
		devices.mount(serial, volumes.find(serial)!.type);
	}

	return devices;
}
