/**
 * Intermachine communication for programs in CMS: who of them an event belongs to. The block that CP stores with the
 * external interruption X'4010' lies in nucleus free storage; the interruption handler takes it off at once, so that
 * the next can come, and gives it to the endpoint it is meant for. A signal under a verb that no program here has is
 * refused.
 */
import {
	event, exchangeBlock, exchangeState, interruptionCode, request, transferRequest, type RequestResult, slaveRequest,
} from '../../base/intermachine.js';
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {Guest} from '../../guest/guest.js';
import {Authorizations} from './authorizations.js';
import {Endpoint} from './endpoint.js';
import type {EndpointHost, EndpointOptions} from './endpoint-options.js';
import {
	messageLayout, StoredEvent, type IntermachineEvent, type Message,
} from './event.js';
import {Requests} from './requests.js';

/** What intermachine communication needs of the system it is part of. */
export type IntermachineHost = {
	readonly guest: Guest;
	readonly externalHandlers: Map<number, () => Step | void>;
	/** What outlives this object. */
	readonly state: {interruptionBlock: number};
	/** Names of the commands now running, outermost first. */
	readonly running: readonly string[];
	charge(charge: Charge): Step;
	/** Whether there is as much to allocate. */
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
};

/** An exchange under way. `isOurs`: this machine signalled; `message`: what was signalled with it. */
export type OpenExchange = {
	readonly exchange: number;
	readonly userid: string;
	readonly message: Message;
	readonly isOurs: boolean;
};

export class Intermachine {
	readonly #host: IntermachineHost;
	readonly #requests: Requests;
	readonly #ofEndpoints: EndpointHost;
	/** The youngest first. */
	#endpoints: readonly Endpoint[] = [];

	constructor(host: IntermachineHost) {
		this.#host = host;
		const allocate = (bytes: number): number => host.allocate(bytes);
		this.#requests = new Requests({guest: host.guest, allocate});
		this.#ofEndpoints = {
			guest: host.guest,
			requests: this.#requests,
			authorizations: new Authorizations(this.#requests, () => this.#area),
			charge: charge => host.charge(charge),
			hasRoom: bytes => host.hasRoom(bytes),
			allocate,
			release(address, bytes) {
				host.release(address, bytes);
			},
		};
		host.externalHandlers.set(interruptionCode, () => this.#interrupted());
	}

	/** A program's own side of intermachine communication; closed with the command that now runs, unless it lasts. */
	endpoint(options: EndpointOptions = {}): Endpoint {
		const endpoint = new Endpoint(this.#ofEndpoints, options, this.#host.running.length, () => {
			this.#endpoints = this.#endpoints.filter(each => each !== endpoint);
		});
		this.#endpoints = [endpoint, ...this.#endpoints];
		return endpoint;
	}

	/** A command ended: what it and those it called did not close. `depth`: how many still run. */
	* commandEnded(depth: number): Step {
		for (const endpoint of this.#endpoints.filter(each => each.depth > depth && !each.lasting)) {
			yield * endpoint.close();
		}
	}

	/** After HX or an abend: no command runs any more. As DMSABN does, what it did by VMCF ends as well. */
	* recover(): Step {
		yield * this.#requests.unauthorizeVmcf();
		for (const endpoint of this.#endpoints) {
			yield * (endpoint.lasting ? endpoint.recover() : endpoint.close());
		}
	}

	/** Every exchange of this machine that is under way, as CP knows it; for who goes on after a restart of CMS. */
	* openExchanges(): Step<OpenExchange[]> {
		const open: OpenExchange[] = [];
		for (let from = 1; ;) {
			const found = yield * this.#requests.queryExchange(from);
			if (!found) {
				return open;
			}

			const {exchange, userid, flags, message} = found;
			const isOurs = (flags & exchangeState.signaller) !== 0;
			open.push({
				exchange, userid, message: messageLayout.decode(message), isOurs,
			});
			from = exchange + 1;
		}
	}

	/** Ends an exchange that nobody here goes on with. */
	refuse(exchange: number): Step<RequestResult> {
		return this.#requests.exchange({code: request.refuse, exchange});
	}

	/** Userid of the owner of a slave; `undefined` where CP does not say. */
	* ownerOf(slave: string): Step<string | undefined> {
		return (yield * this.#requests.querySlave(slave))?.other;
	}

	/** This slave begins with what its owner wants next: its processor time counts from zero again. */
	renewLimit(slave: string): Step<RequestResult> {
		return this.#requests.slave(slaveRequest.renew, slave, '');
	}

	/**
	 * Lends this machine's share to the one it signalled, while the exchange lasts (R12): what that one does for it is
	 * charged here. `limit`: most that it may use, microseconds of processor time; 0 = no limit.
	 */
	lend(exchange: number, limit = 0): Step<RequestResult> {
		return this.#requests.transfer(transferRequest.lend, exchange, limit);
	}

	withdraw(exchange: number): Step<RequestResult> {
		return this.#requests.transfer(transferRequest.withdraw, exchange);
	}

	/** From now on this machine works for the exchange, whose signaller lent its share; refused where none is lent. */
	workFor(exchange: number): Step<RequestResult> {
		return this.#requests.transfer(transferRequest.workFor, exchange);
	}

	/** This machine works for itself again. */
	endWork(): Step<RequestResult> {
		return this.#requests.transfer(transferRequest.endWork, 0);
	}

	/** Where CP stores interruption blocks: taken from free storage at the first use. */
	get #area(): number {
		return this.#host.state.interruptionBlock ||= this.#host.allocate(exchangeBlock.length);
	}

	/** Called by the external interruption handler for code X'4010'. */
	#interrupted(): Step | void {
		const happened = new StoredEvent(this.#host.guest.storage.fetch(this.#area, exchangeBlock.length));
		const endpoint = this.#endpoints.find(each => each.takes(happened));
		return endpoint?.deliver(happened) ? endpoint.serve() : this.#refuse(happened);
	}

	/** Nobody here is meant: who signalled is told so, and nothing else can be left to do. */
	* #refuse({code, exchange}: IntermachineEvent): Step {
		if (code === event.signalled) {
			yield * this.#requests.exchange({code: request.refuse, exchange});
		}
	}
}
