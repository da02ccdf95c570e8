/** A tape drive with a reel, at an address of a machine under test. */
import {Tape3420} from '../../source/machine/devices/tape/3420.js';
import type {TapeMedium} from '../../source/machine/devices/tape/tape-medium.js';
import type {VirtualDevice} from '../../source/cp/devices/virtual-device.js';

export const tapeDrive = (address: number, reel?: TapeMedium): VirtualDevice => ({
	address, kind: 'TAPE', type: '3420', readOnly: false, device: new Tape3420(reel),
});
