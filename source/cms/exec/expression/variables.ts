/**
 * Variables of one EXEC: its own, its arguments, and the special ones the processor keeps (GC20-1819, "EXEC special
 * variables").
 */
import {fail, isError, type ExecError} from '../errors.js';
import {parseNumber, toNumber} from './numbers.js';
import {cut} from './scanner.js';
import {variablesOfBlock} from '../variable-room.js';

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
	/** Called before the first variable that the blocks of storage taken so far have no room for. */
	takeRoom(): void;
};

const readOnlyNames: ReadonlySet<string> = new Set(
	['INDEX', 'LINENUM', 'EXEC', 'READFLAG', 'TYPEFLAG', 'GLOBAL'].map(variableName),
);
const globalName = /^GLOBAL\d$/;
const processorsOwn = /^DISK|^DOS$/;
/** Names as arguments have them: a number, its first digit not 0. */
const argumentName = /^[1-9]\d*$/;
/** What mostly stands for itself, or for nothing: `&*`, `&$`, and an ampersand alone. */
const standsForItself: ReadonlySet<string> = new Set(['*', '$', '']);

/** The place of an ordinary variable: its text, or a number that nobody has looked at as text yet. */
export class Cell {
	#text: string | undefined;
	/** NaN: the text is no number; undefined: not yet looked at. */
	#number: number | undefined;

	/** Undefined: it has no value. */
	get text(): string | undefined {
		if (this.#text === undefined && this.#number !== undefined) {
			this.#text = String(this.#number);
		}

		return this.#text;
	}

	set text(text: string | undefined) {
		this.#text = text;
		this.#number = undefined;
	}

	/** Its value as a number; NaN where it has none. */
	get number(): number {
		this.#number ??= parseNumber(this.#text) ?? (this.#text === undefined ? undefined : Number.NaN);
		return this.#number ?? Number.NaN;
	}

	set number(value: number) {
		this.#text = undefined;
		this.#number = value;
	}
}

export class Variables {
	/** Return code of the last command. */
	returnCode = 0;
	/** A variable has the name of a control word or function: what a line means is to be seen when it runs. */
	hidesWord = false;
	readonly #own = new Map<string, Cell>();
	readonly #surroundings: Surroundings;
	readonly #isWord: (name: string) => boolean;
	#index = 0;

	/** `isWord`: whether a name with its ampersand is a control word or function. */
	constructor(surroundings: Surroundings, execName: string, isWord: (word: string) => boolean) {
		this.#surroundings = surroundings;
		this.#isWord = isWord;
		this.#cell('0').text = execName;
	}

	/** Number of arguments, &INDEX. */
	get index(): number {
		return this.#index;
	}

	/** &1 to &n as they are now. */
	get arguments(): readonly string[] {
		return Array.from({length: this.#index}, (_, position) => this.#own.get(String(position + 1))?.text ?? '');
	}

	/** Sets &1 to &30 and &INDEX; `%` stands for a null argument. */
	setArguments(args: readonly string[]): ExecError | undefined {
		if (args.length > maximumArguments) {
			return fail(804);
		}

		for (let position = 1; position <= maximumArguments; position++) {
			const value = args[position - 1] ?? '';
			this.#cell(String(position)).text = value === '%' ? '' : value;
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

		return this.#own.get(key)?.text ?? this.#surroundings.initial(key);
	}

	/** The place of the variable `name`, for good; undefined where the processor has a part in its value. */
	cell(name: string): Cell | undefined {
		const key = variableName(name);
		return this.refusal(key) !== undefined || key === 'RETCODE' || globalName.test(key) || processorsOwn.test(key)
			|| standsForItself.has(key) || this.#isWord(`&${key}`)
			? undefined
			: this.#cell(key);
	}

	#cell(key: string): Cell {
		let cell = this.#own.get(key);
		if (!cell) {
			if (this.#own.size > 0 && this.#own.size % variablesOfBlock === 0) {
				this.#surroundings.takeRoom();
			}

			cell = new Cell();
			this.#own.set(key, cell);
		}

		return cell;
	}

	/** Why nothing can be assigned to `name`: only the processor sets it, or it is of an argument that no EXEC has. */
	refusal(name: string): ExecError | undefined {
		const key = variableName(name);
		const isBeyond = argumentName.test(key) && Number(key) > maximumArguments;
		return readOnlyNames.has(key) || isBeyond ? fail(810) : undefined;
	}

	/** Assigns; refuses what `refusal` says, and text where a number belongs. */
	set(name: string, value: string): ExecError | undefined {
		const key = variableName(name);
		const refused = this.refusal(key);
		if (refused) {
			return refused;
		}

		if (key !== 'RETCODE' && !globalName.test(key)) {
			this.#cell(key).text = cut(value);
			this.hidesWord ||= standsForItself.has(key) || this.#isWord(`&${key}`);
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
