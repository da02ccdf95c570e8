/**
 * A service's profile: file `name SERVICE` on any accessed disk, one keyword and its values a line. What may be left
 * out has a value here; a keyword that only the service's program knows is the program's to read (`own`). A line whose
 * values cannot be makes it none: who reads it is told the keyword.
 */
import {fromEbcdic} from '../base/ebcdic.js';
import {Failure} from '../base/failure.js';
import {parseHex} from '../base/hex.js';
import {limits} from '../base/limits.js';
import type {Step} from '../guest/action.js';
import type {Cms} from '../cms/cms.js';
import {isFileName} from '../cms/file-system/files/file-name.js';
import type {ProgramCode} from '../cms/loader/program-code.js';
import type {SlaveRules} from './master/state.js';
import {mostSlaves} from './master/scheduling.js';
import {serviceMessages} from './messages.js';

/** Filetype of service profiles. */
export const profileType = 'SERVICE';

/**
 * Where a request is done: in its user's machine, with the service's disks linked while it lasts (the paper's figure
 * 4); in the master's, one after the other (figure 5); each in a slave (figure 6).
 */
export type ServiceConfiguration =
	/** `password`: of LINK, for writing. */
	| {readonly kind: 'LINK'; readonly password: string}
	| {readonly kind: 'SERVER'}
	| {readonly kind: 'SLAVES'};

export type ServiceProfile = SlaveRules & {
	/** Its filename. */
	readonly name: string;
	/** The program that masters and slaves run; by default of the service's own name. */
	readonly program: string;
	readonly configuration: ServiceConfiguration;
	/** Userid of the machine that owns the service. */
	readonly master: string;
	/** Directory entry slaves are made from. */
	readonly prototype: string;
	/** Processor seconds that a slave may use for one request. */
	readonly limit: number;
	/** Who may drain, stop and start it, and what else the program leaves to them. */
	readonly administrators: readonly string[];
	/** Whom the program trusts with what all share. */
	readonly librarians: readonly string[];
	/** What masters and slaves have the program's code in: a segment, or else a MODULE; '' where there is none. */
	readonly code: ProgramCode;
	/** Bytes of that MODULE as the system disk has it; the program's own length where not given. */
	readonly moduleSize: number | undefined;
	/** Disks of the library: whose they are, and their device addresses there. */
	readonly library: {readonly owner: string; readonly devices: readonly number[]};
	/** Segments in which the slaves have the directories of the library's disks, one for each disk in their order. */
	readonly directories: readonly string[];
	/** First value of a keyword of the program's own; empty where there is none. */
	own(keyword: string): string;
};

/** A profile that is none: the keyword whose values cannot be, or are missing. */
export class InvalidProfile {
	constructor(readonly keyword: string) {
		// Nothing else.
	}
}

/** Seconds, where the profile does not say. */
const defaults = {
	IDLE: 300, WAITING: 60, TIME: 600, SESSION: 1800, LIMIT: 60,
} as const;

const longestPrefix = 6;
/** Where a master has its library, unless told. */
const libraryDevice = 0x300;
/** Disks of a library at most. */
const mostDisks = 16;
/** Bytes of a MODULE at most: what a machine of 16M could have. */
const mostModule = 15 * 1024 * 1024;

/** What the first lines of a keyword say. */
type Values = ReadonlyMap<string, readonly string[]>;

/** Numbers of seconds or machines. */
function numbersOf(values: Values): (keyword: string, otherwise?: number) => number {
	return (keyword, otherwise = Number.NaN) => {
		const given = values.get(keyword);
		return given ? (/^\d{1,6}$/.test(given[0] ?? '') ? Number(given[0]) : Number.NaN) : otherwise;
	};
}

/** `CONFIGURATION`; `undefined` where it is none. SLAVES may say MINIMUM, MAXIMUM and IDLE in its line. */
function configurationOf(values: Values): ServiceConfiguration | undefined {
	const [kind = 'SLAVES', ...rest] = values.get('CONFIGURATION') ?? [];
	switch (kind) {
		case 'LINK': {
			const [password = '', ...more] = rest;
			return /^[^\s,]{1,8}$/.test(password) && more.length === 0 ? {kind, password} : undefined;
		}

		case 'SERVER': {
			return rest.length === 0 ? {kind} : undefined;
		}

		case 'SLAVES': {
			return /^(?:\d{1,6} \d{1,6}(?: IDLE \d{1,6})?)?$/.test(rest.join(' ')) ? {kind} : undefined;
		}

		default: {
			return undefined;
		}
	}
}

/** Lines of the keywords, with what CONFIGURATION says in their place. */
function withSlaves(values: Values): Values {
	const [kind, minimum, maximum, , idle] = values.get('CONFIGURATION') ?? [];
	return new Map([
		...values,
		...kind === 'SLAVES' && maximum !== undefined
			? [['MINIMUM', [minimum]] as const, ['MAXIMUM', [maximum]] as const]
			: [],
		...kind === 'SLAVES' && idle !== undefined ? [['IDLE', [idle]] as const] : [],
		// One machine, which is always there.
		...kind === 'SERVER' ? [['MINIMUM', ['1']] as const, ['MAXIMUM', ['1']] as const] : [],
		...kind === 'LINK' ? [['MINIMUM', ['0']] as const, ['MAXIMUM', ['1']] as const] : [],
	]);
}

/** `LIBRARY userid vaddr...`; `undefined` where it is none. */
function libraryOf(values: Values): ServiceProfile['library'] | undefined {
	const [owner = values.get('MASTER')?.[0] ?? '', ...given] = values.get('LIBRARY') ?? [];
	const devices = given.map(word => word.length <= 3 ? parseHex(word) : undefined);
	const isValid = isUserid(owner)
		&& devices.length <= mostDisks
		&& new Set(devices).size === devices.length
		&& devices.every(device => device !== undefined);
	return isValid ? {owner, devices: devices.length === 0 ? [libraryDevice] : devices} : undefined;
}

/** `1500K`, `48000` or `2M`, in bytes; NaN where it is no size of a MODULE. */
function sizeOf(values: Values): number | undefined {
	const given = values.get('MODULESIZE');
	if (!given) {
		return undefined;
	}

	const [, digits, unit] = /^(\d{1,8})([KM]?)$/.exec(given[0] ?? '') ?? [];
	const bytes = Number(digits) * {'': 1, K: 1024, M: 1024 * 1024}[(unit ?? '') as '' | 'K' | 'M'];
	return bytes > 0 && bytes <= mostModule ? bytes : Number.NaN;
}

/** `DIRECTORY segment...`, one a disk; those that it does not name have the first one's name with the disk's number. */
function directoriesOf(values: Values, disks: number): string[] {
	const [first = 'SBSDIR', ...others] = values.get('DIRECTORY') ?? [];
	return Array.from({length: disks}, (_, index) => index === 0 ? first : others[index - 1] ?? `${first}${index + 1}`);
}

/** No directory lies where another does. */
const isDistinct = (names: readonly string[]): boolean =>
	new Set(names).size === names.length && names.every(name => isFileName(name));

const isUserid = (word: string): boolean => /^[A-Z\d$#@]{1,8}$/.test(word);

/** Reads the profile of a service; `undefined` where there is none. */
export function * readServiceProfile(
	cms: Pick<Cms, 'disks'>,
	name: string,
): Step<ServiceProfile | InvalidProfile | undefined> {
	const found = isFileName(name) ? cms.disks.find(name, profileType, '*') : undefined;
	return found && parseServiceProfile(name, yield * cms.disks.readAll(found.disk, found.status));
}

/** The profile of a service; a failure, with its message, where there is none. */
export function * requireServiceProfile(cms: Cms, name: string): Step<ServiceProfile | Failure> {
	const profile = yield * readServiceProfile(cms, name);
	if (!profile) {
		return new Failure(yield * cms.message(serviceMessages.DMSSRV001E, {service: name}));
	}

	return profile instanceof InvalidProfile
		? new Failure(yield * cms.message(serviceMessages.DMSSRV010E, {service: name, keyword: profile.keyword}))
		: profile;
}

/** The profile that records say. */
export function parseServiceProfile(
	name: string,
	records: readonly Uint8Array[],
): ServiceProfile | InvalidProfile {
	const given: Values = new Map(records
		.map(record => fromEbcdic(record).trim().toUpperCase().split(/ +/))
		.filter(([keyword]) => keyword && !keyword.startsWith('*'))
		.map(([keyword, ...rest]) => [keyword, rest]));
	const configuration = configurationOf(given);
	if (!configuration) {
		return new InvalidProfile('CONFIGURATION');
	}

	const library = libraryOf(given);
	if (!library) {
		return new InvalidProfile('LIBRARY');
	}

	const values = withSlaves(given);
	const own = (keyword: string): string => values.get(keyword)?.[0] ?? '';
	const number = numbersOf(values);
	const seconds = (keyword: keyof typeof defaults): number => number(keyword, defaults[keyword]);
	const profile: ServiceProfile = {
		name,
		program: own('PROGRAM') || name,
		configuration,
		master: own('MASTER'),
		prototype: own('PROTOTYPE'),
		prefix: own('PREFIX').slice(0, longestPrefix),
		minimum: number('MINIMUM'),
		maximum: number('MAXIMUM'),
		idle: seconds('IDLE'),
		waiting: seconds('WAITING'),
		time: seconds('TIME'),
		session: seconds('SESSION'),
		limit: seconds('LIMIT'),
		start: limits.slaveStart.value,
		failures: limits.slaveFailures.value,
		returning: limits.serviceExchange.value,
		users: values.get('USERS') ?? ['*'],
		administrators: values.get('ADMINISTRATORS') ?? [],
		librarians: values.get('LIBRARIANS') ?? [],
		code: {segment: own('SEGMENT'), module: own('MODULE')},
		moduleSize: sizeOf(values),
		library,
		directories: directoriesOf(values, library.devices.length),
		own,
	};
	const wrong = wrongKeyword(profile);
	return wrong === undefined ? profile : new InvalidProfile(wrong);
}

/** The first keyword whose values cannot be. */
function wrongKeyword(profile: ServiceProfile): string | undefined {
	const {configuration: {kind}, minimum, maximum, code, moduleSize} = profile;
	const hasSlaves = kind === 'SLAVES';
	const checks: ReadonlyArray<readonly [keyword: string, isRight: boolean]> = [
		['MASTER', isUserid(profile.master)],
		['PROTOTYPE', profile.prototype !== '' || !hasSlaves],
		['PREFIX', profile.prefix !== '' || !hasSlaves],
		['SEGMENT', code.segment === '' || isFileName(code.segment)],
		['MODULE', code.module === '' || isFileName(code.module)],
		['MODULESIZE', moduleSize === undefined || moduleSize > 0],
		['DIRECTORY', isDistinct(profile.directories)],
		['MAXIMUM', maximum > 0 && maximum <= mostSlaves],
		['MINIMUM', minimum >= 0 && minimum <= maximum],
		['IDLE', profile.idle > 0],
		['WAITING', profile.waiting > 0],
		['TIME', profile.time > 0],
		['SESSION', profile.session > 0],
		['LIMIT', profile.limit > 0],
		['LIBRARIANS', profile.librarians.every(userid => isUserid(userid))],
	];
	return checks.find(([, isRight]) => !isRight)?.[0];
}

/** Every valid profile on the accessed disks, by name. */
export function * readServiceProfiles(cms: Pick<Cms, 'disks'>): Step<readonly ServiceProfile[]> {
	const names = new Set(cms.disks.disks.flatMap(disk => disk.list())
		.filter(({type}) => type === profileType)
		.map(({name}) => name));
	const profiles: ServiceProfile[] = [];
	for (const name of [...names].toSorted()) {
		const profile = yield * readServiceProfile(cms, name);
		if (profile && !(profile instanceof InvalidProfile)) {
			profiles.push(profile);
		}
	}

	return profiles;
}
