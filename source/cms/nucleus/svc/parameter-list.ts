/**
 * The parameter lists of SVC 202 (GC20-1819, "Linkage"): the name in eight characters, then tokens of eight characters
 * with a fence behind them, or what the function looks at. Fields of functions' lists, by their offset from the name
 * (GC20-1818, "CMS macros"; those of unit record devices as CP-67's CARDIO and PRINTIO document them).
 */
import {
	byte, characters, fullword, halfword, Layout, threeBytes,
} from '../../../base/layout.js';

/**
 * The extended parameter list, whose address is in R0 (SC19-6203, "Parameter lists"): the command as it was given, from
 * its name to the byte behind its arguments; the last word is the caller's own.
 */
export const extendedList = new Layout(16, {
	command: fullword(0), begin: fullword(4), end: fullword(8), user: fullword(12),
});

/**
 * First byte of R1, by which a program tells who calls it. `extended` from a program that has an extended list, in
 * `program` there is none; commands of an EXEC are `procedure`, under &CONTROL NOMSG `silentProcedure`.
 * Nucleus extensions: a
 * command has ended, and calls before they go (VM/SP).
 */
export const callType = {
	program: 0x00, extended: 0x01, terminal: 0x0B, procedure: 0x0D, silentProcedure: 0x0E,
	endOfCommand: 0xFE, service: 0xFF,
} as const;

/** A token of these bytes ends the list. */
export const fence = 0xFF;

const file = {name: characters(8, 8), type: characters(16, 8), mode: characters(24, 2)};

/** The file system control block (FSCBD). */
export const fscb = new Layout(44, {
	...file,
	item: halfword(26),
	/** STATE: the answer. */
	buffer: fullword(28),
	size: fullword(32),
	format: characters(36, 1),
	count: halfword(38),
	bytesRead: fullword(40),
});

/** POINT has the pointers where the others have item and buffer. */
export const pointList = new Layout(44, {...file, write: halfword(26), read: halfword(28)});

/** TYPLIN, WAITRD and CONREAD. `code`: TYPLIN: `R` for an error line; of a read: how it is edited. */
export const lineList = new Layout(16, {buffer: fullword(8), code: characters(12, 1), length: halfword(14)});

/** ATTN: `LIFO` or `FIFO`, and the line. */
export const stackList = new Layout(16, {order: characters(8, 4), length: byte(12), line: threeBytes(13)});

/** CARDRD; `length` asked for is 0 for a card's. CARDPH has the buffer alone. */
export const cardList = new Layout(16, {buffer: fullword(8), length: halfword(12), read: halfword(14)});

/** PRINTR. */
export const printList = new Layout(16, {buffer: fullword(8), length: fullword(12)});
