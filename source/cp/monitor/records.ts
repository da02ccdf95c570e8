/**
 * Records of MONITOR (GC20-1807, Appendix C; "VM/370 Data Areas and Control Block Logic", MNHDR to MN700): layouts of
 * what follows the header. Fields that this CP has no figure for are zero. Of PERFORM the record ends behind the paging
 * counts; IMC is ours.
 */
import {
	byte, bytes, characters, doubleword, fullword, halfword, Layout,
} from '../../base/layout.js';

/** In front of every record; its first four bytes are those of a record of variable length. */
export const recordHeader = new Layout(12, {
	size: halfword(0), class: byte(4), code: halfword(5), time: bytes(7, 5),
});

/** Code of class 0 for the first record of a file, and for the last. */
export const fileCode = {header: 97, trailer: 98} as const;

export const fileHeader = new Layout(68, {
	processor: bytes(0, 8),
	level: characters(8, 8),
	date: characters(16, 8),
	time: characters(24, 8),
	userid: characters(32, 8),
	/** Control register 8: the classes. */
	classes: fullword(40),
	nucleus: fullword(44),
	freeStorage: fullword(48),
	/** Bytes of the dynamic paging area. */
	pagingArea: fullword(52),
	traceTable: fullword(56),
	virtualReal: fullword(60),
	processorAddress: halfword(64),
	attachedAddress: halfword(66),
});

export const fileTrailer = new Layout(8, {userid: characters(0, 8)});

/** Class 0, code 0. Times in the format of the CPU timer. */
export const performRecord = new Layout(84, {
	idle: doubleword(0),
	pageWait: doubleword(8),
	ioWait: doubleword(16),
	problem: doubleword(24),
	pagingStarts: fullword(32),
	pagingRequests: fullword(36),
	freeFrames: fullword(40),
	beingWritten: fullword(44),
	reclaimed: fullword(48),
	reserved: fullword(52),
	shared: fullword(56),
	timesEmpty: fullword(60),
	frameRequests: fullword(64),
	stolen: fullword(68),
	examined: fullword(72),
	flushed: fullword(76),
	scans: fullword(80),
});

/** Class 4, code 0: one a user. Its status bytes (offsets 48–59) are internal to the real CP, and zero. */
export const userRecord = new Layout(72, {
	userid: characters(0, 8),
	totalTime: doubleword(8),
	virtualTime: doubleword(16),
	pageReads: fullword(24),
	pageWrites: fullword(28),
	sio: fullword(32),
	cardsPunched: fullword(36),
	printLines: fullword(40),
	spoolReads: fullword(44),
	priority: byte(60),
	resident: halfword(62),
	workingSet: halfword(64),
	onDrum: halfword(66),
	onDisk: halfword(68),
	/** Seconds between samples. */
	interval: halfword(70),
});

/** Class 6, codes 0 (at START) and 1: how many devices follow, and each of them. */
export const deviceCount = new Layout(2, {count: halfword(0)});
export const deviceRecord = new Layout(14, {
	address: halfword(0), deviceClass: byte(2), deviceType: byte(3), serial: characters(4, 6), requests: fullword(10),
});

/** Class 7, code 0: a request for a disk. */
export const seekRecord = new Layout(18, {
	userid: characters(0, 8),
	address: halfword(8),
	sought: halfword(10),
	current: halfword(12),
	queuedDevice: byte(14),
	queuedControl: byte(15),
	queuedChannel: byte(16),
	/** 0: to a lower cylinder, 1: to a higher one. */
	direction: byte(17),
});

/** Class 12, code 0: intermachine communication since CP was loaded (`communication/counts.ts`). Ours. */
export const communicationRecord = new Layout(48, {
	signals: fullword(0),
	replies: fullword(4),
	transfers: fullword(8),
	ends: fullword(12),
	bytes: doubleword(16),
	created: fullword(24),
	assigned: fullword(28),
	released: fullword(32),
	deleted: fullword(36),
	locks: fullword(40),
	/** Exchanges under way, slaves there are. */
	underWay: halfword(44),
	slaves: halfword(46),
});
