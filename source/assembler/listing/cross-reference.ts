/** Cross references of symbols and of literals. */
import type {Assembly} from '../assembly.js';
import type {Literal} from '../expression/literal-pool.js';
import {inOrder, type SymbolEntry} from '../expression/symbol-table.js';
import {Columns} from './columns.js';
import type {Listing} from './page.js';

const columns = 'SYMBOL    LEN   VALUE   DEFN    REFERENCES';
const nameWidth = 8;
const numberWidth = 5;
const valueWidth = 8;
const indent = 31;
const perLine = 14;
const zero = 0x30;

/** Begins a row with length, value and defining statement: what stands behind a name. */
function putDefinition(row: Columns, length: number, value: number, statement: number): void {
	row.begin();
	const valueColumn = row.decimal(1, length, numberWidth, zero) + 1;
	row.hex(valueColumn, value, valueWidth);
	row.decimal(valueColumn + valueWidth + 1, statement, numberWidth, zero);
}

/** Lists `head`, the row behind it and numbers of statements, on as many lines as they need. */
function listReferences(listing: Listing, row: Columns, head: string, references: readonly number[]): void {
	let left = head;
	for (let at = 0; at === 0 || at < references.length; at += perLine) {
		let column = Math.max(indent - left.length, row.end);
		for (let index = at; index < at + perLine && index < references.length; index++) {
			column = row.decimal(column, references[index], numberWidth, zero) + 1;
		}

		listing.line(left, row.text);
		left = '';
		row.begin();
	}
}

function listSymbol(
	listing: Listing,
	row: Columns,
	{name, length, value, base, statement, references, duplicates}: SymbolEntry,
): void {
	const head = name.padEnd(nameWidth);
	putDefinition(row, length, value + (base?.origin ?? 0), statement);
	listReferences(listing, row, head, references);
	for (const duplicate of duplicates) {
		putDefinition(row, duplicate.length, duplicate.value + (duplicate.base?.origin ?? 0), duplicate.statement);
		listing.line(head, `${row.text}  ****DUPLICATE****`);
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
	const row = new Columns();
	for (const symbol of all) {
		if ('duplicates' in symbol) {
			listSymbol(listing, row, symbol);
		} else {
			row.begin();
			listReferences(listing, row, `${symbol.name.padEnd(nameWidth)} ****UNDEFINED****`, symbol.references);
		}
	}
}

function listLiteral(
	listing: Listing,
	row: Columns,
	{text, length, section, location, statement, references}: Literal,
): void {
	let name = text;
	if (name.length > nameWidth) {
		listing.line(name);
		name = '';
	}

	putDefinition(row, length, location + (section?.origin ?? 0), statement);
	listReferences(listing, row, name.padEnd(nameWidth), references);
}

export function listLiterals(listing: Listing, assembly: Assembly): void {
	const literals = assembly.pools.flatMap(pool => pool.inOrder());
	if (literals.length === 0) {
		return;
	}

	listing.eject({title: `${' '.repeat(50)}LITERAL CROSS-REFERENCE`, columns});
	const row = new Columns();
	for (const literal of literals) {
		listLiteral(listing, row, literal);
	}
}
