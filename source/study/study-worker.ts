/** A thread of the study: runs one scenario after the other, as it is told (`worker-pool.ts`). */
import {parentPort} from 'node:worker_threads';
import type {Volumes, Written} from '../system/experiment/experiment.js';
import {library, librarySeed, type Member} from './members.js';
import {runOne, volumesOf} from './run-one.js';
import type {Scenario} from './scenario.js';
import type {Order, Told} from './worker-pool.js';

const libraries = new Map<number, {readonly members: readonly Member[]; readonly stored: Written}>();
/** Volumes by what they depend on, the ones used last: runs of one point differ in their seeds alone. */
const built = new Map<string, Volumes>();
const mostBuilt = 24;
/** Host milliseconds between two reports. */
const pause = 500;

function volumesFor(scenario: Scenario, written: Written): Volumes {
	const {
		configuration, module, slaves, members, owners, users, others,
	} = scenario;
	const key = [configuration, module, slaves, members, owners, Math.max(users, owners), others].join(' ');
	const volumes = built.get(key) ?? volumesOf(scenario, written);
	built.delete(key);
	built.set(key, volumes);
	if (built.size > mostBuilt) {
		built.delete([...built.keys()][0]);
	}

	return volumes;
}

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
		const observation = runOne(scenario, members, volumesFor(scenario, written), part => {
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
