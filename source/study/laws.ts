/**
 * Laws that hold of any system that is measured whole, whatever its distributions (P. J. Denning, J. P. Buzen, "The
 * Operational Analysis of Queueing Network Models", ACM Computing Surveys 10, 3, 1978). A measurement that breaks one
 * is wrong. Each is told as two sides that are measured apart and have to be equal: one by counting what is there at
 * each moment, the other by what everybody tells of himself. Of a line that was under way when measuring began or ended
 * the time within counts, so that they hold of any time measured, however short against a response.
 */
import type {Observation} from './observation.js';
import {sum} from './statistics.js';

export type Law = {
	readonly name: string;
	readonly left: number;
	readonly right: number;
};

/** Of runs with so many users each, all together. */
export function laws(observations: readonly Observation[], users: number): readonly Law[] {
	const all = (value: (observation: Observation) => number): number =>
		sum(observations.map(observation => value(observation)));
	const time = all(({from, to}) => to.time - from.time);
	const count = Math.max(1, all(({answered}) => answered));
	const throughput = count / time;
	const response = all(({residence}) => residence) / count;
	const pause = all(({thought}) => thought) / count;
	const demand = all(({shares}) => shares.users + shares.others + shares.rest) / count;
	return [
		// The number in the system is throughput times the time in it.
		{name: 'Little', left: all(({waitingUsers}) => waitingUsers) / time, right: throughput * response},
		// Everybody either waits or thinks.
		{name: 'response time', left: users, right: throughput * (response + pause)},
		// A device is busy for throughput times demand: what all accounts were charged for a line.
		{name: 'utilization', left: all(({from, to}) => to.busy - from.busy) / time, right: throughput * demand},
	];
}

/** By which part of the greater the two sides differ. */
export function discrepancy({left, right}: Law): number {
	const greater = Math.max(Math.abs(left), Math.abs(right));
	return greater === 0 ? 0 : Math.abs(left - right) / greater;
}
