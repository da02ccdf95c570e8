/**
 * Runs scenarios in threads, as many at once as the host has processors. Which thread runs which, and when, has no
 * influence on a run: each is a system of its own in simulated time.
 */
import {availableParallelism} from 'node:os';
import {Worker} from 'node:worker_threads';
import type {Written} from '../system/experiment/experiment.js';
import {library, librarySeed} from './members.js';
import type {Observation} from './observation.js';
import {storeLibrary} from './run-one.js';
import {standard, type Scenario} from './scenario.js';
import type {Runner} from './study.js';

/** What a thread is told. */
export type Order = {
	readonly index: number;
	readonly scenario: Scenario;
	/** The library as it lies on the disk, where the thread has not had it yet. */
	readonly stored: Written | undefined;
};

/** What it tells: a part of the run, or all of it. */
export type Told =
	| {readonly kind: 'progress'; readonly part: number}
	| {readonly kind: 'observed'; readonly index: number; readonly observation: Observation}
	| {readonly kind: 'failed'; readonly text: string};

export type Progress = {
	readonly done: number;
	readonly all: number;
	/** Parts of the runs under way. */
	readonly underWay: readonly number[];
	readonly preparing: boolean;
};

/** Most threads: each needs the storage of a system. */
const mostThreads = 8;

/** Libraries by their number of members, stored once each by SBS itself. */
function storedLibraries(scenarios: readonly Scenario[], told: () => void): Map<number, Written> {
	const stored = new Map<number, Written>();
	for (const scenario of scenarios) {
		const {members, owners} = scenario;
		if (!stored.has(members)) {
			told();
			// By one machine with more storage than the one measured has, which only makes it sooner done.
			const preparing: Scenario = {
				...scenario,
				...standard,
				members,
				owners,
				configuration: 'SERVER',
				storage: 16 * 1024 * 1024,
				users: 1,
				others: 0,
			};
			stored.set(members, storeLibrary(preparing, library(members, owners, librarySeed)));
		}
	}

	return stored;
}

/** `told`: what is going on, now and then. */
export function threads(told: (progress: Progress) => void): Runner {
	return async (scenarios, observed) => {
		const stored = storedLibraries(scenarios, () => {
			told({
				done: 0, all: scenarios.length, underWay: [], preparing: true,
			});
		});
		const count = Math.min(mostThreads, availableParallelism(), scenarios.length);
		const parts = new Map<number, number>();
		let next = 0;
		let done = 0;
		const tell = (): void => {
			told({
				done, all: scenarios.length, underWay: [...parts.values()], preparing: false,
			});
		};

		await Promise.all(Array.from({length: count}, async (_, number) => {
			const worker = new Worker(new URL('study-worker.js', import.meta.url));
			const had = new Set<number>();
			const give = (): boolean => {
				const index = next++;
				const scenario = scenarios.at(index);
				if (index >= scenarios.length || !scenario) {
					return false;
				}

				const {members} = scenario;
				const order: Order = {index, scenario, stored: had.has(members) ? undefined : stored.get(members)};
				had.add(members);
				parts.set(number, 0);
				worker.postMessage(order);
				return true;
			};

			try {
				await new Promise<void>((resolve, reject) => {
					worker.on('error', reject);
					worker.on('message', (message: Told) => {
						if (message.kind === 'progress') {
							parts.set(number, message.part);
						} else if (message.kind === 'observed') {
							done++;
							parts.delete(number);
							observed(message.index, message.observation);
							if (!give()) {
								resolve();
							}
						} else {
							reject(new Error(message.text));
						}

						tell();
					});
					if (!give()) {
						resolve();
					}
				});
			} finally {
				await worker.terminate();
			}
		}));
	};
}
