/** Members that files of type MACRO and COPY give a MACLIB (GC20-1819, "Macro Libraries (MACLIBs)"). */
import {defineMacro, definitionExtent} from '../../../assembler/macro/definition.js';
import {emptyLibrary} from '../../../assembler/source/library.js';
import {SourceReader} from '../../../assembler/source/source-reader.js';
import {lastLine} from '../../../assembler/source/statement.js';
import {fromEbcdic} from '../../../base/ebcdic.js';
import type {LibraryDeck} from './text-library.js';

const isMemberName = (name: string): boolean => /^[A-Z$#@][A-Z$#@\d]{0,7}$/.test(name);

/**
 * The definitions of a MACRO file, each under the name of its prototype, what stands in front of it with it;
 * `undefined` where one has no prototype or does not end, or there is none.
 */
export function macroMembers(records: readonly Uint8Array[]): LibraryDeck[] | undefined {
	const statements = new SourceReader(emptyLibrary).source(records.map(record => fromEbcdic(record)));
	const decks: LibraryDeck[] = [];
	let taken = 0;
	for (let at = 0; at < statements.length; at++) {
		if (statements[at].comment !== '' || statements[at].operation !== 'MACRO') {
			continue;
		}

		const {prototype, end, complete} = definitionExtent(statements, at);
		const name = prototype < 0 ? '' : defineMacro(statements[prototype], []).name;
		if (!complete || !isMemberName(name)) {
			return undefined;
		}

		const last = lastLine(statements[end]);
		decks.push({names: [name], records: records.slice(taken, last)});
		taken = last;
		at = end;
	}

	return decks.length === 0 ? undefined : decks;
}

const copyCard = /^\*copy +(\S+) *$/i;

/**
 * The members of a COPY file: what is behind each `*COPY name`, or, where there is none, the file under its own name;
 * `undefined` where something stands before the first, or a name is not valid.
 */
export function copyMembers(name: string, records: readonly Uint8Array[]): LibraryDeck[] | undefined {
	const names = records.map(record => copyCard.exec(fromEbcdic(record))?.[1].toUpperCase());
	const begins = [...names.keys()].filter(index => names[index] !== undefined);
	if (begins.length === 0) {
		return isMemberName(name) ? [{names: [name], records}] : undefined;
	}

	const decks = begins.map((begin, index): LibraryDeck =>
		({names: [names[begin]!], records: records.slice(begin + 1, begins[index + 1] ?? records.length)}));
	return begins[0] === 0 && decks.every(deck => isMemberName(deck.names[0])) ? decks : undefined;
}
