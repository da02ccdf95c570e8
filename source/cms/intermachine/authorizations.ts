/**
 * Who may signal this machine, by the programs in it that said so. CP keeps one list a machine; a name goes from it
 * when the last program that authorized it takes it back, so that no program closes what another one opened.
 */
import {accepted, request, type RequestResult} from '../../base/intermachine.js';
import type {Step} from '../../guest/action.js';
import type {Requests} from './requests.js';

/** Every userid, as AUTHORIZE takes it. */
export const everybody = '*';

export class Authorizations {
	readonly #requests: Requests;
	/** Where CP stores the blocks of interruptions. */
	readonly #area: () => number;
	/** How many programs authorized a userid. */
	readonly #counts = new Map<string, number>();
	/** CP knows where to store the blocks of interruptions. */
	#areaTold = false;

	constructor(requests: Requests, area: () => number) {
		this.#requests = requests;
		this.#area = area;
	}

	/** Whoever signals must hear of what comes of it, though it authorizes nobody. */
	* prepare(): Step {
		if (!this.#areaTold) {
			const result = yield * this.#requests.exchange({code: request.area, area: this.#area()});
			this.#areaTold = result === accepted;
		}
	}

	* authorize(userid: string): Step<RequestResult> {
		this.#counts.set(userid, (this.#counts.get(userid) ?? 0) + 1);
		const result = yield * this.#requests.exchange({code: request.authorize, userid, area: this.#area()});
		if (result === accepted) {
			this.#areaTold = true;
		} else {
			this.#lessen(userid);
		}

		return result;
	}

	* revoke(userid: string): Step<RequestResult> {
		return this.#lessen(userid) > 0
			? accepted
			: yield * this.#requests.exchange({code: request.revoke, userid});
	}

	/** Answers how many are left. */
	#lessen(userid: string): number {
		const left = (this.#counts.get(userid) ?? 1) - 1;
		if (left === 0) {
			this.#counts.delete(userid);
		} else {
			this.#counts.set(userid, left);
		}

		return left;
	}
}
