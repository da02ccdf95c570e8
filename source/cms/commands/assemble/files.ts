/** Files of an assembly: what it reads and what it writes, as records. */
import type {AssemblyResult} from '../../../assembler/assemble.js';
import type {Library} from '../../../assembler/source/library.js';
import {fromEbcdic, toEbcdic} from '../../../base/ebcdic.js';
import {cardLength} from '../../../base/unit-record.js';
import type {Cms} from '../../cms.js';
import type {AccessedDisk} from '../../file-system/disk/disk.js';
import {libraryMember} from '../programs/library-member.js';

/** Bytes of a record of the listing: carriage control and a line of 120. */
const listingLength = 121;

export const linesOf = (records: readonly Uint8Array[]): string[] => records.map(record => fromEbcdic(record));

/** A MACLIB as the assembler looks into it. */
export const libraryOf = (records: readonly Uint8Array[]): Library => ({
	member(name) {
		const found = libraryMember(records, name);
		return found === undefined || found === 'missing' ? undefined : linesOf(found);
	},
});

/** The disk for the output: of the source, of what it extends, or A; the first that is read/write. */
export function outputDisk({disks}: Pick<Cms, 'disks'>, source: AccessedDisk): AccessedDisk | undefined {
	const parent = source.extensionOf === undefined ? undefined : disks.disk(source.extensionOf);
	return [source, parent, disks.disk('A')].find(disk => disk?.readOnly === false);
}

type OutputFile = {
	readonly name: string;
	readonly type: string;
	readonly recordFormat: 'F';
	readonly recordLength: number;
	readonly records: readonly Uint8Array[];
};

export const objectFile = (name: string, {cards}: AssemblyResult): OutputFile => ({
	name, type: 'TEXT', recordFormat: 'F', recordLength: cardLength, records: cards,
});

export const listingFile = (name: string, {listing}: AssemblyResult): OutputFile => ({
	name,
	type: 'LISTING',
	recordFormat: 'F',
	recordLength: listingLength,
	records: listing.map(line => toEbcdic(line.padEnd(listingLength).slice(0, listingLength))),
});
