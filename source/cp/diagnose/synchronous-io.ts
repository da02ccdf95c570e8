/** What DIAGNOSE X'18' and X'20' share: a channel program that CP runs to its end. */
import {unitStatus} from '../../base/channel-words.js';
import type {SynchronousEnd} from '../../machine/channel/channel.js';
import type {DiagnoseCall, DiagnoseResult} from './diagnose.js';

/** A busy device is tried again after this time, microseconds. */
const retryTime = 10_000;

/**
 * Runs the channel program at `ccwAddress` with key 0, and counts it; the machine waits for its turn at the device, as
 * long as the program takes, and while the device is busy. `finish` answers as that of `later` does.
 */
export function performIo(
	call: DiagnoseCall,
	device: number,
	ccwAddress: number,
	finish: (end: SynchronousEnd) => DiagnoseResult,
): 'later' {
	const {vm} = call;
	vm.devices.lastIo = device;
	return call.queued(start => vm.channels.queue(device, start), () => run(call, device, ccwAddress, finish));
}

function run(
	call: DiagnoseCall,
	device: number,
	ccwAddress: number,
	finish: (end: SynchronousEnd) => DiagnoseResult,
): 'later' {
	const {cp, vm} = call;
	const end = vm.channels.runSynchronously(device, ccwAddress, 0);
	if (end.unitStatus === unitStatus.busy) {
		return call.later(retryTime, () => performIo(call, device, ccwAddress, finish));
	}

	if (!vm.devices.isSpooled(device)) {
		vm.account.count('sio');
	}

	cp.charge(vm, 'io');
	return call.later(end.duration, () => finish(end));
}
