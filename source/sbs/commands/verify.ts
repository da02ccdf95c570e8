import {append} from '../../base/sequences.js';
import {DiskError} from '../../cms/file-system/disk/disk.js';
import type {Step} from '../../guest/action.js';
import {emptyContent, type Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {extentsOfEntry} from '../data-base/entry-texts.js';
import {historyOf, readVersion} from '../data-base/history.js';
import type {MemberId} from '../data-base/member-id.js';
import {findMember, fittingMembers, newestOf} from '../data-base/members.js';
import {answerWith, sbsMessages} from '../message.js';
import {Library} from '../store/library.js';
import {DamagedLibrary, type LibraryStore} from '../store/store.js';
import {verifyLibrary} from '../store/verify.js';
import {patternOperands} from './operands.js';

/** What is wrong with a member: a version that is not there, or cannot be read. */
function * faultOf(store: LibraryStore, {name, type}: MemberId): Step<string | undefined> {
	try {
		return yield * store.read(function * (reader): Step<string | undefined> {
			const member = yield * findMember(reader, name, type);
			if (!member) {
				return undefined;
			}

			const versions = yield * historyOf(reader, member);
			for (const [index, {version, records}] of versions.entries()) {
				const text = yield * readVersion(reader, member, version);
				if (version !== index + 1 || text?.records.length !== records) {
					return `version ${index + 1}`;
				}
			}

			return versions.length === newestOf(member) ? undefined : `version ${versions.length + 1}`;
		});
	} catch (error) {
		if (error instanceof DamagedLibrary) {
			return error.where;
		}

		if (error instanceof DiskError) {
			return error.message;
		}

		throw error;
	}
}

export const verify: SbsCommand = {
	name: 'VERIFY',
	minimum: 3,
	syntax: ['SBS VERify [fn|* [ft|*]]'],
	summary: 'look whether the library is whole: its index, its space, and every version of every member',
	description: [
		'With names: those members only. It changes nothing; others go on, while the index is looked at they wait.',
	],
	returnCodes: ['16  something is damaged, a line each'],
	origin: 'Yorktown',
	operands: patternOperands,
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		const {fn, ft = '*'} = given.operands;
		const lines: string[] = [];
		if (fn === undefined && store instanceof Library) {
			for (const where of yield * verifyLibrary(store, extentsOfEntry)) {
				append(lines, answerWith(sbsMessages.SBS125E, {where: where.toUpperCase()}).lines);
			}
		}

		const members = yield * store.read(reader => fittingMembers(reader, fn ?? '*', ft));
		let versions = 0;
		for (const member of members) {
			const {name, type} = member;
			versions += newestOf(member);
			const where = yield * faultOf(store, member);
			if (where !== undefined) {
				append(lines, answerWith(sbsMessages.SBS160E, {name, type, where: where.toUpperCase()}).lines);
			}
		}

		const {returnCode, lines: [last]} = answerWith(
			sbsMessages.SBS159I,
			{members: members.length, versions, errors: lines.length},
			lines.length === 0 ? 0 : 16,
		);
		return {...emptyContent, returnCode, lines: [...lines, last]};
	},
};
