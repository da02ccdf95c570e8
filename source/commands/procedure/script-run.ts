/**
 * Carries out the statements of a script: gives users their lines, waits for what they expect, and says where that did
 * not come and when the script is over. All of it in simulated time.
 */
import type {System} from '../../system/system.js';
import type {ScriptStatement} from './script-file.js';
import {ScriptUser, type Transcript} from './script-user.js';

/** How long an expectation waits, simulated microseconds. */
const patience = 60_000_000;
/** How long all users must have read, and nothing have come, for the end of the script to be the end. */
const quiet = 2_000_000;

export class ScriptRun {
	readonly #users = new Map<string, ScriptUser>();
	readonly #statements: ScriptStatement[];
	#failure: string | undefined;
	#cancelPatience: (() => void) | undefined;
	#advancing = false;
	/** When something last happened at a terminal, `Clock` microseconds. */
	#lastAt = 0;
	#isEnding = false;
	#isOver = false;

	constructor(
		readonly system: System,
		statements: readonly ScriptStatement[],
		readonly transcript: Transcript,
		readonly shown: (text: string) => string,
	) {
		this.#statements = [...statements];
	}

	/** Why the script failed. */
	get failure(): string | undefined {
		return this.#failure;
	}

	/** The script has ended: what still happens is nobody's matter. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/** Carries out statements until one has to wait. Called again whenever something happened. */
	advance(): void {
		this.#lastAt = this.system.clock.now();
		if (this.#advancing || this.#failure !== undefined) {
			return;
		}

		this.#advancing = true;
		while (this.#statements.length > 0 && this.#failure === undefined) {
			if (!this.#carryOut(this.#statements[0])) {
				break;
			}

			this.#statements.shift();
			this.#cancelPatience?.();
			this.#cancelPatience = undefined;
		}

		this.#advancing = false;
		if (this.#statements.length === 0 && !this.#isEnding) {
			this.#isEnding = true;
			this.#awaitEnd();
		}
	}

	/**
	 * Every statement is carried out: the script ends once all users read again, or where nothing can come, or nobody
	 * has anything to do for so long that nothing will. Decided in simulated time, and without waiting for an idle
	 * system, which one with SET TIMER REAL never is.
	 */
	#awaitEnd(): void {
		const {cp, clock} = this.system;
		cp.schedule(quiet, () => {
			const silence = clock.now() - this.#lastAt;
			const users = [...this.#users.values()];
			const isIdle = cp.timeline.next === undefined && ![...cp.machines.values()].some(vm => vm.runnable);
			const isAtRest = silence >= quiet && users.every(user => user.isAtRest);
			const isStuck = silence >= patience && !users.some(user => user.line.vm?.runnable);
			this.#isOver = isIdle || isAtRest || isStuck;
			if (!this.#isOver) {
				this.#awaitEnd();
			}
		});
	}

	/** Nothing more will happen: an expectation that still waits has failed. */
	finish(): void {
		const [waiting] = this.#statements;
		if (waiting && this.#failure === undefined) {
			this.#fail(waiting, 'nothing more came');
		}

		const unread = [...this.#users.values()].find(user => user.inputs.length > 0);
		if (unread && this.#failure === undefined) {
			const {line, text} = unread.inputs[0];
			this.#failure = (`line ${line}: ${unread.userid}: ${text}: never read; ${unread.userid} is `
				+ `${unread.status ?? 'not connected'}`);
		}
	}

	/** Logs a user on at its first line. */
	user(userid: string): ScriptUser {
		const known = this.#users.get(userid);
		if (known) {
			return known;
		}

		const user = new ScriptUser(userid, 0x20 + this.#users.size, this.transcript, this.shown, () => {
			this.advance();
		});
		this.#users.set(userid, user);
		user.line = this.system.connect(user);
		this.system.autolog(userid, user.line, 'AUTOCR');
		return user;
	}

	/** True where the statement is done. */
	#carryOut(statement: ScriptStatement): boolean {
		const user = this.user(statement.user);
		switch (statement.kind) {
			case 'input': {
				user.inputs.push(statement);
				user.offer();
				return true;
			}

			case 'immediate': {
				if (user.inputs.length > 0) {
					// What comes before it at the same terminal is typed first.
					this.#wait(statement);
					return false;
				}

				this.transcript(statement.user, 'input', statement.text);
				if (statement.text === 'PA1' || statement.text === 'CLEAR') {
					user.line.key(statement.text);
				} else {
					user.line.enter(statement.text);
				}

				return true;
			}

			case 'expect': {
				const found = user.unseen.findIndex(line => statement.matches(line));
				if (found === -1) {
					this.#wait(statement);
					return false;
				}

				user.unseen.splice(0, found + 1);
				return true;
			}
		}
	}

	#wait(statement: ScriptStatement): void {
		this.#cancelPatience ??= this.system.cp.schedule(patience, () => {
			this.#fail(statement, 'not within 60 seconds');
		});
	}

	#fail(statement: ScriptStatement, why: string): void {
		const came = this.#users.get(statement.user)?.unseen.slice(-5) ?? [];
		const instead =
			came.length > 0 ? `; came instead: ${came.map(line => `"${line}"`).join(', ')}` : '; nothing came';
		this.#failure = `line ${statement.line}: ${statement.user}> ${statement.text}: ${why}${instead}`;
	}
}
