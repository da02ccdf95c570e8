/**
 * What programs handle themselves (GC20-1818, "HNDEXT", "HNDINT", "HNDSVC"): blocks of free storage chained from NUCON,
 * given up when the command ends. The lists: `SET`, `CLR` or `PURG` behind the name, then for each device its symbolic
 * name, the routine's address, the device's address, `A` (ASAP) or `W` (WAIT); for each SVC its number and the routine;
 * a fence behind the last. The list of HNDSVC is inferred from the table that DMSITS looks into.
 */
import {addressMask} from '../../../base/architecture.js';
import {
	byte, characters, fullword, halfword, Layout, threeBytes, type RecordOf,
} from '../../../base/layout.js';
import {limits} from '../../../base/limits.js';
import {chain} from '../../../guest/bounded/readers.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {GuestStorage} from '../../../guest/guest.js';
import type {Cms} from '../../cms.js';
import {nucon} from '../storage/nucon.js';
import {fence} from './parameter-list.js';

/** A device's block. `flags`: `deviceFlag`. */
export const deviceTrap = new Layout(32, {
	next: fullword(0),
	device: halfword(4),
	flags: byte(6),
	name: characters(8, 4),
	address: fullword(12),
	/** Old PSW and channel status word of the interruption that is still to be handled. */
	psw: fullword(16),
	pswAddress: fullword(20),
	csw: fullword(24),
	cswCount: fullword(28),
});
export const deviceFlag = {
	/** A program waits for it; its routine is to be called at once; an interruption came; it was handled. */
	waited: 0x80, asSoonAsPossible: 0x40, pending: 0x20, handled: 0x10,
} as const;
export const svcTrap = new Layout(16, {next: fullword(0), number: byte(4), address: fullword(8)});

/** An entry of the list of HNDINT and of HNDSVC. */
export const deviceEntry = new Layout(12, {
	name: characters(0, 4), address: fullword(4), device: halfword(8), when: characters(10, 1),
});
export const svcEntry = new Layout(4, {number: byte(0), address: threeBytes(1)});
/** `SET`, `CLR`, `PURG` of both, and where the entries begin. */
const order = {at: 8, length: 4, entries: 12} as const;
/** SVCs that CMS keeps for itself. */
const reserved = {first: 201, last: 205} as const;
const highestDevice = 0xFFF;

/** What HNDINT and HNDSVC answer. */
const code = {ok: 0, invalid: 1, replaced: 2, notSet: 3} as const;

type Host = Pick<Cms, 'guest' | 'allocate' | 'release' | 'hasRoom'>;
type Chained = {readonly anchor: number; readonly length: number; readonly structure: string};

const devices: Chained = {anchor: nucon.deviceExits, length: deviceTrap.length, structure: 'HNDINT'};
const svcs: Chained = {anchor: nucon.svcExits, length: svcTrap.length, structure: 'HNDSVC'};

function blocks(storage: GuestStorage, {anchor, length, structure}: Chained): number[] {
	return storage.word(anchor) === 0
		? []
		: chain(storage, anchor, {structure, length, most: limits.traps.value});
}

/** The block of a device that a program handles, by address or symbolic name. */
export function trapOf(
	storage: GuestStorage,
	of: {readonly device: number} | {readonly name: string},
): StoredRecord<typeof deviceTrap.fields> | undefined {
	return blocks(storage, devices)
		.map(at => new StoredRecord(deviceTrap, storage, at))
		.find(trap => 'device' in of ? trap.get('device') === of.device : trap.get('name') === of.name);
}

/** The routine for an SVC; 0: no program handles it. */
export function svcExit(storage: GuestStorage, number: number): number {
	const at = blocks(storage, svcs).find(block => storage.byte(block + svcTrap.offset.number) === number);
	return at === undefined ? 0 : storage.word(at + svcTrap.offset.address) & addressMask;
}

/** HNDINT: changes what is handled as the list says; the last code that is not 0. */
export function handleDevices(host: Host, plist: number): number {
	return changed(host, plist, devices, at => {
		const entry = deviceEntry.decode(host.guest.storage.fetch(at, deviceEntry.length));
		return {
			next: at + deviceEntry.length,
			clear: () => remove(host, devices, block => nameOf(host, block) === entry.name),
			set: () => setDevice(host, entry),
		};
	});
}

/** HNDSVC. */
export function handleSvcs(host: Host, plist: number): number {
	return changed(host, plist, svcs, at => {
		const {number, address} = svcEntry.decode(host.guest.storage.fetch(at, svcEntry.length));
		const is = (block: number): boolean => host.guest.storage.byte(block + svcTrap.offset.number) === number;
		return {
			next: at + svcEntry.length,
			clear: () => remove(host, svcs, is),
			set: () => number >= reserved.first && number <= reserved.last
				? undefined
				: insert(host, svcs, is, next => svcTrap.encode({next, number, address})),
		};
	});
}

/** Nothing is handled by programs any more. */
export function purgeTraps(host: Pick<Cms, 'guest' | 'release'>): void {
	const {storage} = host.guest;
	storage.setWord(nucon.externalExit, 0);
	for (const chained of [devices, svcs]) {
		const all = blocks(storage, chained);
		storage.setWord(chained.anchor, 0);
		for (const at of all) {
			host.release(at, chained.length);
		}
	}
}

/** Throws `GuestFault` where a chain cannot be one. */
export function checkTraps(storage: GuestStorage): void {
	blocks(storage, devices);
	blocks(storage, svcs);
}

/** The chains are given up, with their storage. */
export function forgetTraps(storage: GuestStorage): void {
	for (const anchor of [nucon.externalExit, devices.anchor, svcs.anchor]) {
		storage.setWord(anchor, 0);
	}
}

const nameOf = ({guest: {storage}}: Host, block: number): string =>
	new StoredRecord(deviceTrap, storage, block).get('name');

type Entry = {readonly next: number; clear(): boolean; set(): boolean | undefined};

function changed(host: Host, plist: number, chained: Chained, entryAt: (at: number) => Entry): number {
	const {storage} = host.guest;
	const what = storage.text(plist + order.at, order.length).trimEnd();
	if (what === 'PURG') {
		remove(host, chained, () => true);
		return code.ok;
	}

	if (what !== 'SET' && what !== 'CLR') {
		return code.invalid;
	}

	let rc: number = code.ok;
	let left = limits.traps.value;
	for (let at = plist + order.entries; storage.contains(at, 4) && !isFence(storage, at) && left > 0; left--) {
		if (!storage.contains(at, deviceEntry.length)) {
			return code.invalid;
		}

		const entry = entryAt(at);
		if (what === 'CLR') {
			rc = entry.clear() ? rc : code.notSet;
		} else {
			const replaced = entry.set();
			rc = replaced === undefined ? code.invalid : (replaced ? code.replaced : rc);
		}

		at = entry.next;
	}

	return rc;
}

const isFence = (storage: GuestStorage, at: number): boolean =>
	storage.fetch(at, 4).every(byteOfFence => byteOfFence === fence);

/** Whether it replaced another one; `undefined`: it cannot be. */
function setDevice(host: Host, {name, address, device, when}: RecordOf<typeof deviceEntry>): boolean | undefined {
	const at = address & addressMask;
	if (device === 0 || device > highestDevice || !host.guest.storage.contains(at, 2)) {
		return undefined;
	}

	return insert(host, devices, block => nameOf(host, block) === name, next => deviceTrap.encodeSome({
		next, device, name, address: at, flags: when === 'A' ? deviceFlag.asSoonAsPossible : 0,
	}));
}

function insert(
	host: Host,
	chained: Chained,
	is: (block: number) => boolean,
	encoded: (next: number) => Uint8Array,
): boolean | undefined {
	const {storage} = host.guest;
	const replaced = remove(host, chained, is);
	if (blocks(storage, chained).length >= limits.traps.value || !host.hasRoom(chained.length)) {
		return undefined;
	}

	const at = host.allocate(chained.length);
	storage.store(at, encoded(storage.word(chained.anchor)));
	storage.setWord(chained.anchor, at);
	return replaced;
}

/** Takes out the blocks that are it; whether there was one. */
function remove(host: Host, chained: Chained, is: (block: number) => boolean): boolean {
	const {storage} = host.guest;
	let before = chained.anchor;
	let found = false;
	for (const at of blocks(storage, chained)) {
		if (is(at)) {
			storage.setWord(before, storage.word(at));
			host.release(at, chained.length);
			found = true;
		} else {
			before = at;
		}
	}

	return found;
}
