/** Who gets which slave, and how many there are. */
import {limits} from '../../base/limits.js';
import type {Change} from './change.js';
import type {
	MasterState, Slave, SlaveRules, Work,
} from './state.js';

/** Their names have two digits. */
export const mostSlaves = 99;

const slaveName = (prefix: string, number: number): string => `${prefix}${String(number).padStart(2, '0')}`;

/** The next number that no slave has. */
function nextNumber({slaves, last}: MasterState, {prefix}: SlaveRules): number {
	for (let number = (last % mostSlaves) + 1; ; number = (number % mostSlaves) + 1) {
		if (slaves.every(({name}) => name !== slaveName(prefix, number))) {
			return number;
		}
	}
}

function create(change: Change): void {
	const last = nextNumber(change.state, change.rules);
	const slave = slaveName(change.rules.prefix, last);
	change.with({last});
	change.put(slave, 'starting');
	change.do({kind: 'create', slave, image: change.image});
}

/** Further slaves are their users' for as long as these have one of their own. */
export function giveUpFurther(change: Change): void {
	const {slaves, waiting} = change.state;
	const users = new Set(slaves.filter(({work}) => work && !work.isFurther).map(({work}) => work!.user));
	const isOver = (work?: Work): boolean => work?.isFurther === true && !users.has(work.user);
	for (const {exchange} of waiting.filter(each => isOver(each))) {
		change.do({kind: 'deny', exchange, reason: 'ENDED'});
	}

	change.with({waiting: waiting.filter(each => !isOver(each))});
	for (const {name, work} of slaves.filter(each => isOver(each.work))) {
		change.do({kind: 'end', exchange: work!.exchange});
		change.release(name);
	}
}

/**
 * Who asks for a further slave never waits for one that somebody has: two who do that would wait for each other. He
 * waits for those that start, as far as they are not for others.
 */
function denyFurther(change: Change): void {
	const {slaves, waiting} = change.state;
	const starting = slaves.filter(({stage}) => stage === 'starting').length;
	const others = waiting.filter(({isFurther}) => !isFurther).length;
	const denied = waiting.filter(({isFurther}) => isFurther).slice(Math.max(0, starting - others));
	for (const {exchange} of denied) {
		change.do({kind: 'deny', exchange, reason: 'WAIT'});
	}

	change.with({waiting: waiting.filter(each => !denied.includes(each))});
}

/** Gives ready slaves to those who wait, in their order. */
function assign(change: Change): void {
	for (;;) {
		const {waiting, slaves} = change.state;
		const first = waiting.find(({isFurther}) => !isFurther) ?? waiting.at(0);
		// The one that worked last: so the others may idle.
		const ready = slaves.findLast(({stage}) => stage === 'ready');
		if (!first || !ready) {
			return;
		}

		const {since, ...work} = first;
		change.with({waiting: waiting.filter(each => each !== first)});
		change.put(ready.name, 'busy', work);
		change.do(
			{kind: 'assign', slave: ready.name, user: work.user},
			{kind: 'grant', exchange: work.exchange, slave: ready.name},
		);
	}
}

/** Has as many slaves started as are wanted. */
function start(change: Change): void {
	const {rules} = change;
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

/** Further slaves for which others wait, and the second until which their users may keep them. */
export function wantedBack({slaves, waiting}: MasterState): ReadonlyArray<{
	readonly slave: Slave; readonly until: number;
}> {
	const starting = slaves.filter(({stage}) => stage === 'starting').length;
	const others = waiting.filter(({isFurther}) => !isFurther).length;
	return slaves
		.filter(({work}) => work?.isFurther)
		.toSorted((one, other) => one.since - other.since)
		.slice(0, Math.max(0, others - starting))
		.map(slave => ({slave, until: slave.since + limits.furtherSlave.value}));
}

/** Nobody keeps further slaves for as long as he likes where others have none. */
function takeBack(change: Change): void {
	for (const {slave, until} of wantedBack(change.state)) {
		if (until <= change.now) {
			change.takeFrom(slave, 'TIME');
			change.release(slave.name);
		}
	}
}

/** Who gets which slave now, how many are started, and who waits. */
export function schedule(change: Change): void {
	assign(change);
	start(change);
	takeBack(change);
	denyFurther(change);
}
