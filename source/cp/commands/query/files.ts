/**
 * QUERY FILES, READER, PRINTER and PUNCH: one's own closed spool files (GC20-1820, QUERY), for class D everybody's or
 * one user's (GC20-1806, QUERY; DMKCQP); and HOLD.
 */
import {Failure} from '../../../base/failure.js';
import {calendarDate, timeOfDay} from '../../../base/clock.js';
import {isAbbreviation} from '../../../base/command.js';
import type {CommandHost, UserContext} from '../../command.js';
import {digits} from '../../formats.js';
import {fail, messages} from '../../messages/index.js';
import {nothingBehind, selectFiles} from '../../spool/file-selection.js';
import {isSpoolClass} from '../../spool/spool-class.js';
import {printingColumns, printingHeading} from '../../spool/printing-options.js';
import {spoolQueues, type SpoolFile, type SpoolQueue} from '../../spool/spool-file.js';
import {spoolId} from '../../spool/spooler.js';
import type {QueryOperand} from './query-operand.js';

/** `FILES: 002 RDR,  NO PRT,  NO PUN`; `undefined` where there are none. */
export function filesLine(cp: Pick<CommandHost, 'spooler'>, userid: string): string | undefined {
	const counts = countsOf(cp, userid);
	return counts.every(count => count === 0) ? undefined : countsLine(counts);
}

const countsOf = ({spooler}: Pick<CommandHost, 'spooler'>, owner: string | undefined, only?: string): number[] =>
	spoolQueues.map(queue => spooler
		.filesOf(owner, queue)
		.filter(file => only === undefined || file.class === only)
		.length);

function countsLine(counts: readonly number[]): string {
	const parts = counts.map((count, index) => `${count === 0 ? ' NO' : digits(count, 3)} ${spoolQueues[index]}`);
	return `FILES: ${parts.join(', ')}`;
}

export const files: QueryOperand = {
	name: 'FILES', minimum: 1, classes: 'DG', syntax: 'Query Files [CLass c] [userid]',
	run(context, words) {
		const {owner, words: rest} = scopeOf(context, words);
		const [word, value] = rest;
		if (word === undefined) {
			context.reply(countsLine(countsOf(context.cp, owner)));
			return 0;
		}

		if (!isAbbreviation(word, 'CLASS', 2) || rest.length > 2) {
			return fail(context, messages.DMKCQG003E, {option: isAbbreviation(word, 'CLASS', 2) ? rest[2] : word});
		}

		if (!isSpoolClass(value)) {
			return fail(context, messages.DMKCSU028E);
		}

		context.reply(countsLine(countsOf(context.cp, owner, value)));
		return 0;
	},
};

/** QUERY HOLD (GC20-1806): whose output HOLD keeps from the units. */
export const hold: QueryOperand = {
	name: 'HOLD', minimum: 4, classes: 'D', syntax: 'Query HOLD',
	run(context, [surplus]) {
		const {cp, reply} = context;
		if (surplus !== undefined) {
			return fail(context, messages.DMKCQG003E, {option: surplus});
		}

		const holds = cp.spooler.holds.all();

		if (holds.length === 0) {
			reply('NO USERS HELD');
		}

		const texts = holds.map(({userid, queues}) => `${userid} - ${queues.length > 1 ? 'ALL' : queues[0]}`);
		for (let at = 0; at < texts.length; at += holdsOnLine) {
			reply(texts.slice(at, at + holdsOnLine).join(', '));
		}

		return 0;
	},
};

const holdsOnLine = 4;

/**
 * Whose files are asked for, named before or behind the rest; `undefined`: everybody's. Class G has its own only.
 */
function scopeOf(
	context: UserContext,
	words: readonly string[],
): {readonly owner: string | undefined; readonly words: readonly string[]} {
	const {vm} = context;
	if (!vm.classes.includes('D')) {
		return {owner: vm.userid, words};
	}

	const at = words.findIndex((word, index) =>
		!isSelector(word) && !isAbbreviation(words[index - 1] ?? '', 'CLASS', 2));
	if (at !== 0 && at !== words.length - 1) {
		return {owner: undefined, words};
	}

	return {
		owner: words[at] === '*' ? vm.userid : words[at],
		words: words.toSpliced(at, 1),
	};
}

const isSelector = (word: string): boolean =>
	word === 'ALL' || word === 'TBL' || /^\d{1,4}$/.test(word) || isAbbreviation(word, 'CLASS', 2);

const heading = ' FILE CLASS RECDS  CPY HOLD';
const moreHeading = ' DATE  TIME     NAME      TYPE     DIST';

function holdText({user, system}: {readonly user: boolean; readonly system: boolean}): string {
	return system ? (user ? 'USYS' : 'SYS ') : (user ? 'USER' : 'NONE');
}

function fileLine({spooler}: Pick<CommandHost, 'spooler'>, file: SpoolFile): string {
	const {
		id, class: spoolClass, origin, records, copies,
	} = file;
	return ` ${spoolId(id)} ${spoolClass} ${origin} ${digits(records.length, 6)} ${digits(copies, 2)}  `
		+ holdText(spooler.holdOf(file));
}

function moreOf({created, name, type, distribution}: SpoolFile): string {
	// A data set name runs through both columns.
	const identification = name.length > 8 ? name.slice(0, 20).padEnd(20) : `${name.padEnd(9)} ${type.padEnd(8)}`;
	return ` ${calendarDate(created).slice(0, 5)} ${timeOfDay(created)} ${identification} ${distribution}`;
}

type View = {readonly heading: string; columns(file: SpoolFile): string};

const views = {
	basic: {heading: '', columns: () => ''},
	all: {heading: moreHeading, columns: moreOf},
	table: {heading: printingHeading, columns: printingColumns},
} as const satisfies Readonly<Record<string, View>>;

/** What of each file is shown, and the words that say which. `undefined`: nothing says it. */
function viewOf(queue: SpoolQueue, words: readonly string[]): {view: View; words: readonly string[]} {
	if (queue === 'PRT' && words.at(-1) === 'TBL') {
		return {view: views.table, words: words.slice(0, -1)};
	}

	const [word] = words;
	if (word !== undefined && isAbbreviation(word, 'CLASS', 2) && words.at(2) === 'ALL') {
		return {view: views.all, words: words.toSpliced(2, 1)};
	}

	return {view: word === 'ALL' || /^\d/.test(word ?? '') ? views.all : views.basic, words};
}

/**
 * Files with the basic information; ALL or a spoolid: with date, time, name and distribution as well; TBL: with the
 * options of a 3800.
 */
function show(context: UserContext, queue: SpoolQueue, operands: readonly string[]): number {
	const {cp, reply} = context;
	const {owner, words: asked} = scopeOf(context, operands);
	const {view, words} = viewOf(queue, asked);
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

	// Among everybody's files one asks whose they are, among a user's who made them.
	reply((owner === undefined ? 'OWNERID ' : 'ORIGINID') + heading + view.heading);
	for (const file of chosen) {
		reply((owner === undefined ? file.owner : file.originator).padEnd(8) + fileLine(cp, file) + view.columns(file));
	}

	return returnCode;
}

const operand = (name: string, minimum: number, queue: SpoolQueue, syntax: string): QueryOperand => ({
	name, minimum, classes: 'DG',
	syntax: `Query ${syntax} [ALL|CLass c [ALL]|spoolid${queue === 'PRT' ? '|TBL' : ''}] [userid]`,
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
