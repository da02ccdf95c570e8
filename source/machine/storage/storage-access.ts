/**
 * Storage as a CPU sees it: by logical addresses of 24 bits that wrap, under key protection, low-address protection,
 * prefixing and paging (GA22-7000, "Protection", "Prefixing"). Not here: dynamic address translation
 * (`translated-execution.ts`).
 *
 * `fetch` and `store` are the tables of the current key: host offset = `fetch[address >>> 11] + address`, negative
 * where the block must be looked at first (`openFetch`, `openStore`).
 */
import {addressMask} from '../../base/architecture.js';
import type {Cpu} from '../cpu/cpu.js';
import {PageMissing, programCode, programException} from '../cpu/program-exception.js';
import {closedTable} from './access-table.js';
import type {ShadowTable} from './shadow-table.js';
import {absent, noAccess} from './storage.js';

/** Addresses 0–511 are those of low-address protection. */
const lowAddresses = 512;

export class StorageAccess {
	readonly bytes: Uint8Array;
	readonly view: DataView;
	/** The storage as halfwords in the host's order of bytes, for the hot loop, which only little-endian hosts use. */
	readonly halves: Uint16Array;
	fetch!: Int32Array;
	store!: Int32Array;
	readonly #missing = new PageMissing('page missing');
	#shadow: ShadowTable | undefined;
	#shadowKey = -1;
	#shadowPrefix = 0;
	#shadowed = false;

	constructor(readonly cpu: Cpu) {
		const {host} = cpu.storage;
		this.bytes = host.bytes;
		this.view = host.view;
		this.halves = new Uint16Array(host.memory.buffer);
		this.selectTables();
	}

	/** Takes the tables that fit the PSW's key and the prefix. To be called after either changed. */
	selectTables(): void {
		const {cpu} = this;
		this.#shadowed = cpu.prefix !== 0;
		if (!this.#shadowed) {
			({fetch: this.fetch, store: this.store} = cpu.storage.tables.ofKey(cpu.psw.key));
			this.keepLowClosed(this.store);
			return;
		}

		this.#shadow ??= cpu.storage.tables.shadow();
		if (this.#shadowKey !== cpu.psw.key || this.#shadowPrefix !== cpu.prefix) {
			this.#shadow.clear();
			this.#shadowKey = cpu.psw.key;
			this.#shadowPrefix = cpu.prefix;
		}

		({fetch: this.fetch, store: this.store} = this.#shadow);
		this.keepLowClosed(this.store);
	}

	/** The tables are no longer there: every access is looked at, and none is found. */
	protected leaveTables(): void {
		this.#shadow = undefined;
		({fetch: this.fetch, store: this.store} = closedTable);
	}

	/**
	 * Whether a store by the program at this logical address is one that low-address protection refuses (GA22-7000,
	 * "Low-Address Protection").
	 */
	isProtectedLow(address: number): boolean {
		return address < lowAddresses && (this.cpu.cr[0] & 0x1000_0000) !== 0;
	}

	/** Under low-address protection no table lets anybody store into block 0: every store there is looked at. */
	protected keepLowClosed(store: Int32Array): void {
		if ((this.cpu.cr[0] & 0x1000_0000) !== 0) {
			store[0] = noAccess;
		}
	}

	/** Whether a block can be opened for stores once for all. */
	protected canOpen(address: number, store: boolean): boolean {
		return !store || address >>> 11 !== 0 || (this.cpu.cr[0] & 0x1000_0000) === 0;
	}

	/** Absolute address of a real one. */
	absolute(real: number): number {
		const {prefix} = this.cpu;
		if (prefix === 0) {
			return real;
		}

		const page = real & 0xFF_F000;
		return page === 0 ? real | prefix : (page === prefix ? real & 0xFFF : real);
	}

	/** Slow path of a fetch: checks the block of `address` and opens it. Returns the host offset of `address`. */
	openFetch(address: number): number {
		return this.#open(address & addressMask, false);
	}

	/** Slow path of a store. */
	openStore(address: number): number {
		return this.#open(address & addressMask, true);
	}

	/** Host offset of an operand byte to be fetched. */
	fetchAt(address: number): number {
		const host = (this.fetch[address >>> 11] + address) | 0;
		return host < 0 ? this.openFetch(address) : host;
	}

	/** Host offset of an operand byte to be stored into. */
	storeAt(address: number): number {
		const host = (this.store[address >>> 11] + address) | 0;
		return host < 0 ? this.openStore(address) : host;
	}

	/**
	 * Opens both ends of a fetched operand (`length` 1–2048) and of a stored one (0 = none) before anything is changed.
	 * Giving a page a frame may take it from another page, so this looks again until all are there at once.
	 */
	openBoth(fetched: number, fetchLength: number, stored: number, storeLength: number): void {
		for (;;) {
			let opened = false;
			if (fetchLength > 0) {
				opened = this.#ensure(this.fetch, fetched, false) || opened;
				opened = this.#ensure(this.fetch, (fetched + fetchLength - 1) & addressMask, false) || opened;
			}

			if (storeLength > 0) {
				opened = this.#ensure(this.store, stored, true) || opened;
				opened = this.#ensure(this.store, (stored + storeLength - 1) & addressMask, true) || opened;
			}

			if (!opened) {
				return;
			}
		}
	}

	openOperand(address: number, length: number): void {
		this.openBoth(address, length, 0, 0);
	}

	openResult(address: number, length: number): void {
		this.openBoth(0, 0, address, length);
	}

	byte(address: number): number {
		return this.bytes[this.fetchAt(address)];
	}

	setByte(address: number, value: number): void {
		this.bytes[this.storeAt(address)] = value;
	}

	/** Halfword, sign extended. */
	half(address: number): number {
		if ((address & 0x7FF) <= 0x7FE) {
			return this.view.getInt16(this.fetchAt(address));
		}

		this.openOperand(address, 2);
		return ((this.byte(address) << 24) >> 16) | this.byte((address + 1) & addressMask);
	}

	setHalf(address: number, value: number): void {
		if ((address & 0x7FF) <= 0x7FE) {
			this.view.setInt16(this.storeAt(address), value);
			return;
		}

		this.openResult(address, 2);
		this.setByte(address, value >>> 8);
		this.setByte((address + 1) & addressMask, value);
	}

	/** Fullword, signed. */
	word(address: number): number {
		if ((address & 0x7FF) <= 0x7FC) {
			return this.view.getInt32(this.fetchAt(address));
		}

		this.openOperand(address, 4);
		let value = 0;
		for (let index = 0; index < 4; index++) {
			value = (value << 8) | this.byte((address + index) & addressMask);
		}

		return value;
	}

	setWord(address: number, value: number): void {
		if ((address & 0x7FF) <= 0x7FC) {
			this.view.setInt32(this.storeAt(address), value);
			return;
		}

		this.openResult(address, 4);
		for (let index = 0; index < 4; index++) {
			this.setByte((address + index) & addressMask, value >>> (24 - (8 * index)));
		}
	}

	/** Second word of a doubleword. */
	lowWord(address: number): number {
		return this.word((address + 4) & addressMask);
	}

	setDouble(address: number, high: number, low: number): void {
		this.openResult(address, 8);
		this.setWord(address, high);
		this.setWord((address + 4) & addressMask, low);
	}

	/** Word in real storage, without key control (PSWs, interruption parameters). */
	realWord(address: number): number {
		return this.cpu.storage.word(this.absolute(address)) | 0;
	}

	setRealWord(address: number, value: number): void {
		this.cpu.storage.setWord(this.absolute(address), value);
	}

	#ensure(table: Int32Array, address: number, store: boolean): boolean {
		if (table[address >>> 11] !== noAccess) {
			return false;
		}

		this.#open(address, store);
		return this.canOpen(address, store);
	}

	#open(address: number, store: boolean): number {
		const {cpu} = this;
		const space = cpu.storage;
		const {key} = cpu.psw;
		if (store && this.isProtectedLow(address)) {
			programException(programCode.protection);
		}

		const absolute = this.absolute(address);
		const block = absolute >>> 11;
		if (space.pages[absolute >>> 12] === absent) {
			programException(programCode.addressing);
		}

		if (!space.permits(key, block, store)) {
			programException(programCode.protection);
		}

		const page = absolute >>> 12;
		if (space.isMissing(page, store)) {
			this.#missing.page = page;
			this.#missing.store = store;
			throw this.#missing;
		}

		space.open(key, block, store);
		const host = (space.pages[page] * 4096) + (absolute & 0xFFF);
		if (this.#shadowed) {
			this.#shadow!.enter(address >>> 11, block, host - address, store);
		}

		this.keepLowClosed(this.store);
		return host;
	}
}
