/**
 * Dynamic address translation (GA22-7000, "Dynamic Address Translation"): from a virtual address to a real one, through
 * the segment and page tables that control registers 0 and 1 name. Segments of 64 KiB or 1 MiB, pages of 2 or 4 KiB;
 * the common-segment bit of the extended facility and the segment-protection bit are taken. Not here: extended real
 * addresses, the dual-address-space facility.
 */
import {addressMask} from '../../base/architecture.js';
import type {Execution} from '../interpreter/execution.js';
import {
	PageMissing, programCode, programException, type ProgramCode,
} from '../cpu/program-exception.js';
import {absent, pagedOut} from './storage.js';

/** Control register 0, bits 8–12: the translation format. */
export const formatMask = 0x00F8_0000;
const pages2K = 0x0040_0000;
const pages4K = 0x0080_0000;
const segments1M = 0x0010_0000;

/** Segment-table entry: page-table length (sixteenths, less one), page-table origin, and its single bits. */
const segmentEntry = {
	origin: 0x00FF_FFF8, mustBeZero: 0x0F00_0000, protect: 4, invalid: 1,
} as const;

/** How a translation ended; the values are LOAD REAL ADDRESS's condition codes. */
export const translated = {
	available: 0, segmentInvalid: 1, pageInvalid: 2, tableLength: 3,
} as const;

/** What a translation found. One object is used again and again. */
export type Translation = {
	status: (typeof translated)[keyof typeof translated];
	/** Real address of the operand; where the status says why there is none, of the table entry that did. */
	address: number;
	/** Interruption code, where there is none. */
	code: ProgramCode;
	/** The segment may not be stored into. */
	protected: boolean;
};

export function newTranslation(): Translation {
	return {
		status: translated.available, address: 0, code: programCode.segmentTranslation, protected: false,
	};
}

const missing = new WeakMap<Execution, PageMissing>();

/** Ends the instruction because CP has the page of a table or an operand. */
export function pageMissing(x: Execution, page: number, store: boolean): never {
	let exception = missing.get(x);
	if (!exception) {
		exception = new PageMissing('page missing');
		missing.set(x, exception);
	}

	exception.page = page;
	exception.store = store;
	throw exception;
}

/** Absolute address of `real`, with the exceptions that a reference without key control can have. */
export function reachable(x: Execution, real: number, store = false): number {
	const absolute = x.absolute(real & addressMask);
	const {storage} = x.cpu;
	if (storage.pages[absolute >>> 12] === absent) {
		programException(programCode.addressing);
	}

	if (storage.pages[absolute >>> 12] === pagedOut) {
		pageMissing(x, absolute >>> 12, store);
	}

	return absolute;
}

/** Bits of a page-table entry, by page size: page-frame address, invalid, and those that must be zero. */
export type PageFormat = {
	/** Address bits within a page. */
	readonly shift: 11 | 12;
	readonly address: number;
	readonly invalid: number;
	readonly mustBeZero: number;
};

const pageFormats: readonly [PageFormat, PageFormat] = [
	{
		shift: 11, address: 0xFFF8, invalid: 4, mustBeZero: 2,
	},
	{
		shift: 12, address: 0xFFF0, invalid: 8, mustBeZero: 6,
	},
];

/** The page format in control register 0; translation-specification exception where bits 8–12 have no meaning. */
export function pageFormat(cr0: number): PageFormat {
	switch (cr0 & formatMask & ~segments1M) {
		case pages2K: return pageFormats[0];
		case pages4K: return pageFormats[1];
		default: return programException(programCode.translationSpecification);
	}
}

/** Real address of the entry for `address` in the page table that a segment-table entry names. */
export function pageEntry(cr0: number, segment: number, address: number): number {
	const {shift} = pageFormat(cr0);
	const index = (address & ((cr0 & segments1M) === 0 ? 0xFFFF : 0xF_FFFF)) >>> shift;
	return ((segment & segmentEntry.origin) + (index * 2)) & addressMask;
}

function fail(result: Translation, status: Translation['status'], address: number, code: ProgramCode): void {
	result.status = status;
	result.address = address;
	result.code = code;
}

/**
 * Translates a 24-bit virtual address. Addressing and translation-specification exceptions end the instruction;
 * everything else is in `result` ("Translation Process"; the order of the checks is the figure's of "Recognition of
 * Access Exceptions").
 */
export function translate(x: Execution, address: number, result: Translation): void {
	const cr0 = x.cpu.cr[0];
	const cr1 = x.cpu.cr[1];
	const format = pageFormat(cr0);
	const segmentShift = (cr0 & segments1M) === 0 ? 16 : 20;
	const segmentIndex = address >>> segmentShift;
	const segmentAt = ((cr1 & 0xFF_FFC0) + (segmentIndex * 4)) & addressMask;
	result.protected = false;
	// The table's length counts units of 64 bytes.
	if (segmentIndex >>> 4 > cr1 >>> 24) {
		fail(result, translated.tableLength, segmentAt, programCode.segmentTranslation);
		return;
	}

	const segment = x.cpu.storage.word(reachable(x, segmentAt));
	if ((segment & segmentEntry.invalid) !== 0) {
		fail(result, translated.segmentInvalid, segmentAt, programCode.segmentTranslation);
		return;
	}

	if ((segment & segmentEntry.mustBeZero) !== 0) {
		programException(programCode.translationSpecification);
	}

	const pageAt = pageEntry(cr0, segment, address);
	// The leftmost four bits of the page index, whatever the sizes.
	if (((address >>> (segmentShift - 4)) & 15) > segment >>> 28) {
		fail(result, translated.tableLength, pageAt, programCode.pageTranslation);
		return;
	}

	const word = x.cpu.storage.word(reachable(x, pageAt) & ~2);
	const entry = (pageAt & 2) === 0 ? word >>> 16 : word & 0xFFFF;
	if ((entry & format.invalid) !== 0) {
		fail(result, translated.pageInvalid, pageAt, programCode.pageTranslation);
		return;
	}

	if ((entry & format.mustBeZero) !== 0) {
		programException(programCode.translationSpecification);
	}

	result.status = translated.available;
	result.protected = (segment & segmentEntry.protect) !== 0;
	result.address = ((entry & format.address) << 8) | (address & ((1 << format.shift) - 1));
}
