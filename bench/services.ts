// What a command of a service costs: `node scripts/transpile.js && node build/bench/services.js [COUNT]` prints one
// JSON object. A user of the default installation does COUNT times `SBS LIST` and `SBS PUT`; `host`: milliseconds of
// processor time, `simulated`: milliseconds until the user's CMS is ready, `busy`: of simulated processor time, all
// machines together, until everything is quiet again, `again`: until the slave that worked is ready for the next.
// Medians. `pages`: how many pages of the slaves are those of their common image, and private.
import process from 'node:process';
import {mapping} from '../source/machine/storage/storage.js';
import {Installation} from '../test/support/installation.js';

const count = Number(process.argv[2] ?? 30);
const installation = new Installation();
const {cp} = installation.system;
const user = installation.logOn('USER1');
user.enterAll('SET BLIP OFF', 'COPYFILE HELLO EXEC Y SOME EXEC A');
const median = (values: readonly number[]): number =>
	Number(values.toSorted((one, other) => one - other)[values.length >> 1].toFixed(2));

/** Instructions of all machines since they were logged on; what a slave had before it was renewed is in no machine. */
let worked = 0;
let releasedAt = 0;
let again = 0;
cp.events.observe(happened => {
	if (happened.kind === 'slave' && happened.action === 'released') {
		releasedAt = cp.clock.now();
	} else if (happened.kind === 'exchange' && happened.action === 'signal' && happened.vm.assignment.creator) {
		again = cp.clock.now();
	} else if (happened.kind === 'logoff') {
		worked += happened.vm.cpu.instructions;
	}
});
const instructions = (): number => worked
	+ [...cp.machines.values()].map(({cpu}) => cpu.instructions).reduce((sum, each) => sum + each, 0);

function measure(line: string) {
	const host: number[] = [];
	const simulated: number[] = [];
	const busy: number[] = [];
	const toReady: number[] = [];
	for (let number = 0; number < count; number++) {
		const before = process.cpuUsage();
		const began = cp.clock.now();
		const instructionsBefore = instructions();
		let readyAt = 0;
		user.take();
		user.type(line);
		let typed: string[] = [];
		while (cp.pump(0) === 'busy') {
			typed = [...typed, ...user.take()];
			if (readyAt === 0 && typed.some(each => each.startsWith('Ready'))) {
				readyAt = cp.clock.now();
			}
		}

		const {user: used, system} = process.cpuUsage(before);
		host.push((used + system) / 1000);
		simulated.push(((readyAt === 0 ? cp.clock.now() : readyAt) - began) / 1000);
		busy.push((instructions() - instructionsBefore) / 1000);
		toReady.push((again - releasedAt) / 1000);
	}

	return {
		host: median(host), simulated: median(simulated), busy: median(busy), again: median(toReady),
	};
}

const list = measure('SBS LIST');
const put = measure('SBS PUT SOME EXEC');
const pages = {common: 0, own: 0};
for (const {storage} of cp.slaves.list('SBSMASTR')) {
	for (let page = 0; page < storage.pages.length; page++) {
		if (storage.contentOf(page)) {
			pages[storage.mappingOf(page) === mapping.private ? 'own' : 'common']++;
		}
	}
}

console.log(JSON.stringify({list, put, pages}));
installation.close();
