/**
 * A machine's part in a group that shares a disk (R15): it joins the group's table and asks for locks in it, for itself
 * and for those who have the disk from it by remote files. A machine of the group may be signalled by everybody; what
 * no member says is refused. Where a machine shares its disk with nobody but those it serves, the table is its own.
 */
import {accepted, event} from '../../base/intermachine.js';
import {limits} from '../../base/limits.js';
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {Endpoint} from '../intermachine/endpoint.js';
import type {EndpointOptions} from '../intermachine/endpoint-options.js';
import type {IntermachineEvent} from '../intermachine/event.js';
import {Companions, presenceVerb} from './companions.js';
import {LockLine, waitVerb} from './lock-line.js';
import {LockMember, type Membership} from './lock-member.js';
import {
	atOnce, LockTable, type Lock, type LockStorage,
} from './lock-table.js';

/** What a group needs of the CMS it is part of. */
export type LockGroupHost = {
	readonly userid: string;
	readonly storage: LockStorage;
	endpoint(options: EndpointOptions): Endpoint;
	charge(charge: Charge): Step;
	/** Told, before it is repaired, which members are gone and what they had: what they were doing may be half done. */
	lost(generations: readonly number[], locks: readonly Lock[]): void;
	/** Seconds of the day. */
	now(): Step<number>;
};

/**
 * Where a group's table lies. `isOwn`: no other machine sees it. `isKnown`: this machine has joined it, and goes on
 * after a restart of its CMS.
 */
export type TablePlace = {readonly base: number; readonly isOwn?: boolean; readonly isKnown?: boolean};

export class LockGroup {
	/** Joins the group whose table lies there; `undefined` where there is no place in it. */
	static * join(host: LockGroupHost, place: TablePlace): Step<LockGroup | undefined> {
		const group = new LockGroup(host, place);
		const generation = (place.isKnown ? yield * group.#goOn() : undefined) ?? (yield * group.#join(host.userid));
		if (generation === undefined) {
			return undefined;
		}

		group.#own = new LockMember(group.#membership, host.userid, generation);
		return group;
	}

	readonly table: LockTable;
	readonly #host: LockGroupHost;
	readonly #isOwnTable: boolean;
	readonly #server: Endpoint;
	readonly #line: LockLine;
	readonly #companions: Companions;
	readonly #membership: Membership;
	#own: LockMember | undefined;

	private constructor(host: LockGroupHost, {base, isOwn = false}: TablePlace) {
		this.#host = host;
		this.#isOwnTable = isOwn;
		const table = new LockTable(host.storage, base);
		this.table = table;
		const server = host.endpoint({
			verbs: isOwn ? [] : [waitVerb, presenceVerb], lasting: true, onEvent: happened => this.#happened(happened),
		});
		this.#server = server;
		const {userid} = host;
		const endpoint = (options: EndpointOptions): Endpoint => host.endpoint(options);
		const recover = (generation: number): Step => this.#recover(generation);
		const line = new LockLine({
			userid,
			table,
			endpoint,
			recover,
			charge: charge => host.charge(charge),
			refuse: exchange => server.refuse(exchange),
		});
		this.#line = line;
		const generation = (): number => this.#own?.generation ?? 0;
		this.#companions = new Companions({
			userid,
			table,
			server,
			endpoint,
			recover,
			get generation() {
				return generation();
			},
		});
		this.#membership = {
			table,
			line,
			charge: charge => host.charge(charge),
			now: () => host.now(),
			rejoin: member => this.#join(member.userid, member === this.#own ? 0 : generation()),
		};
	}

	/** This machine, as it asks for itself. */
	get own(): LockMember {
		return this.#own!;
	}

	/** A user for whom this machine asks from now on; `undefined` where there is no place for one more. */
	* serve(userid: string): Step<LockMember | undefined> {
		const generation = yield * this.#join(userid, this.own.generation);
		return generation === undefined ? undefined : new LockMember(this.#membership, userid, generation);
	}

	/** After a restart of CMS: those for whom this machine asked. */
	served(): LockMember[] {
		return this.table.servedBy(this.own.generation).map(({userid, generation}) =>
			new LockMember(this.#membership, userid, generation));
	}

	/** After a restart of CMS: an exchange by which another machine waits for this one, of the member given. */
	* adopt(exchange: number, generation: number): Step {
		this.#server.adopt(exchange);
		yield * this.#line.adopt(exchange, generation);
	}

	/** It asks for him no longer: what he had goes to those in line. */
	* end({generation}: LockMember): Step {
		yield * this.#recover(generation);
	}

	/** After HX or an abend: no command has a file open any more, and who waited for one is told. */
	* recover(): Step {
		yield * this.own.recover();
	}

	/** How many other machines of the group are still there; what those that are not left behind is given up. */
	* companions(): Step<number> {
		return yield * this.#companions.count();
	}

	/** Leaves the group: every lock is given up. */
	* leave(): Step {
		yield * this.#recover(this.own.generation);
		yield * this.#line.close();
		yield * this.#server.close();
	}

	/** The generation that this machine has, where none of the others has taken it for dead. */
	* #goOn(): Step<number | undefined> {
		const known = this.table.machines().find(({userid}) => userid === this.#host.userid);
		if (known && !this.#isOwnTable) {
			yield * this.#server.authorize('*');
		}

		return known?.generation;
	}

	/** Joins, as `userid`; answers the generation. */
	* #join(userid: string, agent = 0): Step<number | undefined> {
		if (!this.#isOwnTable && agent === 0 && (yield * this.#server.authorize('*')) !== accepted) {
			return undefined;
		}

		if (agent === 0) {
			const earlier = this.table.machines().filter(machine => machine.userid === userid);
			this.#lost(earlier.map(({generation}) => generation));
		}

		for (let tries = 0; tries < limits.lockTries.value; tries++) {
			const joined = atOnce(this.table.join(userid, agent));
			if (joined) {
				return joined.generation;
			}

			yield * this.#host.charge('lock');
		}

		return undefined;
	}

	/** A member is gone: its locks go to those in line. */
	* #recover(generation: number): Step {
		this.#lost([generation]);
		for (let tries = 0; tries < limits.lockTries.value; tries++) {
			yield * this.#host.charge('lock');
			if (atOnce(this.table.recover(generation)) !== undefined) {
				break;
			}
		}

		yield * this.#line.tell();
	}

	#lost(generations: readonly number[]): void {
		this.#host.lost(generations, this.table.locks().filter(({generation}) => generations.includes(generation)));
	}

	* #happened(happened: IntermachineEvent): Step {
		if (happened.code === event.machineEnded) {
			yield * this.#companions.ended(happened);
		} else if (happened.code === event.signalled && happened.message.verb === presenceVerb) {
			yield * this.#companions.asked(happened);
		} else {
			yield * this.#line.happened(happened);
		}
	}
}
