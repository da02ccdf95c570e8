/** VMCF in a page or two, as GC20-1807 has it: messages between the machines of a model. */
import {
	vmcfFunction as is, vmcfOption, vmcfReturn as code, vmcfStatus, vmcHeader, type VmcParm,
} from '../../../source/base/vmcf.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import type {ModelMachine} from './model-machine.js';
import type {Model} from './model.js';

type Message = {
	readonly source: ModelMachine; readonly sink: ModelMachine; readonly asked: VmcParm; readonly key: number;
	/** Another one of the sink's userid has nothing to do with it. */
	readonly sinkLife: number;
	state: 'pending' | 'presented' | 'received' | 'answered';
	error: number; rejected: boolean; moved: number; replied: number; user: Uint8Array;
};

const priorityOf = ({asked}: Message): boolean => (asked.options & vmcfOption.priority) !== 0;

export class VmcfModel {
	messages: Message[] = [];

	constructor(readonly model: Model) {}

	request(by: ModelMachine, asked: VmcParm): number {
		if (asked.code === is.authorize) {
			return this.#authorize(by, asked);
		}

		if (!by.vmcf) {
			return code.notAuthorized;
		}

		switch (asked.code) {
			case is.unauthorize: {
				this.forget(by);
				return code.done;
			}

			case is.quiesce:
			case is.resume: {
				by.quiesced = asked.code === is.quiesce;
				return code.done;
			}

			case is.cancel: {
				return this.#cancel(by, asked);
			}

			case is.receive:
			case is.reply:
			case is.reject: {
				return this.#answer(by, asked);
			}

			default: {
				return this.#send(by, asked);
			}
		}
	}

	/** UNAUTHORIZE, reset or logoff: its messages are gone, who sent to it is told that it is not available. */
	forget(machine: ModelMachine): void {
		for (const message of this.messages.slice()) {
			if (message.source === machine) {
				this.#drop(message);
			} else if (message.sink === machine) {
				this.#unavailable(message);
			}
		}

		machine.vmcf = undefined;
		machine.quiesced = false;
		machine.notices.length = 0;
	}

	#authorize(by: ModelMachine, {area, length, options, userid}: VmcParm): number {
		if (area % 8 !== 0 || length < vmcHeader.length || !by.contains(area, length)) {
			return code.address;
		}

		if (!by.permits(area, length, true)) {
			return code.protection;
		}

		by.specialMessages ||= (options & vmcfOption.specialMessages) !== 0;
		by.quiesced &&= by.vmcf !== undefined;
		by.vmcf = {
			area,
			length,
			specific: (options & vmcfOption.specific) === 0 ? undefined : userid,
			priority: (options & vmcfOption.priority) !== 0,
		};
		for (const message of this.messages.slice()) {
			if (message.sink === by && (by.vmcf.specific ?? message.source.userid) !== message.source.userid) {
				this.#unavailable(message);
			}
		}

		return code.done;
	}

	#send(by: ModelMachine, asked: VmcParm): number {
		const sink = this.model.machine(asked.userid);
		if (!sink?.vmcf || (sink.vmcf.specific ?? by.userid) !== by.userid) {
			return code.unavailable;
		}

		if (sink.quiesced) {
			return code.quiesced;
		}

		const message: Message = {
			source: by, sink, asked, key: by.pswKey, state: 'pending', error: 0, rejected: false, moved: 0, replied: 0,
			user: asked.user, sinkLife: sink.life,
		};
		if (priorityOf(message) && !sink.vmcf.priority) {
			return code.priority;
		}

		if (asked.code !== is.identify) {
			if (!by.contains(asked.area, asked.length)
				|| (asked.code === is.sendReceive && !by.contains(asked.replyArea, asked.replyLength))) {
				return code.address;
			}

			if (this.#find(by, sink, asked.message)) {
				return code.duplicate;
			}

			if (asked.code === is.sendX && asked.length > sink.vmcf.length - vmcHeader.length) {
				return code.tooLarge;
			}
		}

		if (asked.code === is.sendX) {
			this.model.charge(by, Math.ceil(asked.length / 1024) * overhead.copy);
		}

		this.messages.push(message);
		sink.note({
			about: message, priority: priorityOf(message), take: () => {
				this.#present(message);
			},
		});
		return code.done;
	}

	#present(message: Message): void {
		const {source, sink, asked, key} = message;
		message.state = 'presented';
		let data: Uint8Array | undefined;
		if (asked.code === is.sendX) {
			message.error = source.permits(asked.area, asked.length, false, key) ? 0 : code.protection;
			message.error ||= asked.length > sink.vmcf!.length - vmcHeader.length ? code.tooLarge : 0;
			message.moved = message.error === 0 ? asked.length : 0;
			data = source.fetch(asked.area, message.moved);
		}

		sink.present({
			...asked,
			userid: source.userid,
			error: message.error,
			status: (priorityOf(message) ? vmcfStatus.priority : 0)
				| (asked.code === is.identify ? vmcfStatus.response : 0),
		}, data);
		if (asked.code === is.identify) {
			this.#drop(message);
		} else if (asked.code === is.sendX) {
			this.#respond(message);
		}
	}

	#answer(by: ModelMachine, asked: VmcParm): number {
		const source = this.model.machine(asked.userid);
		if (!source && asked.code !== is.reject) {
			return code.unavailable;
		}

		const message = source && this.#find(source, by, asked.message);
		if (!message || message.state === 'answered') {
			return code.notFound;
		}

		if (message.state === 'pending') {
			return code.tooEarly;
		}

		if (asked.code === is.reject) {
			message.rejected = true;
			message.user = message.asked.code === is.sendReceive ? asked.user : message.user;
			this.#respond(message);
			return code.done;
		}

		return asked.code === is.receive ? this.#receive(message, by, asked) : this.#reply(message, by, asked);
	}

	#receive(message: Message, by: ModelMachine, {area, length, user}: VmcParm): number {
		const {source, asked, key} = message;
		if (message.state === 'received') {
			return code.protocol;
		}

		const moved = Math.min(length, asked.length);
		if (!by.contains(area, length)) {
			return code.address;
		}

		if (!by.permits(area, length, true)) {
			return code.protection;
		}

		if (source === by && area < asked.area + moved && asked.area < area + moved) {
			return code.overlap;
		}

		if (!source.permits(asked.area, asked.length, false, key)) {
			message.error ||= code.protection;
			this.#respond(message);
			return code.protection;
		}

		by.store(area, source.fetch(asked.area, moved));
		this.model.charge(by, Math.ceil(moved / 1024) * overhead.copy);
		message.moved = moved;
		message.error ||= moved < asked.length ? code.length : 0;
		if (asked.code === is.sendReceive) {
			message.state = 'received';
		} else {
			message.user = user;
			this.#respond(message);
		}

		return moved < asked.length ? code.length : code.done;
	}

	#reply(message: Message, by: ModelMachine, {area, length, user}: VmcParm): number {
		const {source, asked, key} = message;
		if (asked.code !== is.sendReceive) {
			return code.protocol;
		}

		if (!by.contains(area, length)) {
			return code.address;
		}

		if (!by.permits(area, length, false)) {
			return code.protection;
		}

		const moved = Math.min(length, asked.replyLength);
		if (source === by && area < asked.replyArea + moved && asked.replyArea < area + moved) {
			return code.overlap;
		}

		message.user = user;
		if (!source.permits(asked.replyArea, moved, true, key)) {
			message.error ||= code.protection;
			this.#respond(message);
			return code.transferError;
		}

		source.store(asked.replyArea, by.fetch(area, moved));
		this.model.charge(by, Math.ceil(moved / 1024) * overhead.copy);
		message.replied = moved;
		message.error ||= moved < length ? code.length : 0;
		this.#respond(message);
		return moved < length ? code.length : code.done;
	}

	#cancel(by: ModelMachine, {userid, message: number}: VmcParm): number {
		const sink = this.model.machine(userid);
		if (!sink) {
			return code.unavailable;
		}

		const message = this.#find(by, sink, number);
		if (!message) {
			return this.#find(sink, by, number) ? code.protocol : code.notFound;
		}

		if (message.state === 'answered') {
			return code.tooLate;
		}

		this.#drop(message);
		return message.state === 'received' ? code.replyCanceled : code.done;
	}

	#unavailable(message: Message): void {
		if (message.state !== 'answered') {
			message.sink.drop(message);
			message.error ||= code.unavailable;
			this.#respond(message);
		}
	}

	#respond(message: Message): void {
		const {source, sink, asked} = message;
		message.state = 'answered';
		source.note({
			about: message, priority: priorityOf(message), take: () => {
				source.present({
					...asked,
					status: vmcfStatus.response | (message.rejected ? vmcfStatus.rejected : 0)
						| (priorityOf(message) ? vmcfStatus.priority : 0),
					error: message.error,
					userid: sink.userid,
					length: asked.length - message.moved,
					replyLength: asked.replyLength - message.replied,
					user: message.user,
				});
				this.#drop(message);
			},
		});
	}

	#drop(message: Message): void {
		message.source.drop(message);
		message.sink.drop(message);
		this.messages = this.messages.filter(each => each !== message);
	}

	#find(source: ModelMachine, sink: ModelMachine, number: number): Message | undefined {
		return this.messages.find(each =>
			each.source === source && each.sink === sink && each.asked.message === number);
	}
}
