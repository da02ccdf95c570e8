import type {Step} from '../../../guest/action.js';
import type {Content} from '../../../service/parts.js';
import type {Given, SbsCommand, SbsContext} from '../../context.js';
import type {Reader} from '../../store/store.js';
import {wordOf} from '../../syntax/kinds.js';
import {checkMember, memberOf, operandWrong} from '../operands.js';
import {builtLines} from '../query-built.js';
import {systemTree} from '../system-tree.js';
import {formed, type Answer} from './answers.js';
import {queryLocks, queryRelease, queryUsers} from './lists.js';
import {queryMember, queryVersion} from './member.js';

const words = ['MEMber', 'SYStem', 'LOCks', 'USErs', 'VERsion', 'RELease', 'BUILt', 'SLAves', 'SERvice'] as const;

/** An answer that has lines alone: programs have them as a list. */
const inLines = (answer: Content): Answer | Content =>
	answer.returnCode === 0 ? {lines: answer.lines, value: answer.lines} : answer;

/** What is asked of the library itself. */
const subjects: Readonly<Record<string, ((reader: Reader, given: Given) => Step<Answer | Content>) | undefined>> = {
	MEMBER: queryMember,
	VERSION: queryVersion,
	LOCKS: queryLocks,
	USERS: queryUsers,
	RELEASE: queryRelease,
	* SYSTEM(reader, {operands: {fn}}) {
		return inLines(yield * systemTree(reader, fn));
	},
	* BUILT(reader, given) {
		return inLines(yield * builtLines(reader, memberOf(given)));
	},
};

/** How many operands may follow each. */
const most: Readonly<Record<string, number | undefined>> = {
	SYSTEM: 1, USERS: 1, RELEASE: 1, SLAVES: 0, SERVICE: 0, VERSION: 3,
};

/** What is asked of one member. */
const ofMember: ReadonlySet<string> = new Set(['MEMBER', 'VERSION', 'BUILT']);

const subjectOf = ({operands: {what}}: Given): string => what ?? 'MEMBER';

function check(given: Given): Content | undefined {
	const {fn, ft, n} = given.operands;
	const subject = subjectOf(given);
	const tooMuch = [fn, ft, n].slice(most[subject] ?? 2).find(operand => operand !== undefined);
	if (tooMuch !== undefined) {
		return operandWrong(tooMuch);
	}

	return ofMember.has(subject) ? checkMember(given) : undefined;
}

export const query: SbsCommand = {
	name: 'QUERY',
	minimum: 1,
	syntax: [
		'SBS Query [MEMber] fn ft [( [JSON] [)]]',
		'SBS Query VERsion fn ft [n] [( [JSON] [)]]',
		'SBS Query SYStem [system] [( [JSON] [)]]',
		'SBS Query LOCks [fn|* [ft|*]] [( [JSON] [)]]',
		'SBS Query USErs [userid] [( [JSON] [)]]',
		'SBS Query RELease [release] [( [JSON] [)]]',
		'SBS Query BUILt fn ft [( [JSON] [)]]',
		'SBS Query SLAves',
		'SBS Query SERvice',
	],
	summary: 'tell a member\'s owner and versions, what a system or release has, who has what, how the service is',
	description: [
		'MEMBER: its owner and every version. VERSION: all that is known of one (the newest unless told).',
		'SYSTEM: what it includes. BUILT: what an object deck or module was built of. LOCKS: what is reserved. '
		+ 'USERS: who has members, and what was granted. RELEASE: what is frozen. SLAVES, SERVICE: the machines '
		+ 'that carry out commands. JSON: for programs.',
	],
	returnCodes: ['16  the data base cannot be read or written', '28  no such member, version, system or release'],
	origin: 'Yorktown',
	operands: [
		{
			name: 'what', kind: 'word', words, optional: true,
		},
		{name: 'fn', kind: 'word', optional: true},
		{name: 'ft', kind: 'word', optional: true},
		{name: 'n', kind: 'number', optional: true},
	],
	options: [{name: 'JSON'}],
	check,
	isReadOnly: true,
	* run({store, service, given}: SbsContext): Step<Content> {
		const subject = subjectOf(given);
		const json = given.options.JSON === true;
		const ask = subjects[subject];
		if (ask) {
			const answer = yield * store.read(reader => ask(reader, given));
			return 'value' in answer ? formed(answer, json) : answer;
		}

		const lines = service ? yield * service(wordOf(subject, words) === 'SLAVES' ? 'SLAVES' : 'SERVICE') : [];
		return formed({lines, value: lines}, json);
	},
};
