/** SAVE, FILE, QUIT, FNAME, FMODE, GETFILE: the file and other files. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import {
	fitted, verify, words, type Editor, type FileIdentity, type Outcome, type Subcommand,
} from '../editor.js';
import {
	fileId, readLines, renamed, writeFile,
} from '../file-access.js';
import {messages} from '../../messages/index.js';

function * write(editor: Editor, text: string): Step<FileIdentity | 'invalid' | 'failed'> {
	const file = renamed(editor.file, words(text));
	if (!file) {
		return 'invalid';
	}

	const written = yield * writeFile(editor, file);
	editor.autosave.changes = written ? 0 : editor.autosave.changes;
	return written ? file : 'failed';
}

export const save: Subcommand = {
	name: 'SAVE',
	minimum: 4,
	syntax: ['SAVE [fn [ft [fm]]]'],
	summary: 'Write the file and go on editing.',
	* run(editor, text) {
		const result = yield * write(editor, text);
		return result === 'invalid' ? result : 'edit';
	},
};

export const file: Subcommand = {
	name: 'FILE',
	minimum: 4,
	syntax: ['FILE [fn [ft [fm]]]'],
	summary: 'Write the file and end.',
	* run(editor, text) {
		const result = yield * write(editor, text);
		if (result === 'invalid') {
			return result;
		}

		return result === 'failed' ? 'edit' : {kind: 'end', returnCode: 0};
	},
};

export const quit: Subcommand = {
	name: 'QUIT',
	minimum: 4,
	syntax: ['QUIT'],
	summary: 'End without writing the file.',
	run: () => ({kind: 'end', returnCode: 0}),
};

/** Names the file anew, or types the part of its name. */
function * identify(editor: Editor, now: string, operands: readonly string[] | undefined): Step<Outcome> {
	if (!operands) {
		yield * editor.cms.console.type(now);
		return 'done';
	}

	const renamedFile = renamed(editor.file, operands);
	if (!renamedFile) {
		return 'invalid';
	}

	editor.file = renamedFile;
	return 'done';
}

export const fileName: Subcommand = {
	name: 'FNAME',
	minimum: 2,
	syntax: ['FName [fn]'],
	summary: 'Set or type the file name.',
	run(editor, text) {
		const [name, ...more] = words(text);
		return more.length > 0
			? 'invalid'
			: identify(editor, editor.file.name, name === undefined ? undefined : [name]);
	},
};

export const fileMode: Subcommand = {
	name: 'FMODE',
	minimum: 2,
	syntax: ['FMode [fm]'],
	summary: 'Set or type the file mode; a letter alone keeps its number.',
	run(editor, text) {
		const [mode, ...more] = words(text);
		const {name, type, letter, number} = editor.file;
		return more.length > 0
			? 'invalid'
			: identify(editor, `${letter}${number}`, mode === undefined ? undefined : [name, type, mode]);
	},
};

function * getLines(
	editor: Editor,
	found: NonNullable<ReturnType<Editor['cms']['disks']['find']>>,
	first: number,
	count: number,
): Step<Outcome> {
	const {cms, buffer} = editor;
	const lines = yield * readLines(cms, found);
	if (lines instanceof Failure) {
		const {name, type, mode} = found.status;
		yield * cms.message(messages.DMSEDI104S, {code: lines.returnCode, file: fileId({
			name,
			type,
			letter: mode[0],
			number: mode[1] ?? '1',
		})});
		return 'done';
	}

	if (first > lines.length) {
		yield * cms.console.type('STARTING POINT BEYOND EOF');
		return 'done';
	}

	for (const line of lines.slice(first - 1, first - 1 + count)) {
		buffer.insert(yield * fitted(editor, line));
	}

	if (first - 1 + count >= lines.length) {
		yield * cms.console.type('EOF REACHED');
	}

	yield * verify(editor);
	return 'done';
}

export const getFile: Subcommand = {
	name: 'GETFILE',
	minimum: 1,
	syntax: ['Getfile fn [ft [fm [m [n|*]]]]'],
	summary: 'Insert n lines of another file, from line m on.',
	* run(editor, text) {
		const [name, type = editor.file.type, mode = `${editor.file.letter}`, from = '1', lines = '*'] = words(text);
		const first = Number(from);
		const count = lines === '*' ? Number.POSITIVE_INFINITY : Number(lines);
		if (name === undefined || !/^(?:[A-Z]\d?|\*)$/.test(mode) || !(first >= 1) || !(count >= 1)) {
			return 'invalid';
		}

		const found = editor.cms.disks.find(name, type, mode[0]);
		if (!found) {
			yield * editor.cms.console.type('FILE NOT FOUND');
			return 'done';
		}

		return yield * getLines(editor, found, first, count);
	},
};
