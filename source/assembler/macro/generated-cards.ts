/**
 * Cards of a statement that substitution has changed: its fields in their usual columns, continued where they are too
 * long.
 */
import type {Card} from '../source/card.js';
import {cardOf, type Statement} from '../source/statement.js';

const end = 71;
const resume = 16;
const sequenceColumn = 72;
const noCards: readonly Card[] = [];

const nameWidth = 8;
const operationWidth = 5;

/** The statement's text on cards; sequence fields are those of the model. */
export function generatedCards(
	model: Statement,
	name: string,
	operation: string,
	operands: string,
): Pick<Statement, 'card' | 'continued'> {
	const fields = `${name.padEnd(nameWidth)} ${operation.padEnd(operationWidth)} ${operands}`;
	let text = operation === '' ? name : fields;
	if (model.remarks !== '') {
		const column = model.card.text.indexOf(model.remarks, model.operandColumn);
		text = (`${text.padEnd(Math.max(0, column))}${column === -1 || text.length >= column ? ' ' : ''}`
			+ `${model.remarks}`);
		// Remarks are cut, operands never.
		text = text.slice(0, Math.max(end, fields.length));
	}

	if (text.length <= end) {
		return {card: withText(model.card, text, false), continued: noCards};
	}

	const continued: Card[] = [];
	for (let at = end; at < text.length; at += end - resume + 1) {
		const card = cardOf(model, Math.min(continued.length + 1, model.continued.length))!;
		const image = ' '.repeat(resume - 1) + text.slice(at, at + end - resume + 1);
		continued.push(withText(card, image, at + end - resume + 1 < text.length));
	}

	return {card: withText(model.card, text.slice(0, end), true), continued};
}

/** A card with another text and its own sequence field. */
function withText({text, line, member}: Card, image: string, isContinued: boolean): Card {
	const sequence = text.length > sequenceColumn ? text.slice(sequenceColumn, sequenceColumn + 8) : '';
	return {
		text: isContinued || sequence !== '' ? `${image.padEnd(end)}${isContinued ? 'X' : ' '}${sequence}` : image,
		line,
		member,
	};
}
