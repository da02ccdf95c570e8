/**
 * How a master's state changes: one event in, the new state and what is to be done out. Pure, so that any order of
 * events can be tried: nothing in here waits for a slave or a user, and what holds in every state (each request is
 * answered once, no slave has two users, nobody waits while one is ready, never more than the maximum) is in
 * `test/service/master/transitions.test.ts`.
 */
import {smallest} from '../../base/sequences.js';
import type {
	Denial, Effect, MasterEvent, MasterState, Slave, SlaveRules, Waiting, Work,
} from './state.js';

/** Their names have two digits. */
export const mostSlaves = 99;

const slaveName = (prefix: string, number: number): string => `${prefix}${String(number).padStart(2, '0')}`;

export type Change = {readonly state: MasterState; readonly effects: readonly Effect[]};

/** Collects what one event comes to. */
class Transition {
	readonly effects: Effect[] = [];

	constructor(
		public state: MasterState,
		readonly rules: SlaveRules,
		readonly now: number,
	) {
		// Nothing else.
	}

	do(...effects: readonly Effect[]): void {
		this.effects.push(...effects);
	}

	with(changes: Partial<MasterState>): void {
		this.state = {...this.state, ...changes};
	}

	/** Puts a slave into another stage; `undefined` takes it off the list. */
	put(name: string, stage: Slave['stage'] | undefined, work?: Work): void {
		const slaves = this.state.slaves.filter(each => each.name !== name);
		this.with({slaves: stage
			? [...slaves, {
				name, stage, since: this.now, work,
			}]
			: slaves});
	}

	/** A user's request has its end; he will want to know why. */
	tell({user, request}: Work, reason: Denial): void {
		this.with({lost: [...this.state.lost.filter(each => each.user !== user), {user, request, reason}]});
	}
}

const beginsTime = (slave: Slave, rules: SlaveRules): number =>
	({starting: rules.start, ready: rules.idle, busy: rules.time})[slave.stage];

/** Whether a slave may go for want of work: nobody waits, and there are enough without it. */
const isSpare = ({mode, slaves}: MasterState, slave: Slave, {minimum}: SlaveRules): boolean =>
	slave.stage === 'ready' && (mode !== 'serving' || slaves.length > minimum);

/** Seconds at which something is due; `undefined` where nothing is. */
export function nextDeadline(state: MasterState, rules: SlaveRules): number | undefined {
	const due = [
		...state.slaves
			.filter(slave => slave.stage !== 'ready' || isSpare(state, slave, rules))
			.map(slave => slave.since + beginsTime(slave, rules)),
		...state.waiting.map(({since}) => since + rules.waiting),
	];
	return due.length === 0 ? undefined : smallest(due);
}

/** A slave is no longer its user's, who has his exchange ended and may ask why. */
function takeFrom(change: Transition, slave: Slave, reason: Denial): void {
	if (slave.work) {
		change.tell(slave.work, reason);
		change.do({kind: 'end', exchange: slave.work.exchange});
	}
}

/** What a user had before he asks anew, he has given up. */
function giveUpOf(change: Transition, user: string): void {
	for (const {exchange} of change.state.waiting.filter(each => each.user === user)) {
		change.do({kind: 'end', exchange});
	}

	change.with({
		waiting: change.state.waiting.filter(each => each.user !== user),
		lost: change.state.lost.filter(each => each.user !== user),
	});
	for (const slave of change.state.slaves.filter(({work}) => work?.user === user)) {
		change.do({kind: 'end', exchange: slave.work!.exchange}, {kind: 'release', slave: slave.name});
		change.put(slave.name, 'starting');
	}
}

function obtain(change: Transition, work: Work): void {
	const {rules: {users}, state: {mode}, now} = change;
	giveUpOf(change, work.user);
	const mayUse = users.includes('*') || users.includes(work.user);
	if (!mayUse || mode !== 'serving') {
		change.do({kind: 'deny', exchange: work.exchange, reason: mayUse ? 'DRAIN' : 'USERS'});
		return;
	}

	const {user, exchange, request} = work;
	change.with({
		waiting: [...change.state.waiting, {
			user, exchange, request, since: now,
		}],
	});
}

function ended(change: Transition, exchange: number): void {
	change.with({waiting: change.state.waiting.filter(each => each.exchange !== exchange)});
	for (const {name} of change.state.slaves.filter(({work}) => work?.exchange === exchange)) {
		change.put(name, 'starting');
		change.do({kind: 'release', slave: name});
	}
}

/** A slave's program has begun: where it was at work, that is lost, and its storage is not to be trusted. */
function ready(change: Transition, slave: Slave): void {
	if (slave.stage === 'busy') {
		takeFrom(change, slave, 'ENDED');
		change.put(slave.name, 'starting');
		change.do({kind: 'release', slave: slave.name});
	} else {
		change.put(slave.name, 'ready');
		change.with({failures: 0});
	}
}

function lost(change: Transition, slave: Slave, reason: Denial): void {
	takeFrom(change, slave, reason);
	change.put(slave.name, undefined);
	change.do({kind: 'delete', slave: slave.name});
	if (slave.stage === 'starting') {
		change.with({failures: change.state.failures + 1});
	}
}

function tick(change: Transition): void {
	const {rules, now} = change;
	const late = change.state.waiting.filter(({since}) => since + rules.waiting <= now);
	change.with({waiting: change.state.waiting.filter(each => !late.includes(each))});
	for (const {exchange} of late) {
		change.do({kind: 'deny', exchange, reason: 'WAIT'});
	}

	// Those without work for longest go first; who waits is served before any goes.
	for (const slave of change.state.slaves.toSorted((a, b) => a.since - b.since)) {
		if (slave.since + beginsTime(slave, rules) > now) {
			continue;
		}

		if (slave.stage !== 'ready') {
			lost(change, slave, 'TIME');
		} else if (isSpare(change.state, slave, rules)) {
			lost(change, slave, 'ENDED');
		}
	}
}

function stop(change: Transition): void {
	for (const {exchange} of change.state.waiting) {
		change.do({kind: 'deny', exchange, reason: 'DRAIN'});
	}

	for (const slave of change.state.slaves) {
		takeFrom(change, slave, 'DRAIN');
		change.do({kind: 'delete', slave: slave.name});
	}

	change.with({mode: 'stopped', waiting: [], slaves: []});
}

/** What CP refused: the slave is not there, or its user is not. */
function refused(change: Transition, slave: Slave, kind: 'notCreated' | 'notAssigned'): void {
	if (kind === 'notCreated') {
		lost(change, slave, 'START');
		return;
	}

	if (slave.stage === 'busy') {
		takeFrom(change, slave, 'ENDED');
		change.put(slave.name, 'ready');
	}
}

/** The next number that no slave has. */
function nextNumber({slaves, last}: MasterState, {prefix}: SlaveRules): number {
	for (let number = (last % mostSlaves) + 1; ; number = (number % mostSlaves) + 1) {
		if (slaves.every(({name}) => name !== slaveName(prefix, number))) {
			return number;
		}
	}
}

function create(change: Transition): void {
	const last = nextNumber(change.state, change.rules);
	const slave = slaveName(change.rules.prefix, last);
	change.with({last});
	change.put(slave, 'starting');
	change.do({kind: 'create', slave});
}

/** Gives ready slaves to those who wait, in their order, and has as many started as are wanted. */
function schedule(change: Transition): void {
	const {rules} = change;
	for (;;) {
		const {waiting: [first, ...rest], slaves} = change.state;
		// The one that worked last: so the others may idle.
		const ready = slaves.findLast(({stage}) => stage === 'ready');
		if (!first || !ready) {
			break;
		}

		const {user, exchange, request} = first satisfies Waiting;
		change.with({waiting: rest});
		change.put(ready.name, 'busy', {user, exchange, request});
		change.do({kind: 'assign', slave: ready.name, user}, {kind: 'grant', exchange, slave: ready.name});
	}

	const starting = (): number => change.state.slaves.filter(({stage}) => stage === 'starting').length;
	if (change.state.failures >= rules.failures) {
		if (starting() === 0) {
			// Nothing helps: who waits is told, and the next request is the next attempt.
			for (const {exchange} of change.state.waiting) {
				change.do({kind: 'deny', exchange, reason: 'START'});
			}

			change.with({waiting: []});
		}

		return;
	}

	const wanted = (): boolean => starting() < change.state.waiting.length
		|| (change.state.mode === 'serving' && change.state.slaves.length < rules.minimum);
	while (change.state.slaves.length < rules.maximum && wanted()) {
		create(change);
	}
}

/** The state after `event` at second `now`, and what is to be done. */
export function transition(state: MasterState, event: MasterEvent, rules: SlaveRules, now: number): Change {
	const change = new Transition(state, rules, now);
	const slave = 'slave' in event ? state.slaves.find(({name}) => name === event.slave) : undefined;
	switch (event.kind) {
		case 'obtain': {
			change.with({failures: state.failures >= rules.failures ? 0 : state.failures});
			obtain(change, event);
			break;
		}

		case 'why': {
			const known = state.lost.find(({user, request}) => user === event.user && request === event.request);
			change.do({kind: 'deny', exchange: event.exchange, reason: known?.reason ?? 'ENDED'});
			change.with({lost: state.lost.filter(each => each !== known)});
			break;
		}

		case 'ended': {
			ended(change, event.exchange);
			break;
		}

		case 'ready': {
			if (slave) {
				ready(change, slave);
			}

			break;
		}

		case 'lost': {
			if (slave) {
				lost(change, slave, event.reason);
			}

			break;
		}

		case 'notCreated':
		case 'notAssigned': {
			if (slave) {
				refused(change, slave, event.kind);
			}

			break;
		}

		case 'tick': {
			tick(change);
			break;
		}

		case 'drain': {
			change.with({mode: state.mode === 'stopped' ? 'stopped' : 'draining'});
			break;
		}

		case 'start': {
			change.with({mode: state.mode === 'stopped' ? 'stopped' : 'serving', failures: 0});
			break;
		}

		case 'stop': {
			stop(change);
			break;
		}
	}

	schedule(change);
	const {mode, waiting, slaves} = change.state;
	const isOver = mode === 'stopped'
		|| (mode === 'draining' && waiting.length === 0 && slaves.every(({work}) => !work));
	if (isOver && state.mode !== 'stopped') {
		for (const {name} of slaves) {
			change.do({kind: 'delete', slave: name});
		}

		change.with({mode: 'stopped', slaves: []});
		change.do({kind: 'logoff'});
	}

	return {state: change.state, effects: change.effects};
}
