/**
 * The line a pane's user types: which characters it takes, whose lines it recalls, and what is never kept of it
 * (passwords).
 */
import type {ScreenPainter} from '../../port/screen-painter.js';
import {logonUser, withoutPasswords} from '../../port/passwords.js';
import {displayable} from '../../port/text.js';
import type {Action} from '../keys/default-keys.js';
import {
	edited, emptyInput, entered, type Input,
} from '../state/input.js';
import {changeOwner, noOwner, type RecallHistory} from './recall-owner.js';

/** `text` without what has no place in the system's character set; tabs as blanks. */
export function acceptable(text: string): string {
	return [...text]
		.filter(character => character === '?' || displayable(character) === character || character === '\t')
		.join('')
		.replaceAll('\t', ' ');
}

export class KeyboardLine {
	input: Input = emptyInput;
	readonly #painter: Pick<ScreenPainter, 'history' | 'userid'>;
	readonly #history: RecallHistory | undefined;
	/** Whose lines the input recalls. */
	#owner = noOwner;
	/** End of the history when a LOGON was entered: a line that follows before the system's answer is the password. */
	#logonAt: number | undefined;

	constructor(painter: Pick<ScreenPainter, 'history' | 'userid'>, history?: RecallHistory) {
		this.#painter = painter;
		this.#history = history;
	}

	/** Where nothing shows what is typed, no line comes back and nothing is kept of it. */
	edit(action: Action, isSecret: boolean): void {
		if (!isSecret) {
			this.input = edited(this.input, action);
		} else if (!action.startsWith('recall-')) {
			this.input = {...edited(this.input, action), removed: ''};
		}
	}

	/** The line is entered: it goes, and what may be seen of it is remembered. `enter` gives the text to the system. */
	take(isSecret: boolean, enter: (text: string) => void): void {
		const {text} = this.input.line;
		const {userid} = this.#painter;
		const isLoggedOn = userid !== undefined;
		const isPassword = isSecret || (!isLoggedOn && this.#logonAt === this.#painter.history.end);
		const before = this.input.recall;
		this.input = entered(this.input, withoutPasswords(text, isLoggedOn), isPassword);
		const {recall} = this.input;
		if (userid !== undefined && recall !== before) {
			this.#history?.add(userid, recall.at(-1)!);
		}

		enter(text);
		this.#logonAt = isPassword || logonUser(text) === undefined ? undefined : this.#painter.history.end;
	}

	/** Another user is logged on, or nobody. True where somebody has left. */
	changeUser(): boolean {
		const {userid} = this.#painter;
		const former = this.#owner.userid;
		if (userid === former) {
			return false;
		}

		const before = this.input.recall;
		const {owner, input} = changeOwner(this.#owner, userid, this.input);
		this.#owner = owner;
		const stored = userid === undefined ? [] : this.#history?.lines(userid) ?? [];
		// What he entered here before is among them.
		const recalled = this.#history && userid !== undefined ? before : input.recall;
		this.input = {...input, recall: [...stored, ...recalled]};
		return former !== undefined;
	}
}
