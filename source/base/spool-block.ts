/** SFBLOK, the block of a spool file (SY20-0884), as DIAGNOSE X'14' gives it to programs: 13 doublewords. */
import {
	byte, bytes, characters, fullword, halfword, Layout, type RecordOf,
} from './layout.js';

export const spoolBlock = new Layout(104, {
	next: fullword(0), firstBuffer: fullword(4), owner: characters(8, 8), originator: characters(0x10, 8),
	records: fullword(0x18), recordLength: halfword(0x1C), id: halfword(0x1E), flags: byte(0x20), type: byte(0x21),
	name: characters(0x28, 12), fileType: characters(0x34, 12), date: characters(0x40, 8), time: characters(0x48, 8),
	lastBuffer: fullword(0x50), copies: halfword(0x54), class: characters(0x56, 1), moreFlags: byte(0x57),
	distribution: characters(0x58, 8), rest: bytes(0x60, 8),
});
export type SpoolBlock = RecordOf<typeof spoolBlock>;

export const spoolBlockFlag = {inUse: 0x80, complete: 0x40, userHold: 0x20, systemHold: 0x04} as const;
/** What a file was made on: TYP2540P, TYP1403. */
export const spoolBlockType = {cards: 0x82, lines: 0x41} as const;

/** The first record behind the block: the text of TAG with its CCW. */
export const tagLength = 136;
/** Block and first record of a file, as subcode X'FFF' stores them. */
export const spoolDescriptorLength = 252;
