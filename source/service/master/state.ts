/**
 * What a master machine control program knows, as plain data: its slaves, who waits for one, what became of those that
 * ended, and whether it takes new requests. `transitions.ts` says how it changes; seconds are those of the master's own
 * clock.
 */

/** A slave from its creation to its end. */
export type Slave = {
	readonly name: string;
	/** `starting`: created or taken back, it has not said yet that it is ready. */
	readonly stage: 'starting' | 'ready' | 'busy';
	/** Second at which the stage began. */
	readonly since: number;
	/** Whom it works for (busy): the user, and the exchange that keeps it his. */
	readonly work?: Work;
};

/** A user's open request: the exchange that he signalled, and the number he gave it. */
export type Work = {
	readonly user: string;
	readonly exchange: number;
	readonly request: number;
	/** The slave stays his for several requests, as long as a session may last. */
	readonly isSession?: boolean;
	/** One more slave of a user who has one: his while he has that, and only where nobody else wants it. */
	readonly isFurther?: boolean;
};

/** Whoever waits for a slave, and since when. */
export type Waiting = Work & {readonly since: number};

/** Why a request got no slave, or lost the one it had: what its user is told (`verbs.ts`). */
export type Denial =
	/** None was free within the waiting limit. */
	| 'WAIT'
	/** The service takes no requests: it is being drained or stopped. */
	| 'DRAIN'
	/** Only others may use the service. */
	| 'USERS'
	/** Slaves cannot be started. */
	| 'START'
	/** The slave was at work longer than the service allows. */
	| 'TIME'
	/** It used more processor time than the service allows. */
	| 'LIMIT'
	/** It was forced or logged off: another one may do the work. */
	| 'FORCED'
	/** Its program ended or stopped. */
	| 'ENDED';

/** What became of the last request of a user, until he has another. */
export type Lost = {
	readonly user: string;
	readonly request: number;
	readonly reason: Denial;
	readonly since: number;
};

/** Whether its user asks for it again: another slave may do it. */
export const isRepeatable = ({reason}: Pick<Lost, 'reason'>): boolean => reason === 'FORCED';

export type MasterState = {
	/** `draining`: what was asked is still done, nothing new; then, and when `stopped`, the master ends. */
	readonly mode: 'serving' | 'draining' | 'stopped';
	readonly slaves: readonly Slave[];
	/** First come, first served; those who ask for a further slave after all others. */
	readonly waiting: readonly Waiting[];
	readonly lost: readonly Lost[];
	/** When this master took over from one that was being drained: who had asked that one may ask again. */
	readonly resumed: number | undefined;
	/** Slaves in a row that never became ready. */
	readonly failures: number;
	/** The slave as which others begin, once it was prepared; `none`: CP prepares none of this prototype. */
	readonly image: {readonly slave: string} | 'wanted' | 'none';
	/** Number in the name of the slave made last: what is told late of one that is gone must not meet its successor. */
	readonly last: number;
};

/** What of a service's profile decides about slaves; limits in seconds. */
export type SlaveRules = {
	/** First letters of slaves' names; two digits follow. */
	readonly prefix: string;
	readonly minimum: number;
	readonly maximum: number;
	/** How long one beyond the minimum stays without work. */
	readonly idle: number;
	/** How long a user waits for a slave, and how long one may work for him. */
	readonly waiting: number;
	readonly time: number;
	/** How long a slave may be one user's in a session. */
	readonly session: number;
	/** How long a slave may take until it is ready, and how many in a row that do not make it are enough. */
	readonly start: number;
	readonly failures: number;
	/** How long a service that takes nothing new waits for those whose request was lost on the way. */
	readonly returning: number;
	/** Who may use the service; `*` is everybody. */
	readonly users: readonly string[];
};

/** What happened to a slave. */
export type SlaveEvent =
	| {readonly kind: 'ready'; readonly slave: string}
	/** It is gone, or stopped for good. */
	| {readonly kind: 'lost'; readonly slave: string; readonly reason: Denial}
	/** CP did not create, not prepare, or not assign it. */
	| {readonly kind: 'notCreated' | 'notPrepared' | 'notAssigned'; readonly slave: string}
	/** Nobody can begin as it was prepared any more: what it came from has changed. */
	| {readonly kind: 'imageGone'; readonly slave: string};

/** What else happened. */
export type ServiceEvent =
	/** A user asks for a slave. */
	| ({readonly kind: 'obtain'} & Work)
	/** A user who has a slave asks for one more. */
	| ({readonly kind: 'further'} & Work)
	/** A user asks again, because his slave or the master before this one was lost. */
	| ({readonly kind: 'again'} & Work)
	/** A user asks what became of his request. */
	| ({readonly kind: 'why'} & Work)
	/** An exchange of ours ended: a user is done with his slave, or no longer waits. */
	| {readonly kind: 'ended'; readonly exchange: number}
	/** Time passed. */
	| {readonly kind: 'tick'}
	| {readonly kind: 'drain' | 'stop' | 'start'}
	/** The master before this one was being drained when it was lost. */
	| {readonly kind: 'resumeDrain'};

export type MasterEvent = SlaveEvent | ServiceEvent;

/** What the master does about it, in this order. */
export type Effect =
	/** Makes a slave of the prototype that begins as `image` was prepared, or loads its program. */
	| {readonly kind: 'create'; readonly slave: string; readonly image?: string}
	/** Has others begin as this slave is now. */
	| {readonly kind: 'prepare'; readonly slave: string}
	| {readonly kind: 'assign'; readonly slave: string; readonly user: string}
	/** Takes a slave from its user, clears it and has it begin again, as `create` does. */
	| {readonly kind: 'release'; readonly slave: string; readonly image?: string}
	/** Gives up a slave and all it had; it may be gone already. */
	| {readonly kind: 'delete'; readonly slave: string}
	/** Answers a request with the slave's name; the exchange stays open. */
	| {readonly kind: 'grant'; readonly exchange: number; readonly slave: string}
	/** Answers a request with the reason, and ends it. */
	| {readonly kind: 'deny'; readonly exchange: number; readonly reason: Denial}
	/** Ends an exchange that has had its answer. */
	| {readonly kind: 'end'; readonly exchange: number}
	/** Has a master that comes after this one go on draining, or serve. */
	| {readonly kind: 'remember'; readonly draining: boolean}
	/** The service is over: the master logs off. */
	| {readonly kind: 'logoff'};

export const initialState: MasterState = {
	mode: 'serving', slaves: [], waiting: [], lost: [], resumed: undefined, failures: 0, image: 'wanted', last: 0,
};
