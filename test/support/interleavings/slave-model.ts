/**
 * Slaves in a page or two, as the paper and `base/intermachine.ts` say it: who has power over whom, what is left of an
 * assignment, what a creator and a watcher hear.
 */
import {
	accepted, event, reason, refusal, slaveLoss, slaveRequest as code, slaveRights, slaveState, type SlaveBlock,
} from '../../../source/base/intermachine.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import {type ModelMachine, registerBytes, worksFor} from './model-machine.js';
import type {Model} from './model.js';
import type {VmcfModel} from './vmcf-model.js';

export const prototype = 'PROTO';
/** Userid of the only machine that may create. */
export const creatorUserid = 'M0';

export class SlaveModel {
	/** Whose directory entry is `prototype`: these are slaves, or nobody. */
	readonly slaves: readonly ModelMachine[];
	readonly #model: Model;
	readonly #vmcf: VmcfModel;
	/** Called for a machine that is made, again or for the first time, before anything is in it. */
	readonly #made: (machine: ModelMachine) => void;
	/** Ending because its creator wants it, or takes it back. */
	readonly #expected = new Set<ModelMachine>();
	#count = 0;

	constructor(model: Model, vmcf: VmcfModel, slaves: readonly ModelMachine[], made: (machine: ModelMachine) => void) {
		this.#model = model;
		this.#vmcf = vmcf;
		this.slaves = slaves;
		this.#made = made;
	}

	/** DIAGNOSE X'108'. `pages`: those of the machine named that hold something. Answers the code, or what it tells. */
	request(by: ModelMachine, asked: SlaveBlock, pages: readonly number[]): number | Partial<SlaveBlock> {
		if (asked.code === code.create) {
			return this.#create(by, asked.name, asked.other);
		}

		const machine = this.#model.machine(asked.name);
		if (asked.code === code.watch || asked.code === code.unwatch) {
			return machine ? this.#watch(by, machine, asked.code === code.watch) : refusal.notLoggedOn;
		}

		if (!machine?.creator) {
			return refusal.noSlave;
		}

		const {creator, owner, control} = machine;
		const ofAny: readonly number[] = [code.query, code.prepare];
		const ofCreator: readonly number[] = [code.assign, code.delete, code.release];
		const power = ofAny.includes(asked.code) ? 'any' : (ofCreator.includes(asked.code) ? 'creator' : 'control');
		if (by !== creator
			&& !(power === 'control' && owner === by && control)
			&& !(power === 'any' && (owner === by || machine === by))) {
			return refusal.privilege;
		}

		machine.isHandled ||= power === 'control';
		return this.#perform(by, machine, asked, pages);
	}

	/** A machine logs off, with what depends on it. */
	leave(machine: ModelMachine, isRenewed = false): void {
		machine.loggedOn = false;
		for (const [slave, isGone] of [...this.#dependants(machine)].toReversed()) {
			if (isGone && slave.loggedOn) {
				this.#expecting(slave, () => {
					this.leave(slave);
				});
			} else if (slave.loggedOn) {
				this.#renew(slave);
				slave.creator?.tell({code: event.slaveReturned, userid: slave.userid});
			}
		}

		for (const slave of this.slaves.filter(({creator}) => creator === machine)) {
			this.#expecting(slave, () => {
				this.leave(slave);
			});
		}

		this.#vmcf.forget(machine);
		this.#model.sever(machine, reason.loggedOff);
		machine.isLossTold = false;
		this.#lost(machine, slaveLoss.loggedOff);
		machine.forget();
		if (!isRenewed) {
			machine.image = undefined;
		}

		this.#ended(machine, reason.loggedOff);
	}

	/** SYSTEM RESET. */
	reset(machine: ModelMachine): void {
		this.#vmcf.forget(machine);
		this.#model.sever(machine, reason.reset);
		for (const slave of this.slaves.filter(({creator}) => creator === machine)) {
			slave.isLossTold = false;
		}

		this.#ended(machine, reason.reset);
	}

	/** Processor time was used by a machine. */
	used(machine: ModelMachine, microseconds: number): void {
		machine.used += microseconds;
		if (machine.limit !== 0 && machine.used >= machine.limit && !machine.stopped) {
			machine.stopped = true;
			this.#lost(machine, slaveLoss.limit);
		}
	}

	#create(by: ModelMachine, name: string, other: string): number {
		if (by.userid !== creatorUserid || other !== prototype) {
			return refusal.privilege;
		}

		const slave = this.slaves.find(({userid}) => userid === name);
		if (!slave || slave.loggedOn) {
			return refusal.name;
		}

		this.#make(slave, by);
		return accepted;
	}

	#watch(by: ModelMachine, machine: ModelMachine, begins: boolean): number {
		if (!begins) {
			return by.watched.delete(machine) ? accepted : refusal.sequence;
		}

		const isBetween = (one: ModelMachine, other: ModelMachine): boolean =>
			(one === by && other === machine) || (one === machine && other === by);
		if (machine.creator !== by && by.creator !== machine
			&& ![...this.#model.exchanges.values()].some(({signaller, target}) => isBetween(signaller, target))
			&& !this.#vmcf.messages.some(({source, sink, sinkLife}) =>
				sinkLife === sink.life && isBetween(source, sink))) {
			return refusal.privilege;
		}

		by.watched.add(machine);
		return accepted;
	}

	#perform(
		by: ModelMachine,
		slave: ModelMachine,
		asked: SlaveBlock,
		pages: readonly number[],
	): number | Partial<SlaveBlock> {
		const {area, length, slaveAddress} = asked;
		switch (asked.code) {
			case code.assign: {
				return this.#assign(slave, asked);
			}

			case code.delete: {
				this.#expecting(slave, () => {
					this.leave(slave);
				});
				return accepted;
			}

			case code.query: {
				return this.#describe(slave);
			}

			case code.prepare: {
				if (slave.owner) {
					return by === slave || by === slave.creator ? refusal.busy : refusal.privilege;
				}

				// A new machine of its entry would take none.
				if (slave.specialMessages) {
					return refusal.address;
				}

				slave.prepare(pages);
				return accepted;
			}

			case code.release: {
				const image = this.#model.machine(asked.other === '' ? slave.userid : asked.other)?.image;
				if (!image) {
					return refusal.sequence;
				}

				if (slave.isHandled || pages.length > 0) {
					this.#renew(slave);
				}

				slave.restore(image);
				slave.stopped = false;
				return accepted;
			}

			case code.start: {
				slave.stopped = false;
				slave.pswKey = (asked.psw[0] >>> 20) & 15;
				return accepted;
			}

			case code.stop: {
				slave.stopped = true;
				return accepted;
			}

			case code.readStorage:
			case code.writeStorage: {
				if (!by.contains(area, length) || !slave.contains(slaveAddress, length)) {
					return refusal.address;
				}

				const [from, to] = asked.code === code.readStorage
					? [{machine: slave, at: slaveAddress}, {machine: by, at: area}]
					: [{machine: by, at: area}, {machine: slave, at: slaveAddress}];
				to.machine.store(to.at, from.machine.fetch(from.at, length));
				this.#model.charge(by, Math.ceil(length / 1024) * overhead.copy);
				return accepted;
			}

			default: {
				if (!by.contains(area, registerBytes)) {
					return refusal.address;
				}

				if (asked.code === code.readRegisters) {
					by.store(area, slave.registers);
				} else {
					slave.registers = by.fetch(area, registerBytes);
				}

				return accepted;
			}
		}
	}

	#assign(slave: ModelMachine, {other, rights, limit}: SlaveBlock): number {
		const toCreator = other === '' || other === slave.creator!.userid;
		const next = toCreator ? undefined : this.#model.machine(other);
		if (!toCreator && !next) {
			return refusal.notLoggedOn;
		}

		if (next && worksFor(next, slave)) {
			return refusal.busy;
		}

		if (slave.owner && slave.owner !== next) {
			const life = next?.life;
			this.#renew(slave);
			if (next?.life !== life) {
				// It was this one's itself, and has begun anew.
				return refusal.notLoggedOn;
			}
		}

		slave.isHandled = true;
		slave.used = 0;
		slave.limit = limit;
		if (next) {
			const both = (rights & (slaveRights.charge | slaveRights.control)) === 0;
			slave.owner = next;
			slave.ownedAt = this.#count++;
			slave.control = both || (rights & slaveRights.control) !== 0;
			slave.chargeTo = both || (rights & slaveRights.charge) !== 0 ? next : slave.creator;
		}

		return accepted;
	}

	#describe({owner, creator, control, chargeTo, stopped, limit, used}: ModelMachine): Partial<SlaveBlock> {
		return {
			rights: (owner && chargeTo === owner ? slaveRights.charge : 0) | (control ? slaveRights.control : 0),
			state: stopped ? slaveState.stopped : slaveState.running,
			other: (owner ?? creator!).userid, limit, used: [0, used], creator: creator!.userid,
		};
	}

	#make(slave: ModelMachine, creator: ModelMachine): void {
		slave.forget();
		slave.loggedOn = true;
		slave.creator = creator;
		slave.chargeTo = creator;
		slave.madeAt = this.#count++;
		this.#made(slave);
	}

	/** What there was of it goes, and its creator has a new one. */
	#renew(slave: ModelMachine): void {
		const creator = slave.creator!;
		this.#expecting(slave, () => {
			this.leave(slave, true);
		});
		this.#make(slave, creator);
	}

	#lost(slave: ModelMachine, why: number): void {
		if (slave.creator && !slave.isLossTold && !this.#expected.has(slave)) {
			slave.isLossTold = true;
			slave.creator.tell({code: event.slaveLost, userid: slave.userid, reason: why}, () => {
				slave.isLossTold = false;
			});
		}
	}

	#ended(machine: ModelMachine, why: number): void {
		machine.watched.clear();
		for (const watcher of this.#model.machines) {
			if (watcher.watched.delete(machine)) {
				watcher.tell({code: event.machineEnded, userid: machine.userid, reason: why});
			}
		}
	}

	#expecting(slave: ModelMachine, end: () => void): void {
		this.#expected.add(slave);
		end();
		this.#expected.delete(slave);
	}

	/** Each behind the one it depends on; true for those that go with their creator. */
	#dependants(machine: ModelMachine): ReadonlyMap<ModelMachine, boolean> {
		const found = new Map<ModelMachine, boolean>();
		const of = (above: ModelMachine): Array<readonly [ModelMachine, boolean]> => [
			...this.slaves.filter(({creator}) => creator === above)
				.toSorted((one, other) => one.madeAt - other.madeAt).map(slave => [slave, true] as const),
			...this.slaves.filter(({owner}) => owner === above)
				.toSorted((one, other) => one.ownedAt - other.ownedAt)
				.map(slave => [slave, slave.creator === above] as const),
		];
		const going = of(machine);
		for (let next = going.pop(); next; next = going.pop()) {
			const [slave, isGone] = next;
			if (!found.has(slave)) {
				going.push(...of(slave));
			}

			found.set(slave, found.get(slave) === true || isGone);
		}

		return found;
	}
}
