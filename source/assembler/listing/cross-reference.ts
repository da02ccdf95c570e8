/** Cross references of symbols and of literals. */
import {hex} from '../../base/hex.js';
import type {Assembly} from '../assembly.js';
import type {Literal} from '../expression/literal-pool.js';
import {inOrder, type SymbolEntry} from '../expression/symbol-table.js';
import type {Listing} from './page.js';

const columns = 'SYMBOL    LEN   VALUE   DEFN    REFERENCES';
const indent = 31;
const perLine = 14;
const five = (value: number): string => String(value).padStart(5, '0');

/** Statement numbers behind `head`, on as many lines as they need. */
function withReferences(listing: Listing, head: string, references: readonly number[]): void {
	let text = head.padEnd(indent);
	for (let at = 0; at === 0 || at < references.length; at += perLine) {
		for (let index = at; index < at + perLine && index < references.length; index++) {
			text += index === at ? five(references[index]) : ` ${five(references[index])}`;
		}

		listing.line(text);
		text = ' '.repeat(indent);
	}
}

const row = (name: string, length: number, value: number, statement: number): string =>
	`${name.padEnd(8)} ${five(length)} ${hex(value, 8)} ${five(statement)}`;

function listSymbol(
	listing: Listing,
	{name, length, value, base, statement, references, duplicates}: SymbolEntry,
): void {
	withReferences(listing, row(name, length, value + (base?.origin ?? 0), statement), references);
	for (const duplicate of duplicates) {
		listing.line(
			`${row(name, duplicate.length, duplicate.value + (duplicate.base?.origin ?? 0), duplicate.statement)}  `
			+ '****DUPLICATE****',
		);
	}
}

export function listSymbols(listing: Listing, assembly: Assembly): void {
	const short = assembly.options.crossReference === 'short';
	const defined = assembly.symbols.all().filter(({references}) => !short || references.length > 0);
	const unknown = [...assembly.symbols.undefined].map(([name, references]) => ({name, references}));
	if (defined.length + unknown.length === 0) {
		return;
	}

	const all = unknown.length === 0 ? defined : inOrder([...defined, ...unknown]);

	listing.eject({title: `${' '.repeat(50)}CROSS-REFERENCE`, columns});
	for (const symbol of all) {
		if ('duplicates' in symbol) {
			listSymbol(listing, symbol);
		} else {
			withReferences(listing, `${symbol.name.padEnd(8)} ****UNDEFINED****`, symbol.references);
		}
	}
}

function listLiteral(listing: Listing, {text, length, section, location, statement, references}: Literal): void {
	let name = text;
	if (name.length > 8) {
		listing.line(name);
		name = '';
	}

	withReferences(listing, row(name, length, location + (section?.origin ?? 0), statement), references);
}

export function listLiterals(listing: Listing, assembly: Assembly): void {
	const literals = assembly.pools.flatMap(pool => pool.inOrder());
	if (literals.length === 0) {
		return;
	}

	listing.eject({title: `${' '.repeat(50)}LITERAL CROSS-REFERENCE`, columns});
	for (const literal of literals) {
		listLiteral(listing, literal);
	}
}
