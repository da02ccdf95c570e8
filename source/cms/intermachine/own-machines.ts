/** Machines that a program has to do with by DIAGNOSE X'108' (R13): events about them are its own. */
import {
	accepted, event, slaveRequest, type RequestResult,
} from '../../base/intermachine.js';
import type {Step} from '../../guest/action.js';
import type {IntermachineEvent} from './event.js';
import type {Requests, SlaveTerms} from './requests.js';

/** The request that begins with a machine, and the one that ends it. */
const beginnings: ReadonlySet<number> = new Set([slaveRequest.create, slaveRequest.watch]);
const ends: ReadonlySet<number> = new Set([slaveRequest.delete, slaveRequest.unwatch]);
const ofWatches: ReadonlySet<number> = new Set([slaveRequest.watch, slaveRequest.unwatch]);

export class OwnMachines {
	readonly #requests: Requests;
	/** Slaves it created. */
	readonly #slaves = new Set<string>();
	/** Machines of whose end it wants to hear. */
	readonly #watched = new Set<string>();

	constructor(requests: Requests) {
		this.#requests = requests;
	}

	/** Whether an event about a machine, not of an exchange, is meant. */
	concerns({code, userid}: IntermachineEvent): boolean {
		return (code === event.machineEnded ? this.#watched : this.#slaves).has(userid);
	}

	/** A slave function. It is the program's machine before CP is asked: the first event may come before the answer. */
	* request(code: number, name: string, other: string, terms?: SlaveTerms): Step<RequestResult> {
		const machines = ofWatches.has(code) ? this.#watched : this.#slaves;
		const isNew = beginnings.has(code) && !machines.has(name);
		if (isNew) {
			machines.add(name);
		}

		const result = yield * this.#requests.slave(code, name, other, terms);
		if (result === accepted ? ends.has(code) : isNew) {
			machines.delete(name);
		}

		return result;
	}
}
