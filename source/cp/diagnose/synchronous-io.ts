/** What DIAGNOSE X'18' and X'20' share: a channel program that CP runs to its end. */
import type {SynchronousEnd} from '../../machine/channel/channel.js';
import type {DiagnoseCall} from './diagnose.js';

/** Runs the channel program at `ccwAddress` with key 0, and counts it. */
export function performIo({cp, vm}: DiagnoseCall, device: number, ccwAddress: number): SynchronousEnd {
	vm.usage.sio++;
	cp.charge(vm, 'io');
	return vm.channels.runSynchronously(device, ccwAddress, 0);
}
