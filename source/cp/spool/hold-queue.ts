/**
 * The system's hold queue (VM/370's SHQBLOK): users whose printer or punch files HOLD keeps from the real units until
 * FREE, those that they have and those that they make (GC20-1806, HOLD, FREE).
 */
import type {
	Hold, HoldStore, OutputQueue, SpoolFile,
} from './spool-file.js';

/** The name for all users. */
export const everybody = 'SYSTEM';

export class HoldQueue {
	#holds: ReadonlyMap<string, ReadonlySet<OutputQueue>>;
	readonly #store: HoldStore | undefined;

	constructor(store?: HoldStore) {
		this.#store = store;
		this.#holds = new Map(store?.load().map(({userid, queues}) => [userid, new Set(queues)]));
	}

	/** Users, and what of them is held. */
	all(): Hold[] {
		return [...this.#holds].map(([userid, queues]) => ({userid, queues: [...queues]}));
	}

	covers({owner, queue}: Pick<SpoolFile, 'owner' | 'queue'>): boolean {
		return queue !== 'RDR' && [owner, everybody].some(userid => this.#holds.get(userid)?.has(queue));
	}

	/** HOLD. False: there is no room to keep that, and nothing is held more than before. */
	hold(userid: string, queues: readonly OutputQueue[]): boolean {
		return this.#set(new Map([
			...this.#holds, [userid, new Set([...this.#holds.get(userid) ?? [], ...queues])],
		]));
	}

	/** FREE; of SYSTEM, everybody's. False as for `hold`. */
	free(userid: string, queues: readonly OutputQueue[]): boolean {
		const rest = [...this.#holds].map(([name, held]): [string, Set<OutputQueue>] => [
			name,
			new Set([...held].filter(queue =>
				!queues.includes(queue) || (userid !== everybody && name !== userid))),
		]);
		return this.#set(new Map(rest.filter(([, held]) => held.size > 0)));
	}

	#set(holds: ReadonlyMap<string, ReadonlySet<OutputQueue>>): boolean {
		const before = this.#holds;
		this.#holds = holds;
		if (this.#store?.put(this.all()) === false) {
			this.#holds = before;
			return false;
		}

		return true;
	}
}
