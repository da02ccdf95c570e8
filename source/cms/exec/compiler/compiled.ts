/**
 * The compiled lines of an EXEC, and stretches of them: statements that follow each other with nothing between them
 * that could see or change anything else. Their time is charged in one piece behind them, as much as one by one.
 */
import type {Exec} from '../exec.js';
import {leaveLoops} from '../flow.js';
import type {Loop} from '../loop-state.js';
import {
	forInterpreter, interpret, next, type Code,
} from './code.js';
import {compileLine} from './statement.js';

/** What became of a stretch. */
export type Stretch = {
	/** Statements executed. */
	readonly statements: number;
	/** The last of them is done, and where control goes from it only the interpreter can tell. */
	readonly advances: boolean;
};

export class Compiled {
	readonly #exec: Exec;
	/** By line; undefined: not yet met. */
	readonly #code: Array<Code | undefined> = [];

	constructor(exec: Exec) {
		this.#exec = exec;
	}

	/** Whether lines mean what they meant when they were compiled, and nothing is to be shown of them. */
	get #applies(): boolean {
		const {control, hex, variables} = this.#exec;
		return control.level !== 'ALL' && !hex && !variables.hidesWord;
	}

	/** Executes from the present line on, `most` statements at most. */
	run(most: number): Stretch {
		const exec = this.#exec;
		let statements = 0;
		if (this.#applies) {
			for (; statements < most; statements++) {
				const flow = this.#at(exec.line)?.() ?? interpret;
				if (flow === interpret) {
					break;
				}

				if (flow !== next) {
					leaveLoops(exec.loops, flow);
					exec.line = flow;
				} else if (!this.#advance()) {
					return {statements: statements + 1, advances: true};
				}
			}
		}

		return {statements, advances: false};
	}

	/** The code of a line that was read. */
	#at(line: number): Code | undefined {
		const known = this.#code[line];
		const tokens = known ? undefined : this.#exec.file.known(line)?.tokens;
		return tokens ? this.#code[line] = compileLine(this.#exec, tokens, line) ?? forInterpreter : known;
	}

	/** As `advance` of `flow.ts`. False: it is that one's, and nothing was done. */
	#advance(): boolean {
		const exec = this.#exec;
		const {loops} = exec;
		for (let loop = loops.at(-1); loop && loop.end <= exec.line; loop = loops.at(-1)) {
			if (loop.end === exec.line) {
				const again = startsPass(loop);
				if (again === undefined) {
					return false;
				}

				if (again) {
					exec.line = loop.start;
					break;
				}
			}

			loops.pop();
		}

		exec.line++;
		return true;
	}
}

/** As that of `flow.ts`; undefined where only it can tell. */
function startsPass(loop: Loop): boolean | undefined {
	if (!loop.until) {
		loop.left--;
		return loop.left >= 0;
	}

	const isOver = loop.ends?.();
	return isOver === undefined ? undefined : !isOver;
}
