/** One statement: its cards and its four fields (GC33-4010, "Coding Conventions"). */
import {isContinued, type Card, type Layout} from './card.js';
import {Flag} from '../diagnostic.js';
import {isAttribute, stringEnd} from './scan.js';

export type Statement = {
	/** The cards, for the listing. */
	readonly cards: readonly Card[];
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

/** Operations in whose operands a blank inside parentheses does not end the field. */
const blanksInParentheses = new Set(['AIF', 'SETB', 'SETA', 'SETC', 'AGO']);

/** Text of the cards joined, and where each continued card begins in it. */
function join(cards: readonly Card[], layout: Layout): {readonly text: string; readonly starts: readonly number[]} {
	let text = cards[0].text.slice(layout.begin - 1, layout.end);
	const starts: number[] = [];
	for (const card of cards.slice(1)) {
		starts.push(text.length);
		text += card.text.slice(layout.resume - 1, layout.end);
	}

	return {text, starts};
}

/**
 * The operand field from `at`: up to a blank outside strings. Where a blank follows a comma and the statement goes on,
 * the rest of the card is remarks and the field goes on there (the alternate format).
 */
function operandField(
	text: string,
	at: number,
	starts: readonly number[],
	operation: string,
): {readonly operands: string; readonly remarks: string} {
	const inside = blanksInParentheses.has(operation.toUpperCase());
	let operands = '';
	let remarks = '';
	let depth = 0;
	let card = 0;
	for (let index = at; index < text.length; index++) {
		const character = text[index];
		if (character === '\'' && !isAttribute(text, index)) {
			const end = stringEnd(text, index);
			operands += text.slice(index, end);
			index = end - 1;
		} else if (character === ' ' && !(inside && depth > 0)) {
			while (starts[card] <= index) {
				card++;
			}

			const next = starts.at(card);
			const goesOn = text[index - 1] === ',' && next !== undefined;
			remarks += ` ${text.slice(index, goesOn ? next : undefined).trim()}`;
			if (!goesOn) {
				break;
			}

			index = next - 1;
		} else {
			depth += character === '(' ? 1 : (character === ')' ? -1 : 0);
			operands += character;
		}
	}

	return {operands: operands.trimEnd(), remarks: remarks.trim()};
}

/** Splits the joined text of a statement into fields. */
export function parseStatement(cards: readonly Card[], layout: Layout, flags: readonly Flag[] = []): Statement {
	const {text, starts} = join(cards, layout);
	const blank: Statement = {
		cards,
		comment: '',
		name: '',
		operation: '',
		operands: '',
		remarks: '',
		operandColumn: layout.resume || 16,
		flags,
	};
	if (text.startsWith('*') || text.startsWith('.*') || text.trim() === '') {
		return {...blank, comment: text.startsWith('.') ? '.*' : '*'};
	}

	const match = /^(\S*)\s*(\S*)(\s*)/.exec(text)!;
	const [whole, name, operation] = match;
	if (operation === '' || (starts.length > 0 && whole.trimEnd().length > starts[0])) {
		return {...blank, name, flags: [...flags, new Flag(53)]};
	}

	return {
		...blank, name, operation: operation.toUpperCase(), operandColumn: whole.length + layout.begin,
		...operandField(text, whole.length, starts, operation),
	};
}

/** Reads the statement that begins at card `at`. */
export function readStatement(
	cards: readonly Card[],
	at: number,
	layout: Layout,
): {readonly statement: Statement; readonly next: number} {
	const own: Card[] = [];
	const flags: Flag[] = [];
	let next = at;
	for (;;) {
		const card = cards[next++];
		own.push(card);
		if (own.length > 1 && card.text.slice(layout.begin - 1, layout.resume - 1).trim() !== '') {
			flags.push(new Flag(26));
		}

		if (!isContinued(card, layout)) {
			break;
		}

		if (next >= cards.length) {
			flags.push(new Flag(27));
			break;
		}
	}

	return {statement: parseStatement(own, layout, flags), next};
}
