/**
 * A service's profile: file `name SERVICE` on any accessed disk, one keyword and its values a line. What may be left
 * out has a value here; a keyword that only the service's program knows is the program's to read (`own`).
 */
import {fromEbcdic} from '../base/ebcdic.js';
import {limits} from '../base/limits.js';
import type {Step} from '../guest/action.js';
import type {Cms} from '../cms/cms.js';
import {isFileName} from '../cms/file-system/files/file-name.js';
import type {ProgramCode} from '../cms/loader/program-code.js';
import type {SlaveRules} from './master/state.js';
import {mostSlaves} from './master/scheduling.js';

/** Filetype of service profiles. */
export const profileType = 'SERVICE';

export type ServiceProfile = SlaveRules & {
	/** Its filename. */
	readonly name: string;
	/** The program that masters and slaves run; by default of the service's own name. */
	readonly program: string;
	/** Userid of the machine that owns the service. */
	readonly master: string;
	/** Directory entry slaves are made from. */
	readonly prototype: string;
	/** Processor seconds that a slave may use for one request. */
	readonly limit: number;
	/** Who may drain, stop and start it, and what else the program leaves to them. */
	readonly administrators: readonly string[];
	/** What masters and slaves have the program's code in: a segment, or else a MODULE; '' where there is none. */
	readonly code: ProgramCode;
	/** First value of a keyword of the program's own; empty where there is none. */
	own(keyword: string): string;
};

/** Seconds, where the profile does not say. */
const defaults = {
	IDLE: 300, WAITING: 60, TIME: 600, LIMIT: 60,
} as const;

const longestPrefix = 6;

/** How a master finds its slaves: the paper's figure 6, the only configuration here. */
const configurations = new Set(['', 'SLAVES']);

/** Reads the profile of a service; `undefined` where there is none, or it lacks a keyword or has one wrong. */
export function * readServiceProfile(cms: Pick<Cms, 'disks'>, name: string): Step<ServiceProfile | undefined> {
	const found = isFileName(name) ? cms.disks.find(name, profileType, '*') : undefined;
	return found && parseServiceProfile(name, yield * cms.disks.readAll(found.disk, found.status));
}

/** The profile that records say. */
export function parseServiceProfile(name: string, records: readonly Uint8Array[]): ServiceProfile | undefined {
	const values = new Map(records
		.map(record => fromEbcdic(record).trim().toUpperCase().split(/ +/))
		.filter(([keyword]) => keyword && !keyword.startsWith('*'))
		.map(([keyword, ...rest]) => [keyword, rest]));
	const own = (keyword: string): string => values.get(keyword)?.[0] ?? '';
	const number = (keyword: string, otherwise = Number.NaN): number =>
		values.has(keyword) ? (/^\d{1,6}$/.test(own(keyword)) ? Number(own(keyword)) : Number.NaN) : otherwise;
	const seconds = (keyword: keyof typeof defaults): number => number(keyword, defaults[keyword]);
	const profile: ServiceProfile = {
		name,
		program: own('PROGRAM') || name,
		master: own('MASTER'),
		prototype: own('PROTOTYPE'),
		prefix: own('PREFIX').slice(0, longestPrefix),
		minimum: number('MINIMUM'),
		maximum: number('MAXIMUM'),
		idle: seconds('IDLE'),
		waiting: seconds('WAITING'),
		time: seconds('TIME'),
		limit: seconds('LIMIT'),
		start: limits.slaveStart.value,
		failures: limits.slaveFailures.value,
		returning: limits.serviceExchange.value,
		users: values.get('USERS') ?? ['*'],
		administrators: values.get('ADMINISTRATORS') ?? [],
		code: {segment: own('SEGMENT'), module: own('MODULE')},
		own,
	};
	const valid = profile.master
		&& profile.prototype
		&& profile.prefix
		&& [profile.code.segment, profile.code.module].every(each => each === '' || isFileName(each))
		&& configurations.has(own('CONFIGURATION'))
		&& profile.minimum >= 0
		&& profile.maximum > 0
		&& profile.maximum <= mostSlaves
		&& profile.minimum <= profile.maximum
		&& [profile.idle, profile.waiting, profile.time, profile.limit].every(each => each > 0);
	return valid ? profile : undefined;
}

/** Every valid profile on the accessed disks, by name. */
export function * readServiceProfiles(cms: Pick<Cms, 'disks'>): Step<readonly ServiceProfile[]> {
	const names = new Set(cms.disks.disks.flatMap(disk => disk.list())
		.filter(({type}) => type === profileType)
		.map(({name}) => name));
	const profiles: ServiceProfile[] = [];
	for (const name of [...names].toSorted()) {
		const profile = yield * readServiceProfile(cms, name);
		if (profile) {
			profiles.push(profile);
		}
	}

	return profiles;
}
