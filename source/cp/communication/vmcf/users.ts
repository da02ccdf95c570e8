/** Machines that have executed VMCF AUTHORIZE: their buffer, from whom they take messages, what waits for them. */
import {vmcfOption, vmcHeader} from '../../../base/vmcf.js';
import type {VirtualMachine} from '../../machine/virtual-machine.js';
import {inStorage} from '../block-transfer.js';
import {Notices, type NoticesHost} from './notices.js';

/** The external interrupt buffer, and the options of AUTHORIZE. */
export type Authorization = {
	readonly area: number;
	readonly length: number;
	readonly options: number;
	/** With SPECIFIC: who may send. */
	readonly userid: string;
};

export class VmcfUser {
	quiesced = false;
	readonly notices: Notices;

	constructor(host: NoticesHost, readonly vm: VirtualMachine, public authorization: Authorization) {
		this.notices = new Notices(host, vm);
	}

	/** Whether messages of `userid` are taken. */
	takesFrom(userid: string): boolean {
		return !this.#has(vmcfOption.specific) || this.authorization.userid === userid;
	}

	get takesPriority(): boolean {
		return this.#has(vmcfOption.priority);
	}

	/** Bytes behind the header. */
	get dataRoom(): number {
		return this.authorization.length - vmcHeader.length;
	}

	/** Stores a header, and data behind it, in the buffer, where that still is in storage. */
	present(header: Uint8Array, data: Uint8Array = new Uint8Array(0)): void {
		const {vm: {storage}, authorization: {area}} = this;
		if (inStorage(storage, area, header.length + data.length)) {
			storage.store(area, header);
			storage.store(area + header.length, data);
		}
	}

	#has(option: number): boolean {
		return (this.authorization.options & option) !== 0;
	}
}
