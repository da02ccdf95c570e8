/** Whatever is typed at EDIT, it answers, and can be left. */
import test from 'ava';
import fc from 'fast-check';
import {subcommands} from '../../../source/cms/edit/subcommands/index.js';
import {EditSession} from '../../support/edit-session.js';

// What writes the file, or ends EDIT, is not among them.
const others = new Set(['FILE', 'SAVE', 'AUTOSAVE', 'QUIT', 'CMS', 'STACK']);
const names = subcommands.map(({name}) => name).filter(name => !others.has(name));
const operand = fc.oneof(
	fc.constantFrom(
		'',
		'*',
		'1',
		'3',
		'99999999',
		'-1',
		'/A/',
		'/A/B/',
		'//X/ * G',
		'ON',
		'OFF',
		'M',
		'POEM DATA',
		'((',
		'\t.',
	),
	fc.string({maxLength: 20}),
);
const line = fc.oneof(
	fc.tuple(fc.constantFrom(...names), operand).map(([name, text]) => `${name} ${text}`),
	fc
		.string({unit: 'grapheme-ascii', maxLength: 40})
		.map(text => text.replace(/^\s*(?:file|quit|cms|stack|autosave|fi|q).*$/i, '')),
);

test('no line breaks the editor, and the file on disk is untouched until SAVE', t => {
	fc.assert(fc.property(fc.array(line, {maxLength: 25}), lines => {
		const session = new EditSession({'POEM DATA': ['ONE A', 'TWO A']});
		session.enter('EDIT POEM DATA', ...lines.filter(text => !/^\s*save/i.test(text)));
		t.deepEqual(session.enter('', 'QUIT').slice(-1), ['Ready;']);
		t.deepEqual(session.content('POEM DATA'), ['ONE A', 'TWO A']);
	}), {numRuns: 40});
});
