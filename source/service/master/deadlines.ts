/** When something is due in a master, and what then: nobody waits, works or stays idle for ever. */
import {greatest, smallest} from '../../base/sequences.js';
import type {Change} from './change.js';
import {wantedBack} from './scheduling.js';
import {
	isRepeatable, type MasterState, type Slave, type SlaveRules,
} from './state.js';

/** Seconds that a slave may stay in its stage. */
const stageTime = (slave: Slave, rules: SlaveRules): number =>
	({starting: rules.start, ready: rules.idle, busy: slave.work?.isSession ? rules.session : rules.time})[slave.stage];

/** Whether a slave may go for want of work: nobody waits, and there are enough without it. */
const isSpare = ({mode, slaves}: MasterState, slave: Slave, {minimum}: SlaveRules): boolean =>
	slave.stage === 'ready' && (mode !== 'serving' || slaves.length > minimum);

/** Seconds at which something is due; `undefined` where nothing is. */
export function nextDeadline(state: MasterState, rules: SlaveRules): number | undefined {
	const due = [
		...state.slaves
			.filter(slave => slave.stage !== 'ready' || isSpare(state, slave, rules))
			.map(slave => slave.since + stageTime(slave, rules)),
		...state.waiting.map(({since}) => since + rules.waiting),
		...wantedBack(state).map(({until}) => until),
		...state.mode === 'draining' && isAtRest(state) ? [greatest(returnsUntil(state, rules))] : [],
	];
	return due.length === 0 ? undefined : smallest(due);
}

/** Seconds until which users may come back whose request was lost on the way. */
const returnsUntil = ({lost, resumed}: MasterState, {returning}: SlaveRules): number[] => [
	...lost.filter(each => isRepeatable(each)).map(({since}) => since),
	...resumed === undefined ? [] : [resumed],
].map(since => since + returning);

/** Nobody waits and nobody is served. */
const isAtRest = ({waiting, slaves}: MasterState): boolean =>
	waiting.length === 0 && slaves.every(({work}) => !work);

/** Whether a service that takes nothing new still has something to do, or may have. */
export function isDrained(state: MasterState, rules: SlaveRules, now: number): boolean {
	return isAtRest(state) && returnsUntil(state, rules).every(second => second <= now);
}

/** Time passed. */
export function tick(change: Change): void {
	const {rules, now} = change;
	const late = change.state.waiting.filter(({since}) => since + rules.waiting <= now);
	change.with({waiting: change.state.waiting.filter(each => !late.includes(each))});
	for (const {exchange} of late) {
		change.do({kind: 'deny', exchange, reason: 'WAIT'});
	}

	// Those without work for longest go first, the one that holds the image last; who waits is served before any goes.
	const holder = change.image;
	const inOrder = change.state.slaves.toSorted((one, other) =>
		Number(one.name === holder) - Number(other.name === holder) || one.since - other.since);
	for (const slave of inOrder) {
		if (slave.since + stageTime(slave, rules) > now) {
			continue;
		}

		if (slave.stage !== 'ready') {
			change.lose(slave, 'TIME');
		} else if (isSpare(change.state, slave, rules)) {
			change.lose(slave, 'ENDED');
		}
	}
}
