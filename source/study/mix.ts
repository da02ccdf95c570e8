/**
 * What users do: scripts of terminal lines, each as often as its weight says, with a pause for thought before every
 * line. A mix is text, so that anybody can write another:
 *
 *     * comment
 *     THINK 15
 *     30 QUERY   SBS QUERY {ANY}
 *     20 CHANGE  SBS GET {OWN} A (REPLACE | EDIT {OWN} | NEXT {LINE} | REPLACE {TEXT} | FILE | SBS PUT {OWN}
 *
 * `{ANY}` is a member of the library, `{OWN}` one that the user owns, the same throughout a script; `{LINE}` the number
 * of a line that every member has and that may say something else; `{TEXT}` such a line; `{SYSTEM}` the system of the
 * user's own members.
 */
import {changeable} from './members.js';
import type {Random} from './random.js';

export type Script = {
	readonly weight: number;
	readonly name: string;
	readonly lines: readonly string[];
};

export type Mix = {
	/** Mean time between an answer and the next line, seconds; it is distributed exponentially. */
	readonly think: number;
	readonly scripts: readonly Script[];
};

/** What a user may fill in. */
export type Choices = {
	any(): string;
	own(): string;
	system(): string;
};

const change = 'SBS GET {OWN} A (REPLACE | EDIT {OWN} | NEXT {LINE} | REPLACE {TEXT} | FILE | SBS PUT {OWN}';

/**
 * The mix unless told: people look more often than they change, as the log of any library shows; changes come as
 * fetch, edit, store; some reserve the member first, and now and then somebody builds his system.
 */
export const defaultMixText = `THINK 15
30 QUERY   SBS QUERY MEMBER {ANY}
10 LIST    SBS LIST {ANY}
30 GET     SBS GET {ANY} A (REPLACE
15 CHANGE  ${change}
10 RESERVE SBS RESERVE {OWN} | ${change}
 5 BUILD   SBS BUILD {SYSTEM}
`;

const thinkLine = /^think +(\d+(?:\.\d+)?)$/i;
const scriptLine = /^(\d+(?:\.\d+)?) +(\S+) +(.+)$/;
const placeholder = /{(\w*)}/g;
const known = new Set(['ANY', 'OWN', 'LINE', 'TEXT', 'SYSTEM']);

/** Reads a mix; a text says what is wrong with it, and in which line. */
export function parseMix(text: string): Mix | string {
	let think = 15;
	const scripts: Script[] = [];
	for (const [index, line] of text.split(/\r?\n/).map(each => each.trim()).entries()) {
		const [, pause] = thinkLine.exec(line) ?? [];
		const [, weight, name, steps] = scriptLine.exec(line) ?? [];
		if (line === '' || line.startsWith('*')) {
			continue;
		}

		if (pause !== undefined) {
			think = Number(pause);
		} else if (steps === undefined || Number(weight) <= 0) {
			return `line ${index + 1}: expected "THINK seconds" or "weight NAME line | line...", found "${line}"`;
		} else {
			const wrong = [...steps.matchAll(placeholder)].find(([, word]) => !known.has(word.toUpperCase()));
			if (wrong) {
				return `line ${index + 1}: ${wrong[0]} is none of {${[...known].join('}, {')}}`;
			}

			scripts.push({
				weight: Number(weight), name: name.toUpperCase(), lines: steps.split('|').map(step => step.trim()),
			});
		}
	}

	return scripts.some(({lines}) => lines.some(line => isService(line)))
		? {think, scripts}
		: 'no script has a line that begins with SBS';
}

/** A line whose answer is timed: a command of the service. */
export const isService = (line: string): boolean => /^sbs /i.test(line);

/** The lines of a script as a user types them. */
export function filled({lines}: Script, choices: Choices, random: Random): string[] {
	const values: Readonly<Record<string, string>> = {
		ANY: choices.any(),
		OWN: choices.own(),
		SYSTEM: choices.system(),
		LINE: String(changeable.first + random.below(changeable.count)),
		TEXT: `         LA    ${random.below(15) + 1},${random.below(4096)}            CHANGED`,
	};
	return lines.map(line => line.replaceAll(placeholder, (_, word: string) => values[word.toUpperCase()]));
}
