import {append} from '../../base/sequences.js';
import type {Step} from '../../guest/action.js';
import type {Content} from '../../service/parts.js';
import type {SbsCommand, SbsContext} from '../context.js';
import {historyEntries} from '../data-base/move-history.js';
import {fittingMembers, newestOf, type Member} from '../data-base/members.js';
import {placeBytes} from '../data-base/texts.js';
import type {Reader} from '../store/store.js';
import {formed, type Answer} from './query/answers.js';
import {patternOperands} from './operands.js';

/** Changes that are told. */
const lastChanges = 10;

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** `mm/dd/yy hh:mm:ss` in the order of time. */
const moment = ({latest}: Member): string =>
	latest ? `${latest.date.slice(6)}/${latest.date.slice(0, 5)} ${latest.time}` : '';

/** How many of each there are, in the order of names. */
function counted(names: readonly string[]): ReadonlyArray<readonly [name: string, count: number]> {
	const counts = new Map<string, number>();
	for (const name of names) {
		counts.set(name, (counts.get(name) ?? 0) + 1);
	}

	return [...counts].toSorted(([one], [other]) => (one < other ? -1 : 1));
}

function * reportOn(reader: Reader, fn: string, ft: string): Step<Answer> {
	const members = yield * fittingMembers(reader, fn, ft);
	const history: Uint8Array[] = [];
	for (const member of members) {
		append(history, (yield * historyEntries(reader, member)).map(({value}) => value));
		append(history, member.tail ? [member.tail] : []);
	}

	const value = {
		members: members.length,
		versions: sum(members.map(member => newestOf(member))),
		reserved: members.filter(({reservedBy}) => reservedBy !== '').length,
		retired: members.filter(({isRetired}) => isRetired).length,
		records: sum(members.map(({latest}) => latest?.records ?? 0)),
		newestBytes: sum(members.flatMap(({text}) => text ? [placeBytes(text)] : [])),
		historyBytes: sum(history.map(place => placeBytes(place))),
		types: counted(members.map(({type}) => type)).map(([type, count]) => ({type, members: count})),
		owners: counted(members.map(({owner}) => owner)).map(([owner, count]) => ({owner, members: count})),
		last: members
			.filter(({latest}) => latest)
			.toSorted((one, other) => (moment(one) < moment(other) ? 1 : -1))
			.slice(0, lastChanges)
			.map(({name, type, latest}) => ({
				name, type, version: latest?.version, user: latest?.user, date: latest?.date, time: latest?.time,
			})),
	};
	const line = (what: string, count: number | string): string => `${what.padEnd(24)} ${String(count).padStart(12)}`;
	if (members.length === 0) {
		return {lines: [], value};
	}

	return {
		value,
		lines: [
			line('MEMBERS', value.members),
			line('VERSIONS', value.versions),
			line('RESERVED', value.reserved),
			line('RETIRED', value.retired),
			line('RECORDS OF THE NEWEST', value.records),
			line('BYTES OF THE NEWEST', value.newestBytes),
			line('BYTES OF THE HISTORY', value.historyBytes),
			...value.types.map(({type, members: count}) => line(`TYPE ${type}`, count)),
			...value.owners.map(({owner, members: count}) => line(`OWNER ${owner}`, count)),
			...value.last.map(({
				name, type, version, user, date, time,
			}) => `${name.padEnd(8)} ${type.padEnd(8)} VERSION ${version} BY ${user} ${date} ${time}`),
		],
	};
}

export const report: SbsCommand = {
	name: 'REPORT',
	minimum: 3,
	syntax: ['SBS REPort [fn|* [ft|*]] [( [JSON] [)]]'],
	summary: 'count members, versions, owners and bytes, and tell the last changes',
	description: ['Bytes are those of the texts as they are kept, without blanks at the ends of records.'],
	returnCodes: ['16  the data base cannot be read', '28  no member fits'],
	origin: 'Yorktown',
	operands: patternOperands,
	options: [{name: 'JSON'}],
	isReadOnly: true,
	* run({store, given}: SbsContext): Step<Content> {
		const {fn = '*', ft = '*'} = given.operands;
		return formed(yield * store.read(reader => reportOn(reader, fn, ft)), given.options.JSON === true);
	},
};
