/**
 * Variables of one EXEC: its own, its arguments, and the special ones the processor keeps (GC20-1819, "EXEC special
 * variables").
 */
import {fail, isError, type ExecError} from '../errors.js';
import {toNumber} from './numbers.js';
import {cut} from './scanner.js';

/** Most arguments an EXEC can have. */
const maximumArguments = 30;

/** What special variables show of the system around the EXEC. Names come without their ampersand. */
export type Surroundings = {
	/**
	 * Values of variables that only the processor sets (names cut to seven characters); undefined where the name is not
	 * one of them.
	 */
	fixed(name: string): string | undefined;
	/** Values that an assignment hides: DISKx, DOS. */
	initial(name: string): string | undefined;
	/** GLOBAL0–9, shared by all EXECs of one call chain. */
	readonly globals: Map<string, string>;
};

const readOnlyNames: ReadonlySet<string> = new Set(
	['INDEX', 'LINENUM', 'EXEC', 'READFLAG', 'TYPEFLAG', 'GLOBAL'].map(variableName),
);
const globalName = /^GLOBAL\d$/;

export class Variables {
	/** Return code of the last command. */
	returnCode = 0;
	readonly #own = new Map<string, string>();
	readonly #surroundings: Surroundings;
	#index = 0;

	constructor(surroundings: Surroundings, execName: string) {
		this.#surroundings = surroundings;
		this.#own.set('0', execName);
	}

	/** Number of arguments, &INDEX. */
	get index(): number {
		return this.#index;
	}

	/** &1 to &n as they are now. */
	get arguments(): readonly string[] {
		return Array.from({length: this.#index}, (_, position) => this.#own.get(String(position + 1)) ?? '');
	}

	/** Sets &1 to &30 and &INDEX; `%` stands for a null argument. */
	setArguments(args: readonly string[]): ExecError | undefined {
		if (args.length > maximumArguments) {
			return fail(804);
		}

		for (let position = 1; position <= maximumArguments; position++) {
			const value = args[position - 1] ?? '';
			this.#own.set(String(position), value === '%' ? '' : value);
		}

		this.#index = args.length;
		return undefined;
	}

	/**
	 * Value of the variable `name` (without `&`, any length: seven characters count), or undefined where it has none.
	 */
	get(name: string): string | undefined {
		const key = variableName(name);
		if (readOnlyNames.has(key)) {
			return key === 'INDEX' ? String(this.#index) : this.#surroundings.fixed(key);
		}

		if (key === 'RETCODE') {
			return String(this.returnCode);
		}

		if (globalName.test(key)) {
			return this.#surroundings.globals.get(key) ?? '1';
		}

		return this.#own.get(key) ?? this.#surroundings.initial(key);
	}

	/** Assigns; refuses variables that only the processor sets, and text where a number belongs. */
	set(name: string, value: string): ExecError | undefined {
		const key = variableName(name);
		if (readOnlyNames.has(key)) {
			return fail(810);
		}

		if (key !== 'RETCODE' && !globalName.test(key)) {
			this.#own.set(key, cut(value));
			return undefined;
		}

		const number = toNumber(value);
		if (isError(number)) {
			return number;
		}

		if (key === 'RETCODE') {
			this.returnCode = number;
		} else {
			this.#surroundings.globals.set(key, String(number));
		}

		return undefined;
	}
}

/** A name is eight characters with its ampersand. */
function variableName(name: string): string {
	return cut(`&${name}`).slice(1);
}
