/** `?`, REUSE, X and Y, STACK, CMS: subcommands about subcommands. */
import type {Step} from '../../../guest/action.js';
import {
	lineCount, words, type Editor, type Outcome, type Subcommand,
} from '../editor.js';

export const query: Subcommand = {
	name: '?',
	minimum: 1,
	syntax: ['?'],
	summary: 'Type the last subcommand.',
	* run(editor): Step<Outcome> {
		yield * editor.cms.console.type(editor.previous);
		return 'done';
	},
};

export const reuse: Subcommand = {
	name: 'REUSE',
	minimum: 5,
	synonyms: ['='],
	syntax: ['REUSE|= [subcommand]'],
	summary: 'Execute the last subcommand again, another one before it.',
	* run(editor, text) {
		const {previous} = editor;
		if (previous === '') {
			return 'invalid';
		}

		if (text.trim() !== '') {
			const outcome = yield * editor.execute(text);
			if (outcome !== 'done') {
				return outcome;
			}
		}

		return yield * editor.execute(previous);
	},
};

/** X or Y: with a subcommand, keeps it; with a number (1), executes it so often. */
function assignable(name: 'X' | 'Y'): Subcommand {
	return {
		name,
		minimum: 1,
		syntax: [`${name} [subcommand|n]`],
		summary: 'Keep a subcommand, or execute it n times (1).',
		* run(editor, text): Step<Outcome> {
			const [word] = words(text);
			const count = lineCount(word);
			if (count === undefined) {
				editor.assigned.set(name, text.trimStart());
				return 'done';
			}

			const line = editor.assigned.get(name);
			if (line === undefined || !Number.isFinite(count)) {
				return 'invalid';
			}

			for (let time = 0; time < count; time++) {
				const outcome = yield * editor.execute(line);
				if (outcome !== 'done') {
					return outcome;
				}
			}

			return 'done';
		},
	};
}

export const x = assignable('X');
export const y = assignable('Y');

/** Most lines STACK puts into the console stack. */
const mostStacked = 25;

export const stack: Subcommand = {
	name: 'STACK',
	minimum: 5,
	syntax: ['STACK [n|subcommand]'],
	summary: 'Put n lines (1) of the file, or a subcommand, into the console stack.',
	run(editor: Editor, text: string) {
		const {buffer, cms} = editor;
		const count = lineCount(words(text)[0]);
		if (count === undefined) {
			cms.console.stack(text, 'FIFO');
			return 'done';
		}

		if (count > mostStacked) {
			return 'invalid';
		}

		for (let line = 0; line < count && !buffer.atEnd; line++) {
			cms.console.stack(buffer.line(), 'FIFO');
			buffer.move(1);
		}

		return 'done';
	},
};

export const cmsSubset: Subcommand = {
	name: 'CMS',
	minimum: 3,
	syntax: ['CMS'],
	summary: 'Enter CMS commands; RETURN comes back.',
	description: [
		'Commands of the nucleus and of the transient area alone: those that need the user area are refused, INVALID '
		+ 'SUBSET COMMAND, and give an EXEC the return code -2.',
	],
	* run({cms}): Step<Outcome> {
		yield * cms.console.type('CMS SUBSET');
		cms.settings.subset = true;
		try {
			for (;;) {
				const line = yield * cms.console.read({asTyped: true});
				if (line.trim().toUpperCase() === 'RETURN') {
					return 'edit';
				}

				yield * cms.runLine(line);
			}
		} finally {
			cms.settings.subset = false;
		}
	},
};
