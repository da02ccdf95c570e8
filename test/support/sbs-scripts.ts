/**
 * What the people of a test did with SBS, as a script that can be done again elsewhere. Tests of a library in memory
 * write theirs where YORKTOWN_SBS_SCRIPTS names a folder, one for each library.
 */
import {readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type {Role} from '../../source/sbs/context.js';

/** A file that a user has, its records in hexadecimal. */
export type ScriptFile = {
	readonly name: string;
	readonly type: string;
	readonly modeNumber: string;
	readonly recordFormat: 'F' | 'V';
	readonly recordLength: number;
	readonly date: string;
	readonly time: string;
	readonly records: readonly string[];
};

export type ScriptStep = {readonly userid: string} & (
	| {readonly file: ScriptFile}
	/** What stands behind `SBS`, and what came of it; `again`: of the request before, once more. */
	| {readonly line: string; readonly answer: readonly string[]; readonly again: boolean}
);

export type Script = {
	readonly name: string;
	readonly roles: Readonly<Record<string, Role>>;
	/** The test changed the library by other ways, too: what came of the lines there is not what comes elsewhere. */
	readonly isPrepared: boolean;
	readonly steps: readonly ScriptStep[];
};

const folder = process.env.YORKTOWN_SBS_SCRIPTS;
const writers: ScriptWriter[] = [];
if (folder !== undefined) {
	// A test's file has ended by then, and with it what it does.
	process.once('exit', () => {
		for (const [index, writer] of writers.entries()) {
			const name = `${process.pid}-${index + 1}`;
			writeFileSync(path.join(folder, `${name}.json`), JSON.stringify({name, ...writer.script}));
		}
	});
}

/** Takes down what is done with one library. */
export class ScriptWriter {
	readonly #roles: Record<string, Role> = {};
	readonly #steps: ScriptStep[] = [];
	#changes = 0;
	#isPrepared = false;

	/** `changes`: how many the library has seen. */
	constructor(readonly changes: () => number) {
		writers.push(this);
	}

	get script(): Omit<Script, 'name'> {
		return {roles: this.#roles, isPrepared: this.#isPrepared, steps: this.#steps};
	}

	/** A line is done now, whose answer comes next. `isPrepared`: by somebody whose disk is not what a disk is. */
	begin(isPrepared: boolean): void {
		this.#isPrepared ||= isPrepared || this.changes() !== this.#changes;
	}

	user(userid: string, role: Role): void {
		this.#roles[userid] = role;
	}

	step(step: ScriptStep): void {
		if ('line' in step) {
			this.#changes = this.changes();
		}

		if (folder !== undefined && !('again' in step && step.again)) {
			this.#steps.push(step);
		}
	}
}

/** The scripts of a folder. */
export const readScripts = (from: string): Script[] => readdirSync(from)
	.toSorted()
	.map(file => JSON.parse(readFileSync(path.join(from, file), 'utf8')) as Script)
	.filter(({steps}) => steps.length > 0);
