/** HELP text from a command's definition; CP's HELPCP files are made with it too. */
import type {CommandDefinition} from '../../../base/command.js';
import {append} from '../../../base/sequences.js';

const width = 79;
const indent = '   ';
/** Under the operands of the line above. */
const deeper = '      ';

/** Lines of at most 79 columns: heading, what it does, format, notes, return codes. `component`: `CMS`, `CP`, `SBS`. */
export function helpText(definition: CommandDefinition, component = 'CMS'): string[] {
	const {name, minimum, synonyms = [], syntax, summary, description = [], returnCodes = [], origin} = definition;
	const lines = [
		heading(component, name),
		'',
		...wrap(summary),
		'',
		'Format:',
		...syntax.flatMap(line => wrapSyntax(line)),
	];
	if (minimum < name.length) {
		lines.push('', `Shortest form: ${name.slice(0, minimum)}`);
	}

	if (synonyms.length > 0) {
		lines.push('', `Also: ${synonyms.join(', ')}`);
	}

	for (const paragraph of description) {
		append(lines, ['', ...wrap(paragraph)]);
	}

	if (returnCodes.length > 0) {
		append(lines, ['', 'Return codes:', ...returnCodes.flatMap(line => wrapCode(line))]);
	}

	if (origin) {
		lines.push('', origin === 'VM/SP' ? 'This command came with VM/SP.' : 'This command is Yorktown\'s own.');
	}

	return lines;
}

/** A list of names in columns, as menus show it. */
export function columns(names: readonly string[], columnWidth = 10): string[] {
	const each = Math.floor(width / columnWidth);
	const lines: string[] = [];
	for (let start = 0; start < names.length; start += each) {
		lines.push(names.slice(start, start + each).map(name => name.padEnd(columnWidth)).join('').trimEnd());
	}

	return lines;
}

/** The first line of a page. */
export function heading(component: string, name: string): string {
	return component.padEnd(width - name.length) + name;
}

/** Text of a return code, under itself where it goes on. */
export function wrapCode(line: string): string[] {
	const lead = indent + /^\S+ +/.exec(line)![0];
	const text = line.slice(lead.length - indent.length);
	return wrap(text, width - lead.length).map((part, index) => (index === 0 ? lead : ' '.repeat(lead.length)) + part);
}

/** A format goes on in the next line, deeper, where it is too wide; what brackets and braces hold together stays so. */
function wrapSyntax(line: string): string[] {
	const lead = indent + /^ */.exec(line)![0];
	const text = line.trim();
	if (lead.length + text.length <= width) {
		return [lead + text];
	}

	const room = width - lead.length - deeper.length;
	let operands = operandsOf(text, 0);
	for (let depth = 1; depth < 4 && operands.some(({length}) => length > room); depth++) {
		operands = operandsOf(text, depth);
	}

	const [first, ...rest] = wrap(text, room, operands.flatMap(operand => choicesOf(operand, room)));
	return [lead + first, ...rest.map(part => lead + deeper + part)];
}

/** Splits what has no blank behind the last `|` that fits. */
function choicesOf(operand: string, room: number): string[] {
	const end = operand.lastIndexOf('|', room - 1) + 1;
	return operand.length <= room || end === 0
		? [operand]
		: [operand.slice(0, end), ...choicesOf(operand.slice(end), room)];
}

/** Splits at the blanks within at most `most` brackets and braces. */
function operandsOf(syntax: string, most: number): string[] {
	const operands: string[] = [];
	let depth = 0;
	for (const word of syntax.split(' ')) {
		if (depth > most) {
			operands.push(`${operands.pop()!} ${word}`);
		} else {
			operands.push(word);
		}

		depth += word.replaceAll(/[^[{]/g, '').length - word.replaceAll(/[^\]}]/g, '').length;
	}

	return operands;
}

/** Lines of words, at most `columnCount` wide. */
export function wrap(text: string, columnCount = width, words: readonly string[] = text.split(' ')): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of words) {
		if (line !== '' && line.length + 1 + word.length > columnCount) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}

	return [...lines, line];
}
