/** EXEC (GC20-1818): runs a procedure. */
import type {CmsCommand} from '../../cms.js';
import {runExec} from '../../exec/interpreter.js';
import {messages} from '../../messages/index.js';
import {checkFileId} from '../files/state.js';

export const exec: CmsCommand = {
	name: 'EXEC',
	minimum: 2,
	syntax: ['EXec fn [args...]'],
	summary: 'Executes a file of filetype EXEC: CMS and CP commands with control statements.',
	description: [
		'At the terminal the word EXEC can be left out (SET IMPEX ON): a line whose first word is the name of an EXEC '
		+ 'file runs it.',
		'Arguments are up to 30 words of at most eight characters; parentheses are words of their own; a percent sign '
		+ 'stands for a missing argument.',
	],
	returnCodes: [
		'20  Invalid character in the name.',
		'24  No file name was given.',
		'801-840  Error in the procedure; the message tells the line.',
		'other  What &EXIT says.',
	],
	* run({cms, call}) {
		const [, name, ...args] = call.tokens;
		if (name === undefined) {
			return yield * cms.message(messages.DMSEXC001E);
		}

		const wrong = yield * checkFileId(cms, [name, 'EXEC']);
		return wrong === 0 ? yield * runExec(cms, {name, type: 'EXEC'}, args) : wrong;
	},
	complete: (cms, words) => words.length === 2
		? cms.disks.disks.flatMap(disk => disk.list()).filter(file => file.type === 'EXEC').map(file => file.name)
		: [],
};
