/**
 * VMCF interruptions that wait for a machine, priority messages ahead of others. Only one is posted at a time, as
 * DMKVMC does it: which notice it is, is decided when the machine takes it.
 */
import {externalCode, type PendingExternal} from '../../../machine/cpu/cpu.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';

export type Notice = {
	/** What it is about: a message, or a special message of CP. */
	readonly about: unknown;
	readonly priority: boolean;
	/** Stores what comes with the interruption: the machine has taken it. */
	present(): void;
};

export type NoticesHost = {
	raiseExternal(vm: VirtualMachine, pending: PendingExternal): void;
};

export class Notices {
	readonly #host: NoticesHost;
	readonly #vm: VirtualMachine;
	#waiting: Notice[] = [];
	#posted: PendingExternal | undefined;

	constructor(host: NoticesHost, vm: VirtualMachine) {
		this.#host = host;
		this.#vm = vm;
	}

	add(notice: Notice): void {
		const behind = notice.priority ? this.#waiting.findIndex(({priority}) => !priority) : -1;
		this.#waiting.splice(behind === -1 ? this.#waiting.length : behind, 0, notice);
		this.#post();
	}

	/** Takes back what waits about something: its message is over. */
	drop(about: unknown): void {
		this.#keep(notice => notice.about !== about);
	}

	/** Takes everything back. */
	clear(): void {
		this.#keep(() => false);
	}

	/** How many wait that `wanted` accepts. */
	count(wanted: (notice: Notice) => boolean): number {
		return this.#waiting.filter(notice => wanted(notice)).length;
	}

	#keep(wanted: (notice: Notice) => boolean): void {
		this.#waiting = this.#waiting.filter(notice => wanted(notice));
		const {external} = this.#vm.cpu;
		if (this.#waiting.length === 0 && this.#posted && external.includes(this.#posted)) {
			external.splice(external.indexOf(this.#posted), 1);
			this.#posted = undefined;
		}
	}

	#post(): void {
		const {external} = this.#vm.cpu;
		// A reset has cleared what was posted.
		if (this.#waiting.length === 0 || (this.#posted && external.includes(this.#posted))) {
			return;
		}

		this.#posted = {
			code: externalCode.vmcf,
			accept: () => {
				this.#posted = undefined;
				this.#waiting.shift()?.present();
				this.#post();
			},
		};
		this.#host.raiseExternal(this.#vm, this.#posted);
	}
}
