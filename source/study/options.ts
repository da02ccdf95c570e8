/** What is asked of the study: which points, how often each. */
import {greatest} from '../base/sequences.js';
import {defaultMixText, type Mix} from './mix.js';
import {
	configurations, standard, type Assumptions, type Configuration, type Scenario,
} from './scenario.js';

export type StudyOptions = {
	readonly configurations: readonly Configuration[];
	readonly users: readonly number[];
	/** Real storage, bytes: one curve each. */
	readonly storages: readonly number[];
	readonly others: number;
	/** In the library. */
	readonly members: number;
	/** The first seed, and how many from there on. */
	readonly seed: number;
	readonly seeds: number;
	readonly mix: Mix;
	/** The mix as text, for the report. */
	readonly mixText: string;
	readonly warmUp: number;
	readonly measured: number;
	readonly most: number;
	/** Whether `variations` are measured too. */
	readonly sensitivity: boolean;
};

export const defaults = {
	configurations,
	users: [1, 2, 4, 8, 16, 32],
	storages: [standard.storage],
	others: 0,
	members: standard.members,
	seed: 1,
	seeds: 5,
	mixText: defaultMixText,
} as const;

/** What a variation is for: what the result owes to an assumption, to storage, or how the processor is shared. */
export type VariationGroup = 'assumption' | 'storage' | 'share';

/** One thing changed, at one number of users. */
export type Variation = {
	readonly group: VariationGroup;
	/** What was changed, and to what: `SBS module 375K`. */
	readonly name: string;
	readonly changed: Partial<Scenario>;
	/** Where it can make a difference; everywhere unless told. */
	readonly of?: readonly Configuration[];
};

const mebibyte = 1024 * 1024;

/** Users who do not think, beside as many others who compute: everybody wants the processor all the time. */
const busyMix: Mix = {
	think: 0.01, scripts: [{weight: 1, name: 'QUERY', lines: ['SBS QUERY MEMBER {ANY}']}],
};

const assumed = (name: string, changed: Partial<Assumptions>, of?: readonly Configuration[]): Variation => ({
	group: 'assumption', name, changed, ...of && {of},
});

/** Real storage that the result is shown with too, KiB; the standard is 4M. */
const storages = [512, 1024, 2048, 8192];

/** One at a time, beside the standard, which is the first. */
export const variations: readonly Variation[] = [
	assumed('as assumed', {}),
	assumed('CMS and SBS paths half as long', {instruction: 0.5}),
	assumed('CMS and SBS paths twice as long', {instruction: 2}),
	assumed('CP paths half as long', {overhead: 0.5}),
	assumed('CP paths twice as long', {overhead: 2}),
	assumed('SBS module 375K', {module: 375}),
	// It does not fit the users' own machines of 2M.
	assumed('SBS module 3000K', {module: 3000}, ['SERVER', 'SLAVES']),
	assumed('library of 40 members', {members: 40}),
	assumed('library of 320 members', {members: 320}),
	assumed('at most 4 slaves', {slaves: 4}, ['SLAVES']),
	...storages.map((size): Variation => ({
		group: 'storage', name: `storage ${sizeText(size * 1024)}`, changed: {storage: size * 1024},
	})),
	{
		group: 'share',
		name: '4 who compute beside, nobody thinks',
		// Nothing waits, so a minute has hundreds of responses, and costs the host as much as ten of the others.
		changed: {
			others: 4, mix: busyMix, warmUp: 30_000_000, measured: 30_000_000, most: 30_000_000,
		},
	},
];

/** `512K`, `4M`. */
export function sizeText(bytes: number): string {
	return bytes % mebibyte === 0 ? `${bytes / mebibyte}M` : `${Math.round(bytes / 1024)}K`;
}

/** Of several sizes of storage the one whose curves are drawn: the standard, or the greatest. */
export const shownStorage = ({storages: sizes}: Pick<StudyOptions, 'storages'>): number =>
	sizes.includes(standard.storage) ? standard.storage : greatest(sizes);

/** The point's scenario, under its first seed. */
export function scenarioOf(
	options: StudyOptions,
	configuration: Configuration,
	users: number,
	changed: Partial<Scenario> = {},
): Scenario {
	const members = changed.members ?? options.members;
	const owners = greatest(options.users, Math.min(standard.owners, members));
	return {
		...standard,
		storage: shownStorage(options),
		others: options.others,
		mix: options.mix,
		measured: options.measured,
		most: options.most,
		warmUp: options.warmUp,
		...changed,
		// Everybody has one of his own.
		members: Math.max(members, owners),
		owners,
		configuration,
		users,
		seed: options.seed,
	};
}
