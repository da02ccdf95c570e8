/** Slave functions as programs ask for them: DIAGNOSE X'108'. Block and codes: `base/intermachine.ts`. */
import {
	accepted, linkRights, refusal, slaveBlock, slaveRequest, slaveRights, type RequestResult,
} from '../../base/intermachine.js';
import type {RecordOf} from '../../base/layout.js';
import type {Overhead} from '../machine/accounting.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {SystemEvents} from '../system-events.js';
import {inStorage} from './block-transfer.js';
import {isCharged} from './assignment.js';
import type {Intermachine} from './intermachine.js';
import {moveRegisters, moveStorage} from './slave-contents.js';
import type {Power, Slaves} from './slaves.js';
import {Watches} from './watches.js';

/** What the requests ask of the system. */
export type SlaveRequestsHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly events: SystemEvents;
	readonly intermachine: Pick<Intermachine, 'tell' | 'haveExchange'>;
	readonly slaves: Slaves;
	charge(vm: VirtualMachine, what: Overhead, times?: number): void;
};

type Asked = RecordOf<typeof slaveBlock>;

/** What is written back into the block. */
type Answer = Partial<Asked>;

/** What a request needs; the others CONTROL. */
const powers = new Map<number, Power>([
	[slaveRequest.assign, 'creator'], [slaveRequest.delete, 'creator'], [slaveRequest.query, 'any'],
	[slaveRequest.prepare, 'any'], [slaveRequest.release, 'creator'], [slaveRequest.link, 'creator'],
]);

const high = (value: number): number => Math.floor(value / 0x1_0000_0000);

/** A slave's processor time counts anew for its owner, who does not say what it does. */
function renewLimit(vm: VirtualMachine, name: string): RequestResult {
	const {assignment: {creator, owner, control}, timeLimit} = vm;
	if (vm.userid !== name || creator === undefined || owner === undefined || control) {
		return refusal.privilege;
	}

	timeLimit.begin(timeLimit.limit);
	return accepted;
}

export class SlaveRequests {
	readonly #host: SlaveRequestsHost;
	readonly #watches: Watches;

	constructor(host: SlaveRequestsHost) {
		this.#host = host;
		this.#watches = new Watches(host);
	}

	/** Performs DIAGNOSE X'108' with the block at `address` of `vm`. */
	request(vm: VirtualMachine, address: number): RequestResult {
		if (!inStorage(vm.storage, address, slaveBlock.length)) {
			return refusal.address;
		}

		const bytes = vm.storage.fetch(address, slaveBlock.length);
		const result = this.#perform(vm, slaveBlock.decode(bytes));
		if (typeof result === 'number') {
			return result;
		}

		slaveBlock.change(bytes, 0, result);
		vm.storage.store(address, bytes);
		return accepted;
	}

	#perform(vm: VirtualMachine, asked: Asked): RequestResult | Answer {
		const {slaves, machines} = this.#host;
		const {code, name, other} = asked;
		switch (code) {
			case slaveRequest.create: {
				return slaves.create(vm, name, other);
			}

			case slaveRequest.watch:
			case slaveRequest.unwatch: {
				const machine = machines.get(name);
				return machine
					? this.#watches[code === slaveRequest.watch ? 'watch' : 'unwatch'](vm, machine)
					: refusal.notLoggedOn;
			}

			case slaveRequest.renew: {
				return renewLimit(vm, name);
			}

			default: {
				const slave = slaves.find(vm, name, powers.get(code) ?? 'control');
				return typeof slave === 'number' ? slave : this.#with(vm, slave, asked);
			}
		}
	}

	#with(vm: VirtualMachine, slave: VirtualMachine, asked: Asked): RequestResult | Answer {
		const {slaves} = this.#host;
		switch (asked.code) {
			case slaveRequest.assign: {
				return slaves.assign(slave, asked.other, {
					charge: (asked.rights & slaveRights.charge) !== 0,
					control: (asked.rights & slaveRights.control) !== 0,
					limit: asked.limit,
				});
			}

			case slaveRequest.delete: {
				slaves.delete(slave);
				return accepted;
			}

			case slaveRequest.query: {
				return this.#describe(slave);
			}

			case slaveRequest.prepare: {
				return slaves.prepare(vm, slave, asked.psw);
			}

			case slaveRequest.release: {
				return slaves.release(slave, asked.other);
			}

			case slaveRequest.link: {
				const {area: from, slaveAddress: to, rights} = asked;
				return slaves.link(vm, slave, {from, to, write: (rights & linkRights.write) !== 0});
			}

			case slaveRequest.start: {
				slaves.start(slave, asked.psw);
				return accepted;
			}

			case slaveRequest.stop: {
				slave.stop('asked');
				return accepted;
			}

			case slaveRequest.ipl: {
				return slaves.ipl(slave, asked.other);
			}

			case slaveRequest.readPsw: {
				return {psw: [slave.cpu.psw.high >>> 0, slave.cpu.psw.low >>> 0]};
			}

			case slaveRequest.readStorage:
			case slaveRequest.writeStorage: {
				const result = moveStorage(vm, slave, asked, asked.code === slaveRequest.writeStorage);
				if (result === accepted) {
					// As a transfer of as many bytes is charged.
					this.#host.charge(vm, 'copy', Math.ceil(asked.length / 1024));
				}

				return result;
			}

			case slaveRequest.readRegisters:
			case slaveRequest.writeRegisters: {
				return moveRegisters(vm, slave, asked.area, asked.code === slaveRequest.writeRegisters);
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	#describe(slave: VirtualMachine): Answer {
		const {assignment, timeLimit: {limit}} = slave;
		// Where an instruction takes half a microsecond the time may end in a half.
		const used = Math.trunc(slave.timeLimit.used);
		return {
			rights: (isCharged(assignment) ? slaveRights.charge : 0) | (assignment.control ? slaveRights.control : 0),
			state: this.#host.slaves.state(slave),
			other: this.#host.slaves.owner(slave),
			limit,
			used: [high(used), used % 0x1_0000_0000],
			creator: assignment.creator!,
		};
	}
}
