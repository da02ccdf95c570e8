/**
 * The assembler: source in, object deck, listing and diagnostics out (OS/VS - DOS/VS - VM/370 Assembler Language,
 * GC33-4010).
 */
import {dateParts} from '../base/clock.js';
import {Assembly} from './assembly.js';
import {highestSeverity, Flag, type Diagnostic} from './diagnostic.js';
import {emptyLibrary} from './source/library.js';
import {Line} from './source/line.js';
import {composeListing} from './listing/listing.js';
import {Generator} from './macro/generator.js';
import {LibraryMemo} from './macro/library-memo.js';
import {punchDeck} from './object/object-deck.js';
import type {AssemblerOptions} from './options.js';
import {processLine} from './process.js';
import {SourceReader} from './source/source-reader.js';
import {parseStatement} from './source/statement.js';
import {standardLayout} from './source/card.js';
import type {Section, SymbolEntry} from './expression/symbol-table.js';

export type AssemblyResult = {
	/** Highest severity: 0, 4, 8, 12 or 16 (an MNOTE may say any number to 255). */
	readonly returnCode: number;
	/** Object deck: ESD, TXT, RLD, END cards of 80 EBCDIC bytes. */
	readonly cards: readonly Uint8Array[];
	/** Lines with an ASA carriage-control character in front, at most 121 characters. */
	readonly listing: readonly string[];
	readonly diagnostics: readonly Diagnostic[];
	readonly sections: readonly Section[];
	readonly symbols: readonly SymbolEntry[];
};

function systemVariables(options: AssemblerOptions): ReadonlyMap<string, string> {
	const {year, month, day, hour, minute} = dateParts(options.time ?? 0);
	const two = (value: number) => String(value).padStart(2, '0');
	return new Map([
		['SYSPARM', options.sysparm ?? ''],
		['SYSDATE', `${two(month)}/${two(day)}/${two(year % 100)}`],
		['SYSTIME', `${two(hour)}.${two(minute)}`],
	]);
}

/** Pass 1: every generated statement becomes a numbered line. */
function firstPass(assembly: Assembly, generated: readonly Line[]): void {
	const add = (line: Line) => {
		line.number = assembly.lines.push(line);
		processLine(assembly, line);
	};

	for (const line of generated) {
		add(line);
	}

	if (!assembly.ended) {
		const last = assembly.lines.at(-1)?.statement.card.line ?? 0;
		const statement = parseStatement({text: '         END', line: last + 1}, standardLayout);
		add(new Line(statement, 'code', true, [new Flag(260)]));
	}
}

function secondPass(assembly: Assembly): void {
	assembly.restart();
	for (const line of assembly.lines) {
		line.padding = undefined;
		line.address1 = undefined;
		line.address2 = undefined;
		processLine(assembly, line);
	}
}

function diagnosticOf(line: Line, flag: Flag): Diagnostic {
	const {statement, number, note} = line;
	const {card} = statement;
	const text = flag.number === 197 && note ? note.text : flag.message;
	return {
		code: flag.code,
		severity: note?.severity ?? flag.severity,
		text,
		statement: number,
		line: card.line,
		member: card.member,
		column: flag.column === undefined ? undefined : Math.min(statement.operandColumn + flag.column - 1, 80),
	};
}

function diagnosticsOf(lines: readonly Line[]): Diagnostic[] {
	const diagnostics: Diagnostic[] = [];
	for (const line of lines) {
		for (const flag of line.flags) {
			diagnostics.push(diagnosticOf(line, flag));
		}
	}

	return diagnostics;
}

/**
 * Assembles a program. Pure: the same source and options give the same result. `memo`: what earlier assemblies have
 * read of the library; see there.
 */
export function assemble(
	source: readonly string[],
	options: AssemblerOptions = {},
	memo = new LibraryMemo(),
): AssemblyResult {
	const reader = new SourceReader(options.library ?? emptyLibrary, memo);
	const generator = new Generator(reader.source(source), reader, memo, systemVariables(options));
	const assembly = new Assembly(options);
	firstPass(assembly, generator.run());
	secondPass(assembly);
	const diagnostics = diagnosticsOf(assembly.lines);
	const cards = punchDeck(assembly);
	let listing: readonly string[] | undefined;
	// Who does not look at the listing or at the symbols need not wait for them.
	return {
		returnCode: highestSeverity(diagnostics),
		cards,
		get listing() {
			listing ??= composeListing(assembly, diagnostics, {
				source: source.length, library: reader.libraryRecords, punched: cards.length,
			});
			return listing;
		},
		diagnostics,
		sections: assembly.dictionary.sections,
		get symbols() {
			return assembly.symbols.all();
		},
	};
}
