/** Logical line editing (GC20-1820, "Logical Line Editing Symbols"): what a line as typed means. */
import type {TerminalSettings} from './settings.js';

/** One logical line, and who gets it. */
export type LogicalLine = {
	readonly text: string;
	/** It followed `#CP`: CP executes it whoever reads. Empty text: the machine enters CP READ. */
	readonly toCp: boolean;
};

/** The editing symbols in force. */
export type EditingSymbols = Pick<TerminalSettings, 'charDelete' | 'lineDelete' | 'lineEnd' | 'escape'>;

const noSymbols: EditingSymbols = {
	charDelete: undefined, lineDelete: undefined, lineEnd: undefined, escape: undefined,
};

/**
 * Splits a line at the line-end symbol and applies the deletions. Everything behind `#CP` is for CP. With `linedit`
 * false (SET LINEDIT OFF) only a `#CP` at the very beginning has a meaning.
 */
export function editLine(line: string, symbols: EditingSymbols, linedit: boolean): LogicalLine[] {
	const {charDelete, lineDelete, lineEnd, escape} = linedit ? symbols : noSymbols;
	const attentionToCp = symbols.lineEnd ?? '#';
	const lines: LogicalLine[] = [];
	let text = '';
	let toCp = false;
	let escaped = false;
	let open = true;
	for (let index = 0; index < line.length; index++) {
		const character = line[index];
		if (escaped) {
			text += character;
			escaped = false;
		} else if (
			character === attentionToCp
			&& (lineEnd !== undefined || index === 0)
			&& !toCp
			&& /^cp(?![\w$@#])/i.test(line.slice(index + 1))
		) {
			if (text !== '') {
				lines.push({text, toCp});
			}

			text = '';
			toCp = true;
			index += line[index + 3] === ' ' ? 3 : 2;
		} else {
			switch (character) {
				case escape: {
					escaped = true;
					break;
				}

				case charDelete: {
					text = text.slice(0, -1);
					break;
				}

				case lineDelete: {
					text = '';
					break;
				}

				case lineEnd: {
					lines.push({text, toCp});
					text = '';
					open = index < line.length - 1;
					break;
				}

				default: {
					text += character;
				}
			}
		}
	}

	if (open || text !== '') {
		lines.push({text, toCp});
	}

	return lines;
}
