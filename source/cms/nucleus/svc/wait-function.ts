/**
 * WAIT, for devices by their symbolic names (DMSIOW; GC20-1818, "WAITD"): until the next interruption of one of them,
 * whose name comes back behind the list. Names are those of the nucleus's device table, or what HNDINT gave.
 */
import {everythingEnabled} from '../../../base/architecture.js';
import type {Step} from '../../../guest/action.js';
import {unit} from '../../unit-record/unit-records.js';
import {tapeAddress} from '../../tape/tape-unit.js';
import type {Nucleus} from '../nucleus.js';
import {console009} from '../storage/layout.js';
import {userAddress} from '../storage/user-storage.js';
import {waitForTrap} from './exits.js';
import type {SvcFunction} from './svc-function.js';
import {trapOf} from './traps.js';

const nameLength = 4;
/** Devices in a list; a longer one is none. */
const mostDevices = 32;
const unknownDevice = 1;

const nucleusDevices: ReadonlyMap<string, number> = new Map([
	['CON1', console009], ['RDR1', unit.reader], ['PCH1', unit.punch], ['PRN1', unit.printer],
	...['1', '2', '3', '4'].map(digit => [`TAP${digit}`, tapeAddress(digit)] as const),
]);

export const waitFunction: SvcFunction = function * (nucleus, plist) {
	const {storage} = nucleus.guest;
	yield * nucleus.charge('svc');
	const names: string[] = [];
	let at = plist + 8;
	while (names.length < mostDevices && storage.word(userAddress(storage, at, nameLength)) !== 0) {
		names.push(storage.text(at, nameLength));
		at += nameLength;
	}

	const known = names.filter(name => deviceOf(nucleus, name) !== undefined);
	if (known.length < names.length || names.length === 0) {
		return unknownDevice;
	}

	const ended = yield * firstOf(nucleus, names);
	storage.setText(userAddress(storage, at + nameLength, nameLength), ended, nameLength);
	return 0;
};

function deviceOf({guest: {storage}}: Nucleus, name: string): number | undefined {
	return trapOf(storage, {name: name.trimEnd()})?.get('device') ?? nucleusDevices.get(name);
}

function * firstOf(nucleus: Nucleus, names: readonly string[]): Step<string> {
	const [only] = names;
	const trap = trapOf(nucleus.guest.storage, {name: only.trimEnd()});
	if (names.length === 1 && trap) {
		yield * waitForTrap(nucleus, trap.get('device'));
		return only;
	}

	for (;;) {
		// The console's own operations have ended when their function returns.
		const ended = names.find(name => {
			const device = deviceOf(nucleus, name)!;
			return device === console009 || nucleus.unitRecords.takeEnd(device);
		});
		if (ended !== undefined) {
			return ended;
		}

		yield {kind: 'wait', systemMask: everythingEnabled};
	}
}
