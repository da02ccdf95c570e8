/** Exchanges of one program that are under way, and the storage CP may still move from or into. */
import {exchangeBlock} from '../../base/intermachine.js';
import type {EndpointHost} from './endpoint-options.js';
import type {BlockWatcher} from './requests.js';

type Area = {readonly address: number; readonly length: number};

/** A SIGNAL under way: what CP stored in its block may be known before the program goes on. */
class Signalling implements BlockWatcher {
	readonly #storage: EndpointHost['guest']['storage'];
	#block = 0;

	constructor({guest}: EndpointHost) {
		this.#storage = guest.storage;
	}

	/** Number of the exchange, as CP stored it; 0: it has not, or refused. */
	get exchange(): number {
		return this.#block === 0 ? 0 : this.#storage.word(this.#block + exchangeBlock.offset.exchange);
	}

	lent(area: number): void {
		this.#block = area;
	}
}

export class OwnExchanges {
	readonly #host: EndpointHost;
	readonly #areas = new Map<number, Area | undefined>();
	readonly #signalling = new Set<Signalling>();

	constructor(host: EndpointHost) {
		this.#host = host;
	}

	/** Those there are now. */
	get numbers(): Iterable<number> {
		return this.#areas.keys();
	}

	/** Whether an exchange is one of these, that of a SIGNAL whose answer the program has not seen included. */
	has(exchange: number): boolean {
		if (this.#areas.has(exchange)) {
			return true;
		}

		for (const signalling of this.#signalling) {
			if (signalling.exchange === exchange) {
				this.#signalling.delete(signalling);
				this.add(exchange);
				return true;
			}
		}

		return false;
	}

	add(exchange: number): void {
		this.#areas.set(exchange, undefined);
	}

	/** A SIGNAL begins: watches its block. */
	begin(): Signalling {
		const signalling = new Signalling(this.#host);
		this.#signalling.add(signalling);
		return signalling;
	}

	/** It is over. Abandoned (HX), the exchange is open all the same: it ends with the endpoint. */
	signalled(signalling: Signalling): void {
		const {exchange} = signalling;
		if (this.#signalling.delete(signalling) && exchange !== 0) {
			this.add(exchange);
		}
	}

	/** Storage for a transfer: kept until the exchange is over, for CP may move until then, whatever happens here. */
	hold(exchange: number, length: number): number {
		const address = this.#host.allocate(length);
		this.#areas.set(exchange, {address, length});
		return address;
	}

	/** Nothing comes of it any more; what it holds storage for is the program's to look at. */
	ended(exchange: number): void {
		if (this.#areas.get(exchange) === undefined) {
			this.#areas.delete(exchange);
		}
	}

	/** An exchange is over for both sides. */
	over(exchange: number): void {
		const held = this.#areas.get(exchange);
		this.#areas.delete(exchange);
		if (held) {
			this.#host.release(held.address, held.length);
		}
	}
}
