/** VMCF messages on their way, and how each side is told of them. */
import {limits} from '../../../base/limits.js';
import {vmcfOption, vmcfReturn} from '../../../base/vmcf.js';
import type {Overhead} from '../../machine/accounting.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import type {SystemEvents} from '../../system-events.js';
import type {ExchangeTable} from '../exchange.js';
import {responseHeader} from './headers.js';
import type {NoticesHost} from './notices.js';
import type {VmcfUser} from './users.js';
import {VmcfMessage} from './vmcf-message.js';

/** What VMCF asks of the system. */
export type VmcfHost = NoticesHost & {
	readonly machines: ReadonlyMap<string, VirtualMachine>;
	readonly events: SystemEvents;
	readonly exchanges: ExchangeTable;
	readonly clock: {now(): number};
	charge(vm: VirtualMachine, what: Overhead, times?: number): void;
};

const kibibyte = 1024;

export const has = ({options}: {readonly options: number}, option: number): boolean => (options & option) !== 0;

export class Traffic {
	/** Machines that have executed AUTHORIZE. */
	readonly users = new Map<VirtualMachine, VmcfUser>();

	constructor(readonly host: VmcfHost) {}

	/** The sink does not take messages of this source any more. */
	unavailable(message: VmcfMessage): void {
		if (message.progress !== 'answered') {
			this.users.get(message.target)?.notices.drop(message);
			message.fail(vmcfReturn.unavailable);
			this.respond(message);
		}
	}

	/** The final interruption for the source. */
	respond(message: VmcfMessage): void {
		const source = this.users.get(message.signaller);
		message.progress = 'answered';
		source?.notices.add({
			about: message,
			priority: has(message.asked, vmcfOption.priority),
			present: () => {
				source.present(responseHeader(message));
				this.#over(message);
			},
		});
	}

	/** It is over, and nobody needs to be told. */
	forget(message: VmcfMessage): void {
		for (const vm of [message.signaller, message.target]) {
			this.users.get(vm)?.notices.drop(message);
		}

		this.#over(message);
	}

	#over(message: VmcfMessage): void {
		const {number, signaller: vm, target: partner, answer: {moved, replied}} = message;
		this.host.exchanges.delete(message);
		this.host.events.announce(moved + replied > 0
			? {
				kind: 'exchange', action: 'transfer', vm, partner, exchange: number, bytes: moved + replied,
			}
			: {
				kind: 'exchange', action: 'end', vm, partner, exchange: number,
			});
	}

	/** The message of a number from one machine to a userid: it is known by that until the source has the response. */
	find(source: VirtualMachine, userid: string, number: number): VmcfMessage | undefined {
		return this.messages(source).find(({signaller, target, asked}) =>
			signaller === source && target.userid === userid && asked.message === number);
	}

	/** Messages of a machine, whichever side it is. */
	messages(vm: VirtualMachine): VmcfMessage[] {
		return [...this.host.exchanges.of(vm)].filter(each => each instanceof VmcfMessage);
	}

	charge(vm: VirtualMachine, bytes: number): void {
		this.host.charge(vm, 'copy', Math.ceil(bytes / kibibyte));
	}

	/** Whether a machine has as many messages under way as it may. */
	isFull(source: VirtualMachine): boolean {
		return this.messages(source).filter(({signaller}) => signaller === source).length >= limits.vmcfMessages.value;
	}
}
