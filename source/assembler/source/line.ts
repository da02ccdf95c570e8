/** A line of the assembly: a statement with its number, what it assembled to, and what is wrong with it. */
import type {Flag} from '../diagnostic.js';
import type {Literal} from '../expression/literal-pool.js';
import type {Statement} from './statement.js';

/** What PRINT has switched on. */
export type PrintStatus = {readonly on: boolean; readonly gen: boolean; readonly data: boolean};

export type Line = {
	readonly statement: Statement;
	/** `text` is only listed: comments, macro definitions, conditional assembly. */
	readonly kind: 'code' | 'text' | 'note' | 'literal';
	/** By a macro, or by substitution. */
	readonly generated: boolean;
	readonly number: number;
	readonly flags: Flag[];
	/** MNOTE: severity, and whether it is only a comment. */
	readonly note?: {readonly severity: number; readonly comment: boolean; readonly text: string};
	readonly literal?: Literal;
	print: PrintStatus;
	/** Listing column LOC. */
	location?: number;
	/** Assembled bytes. */
	code?: Uint8Array;
	/** Bytes in groups of four digits (instructions), not in one run. */
	instruction?: boolean;
	address1?: number;
	address2?: number;
	/** Zeros in front, to the boundary. */
	padding?: {readonly location: number; readonly length: number};
	/** SPACE: lines; EJECT and TITLE: a new page. */
	skip?: number | 'page';
	/** Heading from here on, where the statement is TITLE. */
	title?: string;
	/** Not printed itself (SPACE, EJECT, TITLE). */
	hidden?: boolean;
};

export const initialPrint: PrintStatus = {on: true, gen: true, data: false};
