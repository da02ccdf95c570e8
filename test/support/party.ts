/** A machine as its program would use intermachine communication: requests by block, interruptions taken one by one. */
import {
	accepted, emptyExchange, exchangeBlock, flag, interruptionCode, request, type ExchangeBlock, type RequestResult,
} from '../../source/base/intermachine.js';
import {ebcdicField, fromEbcdic} from '../../source/base/ebcdic.js';
import {messageLayout} from '../../source/cms/intermachine/event.js';
import type {ControlProgram} from '../../source/cp/control-program.js';
import type {VirtualMachine} from '../../source/cp/machine/virtual-machine.js';

/** What an interruption told. */
export type Told = {
	readonly code: number;
	readonly exchange: number;
	readonly from: string;
	readonly message: string;
	readonly why: number;
	readonly moved: number;
};

/** The block of an event as a test compares it. */
export function told(bytes: Uint8Array): Told {
	const {
		code, exchange, userid, message, reason, moved,
	} = exchangeBlock.decode(bytes);
	return {
		code, exchange, from: userid, message: fromEbcdic(message).replaceAll('\0', ' ').trim(), why: reason, moved,
	};
}

/** Eight bytes of a message: a verb and a number. */
export const verbMessage = (verb: string, value = 0): Uint8Array => messageLayout.encode({verb, value});

export class Party {
	/** Storage that nothing else uses: the block of a request, behind it that of an event. */
	readonly #at: number;
	readonly cp: ControlProgram;
	readonly vm: VirtualMachine;

	constructor({cp}: {readonly cp: ControlProgram}, vm: VirtualMachine, at = 0x1000) {
		this.cp = cp;
		this.vm = vm;
		this.#at = at;
	}

	/** Address of the block of the last request. */
	get requestAt(): number {
		return this.#at;
	}

	/** Address of the block of the last interruption taken. */
	get eventAt(): number {
		return this.#at + 0x100;
	}

	/** A request as DIAGNOSE X'104' makes it; answers Ry. */
	ask(code: number, asked: Partial<Omit<ExchangeBlock, 'message'>> & {message?: string | Uint8Array} = {}): RequestResult {
		const {message = '', ...fields} = asked;
		this.vm.storage.store(this.#at, exchangeBlock.encode({
			...emptyExchange, ...fields, code, message: typeof message === 'string' ? ebcdicField(message, 8) : message,
		}));
		return this.cp.intermachine.request(this.vm, this.#at);
	}

	/** Says where it wants to be told, and authorizes nobody. */
	listen(): RequestResult {
		return this.ask(request.area, {area: this.eventAt});
	}

	authorize(userid = '*'): RequestResult {
		return this.ask(request.authorize, {userid, area: this.eventAt});
	}

	/** Number of the exchange; a refusal as a negative one. */
	signal({vm}: {readonly vm: {readonly userid: string}}, message: string | Uint8Array = ''): number {
		const result = this.ask(request.signal, {userid: vm.userid, message});
		return result === accepted ? this.vm.storage.word(this.#at + exchangeBlock.offset.exchange) : -result;
	}

	approve(exchange: number, direction: 'send' | 'receive', area: number, length: number): RequestResult {
		return this.ask(request.approve, {exchange, flags: flag[direction], area, length});
	}

	/** Takes the oldest interruption, as the machine would when it enables external ones. */
	take(): Told | undefined {
		const pending = this.vm.cpu.external.shift();
		if (pending?.code !== interruptionCode) {
			return undefined;
		}

		pending.accept?.();
		return told(this.vm.storage.fetch(this.eventAt, exchangeBlock.length));
	}

	/** Takes every interruption that waits. */
	takeAll(): Told[] {
		const all: Told[] = [];
		for (let one = this.take(); one; one = this.take()) {
			all.push(one);
		}

		return all;
	}
}
