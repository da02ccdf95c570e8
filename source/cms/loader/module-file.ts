/**
 * MODULE files as GENMOD writes them: a header record, records of text, and a load map. A program that LOAD with
 * RLDSAVE loaded has records behind them that say which address constants change with its place (VM/SP; how they lie
 * is ours, for no manual at hand gives it).
 */
import {
	byte, fullword, halfword, Layout, threeBytes,
} from '../../base/layout.js';
import {longestRecord} from '../file-system/files/records.js';
import {addressMask} from '../../base/architecture.js';
import {area} from '../nucleus/storage/layout.js';
import {encodeEntries, type LoaderEntry} from './loader-table.js';
import {addTo} from './address-constant.js';

export type ModuleFile = {
	readonly entry: number;
	readonly origin: number;
	/** First byte behind the program. */
	readonly end: number;
	readonly text: readonly Uint8Array[];
	/** The load map: entries of 20 bytes, name (8) and address at +12. Empty where there is none (NOMAP). */
	readonly map: Uint8Array;
	/** Storage is initialized when it is loaded (GENMOD's STR): what a program before has left there is free. */
	readonly initializes: boolean;
	/** It runs in key 0 (GENMOD's SYSTEM). */
	readonly system: boolean;
	/** What changes with its place; undefined: it runs at `origin` alone. */
	readonly relocations?: readonly Relocation[];
};

/** An address constant that counts from where the program lies. */
export type Relocation = {
	readonly address: number;
	/** Bytes, 1 to 4. */
	readonly size: number;
	readonly negative: boolean;
};

/** The system whose macros a program has, as GENMOD says it. */
export type Environment = 'OS' | 'DOS' | 'ALL';

/** `next`: where the loader goes on behind the program, as GENMOD leaves it. */
export const header = new Layout(80, {
	entry: fullword(0),
	origin: fullword(4),
	end: fullword(8),
	next: fullword(12),
	/** Flags as the GENMOD of Release 6 writes them (seen there): on in each header; SYSTEM; STR. */
	flags: byte(32),
	storage: byte(33),
	/** Entries of the load map. */
	entries: halfword(40),
	environment: byte(43),
	/** `relocatable`, and how many constants change with the place. */
	relocatable: fullword(48),
	relocations: fullword(52),
});
/** `RLD` and a blank. */
const relocatable = 0xD9D3_C440;

/** A constant that changes with the place: its size, with `subtracted` or not, and its address. */
export const relocationEntry = new Layout(4, {size: byte(0), address: threeBytes(1)});
const subtracted = 0x80;
const longestConstant = 4;
const entriesInRecord = Math.floor(longestRecord / relocationEntry.length);
const always = 0x44;
const isSystem = 0x01;
const initializes = 0x80;
const environments: Readonly<Record<Environment, number>> = {OS: 0, DOS: 0x20, ALL: 0x10};

/** A system's program of the transient area is a record of its code alone, as long as it is. */
export const isTransientSystem = (records: readonly Uint8Array[]): boolean =>
	records.length === 1 && records[0].length > 0 && records[0].length <= area.nucleus - area.transient;

/** The parts of a MODULE file, or `undefined` where its records are none. */
export function parseModule(records: readonly Uint8Array[], recordFormat: 'F' | 'V' = 'V'): ModuleFile | undefined {
	const [first, ...rest] = records;
	if (recordFormat === 'F' && isTransientSystem(records)) {
		const origin = area.transient;
		return {
			entry: origin,
			origin,
			end: origin + first.length,
			text: [first],
			map: new Uint8Array(0),
			initializes: false,
			system: true,
		};
	}

	if (!first || !header.fits(first) || rest.length === 0) {
		return undefined;
	}

	const fields = header.decode(first);
	const entry = fields.entry & addressMask;
	const origin = fields.origin & addressMask;
	const end = fields.end & addressMask;
	const text: Uint8Array[] = [];
	let left = end - origin;
	for (const record of rest) {
		if (left <= 0) {
			break;
		}

		text.push(record.subarray(0, left));
		left -= record.length;
	}

	if (left > 0 || end <= origin) {
		return undefined;
	}

	const isRelocatable = fields.relocatable === relocatable;
	const behind = rest.length - (isRelocatable ? Math.ceil(fields.relocations / entriesInRecord) : 0);
	const relocations =
		isRelocatable ? decodeRelocations(rest.slice(Math.max(text.length, behind)), fields) : undefined;
	return {
		entry,
		origin,
		end,
		text,
		map: behind > text.length ? rest[behind - 1] : new Uint8Array(0),
		// Those that other linkers make have no flags.
		initializes: fields.flags === 0 || (fields.storage & initializes) !== 0,
		system: (fields.flags & isSystem) !== 0,
		...(relocations && {relocations}),
	};
}

/** The constants that change with the place, or `undefined` where the records are none of that module. */
function decodeRelocations(
	records: readonly Uint8Array[],
	{origin, end, relocations}: {readonly origin: number; readonly end: number; readonly relocations: number},
): readonly Relocation[] | undefined {
	const bytes = Buffer.concat(records);
	if (bytes.length !== relocations * relocationEntry.length) {
		return undefined;
	}

	const found: Relocation[] = [];
	for (let at = 0; at < bytes.length; at += relocationEntry.length) {
		const {size: coded, address} = relocationEntry.decode(bytes, at);
		const size = coded & ~subtracted;
		if (size === 0 || size > longestConstant || address < origin || address + size > end) {
			return undefined;
		}

		found.push({address, size, negative: (coded & subtracted) !== 0});
	}

	return found;
}

/** The text of a relocatable MODULE as it is `distance` bytes further on. */
export function movedText(
	{origin, text}: Pick<ModuleFile, 'origin' | 'text'>,
	relocations: readonly Relocation[],
	distance: number,
): Uint8Array {
	const moved = new Uint8Array(Buffer.concat(text));
	for (const {address, size, negative} of relocations) {
		addTo(moved.subarray(address - origin, address - origin + size), negative ? -distance : distance);
	}

	return moved;
}

/** The records of a MODULE file with its load map. */
export function encodeModule({
	entry,
	origin,
	text,
	symbols,
	initialize = true,
	environment = 'OS',
	system = false,
	relocations,
}: {
	readonly entry: number;
	readonly origin: number;
	readonly text: Uint8Array;
	readonly symbols: readonly LoaderEntry[];
	readonly initialize?: boolean;
	readonly environment?: Environment;
	readonly system?: boolean;
	readonly relocations?: readonly Relocation[];
}): Uint8Array[] {
	const end = origin + text.length;
	const records = [header.encode({
		entry,
		origin,
		end,
		next: end,
		flags: system ? always | isSystem : always,
		storage: initialize ? initializes : 0,
		entries: symbols.length,
		environment: environments[environment],
		relocatable: relocations ? relocatable : 0,
		relocations: relocations?.length ?? 0,
	})];
	for (let start = 0; start < text.length; start += longestRecord) {
		records.push(text.slice(start, start + longestRecord));
	}

	return [
		...records,
		...(symbols.length > 0 ? [encodeEntries(symbols)] : []),
		...encodeRelocations(relocations ?? []),
	];
}

function encodeRelocations(relocations: readonly Relocation[]): Uint8Array[] {
	const records: Uint8Array[] = [];
	for (let at = 0; at < relocations.length; at += entriesInRecord) {
		records.push(Buffer.concat(relocations.slice(at, at + entriesInRecord).map(({address, size, negative}) =>
			relocationEntry.encode({size: negative ? size | subtracted : size, address}))));
	}

	return records;
}
