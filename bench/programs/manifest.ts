/** The programs of this folder, as manifest.json lists them with their conventions. */
import {readFileSync} from 'node:fs';

export type Benchmark = {
	readonly name: string;
	/** What kind of work it is. */
	readonly group: string;
	/** Whether it stood aside while the translator was written: its ratio is no part of the mean of the others. */
	readonly heldOut?: boolean;
	readonly file: string;
	/** How often it works where nobody says anything else. */
	readonly default_N: number;
	/** Instructions until its end, as `BASE+FACTOR*N`. */
	readonly count_formula: string;
	/** A kind of disk that it has to have at X'190'. */
	readonly disk?: string;
	readonly expected: ReadonlyArray<{
		readonly N: number;
		readonly instructions: number;
		readonly gpr_hex: string;
		readonly result_hex: string;
	}>;
};

export const {benchmarks} = JSON.parse(readFileSync('bench/programs/manifest.json', 'utf8')) as {
	readonly benchmarks: readonly Benchmark[];
};

/** Instructions of a run that works so many times, its first one and the LPSW at its end included. */
export function instructionsOf({count_formula: formula}: Benchmark, times: number): number {
	const [base, factor] = formula.split('+').map(part => Number.parseInt(part, 10));
	return base + (factor * times);
}
