/**
 * Service machines, which nobody sits at: logged on when the system starts, and again after a fault of the system
 * stopped one (`cp/machine/wall.ts`) or it was forced. One that needs it too often waits until the first time is an
 * hour ago, or somebody logs it on (SERVICE START). One that logs itself off has ended as it was told to (SERVICE
 * DRAIN, SERVICE STOP), and stays away.
 */
import {timeOfDay} from '../base/clock.js';
import {limits} from '../base/limits.js';
import type {ControlProgram} from '../cp/control-program.js';
import {operatorUserid} from '../cp/operator.js';

/** Microseconds. */
const hour = 3600 * 1_000_000;

export class Services {
	readonly #cp: ControlProgram;
	readonly #logon: (userid: string) => void;
	/** When each was logged on again within the last hour. */
	readonly #restarts = new Map<string, number[]>();
	/** Of those that wait to be logged on again: takes that back. */
	readonly #waiting = new Map<string, () => void>();

	/** `logon`: logs a service on, disconnected, and loads its system. */
	constructor(cp: ControlProgram, logon: (userid: string) => void) {
		this.#cp = cp;
		this.#logon = logon;
		cp.events.observe(event => {
			const userid = 'vm' in event ? event.vm?.userid : undefined;
			if (userid === undefined || !this.#restarts.has(userid)) {
				return;
			}

			if (event.kind === 'fault' || (event.kind === 'logoff' && event.forced === true)) {
				// When it is stopped, or gone, and what was under way is over.
				cp.schedule(0, () => {
					this.#restart(userid);
				});
			} else if (event.kind === 'logon' && event.by !== undefined) {
				// Somebody has seen to it: it is trusted anew.
				this.#forgetWaiting(userid);
				this.#restarts.set(userid, []);
			}
		});
	}

	/** Logs services on that are not. */
	start(userids: readonly string[]): void {
		for (const userid of userids) {
			this.#forgetWaiting(userid);
			this.#restarts.set(userid, []);
			if (!this.#cp.machines.has(userid)) {
				this.#logon(userid);
			}
		}
	}

	#restart(userid: string): void {
		const {machines, sessions, clock, shuttingDown} = this.#cp;
		const vm = machines.get(userid);
		if (shuttingDown) {
			return;
		}

		if (vm) {
			// Somebody who has connected to it, to see what is wrong, has it; one that was not stopped, because its
			// terminal failed and no more, goes on.
			if (!vm.session.disconnected || !vm.stopped) {
				return;
			}

			sessions.force(vm);
		}

		const now = clock.now();
		const recent = this.#restarts.get(userid)!.filter(at => at > now - hour);
		if (recent.length < limits.serviceRestarts.value) {
			this.#restarts.set(userid, [...recent, now]);
			this.#logon(userid);
		} else if (!this.#waiting.has(userid)) {
			this.#later(userid, recent);
		}
	}

	/** It was logged on again too often: next when the first of these times is an hour ago. */
	#later(userid: string, recent: readonly number[]): void {
		const {clock, machines} = this.#cp;
		const now = clock.now();
		const next = recent[0] + hour;
		this.#waiting.set(userid, this.#cp.schedule(next - now, () => {
			this.#waiting.delete(userid);
			if (!machines.has(userid)) {
				this.#restart(userid);
			}
		}));
		machines.get(operatorUserid)?.type(
			`${timeOfDay(now)} ${userid.padEnd(8)} NOT LOGGED ON AGAIN BEFORE ${timeOfDay(next)} - `
			+ `${recent.length} TIMES WITHIN AN HOUR`,
			'message',
		);
	}

	#forgetWaiting(userid: string): void {
		this.#waiting.get(userid)?.();
		this.#waiting.delete(userid);
	}
}
