/**
 * What DEBUG keeps from one time to the next (DBGSECT, SY20-0884; the place and the layout are ours): origin, symbols,
 * breakpoints, and what registers and control words were at an abend.
 */
import {
	characters, fullword, halfword, Layout, many,
} from '../../../base/layout.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {area} from '../storage/layout.js';
import type {DebugState} from './debug-state.js';

/** Symbols, and breakpoints, that there can be at once. */
export const mostSymbols = 16;
export const mostBreakpoints = 16;

export const symbol = new Layout(16, {name: characters(0, 8), address: fullword(8), length: fullword(12)});
export const breakpoint = new Layout(8, {address: fullword(0), instruction: halfword(4), isSet: halfword(6)});

export const debugSection = new Layout(0x200, {
	origin: fullword(0),
	/** Not zero: what follows is of an abend that no command has followed. */
	isKept: fullword(4),
	caw: fullword(8),
	csw: many(12, 2, fullword),
	psw: many(20, 2, fullword),
	registers: many(28, 16, fullword),
	symbols: many(0x80, mostSymbols * symbol.length / 4, fullword),
	breakpoints: many(0x180, mostBreakpoints * breakpoint.length / 4, fullword),
});
const at = (field: keyof typeof debugSection.offset): number => area.debug + debugSection.offset[field];

/** Stored in place of an instruction: no operation of System/370, with the number of the breakpoint. */
const breakpointCode = 0xB2_E0;

export type DebugSymbol = {readonly address: number; readonly length: number};

export class DebugArea {
	readonly #storage: GuestStorage;

	constructor(storage: GuestStorage) {
		this.#storage = storage;
	}

	get origin(): number {
		return this.#storage.word(at('origin'));
	}

	set origin(address: number) {
		this.#storage.setWord(at('origin'), address);
	}

	/** Nothing is defined, no breakpoint set. */
	clear(): void {
		this.#storage.store(area.debug, new Uint8Array(debugSection.length));
	}

	symbol(name: string): DebugSymbol | undefined {
		return this.#symbols().find(each => each.name === name);
	}

	/** Defines a symbol, or defines it again. False: there are as many as can be. */
	define(name: string, {address, length}: DebugSymbol): boolean {
		const symbols = this.#symbols();
		const known = symbols.findIndex(each => each.name === name);
		const index = known === -1 ? symbols.findIndex(each => each.name === '' || each.length === 0) : known;
		if (index === -1) {
			return false;
		}

		this.#storage.store(at('symbols') + (index * symbol.length), symbol.encode({name, address, length}));
		return true;
	}

	/** Sets breakpoint `id` (0-15) at an address, in place of the one it was. */
	setBreakpoint(id: number, address: number): void {
		this.clearBreakpoint(id);
		const instruction = this.#storage.half(address);
		this.#storage.store(this.#placeOf(id), breakpoint.encode({address, instruction, isSet: 1}));
		this.#storage.setHalf(address, breakpointCode + id);
	}

	/** The instruction is back, unless something else was stored there meanwhile. */
	clearBreakpoint(id: number): void {
		const {address, instruction, isSet} = this.#breakpoint(id);
		if (isSet !== 0 && this.#isAt(id, address)) {
			this.#storage.setHalf(address, instruction);
		}

		this.#storage.store(this.#placeOf(id), new Uint8Array(breakpoint.length));
	}

	/** The number of the breakpoint at an address; undefined: none is. */
	breakpointAt(address: number): number | undefined {
		for (let id = 0; id < mostBreakpoints; id++) {
			const found = this.#breakpoint(id);
			if (found.isSet !== 0 && found.address === address && this.#isAt(id, address)) {
				return id;
			}
		}

		return undefined;
	}

	/** Keeps what an abend found, for DEBUG if it is the next command. */
	keep({psw, registers, csw, caw}: DebugState): void {
		const bytes = this.#bytes();
		debugSection.change(bytes, 0, {
			isKept: 1, psw, csw, caw, registers: registers.map(value => value >>> 0),
		});
		this.#storage.store(area.debug, bytes);
	}

	/** What an abend found; undefined where another command has followed. */
	get kept(): DebugState | undefined {
		const {isKept, psw, csw, caw, registers} = debugSection.decode(this.#bytes());
		return isKept === 0 ? undefined : {psw: [...psw], csw: [...csw], caw, registers: [...registers]};
	}

	forgetAbend(): void {
		if (this.#storage.word(at('isKept')) !== 0) {
			this.#storage.setWord(at('isKept'), 0);
		}
	}

	#bytes(): Uint8Array {
		return this.#storage.fetch(area.debug, debugSection.length);
	}

	#symbols(): ReadonlyArray<DebugSymbol & {readonly name: string}> {
		const bytes = this.#storage.fetch(at('symbols'), mostSymbols * symbol.length);
		return Array.from({length: mostSymbols}, (_, index) => symbol.decode(bytes, index * symbol.length));
	}

	#placeOf(id: number): number {
		return at('breakpoints') + (id * breakpoint.length);
	}

	#breakpoint(id: number): {readonly address: number; readonly instruction: number; readonly isSet: number} {
		return breakpoint.decode(this.#storage.fetch(this.#placeOf(id), breakpoint.length));
	}

	/** Whether the code of the breakpoint still stands there: guests store what they like, here too. */
	#isAt(id: number, address: number): boolean {
		return this.#storage.contains(address, 2) && this.#storage.half(address) === breakpointCode + id;
	}
}
