/** What a member refers to, by its type. */
import {fromEbcdic} from '../../../base/ebcdic.js';
import {limits} from '../../../base/limits.js';
import {sourceReferences} from './assembler-source.js';
import {buildListReferences} from './build-list.js';
import {deckReferences} from './object-deck.js';
import {procedureReferences} from './procedure.js';
import type {Reference} from './reference.js';

type Scan = (records: readonly Uint8Array[], most: number) => readonly Reference[];

const linesOf = (records: readonly Uint8Array[]): string[] => records.map(record => fromEbcdic(record));

const source = (standsAlone: boolean): Scan => (records, most) =>
	sourceReferences(linesOf(records), {standsAlone, most});

const scans: ReadonlyMap<string, Scan> = new Map([
	['ASSEMBLE', source(true)],
	['MACRO', source(false)],
	['COPY', source(false)],
	['TEXT', deckReferences],
	['EXEC', (records, most) => procedureReferences(linesOf(records), most)],
	['BUILD', (records, most) => buildListReferences(linesOf(records), most)],
]);

/**
 * The references of a member of a type that has these records; none where the type is not known to have any. Whatever
 * the records are, it ends, with no more than `limits.references`.
 */
export const referencesOf = (type: string, records: readonly Uint8Array[]): readonly Reference[] =>
	scans.get(type)?.(records, limits.references.value) ?? [];
