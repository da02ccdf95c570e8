/**
 * Slave machines (the paper, "Slave Functions"): independent machines that a creator makes from a prototype of the
 * directory, assigns to an owner who is charged for them, and can reassign at any time. Nothing of one assignment leaks
 * into the next: a slave that leaves a user is cleared before anybody else has it.
 */
import {
	accepted, refusal, slaveBlock, slaveRequest, type RequestResult, type SlaveBlock,
} from '../../base/intermachine.js';
import {inStorage, moveBlock} from './block-transfer.js';
import type {UserDirectory} from '../directory/directory.js';
import type {Intermachine} from './intermachine.js';
import type {Sessions} from '../sessions.js';
import type {SystemEvents} from '../system-events.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';

/**
 * Layout of the register area of `readRegisters`/`writeRegisters`: 16 general, 8 words of floating-point, 16 control
 * registers.
 */
const registerBytes = (16 + 8 + 16) * 4;

/** What slave functions ask of the system. */
export type SlavesHost = {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly directory: UserDirectory;
	readonly events: SystemEvents;
	readonly sessions: Pick<Sessions, 'logon' | 'logoff'>;
	readonly intermachine: Pick<Intermachine, 'slaveReturned'>;
	ipl(vm: VirtualMachine, name: string, parm: string): boolean;
};

export class Slaves {
	readonly #host: SlavesHost;

	constructor(host: SlavesHost) {
		this.#host = host;
	}

	/** Slaves of a creator, or all. */
	list(creator?: string): VirtualMachine[] {
		return [...this.#host.machines.values()].filter(
			vm => vm.assignment.creator !== undefined && (creator === undefined || vm.assignment.creator === creator),
		);
	}

	/** Userid of a slave's owner: who is charged, or the creator. */
	owner(slave: VirtualMachine): string {
		return slave.assignment.chargeTo?.userid ?? slave.assignment.creator!;
	}

	/** Performs DIAGNOSE X'108' with the block at `address` of `vm`. */
	request(vm: VirtualMachine, address: number): RequestResult {
		if (!inStorage(vm.storage, address, slaveBlock.length)) {
			return refusal.address;
		}

		const bytes = vm.storage.fetch(address, slaveBlock.length);
		const {
			code, name, other, psw, area, length, slaveAddress,
		} = slaveBlock.decode(bytes);
		const answer = (changes: Partial<SlaveBlock>): RequestResult => {
			slaveBlock.change(bytes, 0, changes);
			vm.storage.store(address, bytes);
			return accepted;
		};

		if (code === slaveRequest.create) {
			return this.#create(vm, name, other);
		}

		const slave = this.#host.machines.get(name);
		if (slave?.assignment.creator === undefined) {
			return refusal.noSlave;
		}

		const isCreator = slave.assignment.creator === vm.userid;
		if (!isCreator && slave.assignment.chargeTo !== vm && !(slave === vm && code === slaveRequest.query)) {
			return refusal.privilege;
		}

		switch (code) {
			case slaveRequest.assign: {
				return isCreator ? this.#assign(vm, slave, other) : refusal.privilege;
			}

			case slaveRequest.delete: {
				return isCreator ? this.#delete(slave) : refusal.privilege;
			}

			case slaveRequest.start: {
				slave.processor.pswReplaced(slave.cpu.psw.load(psw[0], psw[1]));
				slave.begin();
				return accepted;
			}

			case slaveRequest.stop: {
				slave.stop();
				return accepted;
			}

			case slaveRequest.ipl: {
				return this.#host.ipl(slave, other, 'AUTOCR') ? accepted : refusal.noSlave;
			}

			case slaveRequest.query: {
				return answer({other: this.owner(slave)});
			}

			case slaveRequest.readPsw: {
				return answer({psw: [slave.cpu.psw.high >>> 0, slave.cpu.psw.low >>> 0]});
			}

			case slaveRequest.readStorage:
			case slaveRequest.writeStorage: {
				if (!inStorage(vm.storage, area, length) || !inStorage(slave.storage, slaveAddress, length)) {
					return refusal.address;
				}

				if (code === slaveRequest.readStorage) {
					moveBlock(slave.storage, slaveAddress, vm.storage, area, length);
				} else {
					moveBlock(vm.storage, area, slave.storage, slaveAddress, length);
				}

				return accepted;
			}

			case slaveRequest.readRegisters:
			case slaveRequest.writeRegisters: {
				return inStorage(vm.storage, area, registerBytes)
					? registers(vm, slave, area, code === slaveRequest.writeRegisters)
					: refusal.address;
			}

			default: {
				return refusal.unknownFunction;
			}
		}
	}

	#create(creator: VirtualMachine, name: string, prototype: string): RequestResult {
		if (!creator.entry.creator) {
			return refusal.privilege;
		}

		if (
			!/^[A-Z\d$#@]{1,8}$/.test(name)
			|| this.#host.directory.find(name) !== undefined
			|| this.#host.machines.has(name)
		) {
			return refusal.name;
		}

		const entry = this.#host.directory.find(prototype);
		if (!entry) {
			return refusal.noSlave;
		}

		const slave = this.#host.sessions.logon(entry, undefined, name, creator.userid);
		slave.assignment.creator = creator.userid;
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'created', owner: creator.userid,
		});
		return accepted;
	}

	#assign(creator: VirtualMachine, slave: VirtualMachine, owner: string): RequestResult {
		const next = owner === '' || owner === creator.userid ? undefined : this.#host.machines.get(owner);
		if (next === undefined && owner !== '' && owner !== creator.userid) {
			return refusal.notLoggedOn;
		}

		if (slave.assignment.chargeTo && slave.assignment.chargeTo !== next) {
			this.#release(slave);
		}

		slave.assignment.chargeTo = next;
		if (next) {
			this.#host.events.announce({
				kind: 'slave', vm: slave, action: 'assigned', owner: next.userid,
			});
		}

		return accepted;
	}

	/** Takes a slave from its owner and clears it. */
	#release(slave: VirtualMachine): void {
		const owner = slave.assignment.chargeTo?.userid;
		slave.reset(true);
		slave.stop();
		slave.assignment.chargeTo = undefined;
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'released', owner,
		});
	}

	#delete(slave: VirtualMachine): RequestResult {
		const owner = this.owner(slave);
		this.#host.sessions.logoff(slave);
		this.#host.events.announce({
			kind: 'slave', vm: slave, action: 'deleted', owner,
		});
		return accepted;
	}

	/**
	 * `vm` is being logged off: an owner's slaves go back to their creator, which is told; a creator's slaves go with
	 * it.
	 */
	ownerLeaves(vm: VirtualMachine): void {
		for (const slave of this.list()) {
			if (slave.assignment.creator === vm.userid) {
				this.#delete(slave);
			} else if (slave.assignment.chargeTo === vm) {
				this.#release(slave);
				const creator = this.#host.machines.get(slave.assignment.creator!);
				if (creator) {
					this.#host.intermachine.slaveReturned(creator, slave.userid);
				}
			}
		}
	}
}

/** Moves all registers between the slave and an area of `vm`. */
function registers(vm: VirtualMachine, slave: VirtualMachine, area: number, write: boolean): RequestResult {
	const {gpr, fpr, cr} = slave.cpu;
	let address = area;
	for (const set of [gpr, fpr, cr]) {
		for (let index = 0; index < set.length; index++, address += 4) {
			if (write) {
				set[index] = vm.storage.word(address);
			} else {
				vm.storage.setWord(address, set[index]);
			}
		}
	}

	return accepted;
}
