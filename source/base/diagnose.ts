/**
 * What DIAGNOSE codes store or answer, as CP writes it and programs read it (GC20-1807, "The DIAGNOSE Instruction in a
 * Virtual Machine").
 */
import {
	byte, bytes, characters, doubleword, halfword, Layout,
} from './layout.js';

/** DIAGNOSE X'00': the extended identification. */
export const identification = new Layout(40, {
	/** `VM/370`. */
	system: characters(0, 8),
	/** Of CP. */
	version: byte(8),
	level: byte(9),
	/** Program level change: how much service CP has. */
	service: byte(10),
	/** What STIDP says of the real CPU. */
	cpuVersion: byte(11),
	logoutLength: halfword(12),
	cpuAddress: halfword(14),
	userid: characters(16, 8),
	/** A bit for each program product. */
	products: bytes(24, 8),
	/** Whose system it is. */
	systemId: characters(32, 8),
});

/** DIAGNOSE X'0C': date, time of day, CPU time of the session in microseconds. */
export const pseudoTimerAnswer = new Layout(32, {
	date: characters(0, 8),
	time: characters(8, 8),
	virtualCpu: doubleword(16),
	totalCpu: doubleword(24),
});

/** DIAGNOSE X'24': the virtual device, as register Ry says it. */
export type DeviceInformation = {
	/** One of `deviceClass`. */
	readonly kind: number;
	/** Which one of its kind. */
	readonly type: number;
	readonly status: number;
	/** Bits of `deviceFlag`. */
	readonly flags: number;
};

export const deviceWord = new Layout(4, {
	kind: byte(0), type: byte(1), status: byte(2), flags: byte(3),
});

export const deviceInformation = (word: number): DeviceInformation =>
	deviceWord.decode(Uint8Array.of(word >>> 24, word >>> 16, word >>> 8, word));

export const deviceClass = {
	terminal: 0x80, display: 0x40, reader: 0x20, output: 0x10, tape: 0x08, disk: 0x04, special: 0x02,
} as const;

export const deviceFlag = {readOnly: 0x80} as const;
