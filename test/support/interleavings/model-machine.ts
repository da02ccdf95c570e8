/** What a small model knows of one machine: storage, keys, who may reach it, what it is to be told, who paid. */
import {exchangeBlock, emptyExchange, type ExchangeBlock} from '../../../source/base/intermachine.js';
import {vmcHeader, type VmcHeader} from '../../../source/base/vmcf.js';

/** Storage that is compared; all of a machine's is larger. */
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

/** 16 general, 8 words of floating-point, 16 control registers. */
export const registerBytes = 160;

/** What a ready image holds of a machine. */
type Image = {
	readonly memory: Uint8Array; readonly keys: Uint8Array; readonly registers: Uint8Array; readonly pswKey: number;
	/** Pages that it keeps. */
	readonly pages: readonly number[];
};

/** Whom a machine works for just now. */
export const employerOf = ({loan, chargeTo}: ModelMachine): ModelMachine | undefined =>
	loan && (loan.limit === 0 || loan.used < loan.limit) ? loan.lender : chargeTo;

/** Whether a slave is its creator's own: nobody owns it, or not at his cost, and it works on no loan. */
export const isKept = ({loan, owner, chargeTo}: ModelMachine): boolean =>
	chargeTo !== undefined && chargeTo !== owner && !(loan && (loan.limit === 0 || loan.used < loan.limit));

/** Whether `worker` works, directly or not, for one up from `employer`, spent loans included. */
export function worksFor(employer: ModelMachine, worker: ModelMachine): boolean {
	const seen = new Set<ModelMachine>();
	const look = (machine: ModelMachine | undefined): boolean => {
		if (!machine || seen.has(machine)) {
			return false;
		}

		seen.add(machine);
		return machine === worker || look(machine.loan?.lender) || look(machine.chargeTo);
	};

	return look(employer);
}

/** A VMCF interruption to come. `about`: its message. */
export type Notice = {readonly about: unknown; readonly priority: boolean; take(): void};

export class ModelMachine {
	loggedOn = true;
	readonly memory = new Uint8Array(storageSize);
	/** Storage keys of 2K blocks, without reference and change bits. */
	readonly keys = new Uint8Array(storageSize / blockSize);
	pswKey = 0;
	/** X'104': who may signal, and where blocks have their place. */
	everybody = false;
	readonly names = new Set<string>();
	area: number | undefined;
	/** Interruption blocks to come, oldest first, and where each is to be stored. */
	readonly events: Array<{
		readonly event: Partial<ExchangeBlock>; readonly area: number; readonly taken: (() => void) | undefined;
	}> = [];

	/** VMCF: the last AUTHORIZE; `undefined`: none. */
	vmcf: {area: number; length: number; specific: string | undefined; priority: boolean} | undefined;
	quiesced = false;
	specialMessages = false;
	readonly notices: Notice[] = [];
	loan: Loan | undefined;
	own = 0;
	charged = 0;
	/** Which life of its userid this is. */
	life = 0;
	/** A slave's. */
	creator: ModelMachine | undefined;
	owner: ModelMachine | undefined;
	control = false;
	chargeTo: ModelMachine | undefined;
	/** When it was made, and assigned, by the count of both. */
	madeAt = 0;
	ownedAt = 0;
	stopped = true;
	limit = 0;
	used = 0;
	/** Stays when the machine begins anew, and goes with its userid. */
	image: Image | undefined;
	/** Somebody had power over it since it was made. */
	isHandled = false;
	/** Its creator has yet to hear that it works no longer. */
	isLossTold = false;
	readonly watched = new Set<ModelMachine>();
	registers: Uint8Array = new Uint8Array(registerBytes);
	/** It has begun anew: its registers are what CP gives every machine. */
	isFresh = false;
	/** Pages that an image keeps as well: they move by their bytes alone, until somebody stores into them. */
	readonly kept = new Set<number>();

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

	/** A machine that is gone leaves nothing but its ready image; another of its name begins so. */
	forget(): void {
		this.reset();
		this.life++;
		this.specialMessages = false;
		this.creator = undefined;
		this.owner = undefined;
		this.control = false;
		this.chargeTo = undefined;
		this.stopped = true;
		this.limit = 0;
		this.used = 0;
		this.isHandled = false;
		this.isLossTold = false;
		this.own = 0;
		this.charged = 0;
		this.kept.clear();
	}

	/** What is in it is its ready image; `pages`: those in which there is something. */
	prepare(pages: readonly number[]): void {
		const {memory, keys, registers, pswKey} = this;
		this.image = {
			memory: memory.slice(), keys: keys.slice(), registers: registers.slice(), pswKey, pages,
		};
		this.#keep(pages);
	}

	restore({memory, keys, registers, pswKey, pages}: Image): void {
		this.memory.set(memory);
		this.keys.set(keys);
		this.registers = registers.slice();
		this.isFresh = false;
		this.pswKey = pswKey;
		this.#keep(pages);
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

	fetch(area: number, length: number): Uint8Array {
		const bytes = new Uint8Array(length);
		bytes.set(this.memory.subarray(area, area + length));
		return bytes;
	}

	store(area: number, bytes: Uint8Array): void {
		this.memory.set(bytes.subarray(0, Math.max(0, storageSize - area)), Math.min(area, storageSize));
		for (let at = area; at < area + bytes.length; at = (at | 0xFFF) + 1) {
			this.kept.delete(Math.floor(at / 4096));
		}
	}

	tell(event: Partial<ExchangeBlock>, taken?: () => void): void {
		if (this.loggedOn && this.area !== undefined) {
			this.events.push({event, area: this.area, taken});
		}
	}

	/** Takes the oldest interruption of X'104'. */
	take(): void {
		const {event, area, taken} = this.events.shift()!;
		taken?.();
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

	#keep(pages: readonly number[]): void {
		for (const page of pages) {
			this.kept.add(page);
		}
	}
}
