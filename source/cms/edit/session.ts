/** An edit session: edit mode and input mode, and how a line becomes a subcommand. */
import {findCommand} from '../../base/command.js';
import type {Step} from '../../guest/action.js';
import type {Cms} from '../cms.js';
import {EditBuffer} from './buffer.js';
import {
	fitted, inputText, type Editor, type FileIdentity, type Outcome,
} from './editor.js';
import type {EditSettings} from './settings.js';
import {subcommands} from './subcommands/index.js';

/** Longest line of a subcommand that is repeated in `?EDIT:`. */
const longestEcho = 120;

function isStep(outcome: Outcome | Step<Outcome>): outcome is Step<Outcome> {
	return typeof outcome === 'object' && 'next' in outcome;
}

/** The word of a subcommand line and what follows it and one blank. */
function splitSubcommand(line: string): {readonly word: string; readonly text: string} {
	const [, word, text] = /^\s*([A-Za-z]+|[?=]|\$[A-Za-z\d$#@]*)? ?(.*)$/s.exec(line)!;
	return word === undefined && line.trimStart().startsWith('/') ? {word: 'LOCATE', text: line.trimStart()} : {word: (word ?? '').toUpperCase(), text};
}

function * execute(editor: Editor, line: string): Step<Outcome> {
	const {word, text} = splitSubcommand(line);
	yield * editor.cms.charge('commandSearch');
	if (word.startsWith('$')) {
		return yield * editMacro(editor, word, text);
	}

	const subcommand = findCommand(word, subcommands);
	if (!subcommand) {
		return 'invalid';
	}

	if (word !== '?' && word !== '=' && subcommand.name !== 'REUSE') {
		editor.previous = line;
	}

	const outcome = subcommand.run(editor, text);
	return isStep(outcome) ? yield * outcome : outcome;
}

/** An EXEC whose name begins with a dollar sign, which stacks subcommands. */
function * editMacro({cms}: Editor, word: string, text: string): Step<Outcome> {
	if (!cms.disks.find(word.slice(0, 8), 'EXEC', '*')) {
		return 'invalid';
	}

	const line = `EXEC ${word} ${text}`;
	yield * cms.execute({tokens: cms.tokenize(line), line, from: 'program'});
	return undefined;
}

/** Input mode: every line goes into the file, up to a null line. */
function * inputMode(editor: Editor): Step {
	const {cms, buffer} = editor;
	yield * cms.console.type('INPUT:');
	for (;;) {
		const line = yield * cms.console.read({asTyped: true});
		if (line === '') {
			break;
		}

		yield * cms.charge('record');
		buffer.insert(yield * fitted(editor, inputText(editor.settings, line)));
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
		yield * editor.cms.console.type(editor.settings.short ? '¬' : `?EDIT: ${line.slice(0, longestEcho)}`);
	}
}

/** Edit mode, until a subcommand ends the session. Answers its return code. */
export function * editMode(editor: Editor): Step<number> {
	const {cms} = editor;
	yield * cms.console.type('EDIT:');
	for (;;) {
		const line = yield * cms.console.read({asTyped: true});
		const outcome = line.trim() === '' ? 'edit' : yield * editor.execute(line);
		if (outcome === undefined) {
			continue;
		}

		if (typeof outcome === 'object') {
			return outcome.end;
		}

		yield * answer(editor, outcome, line);
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
		preserved: undefined,
		execute: line => execute(editor, line),
	};
	return editor;
}
