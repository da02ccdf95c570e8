/**
 * Save areas of the SVC and interruption handlers (SSAVE, SY20-0884): the interrupted PSW and registers in a block of
 * free storage, chained from CURRSAVE, so that handlers nest and a dump shows who called whom.
 */
import {basicPsw} from '../../../base/assigned-storage.js';
import {addressMask} from '../../../base/architecture.js';
import {
	bytes, fullword, Layout, many, signedFullword,
} from '../../../base/layout.js';
import type {Step} from '../../../guest/action.js';
import type {Guest} from '../../../guest/guest.js';
import {chain} from '../../../guest/bounded/readers.js';
import type {FreeStorage} from '../storage/free-storage.js';
import {nucon} from '../storage/nucon.js';

/** SSAVE: old PSW, general and floating-point registers, the area before this one, interruption code. */
export const ssave = new Layout(112, {
	psw: bytes(0, 8),
	gpr: many(8, 16, signedFullword),
	fpr: many(72, 8, signedFullword),
	previous: fullword(104),
	code: fullword(108),
});
const {offset, length: saveAreaSize} = ssave;
/** Instruction length, condition code and mask, and the address behind the interruption. */
const nextAt = offset.psw + basicPsw.offset.address;
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
		storage.setWord(this.address + offset.code, this.code);
		storage.setWord(nucon.currentSave, this.address);
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
