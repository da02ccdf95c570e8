/**
 * Routines of programs that CMS calls when an interruption comes (GC20-1818, "HNDEXT", "HNDINT", "HNDSVC"; DMSITE,
 * DMSITI, DMSITS): what they find in the registers, and what is done with what they leave.
 */
import {assigned} from '../../../base/assigned-storage.js';
import {addressMask, everythingEnabled} from '../../../base/architecture.js';
import {bytes, Layout, many, signedFullword} from '../../../base/layout.js';
import type {Step} from '../../../guest/action.js';
import type {Nucleus} from '../nucleus.js';
import {userKey} from '../storage/layout.js';
import {nucon} from '../storage/nucon.js';
import {ssave, userSaveArea, type SaveArea} from './save-area.js';
import {deviceFlag, trapOf} from './traps.js';

/** What HNDEXT's routine finds at register 1, and register 13 points into. */
export const externalArea = new Layout(176, {
	gpr: many(0, 16, signedFullword),
	fpr: many(64, 8, signedFullword),
	psw: bytes(96, 8),
	userSave: bytes(104, 72),
});

/** Calls a routine at `address`, registers as given and the others as they are; its register 15. */
function * called(nucleus: Nucleus, address: number, registers: ReadonlyMap<number, number>): Step<number> {
	const {guest, guest: {gpr}} = nucleus;
	for (const [register, value] of registers) {
		gpr[register] = value;
	}

	gpr[15] = address;
	yield {kind: 'call', address, key: nucleus.settings.protect ? userKey : 0};
	guest.psw.key = 0;
	return gpr[15];
}

/** An external interruption that is none of CMS's, where a program handles it. False: none does. */
export function * externalExit(nucleus: Nucleus, save: SaveArea): Step<boolean> {
	const {storage} = nucleus.guest;
	const address = storage.word(nucon.externalExit) & addressMask;
	if (address === 0 || !storage.contains(address, 2)) {
		return false;
	}

	const {offset} = externalArea;
	const area = nucleus.allocate(externalArea.length);
	const at = {
		gpr: save.address + ssave.offset.gpr,
		fpr: save.address + ssave.offset.fpr,
		psw: save.address + ssave.offset.psw,
	};
	for (const field of ['gpr', 'fpr', 'psw'] as const) {
		storage.store(area + offset[field], storage.fetch(at[field], externalArea.fields[field].length));
	}

	try {
		yield * called(nucleus, address, new Map([[1, area], [13, area + offset.userSave]]));
		for (const field of ['gpr', 'fpr', 'psw'] as const) {
			storage.store(at[field], storage.fetch(area + offset[field], externalArea.fields[field].length));
		}
	} finally {
		nucleus.release(area, externalArea.length);
	}

	return true;
}

/** An interruption of a device that a program handles: its routine now, or when it waits. False: none does. */
export function * deviceExit(nucleus: Nucleus, device: number): Step<boolean> {
	const {storage} = nucleus.guest;
	const trap = trapOf(storage, {device});
	if (!trap) {
		return false;
	}

	trap.set('psw', storage.word(assigned.ioOld));
	trap.set('pswAddress', storage.word(assigned.ioOld + 4));
	trap.set('csw', storage.word(assigned.csw));
	trap.set('cswCount', storage.word(assigned.csw + 4));
	const {flags, address} = trap.read();
	if (address === 0) {
		return true;
	}

	if ((flags & (deviceFlag.asSoonAsPossible | deviceFlag.waited)) === 0) {
		trap.set('flags', (flags | deviceFlag.pending) & ~deviceFlag.handled);
		return true;
	}

	const rc = yield * handleInterruption(nucleus, device);
	if (rc === 0) {
		setFlags(nucleus, device, deviceFlag.pending | deviceFlag.handled);
	}

	return true;
}

/** Calls a device's routine for the interruption its block has; what it answers: 0 = that was all. */
function * handleInterruption(nucleus: Nucleus, device: number): Step<number> {
	const trap = trapOf(nucleus.guest.storage, {device});
	if (!trap) {
		return 0;
	}

	const {psw, pswAddress, csw, cswCount, address} = trap.read();
	return yield * called(nucleus, address, new Map([
		[0, psw], [1, pswAddress], [2, csw], [3, cswCount], [4, device],
	]));
}

function setFlags({guest: {storage}}: Nucleus, device: number, flags: number): void {
	const trap = trapOf(storage, {device});
	trap?.set('flags', trap.get('flags') | flags);
}

/** WAIT for a device that a program handles, until its routine has said that all is done. */
export function * waitForTrap(nucleus: Nucleus, device: number): Step {
	const {storage} = nucleus.guest;
	setFlags(nucleus, device, deviceFlag.waited);
	for (;;) {
		const trap = trapOf(storage, {device});
		const flags = trap?.get('flags') ?? deviceFlag.handled;
		if ((flags & deviceFlag.handled) !== 0) {
			trap?.set('flags', flags & deviceFlag.asSoonAsPossible);
			return;
		}

		if ((flags & deviceFlag.pending) === 0) {
			yield {kind: 'wait', systemMask: everythingEnabled};
		} else {
			trap!.set('flags', flags & ~deviceFlag.pending);
			yield {kind: 'mask', systemMask: 0};
			const rc = yield * handleInterruption(nucleus, device);
			yield {kind: 'mask', systemMask: everythingEnabled};
			if (rc === 0) {
				setFlags(nucleus, device, deviceFlag.handled);
			}
		}
	}
}

/** The routine of a program for an SVC: registers 0 to 11 are the caller's, to whom all come back as they were. */
export function * svcExitCall(nucleus: Nucleus, save: SaveArea, address: number): Step {
	const registers = new Map<number, number>([[12, address]]);
	for (let register = 0; register < 12; register++) {
		registers.set(register, save.register(register));
	}

	const userSave = nucleus.allocate(userSaveArea);
	registers.set(13, userSave);
	try {
		yield * called(nucleus, address, registers);
	} finally {
		nucleus.release(userSave, userSaveArea);
	}
}
