/** The interruption of intermachine communication: its block is stored where the machine has said. */
import {exchangeBlock, interruptionCode, type ExchangeBlock} from '../../base/intermachine.js';
import type {PendingExternal} from '../../machine/cpu/cpu.js';
import type {VirtualMachine} from '../machine/virtual-machine.js';
import type {Authorizations} from './authorizations.js';
import {inStorage} from './block-transfer.js';

/** What interruptions are raised with. */
export type NoticeHost = {
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void;
};

export class Notices {
	readonly #host: NoticeHost;
	readonly #authorizations: Authorizations;

	constructor(host: NoticeHost, authorizations: Authorizations) {
		this.#host = host;
		this.#authorizations = authorizations;
	}

	/** Tells a machine, in the area it has now. `taken`: it has taken the interruption. */
	tell(vm: VirtualMachine, told: Partial<ExchangeBlock>, taken?: () => void): void {
		const area = this.#authorizations.area(vm);
		if (area === undefined || vm.session.loggedOff) {
			return;
		}

		const block = exchangeBlock.encodeSome(told);
		this.#host.raiseExternal(vm, {
			code: interruptionCode,
			accept() {
				taken?.();
				if (inStorage(vm.storage, area, block.length)) {
					vm.storage.store(area, block);
				}
			},
		});
	}
}
