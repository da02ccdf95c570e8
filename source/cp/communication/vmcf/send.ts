/** SEND, SEND/RECV, SENDX and IDENTIFY (GC20-1807, "The Data Transfer Subfunctions"). */
import {
	vmcfFunction, vmcfOption, vmcfReturn, type VmcfReturn, type VmcParm,
} from '../../../base/vmcf.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {inStorage, permitsArea} from '../block-transfer.js';
import {sendHeader} from './headers.js';
import {has, type Traffic} from './traffic.js';
import type {VmcfUser} from './users.js';
import {VmcfMessage} from './vmcf-message.js';

/** SEND, SEND/RECV, SENDX and IDENTIFY. */
export function send(traffic: Traffic, user: VmcfUser, asked: VmcParm): VmcfReturn {
	const {vm} = user;
	const target = traffic.host.machines.get(asked.userid);
	const sink = target && traffic.users.get(target);
	if (!target || !sink?.takesFrom(vm.userid)) {
		return vmcfReturn.unavailable;
	}

	if (sink.quiesced) {
		return vmcfReturn.quiesced;
	}

	const priority = has(asked, vmcfOption.priority);
	if (priority && !sink.takesPriority) {
		return vmcfReturn.priority;
	}

	const refused = asked.code === vmcfFunction.identify ? undefined : unfit(traffic, sink, vm, asked);
	if (refused) {
		return refused;
	}

	if (traffic.isFull(vm)) {
		return vmcfReturn.tooMany;
	}

	const severed = (one: VmcfMessage, gone: VirtualMachine): void => {
		if (gone === one.signaller) {
			traffic.forget(one);
		} else {
			traffic.unavailable(one);
		}
	};

	const {exchanges, events} = traffic.host;
	const message = exchanges.add(number => new VmcfMessage(number, vm, target, asked, vm.cpu.psw.key, severed));
	if (asked.code === vmcfFunction.sendX) {
		traffic.charge(vm, asked.length);
	}

	sink.notices.add({
		about: message,
		priority,
		present() {
			present(traffic, message, sink);
		},
	});
	events.announce({
		kind: 'exchange', action: 'signal', vm, partner: target, exchange: message.number, message: asked.user,
	});
	return vmcfReturn.done;
}

/** Why data cannot be sent; `undefined`: they can. */
function unfit(traffic: Traffic, sink: VmcfUser, vm: VirtualMachine, asked: VmcParm): VmcfReturn | undefined {
	const {code, area, length, replyArea, replyLength, message} = asked;
	if (!inStorage(vm.storage, area, length)
		|| (code === vmcfFunction.sendReceive && !inStorage(vm.storage, replyArea, replyLength))) {
		return vmcfReturn.address;
	}

	if (traffic.find(vm, sink.vm.userid, message)) {
		return vmcfReturn.duplicate;
	}

	return code === vmcfFunction.sendX && length > sink.dataRoom ? vmcfReturn.tooLarge : undefined;
}

/** The sink takes the SEND interruption. */
function present(traffic: Traffic, message: VmcfMessage, sink: VmcfUser): void {
	const {signaller, asked, key} = message;
	message.progress = 'presented';
	if (asked.code === vmcfFunction.identify) {
		sink.present(sendHeader(message));
		traffic.forget(message);
		return;
	}

	if (asked.code !== vmcfFunction.sendX) {
		sink.present(sendHeader(message));
		return;
	}

	const {area, length} = asked;
	if (!inStorage(signaller.storage, area, length)) {
		message.fail(vmcfReturn.address);
	} else if (!permitsArea(signaller.storage, key, area, length, false)) {
		message.fail(vmcfReturn.protection);
	} else if (length > sink.dataRoom) {
		message.fail(vmcfReturn.tooLarge);
	}

	message.answer.moved = message.answer.error === 0 ? length : 0;
	sink.present(sendHeader(message), signaller.storage.fetch(area, message.answer.moved));
	traffic.respond(message);
}
