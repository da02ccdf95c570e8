/** HELP text from a command's definition; CP's HELPCP files are made with it too. */
import type {CommandDefinition} from '../../base/command.js';

const width = 79;
const indent = '   ';

/** Lines of at most 79 columns: heading, what it does, format, notes, return codes. `component`: `CMS`, `CP`, `SBS`. */
export function helpText(definition: CommandDefinition, component = 'CMS'): string[] {
	const {name, minimum, synonyms = [], syntax, summary, description = [], returnCodes = [], origin} = definition;
	const lines = [component.padEnd(width - name.length) + name, '', ...wrap(summary), '', 'Format:', ...syntax.map(line => indent + line)];
	if (minimum < name.length) {
		lines.push('', `Shortest form: ${name.slice(0, minimum)}`);
	}

	if (synonyms.length > 0) {
		lines.push('', `Also: ${synonyms.join(', ')}`);
	}

	for (const paragraph of description) {
		lines.push('', ...wrap(paragraph));
	}

	if (returnCodes.length > 0) {
		lines.push('', 'Return codes:', ...returnCodes.flatMap(line => wrap(line, width - indent.length).map(part => indent + part)));
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

function wrap(text: string, columnCount = width): string[] {
	const lines: string[] = [];
	let line = '';
	for (const word of text.split(' ')) {
		if (line !== '' && line.length + 1 + word.length > columnCount) {
			lines.push(line);
			line = word;
		} else {
			line = line === '' ? word : `${line} ${word}`;
		}
	}

	return [...lines, line];
}
