/** One statement: its cards and its four fields (GC33-4010, "Coding Conventions"). */
import {
	cardAt, columnsOf, isContinued, type Card, type Cards, type Layout,
} from './card.js';
import {Flag} from '../diagnostic.js';
import {
	code, codeAt, isAttribute, stringEnd, upperCase,
} from './scan.js';

export type Statement = {
	/** Its first card, mostly its only one. */
	readonly card: Card;
	/** Those it is continued on. */
	readonly continued: readonly Card[];
	/** `*` = comment, `.*` = comment inside a macro definition. */
	readonly comment: '' | '*' | '.*';
	readonly name: string;
	readonly operation: string;
	readonly operands: string;
	readonly remarks: string;
	/** Card column where the operand field begins. */
	readonly operandColumn: number;
	readonly flags: readonly Flag[];
};

/** The cards that a statement stands on. */
export type StatementCards = Pick<Statement, 'card' | 'continued'>;

/** Operations in whose operands a blank inside parentheses does not end the field. */
const blanksInParentheses = new Set(['AIF', 'SETB', 'SETA', 'SETC', 'AGO']);

const noFlags: readonly Flag[] = [];

/** Text of a statement on its cards. */
type Joined = {
	/** What stands in the columns of statements; blanks may be missing behind its end. */
	readonly text: string;
	/** Where each continued card begins in it. */
	readonly starts: readonly number[];
	/** With all blanks. */
	readonly width: number;
};

const noStarts: readonly number[] = [];

function join(first: Card, continued: readonly Card[], layout: Layout): Joined {
	const width = layout.end - layout.begin + 1;
	if (continued.length === 0) {
		const text = layout.begin === 1 && first.text.length <= layout.end
			? first.text
			: first.text.slice(layout.begin - 1, layout.end);
		return {text, starts: noStarts, width};
	}

	let text = columnsOf(first, layout.begin, layout.end);
	const starts: number[] = [];
	for (const card of continued) {
		starts.push(text.length);
		text += columnsOf(card, layout.resume, layout.end);
	}

	return {text, starts, width: text.length};
}

/** Where the fields of a statement end and begin. */
type Fields = {
	readonly nameEnd: number;
	readonly operation: number;
	readonly operationEnd: number;
	readonly operands: number;
};

/** Printable characters of ASCII: of any other a pattern says whether it is a blank. */
const isOrdinary = (each: number): boolean => each >= code.blank && each < 0x7F;

function unusualFields(text: string): Fields {
	const [whole, name, between, operation] = /^(\S*)(\s*)(\S*)\s*/.exec(text)!;
	const start = name.length + between.length;
	return {nameEnd: name.length, operation: start, operationEnd: start + operation.length, operands: whole.length};
}

/** Index of the next blank from `at` on, of the next other character, or -1 where an unusual character comes first. */
function skip(text: string, at: number, blanks: boolean): number {
	for (let index = at; index < text.length; index++) {
		const each = text.charCodeAt(index);
		if (!isOrdinary(each)) {
			return -1;
		}

		if ((each === code.blank) !== blanks) {
			return index;
		}
	}

	return text.length;
}

function fieldsOf(text: string): Fields {
	const nameEnd = skip(text, 0, false);
	const operation = nameEnd === -1 ? -1 : skip(text, nameEnd, true);
	const operationEnd = operation === -1 ? -1 : skip(text, operation, false);
	const operands = operationEnd === -1 ? -1 : skip(text, operationEnd, true);
	return operands === -1 ? unusualFields(text) : {nameEnd, operation, operationEnd, operands};
}

/**
 * The operand field from `at`: up to a blank outside strings. Where a blank follows a comma and the statement goes on,
 * the rest of the card is remarks and the field goes on there (the alternate format).
 */
function operandField(
	{text, starts}: Joined,
	at: number,
	operation: string,
): {readonly operands: string; readonly remarks: string} {
	let operands = '';
	let remarks = '';
	let depth = 0;
	let card = 0;
	let from = at;
	let index = at;
	for (; index < text.length; index++) {
		switch (text.charCodeAt(index)) {
			case code.apostrophe: {
				index = isAttribute(text, index) ? index : stringEnd(text, index) - 1;
				break;
			}

			case code.left: {
				depth++;
				break;
			}

			case code.right: {
				depth--;
				break;
			}

			case code.blank: {
				if (depth > 0 && blanksInParentheses.has(operation)) {
					break;
				}

				while (card < starts.length && starts[card] <= index) {
					card++;
				}

				operands += text.slice(from, index);
				if (card === starts.length || codeAt(text, index - 1) !== code.comma) {
					const rest = text.slice(index).trim();
					return {operands: operands.trimEnd(), remarks: remarks === '' ? rest : `${remarks} ${rest}`.trim()};
				}

				from = starts[card];
				remarks += ` ${text.slice(index, from).trim()}`;
				index = from - 1;
				break;
			}

			default:
		}
	}

	return {operands: (operands + text.slice(from)).trimEnd(), remarks: remarks.trim()};
}

const noCards: readonly Card[] = [];

/** Splits the text of a statement into fields. `operationOf` makes the name of an operation of what is written. */
export function parseStatement(
	card: Card,
	layout: Layout,
	continued: readonly Card[] = noCards,
	flags: readonly Flag[] = noFlags,
	operationOf: (text: string) => string = upperCase,
): Statement {
	const joined = join(card, continued, layout);
	const {text, starts, width} = joined;
	const operandColumn = layout.resume || 16;
	const isMacroComment = codeAt(text, 0) === code.point && codeAt(text, 1) === code.asterisk;
	const fields = isMacroComment || codeAt(text, 0) === code.asterisk ? undefined : fieldsOf(text);
	if (!fields || (fields.nameEnd === 0 && fields.operation === text.length)) {
		return {
			card, continued, comment: isMacroComment ? '.*' : '*', name: '', operation: '', operands: '', remarks: '',
			operandColumn, flags,
		};
	}

	const name = text.slice(0, fields.nameEnd);
	const end = fields.operationEnd > fields.operation ? fields.operationEnd : fields.nameEnd;
	if (fields.operationEnd === fields.operation || (starts.length > 0 && end > starts[0])) {
		return {
			card, continued, comment: '', name, operation: '', operands: '', remarks: '',
			operandColumn, flags: [...flags, new Flag(53)],
		};
	}

	const operation = operationOf(text.slice(fields.operation, fields.operationEnd));
	if (fields.operands >= text.length) {
		return {
			card, continued, comment: '', name, operation, operands: '', remarks: '',
			operandColumn: width + layout.begin, flags,
		};
	}

	const {operands, remarks} = operandField(joined, fields.operands, operation);
	return {
		card, continued, comment: '', name, operation, operands, remarks,
		operandColumn: fields.operands + layout.begin, flags,
	};
}

/** The statement with other fields, on the same cards. */
export function withFields(
	{card, continued, comment, remarks, operandColumn, flags}: Statement,
	name: string,
	operation: string,
	operands: string,
): Statement {
	return {
		card, continued, comment, name, operation, operands, remarks, operandColumn, flags,
	};
}

/** Cards of a statement. */
export const cardCount = ({continued}: StatementCards): number => 1 + continued.length;

/** The card of a statement's part `index`. */
export const cardOf = ({card, continued}: StatementCards, index: number): Card | undefined =>
	index === 0 ? card : continued[index - 1];

/** Line of the last card. */
export const lastLine = ({card, continued}: Statement): number => continued.at(-1)?.line ?? card.line;

/** Reads the statement that begins at card `at`; the next one begins behind its cards. */
export function readStatement(
	cards: Cards,
	at: number,
	layout: Layout,
	operationOf: (text: string) => string,
): Statement {
	const {lines} = cards;
	const first = cardAt(cards, at);
	if (!isContinued(first.text, layout)) {
		return parseStatement(first, layout, noCards, noFlags, operationOf);
	}

	const continued: Card[] = [];
	const flags: Flag[] = [];
	for (let next = at + 1; ; next++) {
		if (next >= lines.length) {
			flags.push(new Flag(27));
			break;
		}

		const card = cardAt(cards, next);
		continued.push(card);
		if (card.text.slice(layout.begin - 1, layout.resume - 1).trim() !== '') {
			flags.push(new Flag(26));
		}

		if (!isContinued(card.text, layout)) {
			break;
		}
	}

	return parseStatement(first, layout, continued, flags, operationOf);
}
