/**
 * Cards of a statement that substitution has changed: its fields in their usual columns, continued where they are too
 * long.
 */
import type {Card} from '../source/card.js';
import type {Statement} from '../source/statement.js';

const end = 71;
const resume = 16;

/** The statement's text on cards; sequence fields are those of the model. */
export function generatedCards(model: Statement, name: string, operation: string, operands: string): Card[] {
	let text = operation === '' ? name : `${name.padEnd(8)} ${operation.padEnd(5)} ${operands}`;
	if (model.remarks !== '') {
		const column = model.cards[0].text.indexOf(model.remarks, model.operandColumn);
		text = (`${text.padEnd(Math.max(0, column))}${column === -1 || text.length >= column ? ' ' : ''}`
			+ `${model.remarks}`);
		// Remarks are cut, operands never.
		const kept = Math.max(end, `${name.padEnd(8)} ${operation.padEnd(5)} ${operands}`.length);
		text = text.slice(0, kept);
	}

	const images: string[] = [text.slice(0, end)];
	for (let at = end; at < text.length; at += end - resume + 1) {
		images.push(' '.repeat(resume - 1) + text.slice(at, at + end - resume + 1));
	}

	return images.map((image, index) => {
		const card = model.cards[Math.min(index, model.cards.length - 1)];
		return {
			...card,
			text: `${image.padEnd(end)}${index < images.length - 1 ? 'X' : ' '}${card.text.slice(72, 80)}`,
		};
	});
}
