/**
 * QUERY FILES, READER, PRINTER and PUNCH: one's own closed spool files (GC20-1820, QUERY), for class D everybody's or
 * one user's (GC20-1806, QUERY; DMKCQP).
 */
import {Failure} from '../../../base/failure.js';
import {calendarDate, timeOfDay} from '../../../base/clock.js';
import {isAbbreviation} from '../../../base/command.js';
import type {CommandHost, UserContext} from '../../command.js';
import {digits} from '../../formats.js';
import {nothingBehind, selectFiles} from '../../spool/file-selection.js';
import {spoolQueues, type SpoolFile, type SpoolQueue} from '../../spool/spool-file.js';
import {spoolId} from '../../spool/spooler.js';
import type {QueryOperand} from './query-operand.js';

/** `FILES: 002 RDR,  NO PRT,  NO PUN`; `undefined` where there are none. */
export function filesLine(cp: Pick<CommandHost, 'spooler'>, userid: string): string | undefined {
	const counts = countsOf(cp, userid);
	return counts.every(count => count === 0) ? undefined : countsLine(counts);
}

const countsOf = ({spooler}: Pick<CommandHost, 'spooler'>, owner: string | undefined): number[] =>
	spoolQueues.map(queue => spooler.filesOf(owner, queue).length);

function countsLine(counts: readonly number[]): string {
	const parts = counts.map((count, index) => `${count === 0 ? ' NO' : digits(count, 3)} ${spoolQueues[index]}`);
	return `FILES: ${parts.join(', ')}`;
}

export const files: QueryOperand = {
	name: 'FILES', minimum: 1, classes: 'DG', syntax: 'Query Files [userid]',
	run(context, words) {
		const scope = scopeOf(context, words);
		context.reply(countsLine(countsOf(context.cp, scope.owner)));
		return 0;
	},
};

/** Whose files are asked for; `undefined`: everybody's. Class G has its own only. */
function scopeOf(
	context: UserContext,
	words: readonly string[],
): {readonly owner: string | undefined; readonly words: readonly string[]} {
	const {vm} = context;
	const [word] = words;
	if (!vm.classes.includes('D')) {
		return {owner: vm.userid, words};
	}

	const isName = word !== undefined && word !== 'ALL' && !/^\d/.test(word) && !isAbbreviation(word, 'CLASS', 2);
	return isName ? {owner: word === '*' ? vm.userid : word, words: words.slice(1)} : {owner: undefined, words};
}

const heading = ' FILE CLASS RECDS  CPY HOLD';
const moreHeading = ' DATE  TIME     NAME      TYPE     DIST';

function fileLine({id, class: spoolClass, origin, records, copies, hold}: SpoolFile): string {
	return ` ${spoolId(id)} ${spoolClass} ${origin} ${digits(records.length, 6)} ${digits(copies, 2)}  `
		+ `${hold ? 'USER' : 'NONE'}`;
}

function moreOf({created, name, type, distribution}: SpoolFile): string {
	// A data set name runs through both columns.
	const identification = name.length > 8 ? name.slice(0, 20).padEnd(20) : `${name.padEnd(9)} ${type.padEnd(8)}`;
	return ` ${calendarDate(created).slice(0, 5)} ${timeOfDay(created)} ${identification} ${distribution}`;
}

/** All files with the basic information; ALL or a spoolid: with date, time, name and distribution as well. */
function show(context: UserContext, queue: SpoolQueue, operands: readonly string[]): number {
	const {cp, reply} = context;
	const {owner, words} = scopeOf(context, operands);
	const own = cp.spooler.filesOf(owner, queue);
	const selection =
		words.length === 0 ? {files: own, returnCode: 0} : selectFiles(context, own, words, nothingBehind(context));
	if (selection instanceof Failure) {
		return selection.returnCode;
	}

	const {files: chosen, returnCode} = selection;
	if (chosen.length === 0) {
		if (returnCode === 0) {
			reply(`NO ${queue} FILES`);
		}

		return returnCode;
	}

	const isFull = words[0] === 'ALL' || /^\d/.test(words[0] ?? '');
	// Among everybody's files one asks whose they are, among a user's who made them.
	reply((owner === undefined ? 'OWNERID ' : 'ORIGINID') + heading + (isFull ? moreHeading : ''));
	for (const file of chosen) {
		reply((owner === undefined ? file.owner : file.originator).padEnd(8)
			+ fileLine(file)
			+ (isFull ? moreOf(file) : ''));
	}

	return returnCode;
}

const operand = (name: string, minimum: number, queue: SpoolQueue, syntax: string): QueryOperand => ({
	name, minimum, classes: 'DG', syntax: `Query ${syntax} [userid] [ALL|CLass c|spoolid]`,
	run: (context, words) => show(context, queue, words),
});

export const spoolFiles: readonly QueryOperand[] = [
	operand('READER', 1, 'RDR', 'Reader'),
	operand('RDR', 3, 'RDR', 'RDR'),
	operand('PRINTER', 1, 'PRT', 'Printer'),
	operand('PRT', 3, 'PRT', 'PRT'),
	operand('PUNCH', 2, 'PUN', 'PUnch'),
	operand('PCH', 3, 'PUN', 'PCH'),
];
