/**
 * What the nucleus keeps from one command to the next and NUCON has no field for, in storage of its own: the objects in
 * TypeScript are made anew whenever CMS is restarted (`restart.ts`), and find it here. The place and layout are ours.
 */
import {
	byte, characters, fullword, halfword, Layout, many,
} from '../../../base/layout.js';
import {chain} from '../../../guest/bounded/readers.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {area} from './layout.js';

/** Disks that commands can have linked for themselves at once. */
export const mostBorrowed = 16;

export const nucleusStateArea = new Layout(128, {
	userid: characters(0, 8),
	/** CPU time at the last ready message, microseconds in 64 bits. */
	virtualCpu: many(8, 2, fullword),
	totalCpu: many(16, 2, fullword),
	/** Abends since a line was last read. */
	abendsInARow: fullword(24),
	/** `stateFlag`. */
	flags: byte(28),
	/** Options of the last LOAD or INCLUDE, for SAME: bits as `commands/programs/load-options.ts` has them. */
	loaderOptions: byte(29),
	/** 1: what is loaded runs in key 0 (GENMOD's SYSTEM). */
	loadedSystem: byte(30),
	/** 1: the loader table says which constants change with the place of what is loaded (LOAD's RLDSAVE). */
	relocatable: byte(31),
	/** Where CP stores the blocks of intermachine interruptions; 0 = nobody has asked yet. */
	interruptionBlock: fullword(32),
	/** Free work areas (`work-areas.ts`) for requests to CP, unit records, disks. */
	requestAreas: fullword(36),
	unitAreas: fullword(40),
	diskAreas: fullword(44),
	/** Command that a restart begins with; blank = it reads a line. */
	restartCommand: characters(48, 24),
	/** Device addresses of disks that a command has linked for itself, and 1 each; 0: none. */
	borrowed: many(72, mostBorrowed, halfword),
	/** The exchange that keeps a session's slave this user's, and the slave; 0: none yet. */
	sessionExchange: fullword(104),
	sessionSlave: characters(108, 8),
	/** SVCs that SVCTRACE recorded since it was set on. */
	traced: fullword(116),
	/** The name behind RESET that nothing defines so far; `*`: START forgot it (`loader/reset-name.ts`). */
	resetName: characters(120, 8),
});

const stateFlag = {
	started: 0x80, halted: 0x40, reading: 0x20, session: 0x10, tracing: 0x08, traceSuspended: 0x04,
} as const;

/** For who looks from outside: where the flags are, and which says that IPL is over. */
export const startedFlag = {address: area.state + nucleusStateArea.offset.flags, bit: stateFlag.started} as const;

/** Most work areas that can ever have been in use at once. */
const mostAreas = 256;

/** Words that begin a chain of free work areas. */
export const workAreaAnchor = {
	requests: area.state + nucleusStateArea.offset.requestAreas,
	units: area.state + nucleusStateArea.offset.unitAreas,
	disks: area.state + nucleusStateArea.offset.diskAreas,
} as const;

export class NucleusState {
	readonly #storage: GuestStorage;
	/** CPU time at the last ready message, microseconds. */
	readonly lastReady: {virtualCpu: number; totalCpu: number};

	constructor(storage: GuestStorage) {
		this.#storage = storage;
		const wide = (field: 'virtualCpu' | 'totalCpu'): PropertyDescriptor => ({
			enumerable: true,
			get() {
				const at = area.state + nucleusStateArea.offset[field];
				return (storage.word(at) * 0x1_0000_0000) + storage.word(at + 4);
			},
			set(value: number) {
				const at = area.state + nucleusStateArea.offset[field];
				storage.setWord(at, Math.floor(value / 0x1_0000_0000));
				storage.setWord(at + 4, value % 0x1_0000_0000);
			},
		});
		this.lastReady = Object.defineProperties({virtualCpu: 0, totalCpu: 0}, {
			virtualCpu: wide('virtualCpu'), totalCpu: wide('totalCpu'),
		});
	}

	/** IPL: nothing is kept. */
	clear(): void {
		this.#storage.store(area.state, nucleusStateArea.encodeSome({userid: '', restartCommand: '', resetName: ''}));
	}

	get userid(): string {
		return this.#storage.text(area.state + nucleusStateArea.offset.userid, 8).trimEnd();
	}

	set userid(userid: string) {
		this.#storage.setText(area.state + nucleusStateArea.offset.userid, userid, 8);
	}

	get abendsInARow(): number {
		return this.#storage.word(area.state + nucleusStateArea.offset.abendsInARow);
	}

	set abendsInARow(count: number) {
		this.#storage.setWord(area.state + nucleusStateArea.offset.abendsInARow, count);
	}

	/** Initial program load is over: there is something to restart. */
	get started(): boolean {
		return this.#flag(stateFlag.started);
	}

	set started(on: boolean) {
		this.#setFlag(stateFlag.started, on);
	}

	/** Nothing can go on any more until IPL. */
	get halted(): boolean {
		return this.#flag(stateFlag.halted);
	}

	set halted(on: boolean) {
		this.#setFlag(stateFlag.halted, on);
	}

	/** Cards were read and the reader not closed. */
	get isReading(): boolean {
		return this.#flag(stateFlag.reading);
	}

	set isReading(on: boolean) {
		this.#setFlag(stateFlag.reading, on);
	}

	get interruptionBlock(): number {
		return this.#storage.word(area.state + nucleusStateArea.offset.interruptionBlock);
	}

	set interruptionBlock(address: number) {
		this.#storage.setWord(area.state + nucleusStateArea.offset.interruptionBlock, address);
	}

	get restartCommand(): string {
		const {offset, length} = nucleusStateArea.fields.restartCommand;
		return this.#storage.text(area.state + offset, length).trimEnd();
	}

	set restartCommand(line: string) {
		const {offset, length} = nucleusStateArea.fields.restartCommand;
		this.#storage.setText(area.state + offset, line, length);
	}

	/** Device addresses of disks that a command has linked for itself. */
	get borrowed(): readonly number[] {
		const {borrowed} = nucleusStateArea.fields;
		const places = borrowed.decode(this.#storage.fetch(area.state + borrowed.offset, borrowed.length));
		return places.filter(device => device !== 0).map(device => device - 1);
	}

	set borrowed(devices: readonly number[]) {
		const {borrowed} = nucleusStateArea.fields;
		const places = Array.from({length: mostBorrowed}, (_, at) => at < devices.length ? devices[at] + 1 : 0);
		this.#storage.store(area.state + borrowed.offset, borrowed.encode(places));
	}

	/** The user wants to keep the slave that works for him. */
	get inSession(): boolean {
		return this.#flag(stateFlag.session);
	}

	set inSession(on: boolean) {
		this.#setFlag(stateFlag.session, on);
	}

	/** The slave of the session, and the exchange that keeps it this user's. */
	get sessionSlave(): {readonly slave: string; readonly exchange: number} {
		const {offset, length} = nucleusStateArea.fields.sessionSlave;
		return {
			slave: this.#storage.text(area.state + offset, length).trimEnd(),
			exchange: this.#storage.word(area.state + nucleusStateArea.offset.sessionExchange) >>> 0,
		};
	}

	set sessionSlave({slave, exchange}: {readonly slave: string; readonly exchange: number}) {
		const {offset, length} = nucleusStateArea.fields.sessionSlave;
		this.#storage.setText(area.state + offset, slave, length);
		this.#storage.setWord(area.state + nucleusStateArea.offset.sessionExchange, exchange);
	}

	/** SVCTRACE is on, suspended (SO) or not. */
	get isTracing(): boolean {
		return this.#flag(stateFlag.tracing);
	}

	/** SVCs are recorded now. */
	get traces(): boolean {
		return this.isTracing && !this.traceSuspended;
	}

	/** SO came, and no RO since. */
	get traceSuspended(): boolean {
		return this.#flag(stateFlag.traceSuspended);
	}

	set traceSuspended(on: boolean) {
		this.#setFlag(stateFlag.traceSuspended, on);
	}

	/** SVCTRACE ON: SVCs are numbered from 1. */
	beginTrace(): void {
		if (!this.isTracing) {
			this.#storage.setWord(area.state + nucleusStateArea.offset.traced, 0);
		}

		this.#setFlag(stateFlag.tracing, true);
		this.traceSuspended = false;
	}

	endTrace(): void {
		this.#setFlag(stateFlag.tracing, false);
		this.traceSuspended = false;
	}

	/** The number of the next SVC that is recorded. */
	nextTraced(): number {
		const at = area.state + nucleusStateArea.offset.traced;
		const number = (this.#storage.word(at) + 1) >>> 0;
		this.#storage.setWord(at, number);
		return number;
	}

	/** Throws `GuestFault` where a chain of work areas cannot be one. */
	check(): void {
		for (const anchor of Object.values(workAreaAnchor)) {
			chain(this.#storage, anchor, {structure: 'work area', length: 8, most: mostAreas});
		}
	}

	/** Gives the chains of work areas up, with their storage. */
	forget(): void {
		for (const anchor of Object.values(workAreaAnchor)) {
			this.#storage.setWord(anchor, 0);
		}
	}

	#flag(flag: number): boolean {
		return (this.#storage.byte(area.state + nucleusStateArea.offset.flags) & flag) !== 0;
	}

	#setFlag(flag: number, on: boolean): void {
		const at = area.state + nucleusStateArea.offset.flags;
		const flags = this.#storage.byte(at);
		this.#storage.setByte(at, on ? flags | flag : flags & ~flag);
	}
}
