/**
 * The Virtual Machine Communication Facility, DIAGNOSE X'68' (GC20-1807; DMKVMC, SY20-0886). A message is an exchange
 * between two machines: the source names data and, for a reply, a buffer; the sink names a buffer or data; then CP
 * moves them, by the keys of both. There is no copy in CP meanwhile.
 *
 * What the manual leaves open and is ours: a sink whose own buffer is at fault may try again; one that receives less
 * than was sent has the beginning, and the source is told with the final response.
 */
import {ebcdicField, toEbcdic} from '../../../base/ebcdic.js';
import {limits} from '../../../base/limits.js';
import {
	vmcfFunction, vmcfOption, vmcfReturn, vmcfSystem, vmcHeader, vmcParm, type VmcfReturn, type VmcParm,
} from '../../../base/vmcf.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {inStorage, permitsArea} from '../block-transfer.js';
import {receive, reply, type DataMove} from './data.js';
import {send} from './send.js';
import {has, Traffic, type VmcfHost} from './traffic.js';
import {VmcfUser} from './users.js';
import type {VmcfMessage} from './vmcf-message.js';

export class Vmcf {
	readonly #traffic: Traffic;

	/** To be made behind the table of exchanges: what is under way ends before the machine is forgotten. */
	constructor(host: VmcfHost) {
		this.#traffic = new Traffic(host);
		const {users} = this.#traffic;
		host.events.observe(happened => {
			if (happened.kind === 'reset' || happened.kind === 'logoff') {
				users.get(happened.vm)?.notices.clear();
				users.delete(happened.vm);
			}
		});
	}

	/** Performs the function whose parameter list lies at `address` of `vm`; its return code. */
	request(vm: VirtualMachine, address: number): VmcfReturn {
		const asked = vmcParm.decode(vm.storage.fetch(address, vmcParm.length));
		if (asked.code === vmcfFunction.authorize) {
			return this.#authorize(vm, asked);
		}

		const user = this.#traffic.users.get(vm);
		if (asked.code > vmcfFunction.reject) {
			return vmcfReturn.unknownFunction;
		}

		return user ? this.#perform(user, asked) : vmcfReturn.notAuthorized;
	}

	/**
	 * SMSG: a special message of CP to `target`, for the user `from`. Answers why it does not take it, in words of
	 * DMKMSG057; `undefined`: it does.
	 */
	special(target: VirtualMachine, from: string, text: string): string | undefined {
		if (!target.settings.smsg) {
			return 'SMSG OFF';
		}

		const user = this.#traffic.users.get(target);
		const data = Uint8Array.from(toEbcdic(text));
		if (!user || user.quiesced || data.length > user.dataRoom
			|| user.notices.count(({about}) => about === this) >= limits.vmcfMessages.value) {
			return 'NOT AUTHORIZED';
		}

		const header = vmcHeader.encodeSome({
			code: vmcfFunction.sendX,
			message: this.#traffic.host.clock.now() % (2 ** 32),
			userid: vmcfSystem,
			length: data.length,
			user: ebcdicField(from, 8),
		});
		user.notices.add({
			about: this,
			priority: false,
			present() {
				user.present(header, data);
			},
		});
		return undefined;
	}

	#perform(user: VmcfUser, asked: VmcParm): VmcfReturn {
		switch (asked.code) {
			case vmcfFunction.unauthorize: {
				return this.#unauthorize(user);
			}

			case vmcfFunction.receive: {
				return this.#move(user, asked, receive);
			}

			case vmcfFunction.reply: {
				return this.#move(user, asked, reply);
			}

			case vmcfFunction.cancel: {
				return this.#cancel(user, asked);
			}

			case vmcfFunction.reject: {
				return this.#reject(user, asked);
			}

			case vmcfFunction.quiesce:
			case vmcfFunction.resume: {
				user.quiesced = asked.code === vmcfFunction.quiesce;
				return vmcfReturn.done;
			}

			default: {
				return send(this.#traffic, user, asked);
			}
		}
	}

	#authorize(vm: VirtualMachine, asked: VmcParm): VmcfReturn {
		const {area, length, options, userid} = asked;
		if (area % 8 !== 0 || length < vmcHeader.length || !inStorage(vm.storage, area, length)) {
			return vmcfReturn.address;
		}

		if (!permitsArea(vm.storage, vm.cpu.psw.key, area, length, true)) {
			return vmcfReturn.protection;
		}

		vm.settings.smsg ||= has(asked, vmcfOption.specialMessages);
		const authorization = {
			area, length, options, userid,
		};
		const user = this.#traffic.users.get(vm);
		if (!user) {
			this.#traffic.users.set(vm, new VmcfUser(this.#traffic.host, vm, authorization));
			return vmcfReturn.done;
		}

		user.authorization = authorization;
		for (const message of this.#traffic.messages(vm)) {
			if (message.target === vm && !user.takesFrom(message.signaller.userid)) {
				this.#traffic.unavailable(message);
			}
		}

		return vmcfReturn.done;
	}

	/** Who sent to this machine is told; what it sent, and what was to be told to it, is gone. */
	#unauthorize(user: VmcfUser): VmcfReturn {
		for (const message of this.#traffic.messages(user.vm)) {
			if (message.signaller === user.vm) {
				this.#traffic.forget(message);
			} else {
				this.#traffic.unavailable(message);
			}
		}

		user.notices.clear();
		this.#traffic.users.delete(user.vm);
		return vmcfReturn.done;
	}

	/** RECEIVE and REPLY. */
	#move(user: VmcfUser, asked: VmcParm, move: DataMove): VmcfReturn {
		if (!this.#traffic.host.machines.has(asked.userid)) {
			return vmcfReturn.unavailable;
		}

		const message = this.#incoming(user, asked);
		if (typeof message === 'number') {
			return message;
		}

		const {code, moved, ends} = move(message, user.vm, asked);
		this.#traffic.charge(user.vm, moved);
		if (ends) {
			this.#traffic.respond(message);
		}

		return code;
	}

	#reject(user: VmcfUser, asked: VmcParm): VmcfReturn {
		const message = this.#incoming(user, asked);
		if (typeof message === 'number') {
			return message;
		}

		message.answer.rejected = true;
		if (message.asked.code === vmcfFunction.sendReceive) {
			message.answer.user = asked.user;
		}

		this.#traffic.respond(message);
		return vmcfReturn.done;
	}

	#cancel({vm}: VmcfUser, {userid, message: number}: VmcParm): VmcfReturn {
		const target = this.#traffic.host.machines.get(userid);
		if (!target) {
			return vmcfReturn.unavailable;
		}

		const message = this.#traffic.find(vm, userid, number);
		if (!message) {
			return this.#traffic.find(target, vm.userid, number) ? vmcfReturn.protocol : vmcfReturn.notFound;
		}

		if (message.progress === 'answered') {
			return vmcfReturn.tooLate;
		}

		this.#traffic.forget(message);
		return message.progress === 'received' ? vmcfReturn.replyCanceled : vmcfReturn.done;
	}

	/** The message that a sink names, as far as it may do something about it. */
	#incoming({vm}: VmcfUser, {userid, message: number}: VmcParm): VmcfMessage | VmcfReturn {
		const source = this.#traffic.host.machines.get(userid);
		const message = source && this.#traffic.find(source, vm.userid, number);
		if (!message || message.progress === 'answered') {
			return vmcfReturn.notFound;
		}

		return message.progress === 'pending' ? vmcfReturn.tooEarly : message;
	}
}
