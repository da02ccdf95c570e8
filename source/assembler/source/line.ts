/** A line of the assembly: a statement with its number, what it assembled to, and what is wrong with it. */
import type {Flag} from '../diagnostic.js';
import type {Literal} from '../expression/literal-pool.js';
import type {Statement} from './statement.js';

/** What PRINT has switched on. */
export type PrintStatus = {readonly on: boolean; readonly gen: boolean; readonly data: boolean};

export const initialPrint: PrintStatus = {on: true, gen: true, data: false};

/** `text` is only listed: comments, macro definitions, conditional assembly. */
export type LineKind = 'code' | 'text' | 'note' | 'literal';

/** MNOTE: severity, and whether it is only a comment. */
export type Note = {readonly severity: number; readonly comment: boolean; readonly text: string};

/** What pass 1 found out about the operands of a line, where they name no symbol: pass 2 need not read them again. */
export type Prepared =
	/** A machine instruction's literal: where it stands in the operand field. */
	| {readonly kind: 'literal'; readonly at: number; readonly end: number; readonly literal: Literal}
	/** DC and DS of one operand: its boundary, and where pass 1 put its bytes in the object code. */
	| {readonly kind: 'data'; readonly boundary: number; readonly from: number; readonly length: number};

const noFlags: readonly Flag[] = [];

export class Line {
	/** From 1. */
	number = 0;
	print: PrintStatus = initialPrint;
	/** Listing column LOC. */
	location: number | undefined;
	/** Where its assembled bytes are in the object code, and how many. */
	code = 0;
	codeLength = 0;
	/** Bytes in groups of four digits (instructions), not in one run. */
	instruction = false;
	address1: number | undefined;
	address2: number | undefined;
	/** Zeros in front, to the boundary. */
	padding: {readonly location: number; readonly length: number} | undefined;
	/** SPACE: lines; EJECT and TITLE: a new page. */
	skip: number | 'page' | undefined;
	/** Heading from here on, where the statement is TITLE. */
	title: string | undefined;
	/** Not printed itself (SPACE, EJECT, TITLE). */
	hidden = false;
	prepared: Prepared | undefined;
	#flags: readonly Flag[];
	#own = false;

	constructor(
		readonly statement: Statement,
		readonly kind: LineKind,
		/** By a macro, or by substitution. */
		readonly generated: boolean,
		flags: readonly Flag[] = noFlags,
		readonly note?: Note,
		readonly literal?: Literal,
		/** What substitution made the statement of: its cards show the fields that it has now. */
		readonly model?: Statement,
	) {
		this.#flags = flags;
	}

	get flags(): readonly Flag[] {
		return this.#flags;
	}

	/** Bytes at `from` of the object code are this line's. */
	setCode(from: number, length: number): void {
		this.code = from;
		this.codeLength = length;
	}

	flag(flag: Flag): void {
		// Most lines have none: those that have share the statement's until there are more.
		if (this.#own) {
			(this.#flags as Flag[]).push(flag);
		} else {
			this.#flags = [...this.#flags, flag];
			this.#own = true;
		}
	}
}
