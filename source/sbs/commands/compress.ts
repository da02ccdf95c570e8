import {fromEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {changeLibrary} from '../data-base/change.js';
import {entryExtents} from '../data-base/entry-texts.js';
import {findMember} from '../data-base/members.js';
import {refuse} from '../data-base/refused.js';
import {versionTaken} from '../data-base/taken.js';
import {answerWith, sbsMessages} from '../message.js';
import {compressLibrary} from '../store/compress.js';
import {keyOf, table} from '../store/keys.js';
import {Library} from '../store/library.js';
import {after, type Transaction} from '../store/store.js';

const batch = 250;
const nameLength = 8;

/** Takes out what users had of members that are gone: how many entries. */
function * forgetGone(transaction: Transaction): Step<number> {
	const prefix = keyOf(table.taken);
	let from = prefix;
	let removed = 0;
	while (true) {
		const entries = yield * transaction.scan(prefix, from, batch);
		for (const {key} of entries) {
			const part = (index: number): string =>
				fromEbcdic(key.subarray(1 + (index * nameLength), 1 + ((index + 1) * nameLength))).trimEnd();
			const member = yield * findMember(transaction, part(1), part(2));
			// Of another member of the same name nobody had anything, either.
			if (!member || (yield * versionTaken(transaction, part(0), member)) === 0) {
				yield * transaction.remove(key);
				removed++;
			}
		}

		if (entries.length < batch) {
			return removed;
		}

		from = after(entries.at(-1)!.key);
	}
}

export const compress: SbsCommand = {
	name: 'COMPRESS',
	minimum: 5,
	syntax: ['SBS COMPRess'],
	summary: 'take out of the library what nothing refers to any more',
	description: [
		'What users had of members that are gone; then texts are moved to the front of the files they lie in, and the '
		+ 'room behind them is given back. Others go on meanwhile.',
	],
	returnCodes: ['12  you may not'],
	origin: 'Yorktown',
	operands: [],
	* run(context: SbsContext): Step<Content> {
		const {role, store} = context;
		const answer = yield * changeLibrary(context, function * (transaction) {
			return role === 'user'
				? refuse(sbsMessages.SBS150E, {what: 'COMPRESS'})
				: answerWith(sbsMessages.SBS164I, {entries: yield * forgetGone(transaction)});
		});
		if (answer.returnCode !== 0 || !(store instanceof Library)) {
			return answer;
		}

		const {textsMoved, slots, records} = yield * compressLibrary(store, entryExtents);
		return {
			...answer,
			lines: [...answer.lines, ...answerWith(sbsMessages.SBS165I, {texts: textsMoved, slots, records}).lines],
		};
	},
};
