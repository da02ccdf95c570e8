/** What a small model knows of one machine: storage, keys, who may reach it, what it is to be told, who paid. */
import {exchangeBlock, emptyExchange, type ExchangeBlock} from '../../../source/base/intermachine.js';
import {vmcHeader, type VmcHeader} from '../../../source/base/vmcf.js';

/** Storage that the model copies; all of a machine's is larger. */
export const modelled = 0xC000;
export const storageSize = 0x4_0000;
export const blockSize = 2048;

/** Where each machine has what. */
export const at = {
	request: 0x1000, event: 0x1100, loan: 0x1180, parameters: 0x11C0, buffer: 0x1200,
} as const;

/** Longest buffer of VMCF. */
export const bufferLength = 0x100;

/** What a machine does for the exchange of another. */
export type Loan = {
	readonly exchange: number;
	readonly lender: ModelMachine;
	readonly borrower: ModelMachine;
	limit: number;
	used: number;
};

/** A VMCF interruption to come. `about`: its message. */
export type Notice = {readonly about: unknown; readonly priority: boolean; take(): void};

export class ModelMachine {
	loggedOn = true;
	readonly memory = new Uint8Array(modelled);
	/** Storage keys of 2K blocks, without reference and change bits. */
	readonly keys = new Uint8Array(storageSize / blockSize);
	pswKey = 0;
	/** X'104': who may signal, and where blocks have their place. */
	everybody = false;
	readonly names = new Set<string>();
	area: number | undefined;
	/** Interruption blocks to come, oldest first, and where each is to be stored. */
	readonly events: Array<{readonly event: Partial<ExchangeBlock>; readonly area: number}> = [];
	/** VMCF: the last AUTHORIZE; `undefined`: none. */
	vmcf: {area: number; length: number; specific: string | undefined; priority: boolean} | undefined;
	quiesced = false;
	specialMessages = false;
	readonly notices: Notice[] = [];
	loan: Loan | undefined;
	own = 0;
	charged = 0;

	constructor(readonly userid: string) {}

	/** As a reset leaves it; storage stays. */
	reset(): void {
		this.everybody = false;
		this.names.clear();
		this.area = undefined;
		this.events.length = 0;
		this.vmcf = undefined;
		this.quiesced = false;
		this.notices.length = 0;
		this.loan = undefined;
		this.pswKey = 0;
	}

	contains(area: number, length: number): boolean {
		return area + length <= storageSize;
	}

	permits(area: number, length: number, store: boolean, key = this.pswKey): boolean {
		if (length === 0) {
			return true;
		}

		for (let block = Math.floor(area / blockSize); block * blockSize < area + length; block++) {
			const storageKey = this.keys[block];
			if (key !== 0 && storageKey >>> 4 !== key && (store || (storageKey & 8) !== 0)) {
				return false;
			}
		}

		return true;
	}

	/** What the model does not copy reads as zero: nothing is ever stored there but zero. */
	fetch(area: number, length: number): Uint8Array {
		const bytes = new Uint8Array(length);
		bytes.set(this.memory.subarray(area, area + length));
		return bytes;
	}

	store(area: number, bytes: Uint8Array): void {
		if (area < modelled) {
			this.memory.set(bytes.subarray(0, modelled - area), area);
		}
	}

	tell(event: Partial<ExchangeBlock>): void {
		if (this.loggedOn && this.area !== undefined) {
			this.events.push({event, area: this.area});
		}
	}

	/** Takes the oldest interruption of X'104'. */
	take(): void {
		const {event, area} = this.events.shift()!;
		this.store(area, exchangeBlock.encode({...emptyExchange, ...event}));
	}

	note(notice: Notice): void {
		const first = notice.priority ? this.notices.findIndex(({priority}) => !priority) : -1;
		this.notices.splice(first === -1 ? this.notices.length : first, 0, notice);
	}

	drop(about: unknown): void {
		for (let index = this.notices.length - 1; index >= 0; index--) {
			if (this.notices[index].about === about) {
				this.notices.splice(index, 1);
			}
		}
	}

	present(header: VmcHeader, data: Uint8Array = new Uint8Array(0)): void {
		const {area} = this.vmcf!;
		this.store(area, vmcHeader.encode(header));
		this.store(area + vmcHeader.length, data);
	}
}
