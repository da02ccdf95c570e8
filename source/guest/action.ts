/**
 * What a program written in TypeScript asks of the virtual machine it runs in. A program is a set of generators; each
 * yields one `Action` at a time and is resumed with the condition code then in the PSW. To the machine, a yielded
 * generator is an address: the one its continuation has in the stub page (see `resident.ts`). Only block I/O, waits, CP
 * calls and calls of S/370 code yield; parsing, evaluation and table searches are plain functions.
 */
import type {Charge} from './charges.js';

export type Action =
	/** DIAGNOSE `code` with registers `rx`, `ry` (already set). Resumes with its condition code. */
	| {readonly kind: 'diagnose'; readonly code: number; readonly rx: number; readonly ry: number}
	/** An I/O instruction; for SIO the CAW at 72 is set. */
	| {readonly kind: 'io'; readonly operation: 'SIO' | 'TIO' | 'HIO' | 'TCH'; readonly device: number}
	/**
	 * Loads a wait PSW with the system mask given (BC mode; X'FF' = everything enabled). Resumes when an interruption
	 * handler clears the wait bit of the old PSW.
	 */
	| {readonly kind: 'wait'; readonly systemMask: number}
	/**
	 * The program calls a function of its own where S/370 code would by SUPERVISOR CALL `code`: no interruption comes,
	 * but who traces the machine's SVCs sees one.
	 */
	| {readonly kind: 'svc'; readonly code: number}
	/** Sets the system mask (SSM). */
	| {readonly kind: 'mask'; readonly systemMask: number}
	/**
	 * Calls S/370 code: R14 = our continuation, PSW address = `address`; resumes when the code returns to R14. `key`:
	 * PSW key for the call.
	 */
	| {readonly kind: 'call'; readonly address: number; readonly key: number}
	/**
	 * The program worked for `instructions` simulated instructions (from `charges.ts`), with code that lies at `at`:
	 * that page is used, and waited for where it is away (`footprint.ts`). `work`: what it did, and how often.
	 */
	| {
		readonly kind: 'charge';
		readonly instructions: number;
		readonly at?: number;
		readonly work?: {readonly charge: Charge; readonly times: number};
	}
	/**
	 * Several of them at once, where nothing can come in between (`Guest.slack`): to the same total, in the same pages.
	 */
	| {readonly kind: 'charges'; readonly all: readonly ChargeAction[]}
	/** What `Guest.perform` did, though something comes before the program goes on. */
	| {readonly kind: 'suspended'}
	/** LPSW of the doubleword at `address`: the generator has ended. */
	| {readonly kind: 'loadPsw'; readonly address: number};

/** Work of a program. */
export type ChargeAction = Extract<Action, {readonly kind: 'charge'}>;

/** A generator of actions that ends with a `T`: the type of everything in a resident program that can wait. */
export type Step<T = void> = Generator<Action, T, number>;

/** Runs a generator that is known never to yield (a driver without waits), or throws. */
export function runToEnd<T>(step: Step<T>): T {
	const result = step.next(0);
	if (!result.done) {
		throw new Error(`a ${result.value.kind} was yielded where nothing can wait`);
	}

	return result.value;
}
