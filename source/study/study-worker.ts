/** A thread of the study: runs one scenario after the other, as it is told (`worker-pool.ts`). */
import {parentPort} from 'node:worker_threads';
import type {Written} from '../system/experiment/experiment.js';
import {library, librarySeed, type Member} from './members.js';
import {runOne} from './run-one.js';
import type {Order, Told} from './worker-pool.js';

const libraries = new Map<number, {readonly members: readonly Member[]; readonly stored: Written}>();
/** Host milliseconds between two reports. */
const pause = 500;

const tell = (message: Told): void => {
	parentPort!.postMessage(message);
};

parentPort!.on('message', ({index, scenario, stored}: Order) => {
	if (stored) {
		libraries.set(scenario.members, {members: library(scenario.members, scenario.owners, librarySeed), stored});
	}

	let last = performance.now();
	try {
		const {members, stored: written} = libraries.get(scenario.members)!;
		const observation = runOne(scenario, members, written, part => {
			if (performance.now() - last > pause) {
				last = performance.now();
				tell({kind: 'progress', part});
			}
		});
		tell({kind: 'observed', index, observation});
	} catch (error) {
		const {configuration, users, seed} = scenario;
		const text = error instanceof Error ? error.stack ?? error.message : String(error);
		tell({kind: 'failed', text: `${configuration}, ${users} users, seed ${seed}: ${text}`});
	}
});
