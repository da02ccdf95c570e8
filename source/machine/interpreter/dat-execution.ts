/**
 * What an instruction works with while translation is on (GA22-7000, "Dynamic Address Translation"): `Execution` with
 * virtual addresses. The fast tables then hold virtual blocks (`storage/shadow-table.ts`), so that the hot loop costs
 * the same; here is what happens where a block is not in them.
 */
import {addressMask} from '../../base/architecture.js';
import {
	formatMask, newTranslation, pageMissing, translate, translated, type Translation,
} from '../storage/dat.js';
import {Execution} from './execution.js';
import {programCode, programException} from '../cpu/program-exception.js';
import {ShadowTables, type ShadowTable} from '../storage/shadow-table.js';
import {absent, noAccess} from '../storage/storage.js';

export class TranslatedExecution extends Execution {
	/** Virtual address of the last segment- or page-translation exception. */
	exceptionAddress = 0;
	readonly #result: Translation = newTranslation();
	readonly #tables = new ShadowTables(() => this.cpu.storage.tables.shadow());
	#current: ShadowTable | undefined;

	override selectTables(): void {
		if (!this.cpu.psw.translation) {
			// The base class selects its tables while it is made, before there is anything here.
			if (#current in this) {
				this.#current = undefined;
			}

			super.selectTables();
			return;
		}

		const {cr, prefix, psw} = this.cpu;
		const table = this.#tables.select(psw.key, cr[1], cr[0] & formatMask, prefix);
		this.#current = table;
		this.fetch = table.fetch;
		this.store = table.store;
		this.keepLowClosed(this.store);
	}

	override giveBack(): void {
		super.giveBack();
		this.#tables.forget();
		this.#current = undefined;
	}

	override openFetch(address: number): number {
		return this.#current ? this.#open(this.#current, address & addressMask, false) : super.openFetch(address);
	}

	override openStore(address: number): number {
		return this.#current ? this.#open(this.#current, address & addressMask, true) : super.openStore(address);
	}

	override openBoth(fetched: number, fetchLength: number, stored: number, storeLength: number): void {
		const table = this.#current;
		if (!table) {
			super.openBoth(fetched, fetchLength, stored, storeLength);
			return;
		}

		// Again until all are there at once: a frame for one may be taken from another.
		let opened = true;
		while (opened) {
			opened = false;
			if (fetchLength > 0) {
				opened = this.#ensure(table, fetched, false) || opened;
				opened = this.#ensure(table, (fetched + fetchLength - 1) & addressMask, false) || opened;
			}

			if (storeLength > 0) {
				opened = this.#ensure(table, stored, true) || opened;
				opened = this.#ensure(table, (stored + storeLength - 1) & addressMask, true) || opened;
			}
		}
	}

	#ensure(table: ShadowTable, address: number, store: boolean): boolean {
		if ((store ? table.store : table.fetch)[address >>> 11] !== noAccess) {
			return false;
		}

		this.#open(table, address, store);
		return this.canOpen(address, store);
	}

	/** Translates, checks and opens the block of a virtual address; answers its host offset. */
	#open(table: ShadowTable, address: number, store: boolean): number {
		const {cpu} = this;
		const {storage} = cpu;
		const {key} = cpu.psw;
		if (store && this.isProtectedLow(address)) {
			programException(programCode.protection);
		}

		const found = this.#result;
		translate(this, address, found);
		if (found.status !== translated.available) {
			this.exceptionAddress = address;
			programException(found.code);
		}

		const absolute = this.absolute(found.address);
		if (storage.pages[absolute >>> 12] === absent) {
			programException(programCode.addressing);
		}

		const block = absolute >>> 11;
		if ((store && found.protected) || !storage.permits(key, block, store)) {
			programException(programCode.protection);
		}

		if (storage.isMissing(absolute >>> 12, store)) {
			pageMissing(this, absolute >>> 12, store);
		}

		storage.open(key, block, store);
		const host = (storage.pages[absolute >>> 12] * 4096) + (absolute & 0xFFF);
		table.enter(address >>> 11, block, host - address, store);
		this.keepLowClosed(table.store);
		return host;
	}
}
