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
	/** Whether what the result owes to each assumption is measured too. */
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

/** One assumption changed, at one number of users. */
export type Variation = {
	/** What was changed, and to what: `module 750K`. */
	readonly name: string;
	readonly changed: Partial<Assumptions>;
};

/** One at a time, beside the standard; each is told what it is in the report. */
export const variations: readonly Variation[] = [
	{name: 'as assumed', changed: {}},
	{name: 'CMS and SBS paths half as long', changed: {instruction: 0.5}},
	{name: 'CMS and SBS paths twice as long', changed: {instruction: 2}},
	{name: 'CP paths half as long', changed: {overhead: 0.5}},
	{name: 'CP paths twice as long', changed: {overhead: 2}},
	{name: 'SBS module 375K', changed: {module: 375}},
	{name: 'SBS module 3000K', changed: {module: 3000}},
	{name: 'library of 40 members', changed: {members: 40}},
	{name: 'library of 640 members', changed: {members: 640}},
	{name: 'storage 2M', changed: {storage: 2 * 1024 * 1024}},
	{name: 'storage 8M', changed: {storage: 8 * 1024 * 1024}},
	{name: 'at most 4 slaves', changed: {slaves: 4}},
];

/** The point's scenario, under its first seed. */
export function scenarioOf(
	options: StudyOptions,
	configuration: Configuration,
	users: number,
	changed: Partial<Assumptions> = {},
): Scenario {
	const members = changed.members ?? options.members;
	const owners = greatest(options.users, Math.min(standard.owners, members));
	return {
		...standard,
		storage: options.storages[0],
		...changed,
		// Everybody has one of his own.
		members: Math.max(members, owners),
		owners,
		configuration,
		users,
		others: options.others,
		seed: options.seed,
		mix: options.mix,
		warmUp: options.warmUp,
		measured: options.measured,
		most: options.most,
	};
}
