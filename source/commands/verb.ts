/**
 * What a shell verb is: one file each in this folder, listed in `verbs.ts`; flags and help come from the definition.
 */

/** One flag. Its value is `true` for a switch, text (or a list of texts) otherwise; each verb checks what it means. */
export type FlagDefinition = {
	readonly type: 'boolean' | 'string';
	readonly multiple?: boolean;
	/** How help shows the value: `DIR[:MODE[:ro]]`. */
	readonly value?: string;
	readonly text: string;
};

export type Flags = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

export type Verb = {
	readonly name: string;
	/** Words one of which stands right behind the name, before the flags: what the verb is about. */
	readonly subjects?: readonly string[];
	/** What follows the flags, for the usage line. */
	readonly operands: string;
	readonly summary: string;
	readonly flags: Readonly<Record<string, FlagDefinition>>;
	/** What the exit status says, for help. */
	readonly exits: string;
	/** Runs the verb; ends with the exit status. `words` are everything from the first non-flag on. */
	run(flags: Flags, words: readonly string[]): Promise<number>;
};

/** Something the caller of the program got wrong: one line on standard error, exit status 2, nothing written. */
export class UsageError extends Error {
	override name = 'UsageError';
}

/** Text value of a flag, or undefined. */
export function textFlag(flags: Flags, name: string): string | undefined {
	const value = flags[name];
	return typeof value === 'string' ? value : undefined;
}

/** Values of a repeatable flag. */
export function listFlag(flags: Flags, name: string): readonly string[] {
	const value = flags[name];
	return Array.isArray(value) ? value as readonly string[] : (typeof value === 'string' ? [value] : []);
}

/** The value of a flag that must be one of `choices`. */
export function choiceFlag<T extends string>(flags: Flags, name: string, choices: readonly T[], otherwise: T): T {
	const value = textFlag(flags, name);
	if (value === undefined) {
		return otherwise;
	}

	const choice = choices.find(each => each === value);
	if (choice === undefined) {
		throw new UsageError(`--${name} ${value}: must be one of ${choices.join(', ')}`);
	}

	return choice;
}

/** A flag whose value is a positive number. */
export function numberFlag(flags: Flags, name: string): number | undefined {
	const value = textFlag(flags, name);
	if (value === undefined) {
		return undefined;
	}

	if (!/^\d+(?:\.\d+)?$/.test(value) || Number(value) <= 0) {
		throw new UsageError(`--${name} ${value}: must be a positive number`);
	}

	return Number(value);
}
