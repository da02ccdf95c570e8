/** An edit session: edit mode and input mode, and how a line becomes a subcommand. */
import {findCommand} from '../../base/command.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {EditBuffer} from './buffer.js';
import {
	fitted, inputText, nextNumber, numberedLine, type Editor, type FileIdentity, type Outcome,
} from './editor.js';
import {writeFile} from './file-access.js';
import {numberField, shownNumber} from './line-numbers.js';
import type {EditSettings} from './settings.js';
import {subcommands} from './subcommands/index.js';
import {numberLine} from './subcommands/numbering.js';

/** Longest line of a subcommand that is repeated in `?EDIT:`. */
const longestEcho = 120;
/** Return codes of an EXEC that ended in an error of its own. */
const execError = {least: 800, most: 830} as const;

function isStep(outcome: Outcome | Step<Outcome>): outcome is Step<Outcome> {
	return typeof outcome === 'object' && 'next' in outcome;
}

/** The word of a subcommand line and what follows it and one blank. */
function splitSubcommand(line: string): {readonly word: string; readonly text: string} {
	const [, word, text] = /^\s*([A-Za-z]+|[?=]|\d{1,8}|\$[A-Za-z\d$#@]*)? ?(.*)$/s.exec(line)!;
	return word === undefined && line.trimStart().startsWith('/')
		? {word: 'LOCATE', text: line.trimStart()}
		: {word: (word ?? '').toUpperCase(), text};
}

function * execute(editor: Editor, line: string): Step<Outcome> {
	const {word, text} = splitSubcommand(line);
	yield * editor.cms.charge('commandSearch');
	const isMacro = word.startsWith('$');
	if (isMacro && editor.cms.disks.find(word.slice(0, 8), 'EXEC', '*')) {
		return yield * editMacro(editor, word, text);
	}

	if (/^\d/.test(word)) {
		const before = editor.buffer.changes;
		editor.previous = line;
		const outcome = yield * numberLine(editor, word, text);
		editor.autosave.changes += editor.buffer.changes === before ? 0 : 1;
		return outcome;
	}

	const subcommand = findCommand(word, subcommands);
	if (!subcommand) {
		return 'invalid';
	}

	if (!isMacro && word !== '?' && word !== '=' && subcommand.name !== 'REUSE') {
		editor.previous = line;
	}

	const before = editor.buffer.changes;
	const outcome = subcommand.run(editor, text);
	const result = isStep(outcome) ? yield * outcome : outcome;
	// Whatever one subcommand changes is one change.
	editor.autosave.changes += editor.buffer.changes === before ? 0 : 1;
	return result;
}

/** Writes the file where AUTOSAVE says that it is time; false where that failed. */
function * saveInTime(editor: Editor): Step<boolean> {
	const {autosave, cms} = editor;
	if (autosave.every === 0 || autosave.changes < autosave.every) {
		return true;
	}

	autosave.changes = 0;
	const saved = yield * writeFile(editor, editor.file);
	if (saved) {
		yield * cms.console.type('SAVED');
	}

	return saved;
}

/** Runs `step` while nothing else can have the editor's storage. */
function * subset(cms: Cms, step: Step<number>): Step<number> {
	cms.settings.subset = true;
	try {
		return yield * step;
	} finally {
		cms.settings.subset = false;
	}
}

/** An EXEC whose name begins with a dollar sign, which stacks subcommands. */
function * editMacro({cms}: Editor, word: string, text: string): Step<Outcome> {
	const line = `EXEC ${word} ${text}`;
	const rc = yield * subset(cms, cms.execute({tokens: cms.tokenize(line), line, from: 'program'}));
	if (rc > execError.least && rc <= execError.most && cms.console.stacked > 0) {
		cms.console.clearStack();
		yield * cms.console.type('STACKED LINES CLEARED');
	}

	return 'done';
}

/** Input mode: every line goes into the file, up to a null line. */
function * inputMode(editor: Editor): Step {
	const {cms, buffer} = editor;
	yield * cms.console.type('INPUT:');
	for (;;) {
		const number = nextNumber(editor);
		if (number === 'none') {
			yield * cms.console.type('RENUMBER LINES');
			break;
		}

		if (number !== undefined) {
			const field = numberField(editor.settings.lineMode, editor.file.type)!;
			yield * cms.console.type(shownNumber(number, field));
		}

		const line = yield * cms.console.read({asTyped: true});
		if (line === '') {
			break;
		}

		yield * cms.charge('record');
		buffer.insert(number === undefined
			? yield * fitted(editor, inputText(editor.settings, line))
			: yield * numberedLine(editor, number, line));
		editor.autosave.changes++;
		if (!(yield * saveInTime(editor))) {
			break;
		}
	}

	yield * cms.console.type('EDIT:');
}

/** What follows a subcommand that does not end the session. */
function * answer(editor: Editor, outcome: 'invalid' | 'input' | 'edit', line: string): Step {
	if (outcome === 'input') {
		yield * inputMode(editor);
	} else if (outcome === 'edit') {
		yield * editor.cms.console.type('EDIT:');
	} else {
		const isMacro = line.trimStart().startsWith('$');
		yield * editor.cms.console.type(
			editor.settings.short ? (isMacro ? '¬$' : '¬') : `?EDIT: ${line.slice(0, longestEcho)}`,
		);
	}
}

/** Edit mode, until a subcommand ends the session. Answers its return code. */
export function * editMode(editor: Editor): Step<number> {
	const {cms} = editor;
	yield * cms.console.type('EDIT:');
	for (;;) {
		const line = yield * cms.console.read({asTyped: true});
		const outcome = line.trim() === '' ? 'edit' : yield * editor.execute(line);
		if (typeof outcome === 'object') {
			return outcome.returnCode;
		}

		if (outcome !== 'done') {
			yield * answer(editor, outcome, line);
		}

		yield * saveInTime(editor);
	}
}

export function createEditor(cms: Cms, file: FileIdentity, settings: EditSettings, lines: readonly string[]): Editor {
	const editor: Editor = {
		cms,
		file,
		settings,
		buffer: new EditBuffer(lines),
		previous: '',
		assigned: new Map(),
		autosave: {every: 0, changes: 0},
		repeat: 1,
		preserved: undefined,
		execute: line => execute(editor, line),
	};
	return editor;
}
