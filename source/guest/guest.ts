/**
 * The inside of a virtual machine as a resident program sees it: exactly what S/370 code in it would see. CP implements
 * it.
 */
import type {Psw} from '../machine/cpu/psw.js';
import type {Action} from './action.js';

/**
 * Storage at guest-real addresses. Protection keys do not stop a resident program (it runs with key 0); paging happens
 * behind it.
 */
export type GuestStorage = {
	/** Bytes of the machine's own storage. */
	readonly size: number;
	/** Whether `length` bytes at `address` are storage: the machine's own, or a segment that is loaded beyond it. */
	contains(address: number, length: number): boolean;
	fetch(address: number, length: number): Uint8Array;
	store(address: number, bytes: Uint8Array): void;
	byte(address: number): number;
	setByte(address: number, value: number): void;
	half(address: number): number;
	setHalf(address: number, value: number): void;
	word(address: number): number;
	setWord(address: number, value: number): void;
	/** Fetches fullwords, signed, from `address` on, a multiple of 4: as many as there are in `words`. */
	fetchWords(address: number, words: Int32Array): void;
	/** Stores fullwords from `address` on, a multiple of 4. */
	storeWords(address: number, words: ArrayLike<number>): void;
	/** Text of `length` EBCDIC bytes (CP037), trailing blanks kept. */
	text(address: number, length: number): string;
	/** Stores `text` as EBCDIC in exactly `length` bytes, padded with blanks. */
	setText(address: number, text: string, length: number): void;
	/**
	 * Changes when anything (this program, S/370 code, a channel, another machine) stored into the 4 KiB page at
	 * `address`.
	 */
	version(address: number): number;
	/** Sets the storage key (X'F0' = key 15) of the 2 KiB block at `address`. */
	setKey(address: number, key: number): void;
};

export type Guest = {
	readonly storage: GuestStorage;
	/** General registers, signed. */
	readonly gpr: Int32Array;
	readonly fpr: Int32Array;
	readonly cr: Int32Array;
	/** The current PSW; its address is behind the stub while a program runs. */
	readonly psw: Psw;
	/**
	 * Does an action now. A number: done, with that condition code, and the program goes straight on. An action: to be
	 * yielded, because something comes first (an interruption, a wait, the end of the machine's turn).
	 */
	perform(action: Action): number | Action;
	/**
	 * Instructions that can be charged one by one with nothing in between: no interruption, no end of the machine's
	 * turn. A program that neither looks at the time nor does anything else may charge as many in one piece.
	 */
	slack(): number;
};
