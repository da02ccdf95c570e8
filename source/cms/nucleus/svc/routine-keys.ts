/** Storage keys that routines have put away by DMSKEY, in their save areas (SY20-0887, "The DMSKEY macro"). */
import type {Guest} from '../../../guest/guest.js';
import {messages} from '../../messages/index.js';
import {Abend, abendCode, shown} from '../abend.js';
import {mostKeys, ssave} from './save-area.js';

const {offset} = ssave;

/** How many keys a routine has put away; `routine`: address of its save area, 0: it has none. */
export function keysOf({storage}: Guest, routine: number): number {
	return routine === 0 ? 0 : Math.min(storage.byte(routine + offset.keyCount), mostKeys);
}

/** A routine returned; abends where keys that it put away are still there. `from`: who called it. */
export function requireKeys(
	guest: Guest,
	routine: number,
	{name, from}: {readonly name: string; readonly from: string},
): void {
	if (keysOf(guest, routine) > 0) {
		throw new Abend(abendCode.keyLeft, from, shown(messages.DMSITS140T, {routine: name, address: from}));
	}
}
