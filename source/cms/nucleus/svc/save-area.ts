/**
 * System save areas (SSAVE, SY20-0884; the offsets are those of the DSECT as a listing of Release 6 shows it): the
 * interrupted PSW and registers in a block of free storage, chained from CURRSAVE, so that handlers nest and a dump
 * shows who called whom. A program that CMS calls has one, too, with the name it was called by and its user save area.
 */
import {basicPsw} from '../../../base/assigned-storage.js';
import {addressMask} from '../../../base/architecture.js';
import {
	bytes, characters, fullword, halfword, byte, Layout, many, signedFullword,
} from '../../../base/layout.js';
import type {Step} from '../../../guest/action.js';
import type {Guest} from '../../../guest/guest.js';
import {chain} from '../../../guest/bounded/readers.js';
import type {FreeStorage} from '../storage/free-storage.js';
import {nucon} from '../storage/nucon.js';

/** Bytes of a user save area (USAVE), to which register 13 of a routine points. */
export const userSaveArea = 96;
/** Keys that DMSKEY can keep for a routine. */
export const mostKeys = 7;

/** SSAVE. */
export const ssave = new Layout(176, {
	/** CODE: of SVC 203. */
	code: halfword(2),
	/** CALLER: the SVC; CALLEE: what it calls, by name. */
	caller: fullword(4),
	callee: characters(8, 8),
	/** OLDPSW, EGPRS, EFPRS. */
	psw: bytes(0x10, 8),
	gpr: many(0x20, 16, signedFullword),
	fpr: many(0x60, 8, signedFullword),
	/** SSAVEPRV: the area before this one. */
	previous: fullword(0x88),
	/** USAVEPTR: the save area that register 13 of the routine points to. */
	userSave: fullword(0x8C),
	/** KEYP, KEYS: keys that DMSKEY keeps for this routine, and how many. */
	keyCount: byte(0x94),
	keys: many(0x95, mostKeys, byte),
});
const {offset, length: saveAreaSize} = ssave;
/** Instruction length, condition code and mask, and the address behind the interruption. */
const nextAt = offset.psw + basicPsw.offset.address;
const keyAt = offset.psw + 1;
/** More than nest: twenty calls of SVC 202, each interrupted by every kind of interruption. */
const mostSaveAreas = 256;
const waitBit = 0x0002_0000;

/** One save area. */
export class SaveArea {
	readonly address: number;
	/** Interruption code of the old PSW (BC mode). */
	readonly code: number;

	/** Saves what the interruption with its old PSW at `oldPsw` found. */
	constructor(readonly guest: Guest, readonly free: FreeStorage, readonly oldPsw: number) {
		const {storage, gpr, fpr} = guest;
		this.address = free.allocate(saveAreaSize);
		this.code = storage.half(oldPsw + basicPsw.offset.code);
		storage.setWord(this.address + offset.psw, storage.word(oldPsw));
		storage.setWord(this.address + offset.psw + 4, storage.word(oldPsw + 4));
		storage.storeWords(this.address + offset.gpr, gpr);
		storage.storeWords(this.address + offset.fpr, fpr);
		storage.setWord(this.address + offset.previous, storage.word(nucon.currentSave));
		storage.setWord(this.address + offset.userSave, 0);
		storage.setByte(this.address + offset.keyCount, 0);
		storage.setWord(nucon.currentSave, this.address);
	}

	/** The save area of the routine that was interrupted; 0: it has none. */
	get routine(): number {
		return this.guest.storage.word(this.address + offset.previous) & addressMask;
	}

	/** Notes what the SVC calls. */
	calls(name: string): void {
		this.guest.storage.setText(this.address + offset.callee, name, ssave.fields.callee.length);
	}

	/** Key of the interrupted program, as the second byte of its PSW has it. */
	get keyByte(): number {
		return this.guest.storage.byte(this.address + keyAt);
	}

	set keyByte(value: number) {
		this.guest.storage.setByte(this.address + keyAt, value);
	}

	/** Address of the interrupted program's next instruction. */
	get next(): number {
		return this.guest.storage.word(this.address + nextAt) & addressMask;
	}

	set next(address: number) {
		const {storage} = this.guest;
		storage.setWord(this.address + nextAt, (storage.word(this.address + nextAt) & ~addressMask) | address);
	}

	register(index: number): number {
		return this.guest.storage.word(this.address + offset.gpr + (index * 4)) | 0;
	}

	setRegister(index: number, value: number): void {
		this.guest.storage.setWord(this.address + offset.gpr + (index * 4), value);
	}

	/** The program was waiting: it looks again at what it waits for. */
	endWait(): void {
		const {storage} = this.guest;
		const psw = this.address + offset.psw;
		storage.setWord(psw, storage.word(psw) & ~waitBit);
	}

	/** Gives everything back to the interrupted program, as this save area now says. */
	* resume(): Step {
		yield {kind: 'mask', systemMask: 0};
		const {storage, gpr, fpr} = this.guest;
		storage.fetchWords(this.address + offset.gpr, gpr);
		storage.fetchWords(this.address + offset.fpr, fpr);
		storage.setWord(this.oldPsw, storage.word(this.address + offset.psw));
		storage.setWord(this.oldPsw + 4, storage.word(this.address + offset.psw + 4));
		this.release();
		yield {kind: 'loadPsw', address: this.oldPsw};
	}

	release(): void {
		this.guest.storage.setWord(nucon.currentSave, this.guest.storage.word(this.address + offset.previous));
		this.free.release(this.address, saveAreaSize);
	}
}

/** What a routine is called by and with. */
export type RoutineCall = {
	readonly name: string;
	/** Registers 0 and 1. */
	readonly registers: readonly [number, number];
	/** Address of the save area in its register 13. */
	readonly userSave: number;
};

/** Makes the save area of a routine that CMS calls; to be given back with `endRoutine` when it returned. */
export function beginRoutine(guest: Guest, free: FreeStorage, {name, registers, userSave}: RoutineCall): number {
	const {storage} = guest;
	const address = free.allocate(saveAreaSize);
	const gpr = Array.from<number>({length: 16}).fill(0);
	[gpr[0], gpr[1]] = registers;
	storage.store(address, ssave.encodeSome({
		callee: name, gpr, previous: storage.word(nucon.currentSave), userSave,
	}));
	storage.setWord(nucon.currentSave, address);
	return address;
}

/** The routine returned: what it left of DMSKEY is known to the caller of this. */
export function endRoutine(guest: Guest, free: FreeStorage, address: number): void {
	guest.storage.setWord(nucon.currentSave, guest.storage.word(address + offset.previous));
	free.release(address, saveAreaSize);
}

/** Gives back every save area on the chain: what they would resume is abandoned. */
export function releaseSaveAreas(guest: Guest, free: FreeStorage): void {
	const {storage} = guest;
	const areas = chain(storage, nucon.currentSave, {
		structure: 'SSAVE', length: saveAreaSize, next: offset.previous, most: mostSaveAreas,
	});
	storage.setWord(nucon.currentSave, 0);
	for (const address of areas) {
		free.release(address, saveAreaSize);
	}
}
