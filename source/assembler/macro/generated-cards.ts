/**
 * Cards of a statement that substitution has changed: its fields in their usual columns, continued where they are too
 * long.
 */
import type {Card} from '../source/card.js';
import type {Line} from '../source/line.js';
import {cardOf, type Statement, type StatementCards} from '../source/statement.js';

const end = 71;
const resume = 16;
const sequenceColumn = 72;
const noCards: readonly Card[] = [];

const nameWidth = 8;
const operationWidth = 5;
const columns = 80;
const blanks: readonly string[] = Array.from({length: columns + 1}, (_, count) => ' '.repeat(count));

/** `text` with blanks behind it, `width` characters (at most a card's) or as many as it has. */
const padded = (text: string, width: number): string => text.length < width ? text + blanks[width - text.length] : text;

/** The cards of a line as they are listed: made where somebody lists them, for most of what macros generate is not. */
export const listedCards = ({statement, model}: Line): StatementCards =>
	model ? generatedCards(statement, model) : statement;

/** The statement's text on cards; sequence fields are those of the model. */
function generatedCards(statement: Statement, model: Statement): StatementCards {
	const {name, operands} = statement;
	// What OPSYN made of an operation is not what is written.
	const operation = model.operation.includes('&') ? statement.operation : model.operation;
	const fields = `${padded(name, nameWidth)} ${padded(operation, operationWidth)} ${operands}`;
	let text = operation === '' ? name : fields;
	if (model.remarks !== '') {
		const column = model.card.text.indexOf(model.remarks, model.operandColumn);
		text = (`${padded(text, column)}${column === -1 || text.length >= column ? ' ' : ''}`
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
