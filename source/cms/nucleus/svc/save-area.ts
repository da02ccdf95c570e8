/**
 * Save areas of the SVC and interruption handlers (SSAVE, SY20-0884): the interrupted PSW and registers in a block of
 * free storage, chained from CURRSAVE, so that handlers nest and a dump shows who called whom.
 */
import type {Step} from '../../../guest/action.js';
import type {Guest} from '../../../guest/guest.js';
import type {FreeStorage} from '../storage/free-storage.js';
import {nucon} from '../storage/nucon.js';

const offset = {
	psw: 0, gpr: 8, fpr: 72, previous: 104, code: 108,
} as const;
const saveAreaSize = 112;
const waitBit = 0x0002_0000;

/** One save area. */
export class SaveArea {
	readonly address: number;
	/** Interruption code of the old PSW (BC mode). */
	readonly code: number;

	/** Saves what the interruption with its old PSW at `oldPsw` found. */
	constructor(readonly guest: Guest, readonly free: FreeStorage, readonly oldPsw: number) {
		const {storage, gpr, fpr} = guest;
		const registers = Int32Array.from(gpr);
		this.address = free.allocate(saveAreaSize);
		this.code = storage.half(oldPsw + 2);
		storage.store(this.address + offset.psw, storage.fetch(oldPsw, 8));
		for (const [index, value] of registers.entries()) {
			storage.setWord(this.address + offset.gpr + (index * 4), value);
		}

		for (const [index, value] of fpr.entries()) {
			storage.setWord(this.address + offset.fpr + (index * 4), value);
		}

		storage.setWord(this.address + offset.previous, storage.word(nucon.currentSave));
		storage.setWord(this.address + offset.code, this.code);
		storage.setWord(nucon.currentSave, this.address);
	}

	/** Address of the interrupted program's next instruction. */
	get next(): number {
		return this.guest.storage.word(this.address + 4) & 0xFF_FFFF;
	}

	set next(address: number) {
		const {storage} = this.guest;
		storage.setWord(this.address + 4, (storage.word(this.address + 4) & 0xFF00_0000) | address);
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
		storage.setWord(this.address, storage.word(this.address) & ~waitBit);
	}

	/** Gives everything back to the interrupted program, as this save area now says. */
	* resume(): Step {
		yield {kind: 'mask', systemMask: 0};
		const {storage, gpr, fpr} = this.guest;
		for (let index = 0; index < 16; index++) {
			gpr[index] = this.register(index);
		}

		for (let index = 0; index < 8; index++) {
			fpr[index] = storage.word(this.address + offset.fpr + (index * 4)) | 0;
		}

		storage.store(this.oldPsw, storage.fetch(this.address, 8));
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
	for (let at = storage.word(nucon.currentSave); at !== 0;) {
		const previous = storage.word(at + offset.previous);
		free.release(at, saveAreaSize);
		at = previous;
	}

	storage.setWord(nucon.currentSave, 0);
}
