/** External symbol dictionary and relocation dictionary. */
import {hex} from '../../base/hex.js';
import type {Assembly} from '../assembly.js';
import type {DictionaryEntry} from '../expression/dictionary.js';
import type {Listing} from './page.js';

const middle = (text: string, column: number): string => ' '.repeat(column) + text;
const row = (name: string, kind: string, id: string, address = '', length = '', section = ''): string =>
	`${name.padEnd(8)}  ${kind}  ${id.padEnd(4)} ${address.padEnd(6)} ${length.padEnd(6)} ${section}`;

function entryRow(assembly: Assembly, entry: DictionaryEntry): string | undefined {
	if (entry.kind === 'section') {
		const {kind, name, id, origin, length} = entry.section;
		return kind === 'DSECT' ? undefined : row(name, kind, hex(id, 4), hex(origin, 6), hex(length, 6));
	}

	if (entry.kind === 'external') {
		const {kind, name, id, alignment, length} = entry.external;
		return kind === 'XD'
			? row(name, kind, hex(id, 4), hex(alignment ?? 0, 6), hex(length ?? 0, 6))
			: row(name, kind, hex(id, 4));
	}

	const symbol = assembly.symbols.get(entry.name);
	return symbol?.base && symbol.base.id > 0 && 'location' in symbol.base && symbol.base.kind !== 'CM'
		? row(entry.name, 'LD', '', hex(symbol.value + symbol.base.origin, 6), '', hex(symbol.base.id, 4))
		: undefined;
}

export function listExternalSymbols(listing: Listing, assembly: Assembly): void {
	listing.eject({title: middle('EXTERNAL SYMBOL DICTIONARY', 47), columns: 'SYMBOL   TYPE  ID   ADDR  LENGTH LDID'});
	for (const entry of assembly.dictionary.entries) {
		const text = entryRow(assembly, entry);
		if (text) {
			listing.line(text);
		}
	}
}

export function listRelocations(listing: Listing, assembly: Assembly): void {
	const entries = assembly.code.relocationDictionary();
	if (entries.length === 0) {
		return;
	}

	listing.eject({title: middle('RELOCATION DICTIONARY', 50), columns: 'POS.ID   REL.ID   FLAGS   ADDRESS'});
	for (const {section, base, flags, address} of entries) {
		listing.line(
			` ${hex(section.id, 4)}     ${hex(base?.id ?? 0, 4)}      ${hex(flags, 2)}     ${hex(address, 6)}`,
		);
	}

	listing.line('');
}
