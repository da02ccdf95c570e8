/**
 * Auxiliary directories (GC20-1807, "Auxiliary Directories"): entries of files that ACCESS left out, made of DMSFST
 * macros and filled in by GENDIRT, which a program carries and has added to a disk's by DMSLADAD. Where the manual is
 * silent, and for the return code of a reset without a directory, IBM's nucleus of Release 6 decides.
 *
 * Not here: directories for disks that can be written on, and for disks that other machines have.
 */
import type {Step} from '../../../guest/action.js';
import {addressMask} from '../../../base/architecture.js';
import {characters, fullword, Layout} from '../../../base/layout.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {fst, fstPerBlock} from '../../file-system/directory/fst.js';
import {blockSize} from '../../file-system/disk/geometry.js';
import {mostHyperblocks} from '../../file-system/disk/active-disk.js';
import type {Nucleus} from '../nucleus.js';
import {userAddress} from '../storage/user-storage.js';

/** DMSLADAD's list: the directory, and where the nucleus has its copy. */
export const list = new Layout(16, {directory: fullword(8), copy: fullword(12)});
/** The first byte of `copy`: there is one. */
const added = 0x8000_0000;

/** In front of the entries: the length of one, and of all with the two words behind them. */
export const head = new Layout(8, {entryLength: fullword(0), length: fullword(4)});
const lengthBehind = 8;
/** More than these no disk has. */
const mostEntries = mostHyperblocks * fstPerBlock;

/** An entry as DMSFST makes it: the name by which the file is to be known where other entries have its date (ours). */
export const unfilled = new Layout(fst.length, {alias: characters(fst.offset.date, 8), records: fst.fields.records});

/** The file that an entry, filled in or not, is of; `alias`: the name by which it is to be known. */
export function requestedFile(entry: Uint8Array): {name: string; type: string; alias: string} {
	const {name, type} = fst.decode(entry);
	const {alias, records} = unfilled.decode(entry);
	return {name, type, alias: records === 0 && alias !== '' ? alias : name};
}

const code = {ok: 0, notAccessed: 1, tooLong: 3} as const;

/** Where the entries of the directory at `address` lie. Abends with 0C5 where they do not lie in storage. */
export function auxiliaryEntries(storage: GuestStorage, address: number): {at: number; count: number} {
	const at = userAddress(storage, address, head.length);
	const {length} = new StoredRecord(head, storage, at).read();
	const count = Math.max(0, Math.min(Math.floor((length - lengthBehind) / fst.length), mostEntries + 1));
	return {at: userAddress(storage, at + head.length, count * fst.length), count};
}

/**
 * DMSLADAD. 1: no disk of the mode that the directory is for is accessed read-only; 3 (ours): it has more entries than
 * a disk. A list with a copy asks for the reset.
 */
export function * dmsladad(nucleus: Nucleus, plist: number): Step<number> {
	const {guest: {storage}, disks} = nucleus;
	yield * nucleus.charge('svc');
	const record = new StoredRecord(list, storage, plist);
	const {directory, copy} = record.read();
	if (directory === 0) {
		return code.notAccessed;
	}

	if (((directory | copy) & added) !== 0) {
		disks.dropAuxiliary();
		return code.ok;
	}

	const {at, count} = auxiliaryEntries(storage, directory & addressMask);
	if (count > mostEntries) {
		return code.tooLong;
	}

	const entries = storage.fetch(at, count * fst.length);
	const blocks = Array.from({length: Math.max(1, Math.ceil(count / fstPerBlock))}, (_, index) => {
		const block = new Uint8Array(blockSize);
		block.set(entries.subarray(index * blockSize, (index + 1) * blockSize));
		return block;
	});
	yield * nucleus.charge('record', entries.length);
	const mode = fst.fits(entries) ? fst.decode(entries).mode.slice(0, 1) : '';
	const place = disks.addAuxiliary(mode, blocks);
	if (typeof place !== 'number') {
		return place === 'full' ? code.tooLong : code.notAccessed;
	}

	record.set('copy', (place | added) >>> 0);
	return code.ok;
}
