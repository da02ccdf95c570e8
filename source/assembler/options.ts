/** What an assembly is told from outside. Time comes in here: the assembler reads no clock. */
import type {Library} from './source/library.js';

export type AssemblerOptions = {
	readonly library?: Library;
	/** Value of &SYSPARM. */
	readonly sysparm?: string;
	/**
	 * Microseconds since 1970, local time of the system (`base/clock.ts`); heading, &SYSDATE, &SYSTIME. Midnight of
	 * 1970 where missing.
	 */
	readonly time?: number;
	/** Lines of a listing page. */
	readonly lineCount?: number;
	/** Cross reference of all symbols, or of those referred to. */
	readonly crossReference?: 'full' | 'short' | 'none';
	/** External symbol dictionary in the listing; relocation dictionary in the listing. */
	readonly esd?: boolean;
	readonly rld?: boolean;
	/** Diagnostics of a severity below it are not listed. */
	readonly flag?: number;
	/** Check that operands stand on the boundary their instruction likes. */
	readonly align?: boolean;
};
