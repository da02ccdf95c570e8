/**
 * The program that runs one case after the other on the peer: it takes a record (registers, PSW, keys, 8 KiB of
 * storage), sets the machine up, loads the PSW, and is back by the new PSW of a program or SVC interruption; then the
 * machine's state replaces the record. It stands in page 0, so that it needs no base register, and runs in EC mode, so
 * that ISK shows the reference and change bits.
 */
import {peerMegabytes} from '../support/hercules.js';

/** Where a case's storage stands: two pages. All other storage has key 0 and fetch protection. */
export const area = 0x2000;
export const areaLength = 0x2000;
/** The header of a case and of its result, at 400 in storage while it runs. */
export const header = {
	gpr: 0, fpr: 64, psw: 96, cr: 104, keys: 168, kind: 184, codes: 188,
	/** First byte of the last instruction, or of its subject, and whether that was of EXECUTE: in our results only. */
	last: 252, executed: 253, length: 256,
} as const;
export const recordLength = header.length + areaLength;
/** A case or its result, with the big-endian accessors of a Buffer. */
export type StateRecord = InstanceType<typeof Buffer>;
/** Length of the interruption codes at X'80' kept with a result. */
export const codesLength = 36;
/** First record's address. */
export const firstRecord = 0x4000;
export const storageSize = peerMegabytes * 0x10_0000;
export const recordsPerImage = Math.floor((storageSize - firstRecord) / recordLength);
/** Page tables for cases with translation on: 4 KiB pages, 64 KiB segments. */
export const segmentTable = 0x1C00;
/** Prefix that a case may set: the page with the tables has new PSWs too. */
export const prefixPage = 0x1000;
export const pageTable = 0x1800;
/** Bytes of the page table; behind it a copy, for INVALIDATE PAGE TABLE ENTRY marks it. */
export const pageTableLength = 32;
/**
 * Real page of each virtual page of segment 0; negative: invalid. Page 8 has no storage. Segment 2 has an entry of
 * wrong form, the table of segment 3 no storage.
 */
export const virtualPages = [0, 1, 2, 3, 3, 2, -1, -1, 0xFFF, 3, 2, 3, 3, 2, -1, 3] as const;

/** Segment-table entries of wrong form, and with a page table out of storage. */
const oddSegments: Readonly<Record<number, number>> = {2: 0xFF00_1800, 3: (0xF000_0000 | storageSize) >>> 0};

const bits = (hex: string): StateRecord => Buffer.from(hex.replaceAll(/\s/g, ''), 'hex');

const saveParameters = '58100518 D20F00201020 D22300801080';
const saveKey = '0964 506004A8 41404800';
const parts: ReadonlyArray<readonly [number, string]> = [
	// Restart, external, SVC, program, machine check and I/O new PSWs
	[0x00, '00080000 00000A00'],
	[0x58, '000A0000 00000BAD'],
	[0x60, '00080000 00000900'],
	[0x68, '00080000 00000914'],
	[0x70, '000A0000 00000BAD'],
	[0x78, '000A0000 00000BAD'],
	// Current record, end (filled in), the area, its length, a record's length, end of storage, page 1, a clock
	// comparator that is never reached
	[0x500, '00004000 00000000 00002000 00002000 00002100 00000000 00001000 00000000 FFFFFFFF FFFFF000'],
	[0x528, '000A0000 00000A01'],
	// NEXT: the record into place, page table and clock comparator as they were
	[0x804, `59100504 47A009F0 50100500 D2FF04001000 58400508 5850050C 41201100 1835 0E42
		58400508 586004A8 0864 41404800 586004AC 0864 41404800 586004B0 0864 41404800 586004B4 0864
		D73F00800080 D72700180018 58600518 D21F68006820 D70F60206020 D72360806080 B2060520 B70F0468 B20D0000 68000440 68200448 68400450 68600458 980F0400 82000460`],
	// SVC, program interruption
	[0x900, '900F0400 D20704600020 41100002 47F00930'],
	[0x914, '900F0400 D20704600028 41100001 47F00930'],
	[
		0x930,
		`501004B8 D22304BC0080 60000440 60200448 60400450 60600458 B60F0468 B70F0540 58400508 1B66
																																																																																																																																																																																																																																																																																																																																																																																																																	${saveKey} ${saveKey.replace('04A8', '04AC')} ${saveKey.replace('04A8', '04B0')} ${saveKey.replace('04A8', '04B4')}
																																																																																																																																																																																																																																																																																																																																																																																																																	58100500 D2FF10000400 41401100 5850050C 58200508 1835 0E42 5A100510 47F00804`,
	],
	[0x9F0, '82000528'],
	// With prefix X'1000': PSWs that lead to real X'1F00' and X'1F80', there the prefix set back, then, in the other
	// page, what was stored there to page 0
	[prefixPage + 0x58, '000A0000 00000BAD 00080000 00001F00 00080000 00001F80 000A0000 00000BAD 000A0000 00000BAD'],
	[0xF00, 'B2100F40'],
	[0x1F04, `900F0400 ${saveParameters} 98110404 47F00900`],
	[0xF80, 'B2100F40'],
	[0x1F84, `900F0400 ${saveParameters} 98110404 47F00914`],
	// Restart: key 0 with fetch protection everywhere
	[0xA00, '41600008 1B44 0864 41404800 59400514 47400A06 58100500 47F00804'],
];

/** Pages 0 and 1 of an image with `count` records. */
export function driver(count: number): StateRecord {
	const low = Buffer.alloc(area);
	for (const [address, hex] of parts) {
		bits(hex).copy(low, address);
	}

	low.writeUInt32BE(firstRecord + (count * recordLength), 0x504);
	low.writeUInt32BE(storageSize, 0x514);
	low.writeUInt32BE((0xF000_0000 | pageTable) >>> 0, segmentTable);
	for (let segment = 1; segment < 16; segment++) {
		low.writeUInt32BE(oddSegments[segment] ?? 1, segmentTable + (segment * 4));
	}

	for (const [page, real] of virtualPages.entries()) {
		low.writeUInt16BE(real < 0 ? 0x8 : (real << 4) & 0xFFFF, pageTable + (page * 2));
		low.writeUInt16BE(real < 0 ? 0x8 : (real << 4) & 0xFFFF, pageTable + pageTableLength + (page * 2));
	}

	return low;
}
