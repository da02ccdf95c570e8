/** What a program says of its endpoint, what an endpoint needs of the system, and what its requests come to. */
import type {Refusal} from '../../base/intermachine.js';
import type {Step} from '../../guest/action.js';
import type {Charge} from '../../guest/charges.js';
import type {Guest} from '../../guest/guest.js';
import type {Authorizations} from './authorizations.js';
import type {IntermachineEvent} from './event.js';
import type {Requests} from './requests.js';

/** What an endpoint needs of the system it is part of. */
export type EndpointHost = {
	readonly guest: Guest;
	readonly requests: Requests;
	readonly authorizations: Authorizations;
	charge(charge: Charge): Step;
	/** Whether there is as much to allocate. */
	hasRoom(bytes: number): boolean;
	allocate(bytes: number): number;
	release(address: number, bytes: number): void;
};

export type EndpointOptions = {
	/** Four-letter verbs of the signals it takes; none by default. */
	readonly verbs?: readonly string[];
	/**
	 * An interruption routine: called for each event, one at a time, from the external interruption, whatever the
	 * machine does then. What it waits for itself (`of`, `send`, `receive`) does not come to it. Without one, events
	 * wait for `next`.
	 */
	onEvent?(happened: IntermachineEvent): Step;
	/** It stays after the command that made it, after HX and an abend: only `close` or a reset ends it. */
	readonly lasting?: boolean;
};

/** CP refused a request. */
export type Refused = {readonly kind: 'refused'; readonly refusal: Refusal};

/** What a SIGNAL comes to: an exchange, by its number, or none. */
export type Signalled = {readonly kind: 'signalled'; readonly exchange: number} | Refused;

/** What becomes of a block that is offered: the other has it, the exchange ended before (a `reason`), or CP refused. */
export type Sent =
	| {readonly kind: 'transferred'}
	/** This machine has no storage for the block; nobody was asked. */
	| {readonly kind: 'noRoom'}
	| {readonly kind: 'ended'; readonly reason: number} | Refused;
