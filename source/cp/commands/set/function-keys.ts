/** SET PFnn (GC20-1820): what a program function key does. */
import type {UserContext} from '../../command.js';
import {isAbbreviation} from '../../../base/command.js';
import {fail, messages} from '../../messages/index.js';
import {functionKeys} from '../query/settings.js';
import {behind} from './set-option.js';

/** `SET PF3 IMMED text`: `words` = what follows PF3. */
export function setKey(context: UserContext, number: number, words: readonly string[]): number {
	const {vm: {settings: {pfKeys}}, text} = context;
	if (number < 1 || number > functionKeys) {
		return fail(context, messages.DMKCFS003E, {option: `PF${number}`});
	}

	const [word] = words;
	if (word !== undefined && isAbbreviation(word, 'RETRIEVE', 3)) {
		pfKeys.set(number, {mode: 'RETRIEVE', text: ''});
		return 0;
	}

	if (word !== undefined && isAbbreviation(word, 'TAB', 3)) {
		return setTabs(context, number, words.slice(1));
	}

	if (word !== undefined && isAbbreviation(word, 'COPY', 4)) {
		return fail(context, messages.DMKCFS805E);
	}

	const named = word !== undefined && (isAbbreviation(word, 'IMMED', 3) || isAbbreviation(word, 'DELAYED', 3));
	const content = behind(text, named ? 2 : 1);
	if (content.trim() === '') {
		pfKeys.delete(number);
	} else {
		pfKeys.set(number, {mode: named && word.startsWith('I') ? 'IMMED' : 'DELAYED', text: content});
	}

	return 0;
}

/** Columns of the input area that a key goes to, each behind the one before. */
function setTabs(context: UserContext, number: number, words: readonly string[]): number {
	const columns = words.map(word => /^\d{1,3}$/.test(word) ? Number(word) : 0);
	if (columns.length === 0 || columns.some((column, at) => column < 1 || column <= (columns[at - 1] ?? 0))) {
		return fail(context, messages.DMKCFS026E);
	}

	context.vm.settings.pfKeys.set(number, {mode: 'TAB', text: columns.join(' ')});
	return 0;
}
