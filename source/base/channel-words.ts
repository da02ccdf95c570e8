/**
 * The bits of channel command words, channel status words and sense bytes (GA22-7000, "Input/Output Operations"): the
 * channels and devices set them, and so do the programs of a guest that use them.
 */

import {
	byte, halfword, Layout, threeBytes,
} from './layout.js';

/** A channel command word. */
export const channelCommand = new Layout(8, {
	command: byte(0), address: threeBytes(1), flags: byte(4), count: halfword(6),
});

/** A channel status word. */
export const channelStatusWord = new Layout(8, {
	/** Key in the high half, deferred condition code of START I/O FAST RELEASE in the last two bits. */
	keyAndCode: byte(0),
	/** Behind the last CCW used; zero where none was. */
	address: threeBytes(1),
	/** Bits of `unitStatus` and `channelStatus`. */
	unit: byte(4),
	channel: byte(5),
	residual: halfword(6),
});

/** Flags, CCW bits 32–39. */
export const ccwFlag = {
	chainData: 0x80,
	chainCommand: 0x40,
	suppressLength: 0x20,
	skip: 0x10,
	programControlledInterruption: 0x08,
	indirect: 0x04,
	/** Bits 38 and 39 must be zero. */
	invalid: 0x03,
} as const;

/** Unit status, CSW bits 32–39. */
export const unitStatus = {
	attention: 0x80, statusModifier: 0x40, controlUnitEnd: 0x20, busy: 0x10,
	channelEnd: 0x08, deviceEnd: 0x04, unitCheck: 0x02, unitException: 0x01,
} as const;

/** Channel status, CSW bits 40–47. */
export const channelStatus = {
	programControlledInterruption: 0x80, incorrectLength: 0x40, programCheck: 0x20, protectionCheck: 0x10,
	channelDataCheck: 0x08, channelControlCheck: 0x04, interfaceControlCheck: 0x02, chainingCheck: 0x01,
} as const;

/** Sense byte 0, the same on every device. */
export const senseByte = {
	commandReject: 0x80,
	interventionRequired: 0x40,
	busOutCheck: 0x20,
	equipmentCheck: 0x10,
	dataCheck: 0x08,
	overrun: 0x04,
} as const;
