/** MODULE files as GENMOD writes them: a header record, records of text, and a load map. */
import {
	byte, fullword, halfword, Layout,
} from '../../base/layout.js';
import {longestRecord} from '../file-system/files/records.js';
import {addressMask} from '../../base/architecture.js';
import {area} from '../nucleus/storage/layout.js';
import {encodeEntries, type LoaderEntry} from './loader-table.js';

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
});
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

	return left <= 0 && end > origin
		? {
			entry,
			origin,
			end,
			text,
			map: rest.length > text.length ? rest.at(-1)! : new Uint8Array(0),
			// Those that other linkers make have no flags.
			initializes: fields.flags === 0 || (fields.storage & initializes) !== 0,
			system: (fields.flags & isSystem) !== 0,
		}
		: undefined;
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
}: {
	readonly entry: number;
	readonly origin: number;
	readonly text: Uint8Array;
	readonly symbols: readonly LoaderEntry[];
	readonly initialize?: boolean;
	readonly environment?: Environment;
	readonly system?: boolean;
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
	})];
	for (let start = 0; start < text.length; start += longestRecord) {
		records.push(text.slice(start, start + longestRecord));
	}

	return symbols.length > 0 ? [...records, encodeEntries(symbols)] : records;
}
