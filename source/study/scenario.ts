/** One run of the study: what is varied, and everything that is assumed. */
import type {Mix} from './mix.js';

/** How SBS is shared, as keyword CONFIGURATION of SBS SERVICE says it. */
export const configurations = ['LINK', 'SERVER', 'SLAVES'] as const;

export type Configuration = typeof configurations[number];

/** Figures 4, 5 and 6 of the paper. */
export const letterOf: Readonly<Record<Configuration, string>> = {LINK: 'A', SERVER: 'B', SLAVES: 'C'};

/** What a result may owe to. */
export type Assumptions = {
	/** Real storage for pages, bytes. */
	readonly storage: number;
	/** Microseconds an instruction takes: 1 is a 370/158. */
	readonly instruction: number;
	/** CP's path lengths, as a multiple of the published ones. */
	readonly overhead: number;
	/** Size of the SBS program, KiB: `MODULESIZE`. */
	readonly module: number;
	/** Members in the library, and users who own them between them: each some. */
	readonly members: number;
	readonly owners: number;
	/** Most slaves at once: `MAXIMUM`. */
	readonly slaves: number;
};

export const standard: Assumptions = {
	storage: 4 * 1024 * 1024, instruction: 1, overhead: 1, module: 1500, members: 160, owners: 32, slaves: 16,
};

/** Microseconds. */
const minute = 60_000_000;

/**
 * Time that is not measured, and time that is: in steps of `measured`, until the figures are sure enough
 * (`sufficiency.ts`), `most` at most.
 */
export const period = {warmUp: 2 * minute, measured: 4 * minute, most: 12 * minute} as const;

export type Scenario = Assumptions & {
	readonly configuration: Configuration;
	/** People who use SBS. */
	readonly users: number;
	/** Compute-bound users beside them. */
	readonly others: number;
	readonly seed: number;
	readonly mix: Mix;
	readonly warmUp: number;
	readonly measured: number;
	readonly most: number;
};
