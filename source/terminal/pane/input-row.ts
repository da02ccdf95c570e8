/** What a pane's input row holds: the line being typed, or the search that has taken its place. */
import type {Input} from '../state/input.js';
import {emptyLine} from '../state/line.js';
import type {Search} from './search-mode.js';

/** A pane as far as its input row shows it. `isSecret`: what is typed must not be seen. */
export type InputSource = {
	readonly input: Input;
	readonly search: Search | undefined;
	readonly isSecret: boolean;
};

/** The line that a pane's input row shows before the cursor's window is cut out of it. */
export function inputLine(
	pane: InputSource,
): {readonly prompt: string; readonly text: string; readonly cursor: number} {
	if (pane.search?.typing) {
		const {wanted, missed} = pane.search;
		return {prompt: missed ? 'not found /' : '/', text: wanted, cursor: wanted.length};
	}

	const {line, search} = pane.isSecret ? {line: emptyLine, search: undefined} : pane.input;
	return search
		? {prompt: `search "${search.wanted}": `, text: line.text, cursor: line.cursor}
		: {prompt: '', text: line.text, cursor: line.cursor};
}
