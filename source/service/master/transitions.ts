/**
 * How a master's state changes: one event in, the new state and what is to be done out. Pure, so that any order of
 * events can be tried: nothing in here waits for a slave or a user, and what holds in every state (each request is
 * answered once, no slave has two users, nobody waits while one is ready, never more than the maximum) is in
 * `test/service/master/transitions.test.ts`.
 */
import {Change} from './change.js';
import {isDrained, tick} from './deadlines.js';
import {giveUpFurther, schedule} from './scheduling.js';
import type {
	Effect, MasterEvent, MasterState, ServiceEvent, Slave, SlaveEvent, SlaveRules, Work,
} from './state.js';

/** What a user had before he asks anew, he has given up. */
function giveUpOf(change: Change, user: string): void {
	for (const {exchange} of change.state.waiting.filter(each => each.user === user)) {
		change.do({kind: 'end', exchange});
	}

	change.with({
		waiting: change.state.waiting.filter(each => each.user !== user),
		lost: change.state.lost.filter(each => each.user !== user),
	});
	for (const slave of change.state.slaves.filter(({work}) => work?.user === user)) {
		change.do({kind: 'end', exchange: slave.work!.exchange});
		change.release(slave.name);
	}
}

/** A user asks for a slave; one who does so again was promised it before. */
function obtain(change: Change, {user, exchange, request, isSession}: Work, isAgain: boolean): void {
	const {rules: {users, failures}, state: {mode}, now} = change;
	change.with({failures: change.state.failures >= failures ? 0 : change.state.failures});
	giveUpOf(change, user);
	const mayUse = users.includes('*') || users.includes(user);
	const isTaken = mode === 'serving' || (mode === 'draining' && isAgain);
	if (!mayUse || !isTaken) {
		change.do({kind: 'deny', exchange, reason: mayUse ? 'DRAIN' : 'USERS'});
		return;
	}

	change.with({
		waiting: [...change.state.waiting, {
			user, exchange, request, isSession, since: now,
		}],
	});
}

/**
 * A user asks for one more slave. `scheduling.ts` sees to it that it is his only while he has one of his own, and that
 * he does not wait for it where others have all.
 */
function further(change: Change, {user, exchange, request}: Work): void {
	const {state: {mode}, now} = change;
	if (mode === 'stopped') {
		change.do({kind: 'deny', exchange, reason: 'ENDED'});
		return;
	}

	change.with({
		waiting: [...change.state.waiting, {
			user, exchange, request, isFurther: true, since: now,
		}],
	});
}

function why(change: Change, {user, exchange, request}: Work): void {
	const known = change.state.lost.find(each => each.user === user && each.request === request);
	change.do({kind: 'deny', exchange, reason: known?.reason ?? 'ENDED'});
}

function ended(change: Change, exchange: number): void {
	change.with({waiting: change.state.waiting.filter(each => each.exchange !== exchange)});
	for (const {name} of change.state.slaves.filter(({work}) => work?.exchange === exchange)) {
		change.release(name);
	}
}

/** A slave's program has begun: where it was at work, that is lost, and its storage is not to be trusted. */
function ready(change: Change, slave: Slave): void {
	if (slave.stage === 'busy') {
		change.takeFrom(slave, 'ENDED');
		change.release(slave.name);
		return;
	}

	change.put(slave.name, 'ready');
	change.with({failures: 0});
	if (change.state.image === 'wanted') {
		change.with({image: {slave: slave.name}});
		change.do({kind: 'prepare', slave: slave.name});
	}
}

function stop(change: Change): void {
	for (const {exchange} of change.state.waiting) {
		change.do({kind: 'deny', exchange, reason: 'DRAIN'});
	}

	for (const slave of change.state.slaves) {
		change.takeFrom(slave, 'DRAIN');
		change.do({kind: 'delete', slave: slave.name});
	}

	change.with({mode: 'stopped', waiting: [], slaves: []});
}

/** What CP did not do with a slave. */
function refused(change: Change, slave: Slave, kind: 'notCreated' | 'notPrepared' | 'notAssigned'): void {
	if (kind === 'notCreated') {
		change.lose(slave, 'START');
	} else if (kind === 'notPrepared') {
		change.with({image: 'none'});
	} else if (slave.stage === 'busy') {
		change.takeFrom(slave, 'ENDED');
		change.put(slave.name, 'ready');
	}
}

/** Events about a slave that is there. */
function ofSlave(change: Change, slave: Slave, event: SlaveEvent): void {
	switch (event.kind) {
		case 'ready': {
			ready(change, slave);
			break;
		}

		case 'lost': {
			change.lose(slave, event.reason);
			break;
		}

		case 'imageGone': {
			change.imageGone(slave.name);
			break;
		}

		case 'notCreated':
		case 'notPrepared':
		case 'notAssigned': {
			refused(change, slave, event.kind);
			break;
		}
	}
}

function ofService(change: Change, event: ServiceEvent): void {
	const {state: {mode, image}, now} = change;
	switch (event.kind) {
		case 'obtain':
		case 'again': {
			obtain(change, event, event.kind === 'again');
			break;
		}

		case 'further': {
			further(change, event);
			break;
		}

		case 'why': {
			why(change, event);
			break;
		}

		case 'ended': {
			ended(change, event.exchange);
			break;
		}

		case 'tick': {
			tick(change);
			break;
		}

		case 'drain': {
			change.with({mode: mode === 'stopped' ? 'stopped' : 'draining'});
			change.do({kind: 'remember', draining: true});
			break;
		}

		case 'resumeDrain': {
			change.with({mode: 'draining', resumed: now});
			break;
		}

		case 'start': {
			change.with({
				mode: mode === 'stopped' ? 'stopped' : 'serving',
				failures: 0,
				image: image === 'none' ? 'wanted' : image,
				resumed: undefined,
			});
			change.do({kind: 'remember', draining: false});
			break;
		}

		case 'stop': {
			change.do({kind: 'remember', draining: true});
			stop(change);
			break;
		}
	}
}

/** The state after `event` at second `now`, and what is to be done. */
export function transition(
	state: MasterState,
	event: MasterEvent,
	rules: SlaveRules,
	now: number,
): {readonly state: MasterState; readonly effects: readonly Effect[]} {
	const change = new Change(state, rules, now);
	if ('slave' in event) {
		const slave = state.slaves.find(({name}) => name === event.slave);
		if (slave) {
			ofSlave(change, slave, event);
		}
	} else {
		ofService(change, event);
	}

	giveUpFurther(change);
	schedule(change);
	const {mode, slaves} = change.state;
	const isOver = mode === 'stopped' || (mode === 'draining' && isDrained(change.state, rules, now));
	if (isOver && state.mode !== 'stopped') {
		for (const {name} of slaves) {
			change.do({kind: 'delete', slave: name});
		}

		change.with({mode: 'stopped', slaves: []});
		change.do({kind: 'logoff'});
	}

	return {state: change.state, effects: change.effects};
}
