/** Command definitions: one object a command, from which parsing, abbreviation, HELP and completion come. */

/** Longest line that DIAGNOSE X'08' takes (SC19-6209). */
export const longestCpCommand = 240;

/** What every command of CP, CMS, EDIT or SBS says of itself. */
export type CommandDefinition = {
	/** Full name in upper case. */
	readonly name: string;
	/**
	 * Least number of characters that stand for the name (`Query` has 1). The whole name where it has no abbreviation.
	 */
	readonly minimum: number;
	/** Another word for the same command (`WNG` beside `WARNING`). */
	readonly synonyms?: readonly string[];
	/** Operand syntax as the manual writes it, a line each; upper-case letters of a keyword are its shortest form. */
	readonly syntax: readonly string[];
	/** One line: what it does. */
	readonly summary: string;
	/** Operands and notes for HELP, a paragraph each. */
	readonly description?: readonly string[];
	/** Return codes or messages worth listing in HELP: `28  File not found.` */
	readonly returnCodes?: readonly string[];
	/** `VM/SP` where the command came after VM/370 Release 6; `Yorktown` where it is ours. */
	readonly origin?: 'VM/SP' | 'Yorktown';
};

/** A command as a terminal explains it: whose it is (`CP`, `CMS`), what it does, how it is written. */
export type ExplainedCommand = Pick<CommandDefinition, 'name' | 'summary' | 'syntax'> & {readonly component: string};

/** `definition` as a command of `component`. */
export function explained({name, summary, syntax}: CommandDefinition, component: string): ExplainedCommand {
	return {
		name, summary, syntax, component,
	};
}

/** Whether `word` (upper case) is `name` or one of its permitted abbreviations. */
export function isAbbreviation(word: string, name: string, minimum: number): boolean {
	return word.length >= minimum && word.length <= name.length && name.startsWith(word);
}

/** The definition `word` names, by full name first and then by abbreviation in table order. */
export function findCommand<T extends CommandDefinition>(word: string, table: readonly T[]): T | undefined {
	return table.find(command => command.name === word || command.synonyms?.includes(word))
		?? table.find(command => isAbbreviation(word, command.name, command.minimum));
}
