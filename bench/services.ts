// What a command of a service costs: `node scripts/transpile.js && node build/bench/services.js [COUNT]` prints one
// JSON object. A user of the default installation does COUNT times `SBS QUERY MEMBER`, `SBS LIST`, `SBS GET` and
// `SBS PUT`, in slaves; `wall`: milliseconds until the user's CMS is ready (`least`: the quickest), `simulated`: those
// of simulated time, `busy`: of simulated processor time, all machines together, until everything is quiet again,
// `again`: until the slave that worked is ready for the next. Medians. `pages`: how many pages of the slaves are those
// of their common image, and private. `throughput`: PUTs a simulated second of five users without think time, by
// number of slaves.
import process from 'node:process';
import {smallest} from '../source/base/sequences.js';
import {mapping} from '../source/machine/storage/storage.js';
import {configured} from '../test/support/configurations.js';
import {Installation} from '../test/support/installation.js';

/** PUTs of each user, for the throughput. */
const putsEach = 10;
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
	const wall: number[] = [];
	const simulated: number[] = [];
	const busy: number[] = [];
	const toReady: number[] = [];
	for (let number = 0; number < count; number++) {
		const began = cp.clock.now();
		const instructionsBefore = instructions();
		let isReady = false;
		user.take();
		const start = performance.now();
		user.type(line);
		while (cp.pump(0) === 'busy') {
			if (!isReady && user.take().some(each => each.startsWith('Ready'))) {
				isReady = true;
				wall.push(performance.now() - start);
				simulated.push((cp.clock.now() - began) / 1000);
			}
		}

		busy.push((instructions() - instructionsBefore) / 1000);
		toReady.push((again - releasedAt) / 1000);
	}

	return {
		wall: median(wall), least: Number(smallest(wall).toFixed(2)), simulated: median(simulated), busy: median(busy),
		again: median(toReady),
	};
}

user.enter('SBS PUT SOME EXEC');
const query = measure('SBS QUERY MEMBER SOME EXEC');
const list = measure('SBS LIST');
const get = measure('SBS GET SOME EXEC (REPLACE');
const put = measure('SBS PUT SOME EXEC');
const pages = {common: 0, own: 0};
for (const {storage} of cp.slaves.list('SBSMASTR')) {
	for (let page = 0; page < storage.pages.length; page++) {
		if (storage.contentOf(page)) {
			pages[storage.mappingOf(page) === mapping.private ? 'own' : 'common']++;
		}
	}
}

installation.close();

/** PUTs a simulated second of users who ask for the next as soon as they are served. */
function throughput(slaves: number): number {
	const system = configured(`SLAVES ${slaves} ${slaves}`);
	const users = ['USER1', 'USER2', 'USER3', 'CMSUSER', 'MAINT'].map(userid => system.logOn(userid));
	const line = ({userid}: {readonly userid: string}): string => `SBS PUT ${userid} EXEC`;
	for (const each of users) {
		each.enterAll('SET BLIP OFF', `COPYFILE HELLO EXEC Y ${each.userid} EXEC A`, line(each));
	}

	const {clock} = system.system.cp;
	const began = clock.now();
	const left = new Map(users.map(each => [each, putsEach]));
	for (const each of users) {
		each.take();
		each.type(line(each));
	}

	while (system.system.cp.pump(0) === 'busy' && [...left.values()].some(number => number > 0)) {
		for (const each of users) {
			if (each.take().some(typed => typed.startsWith('Ready'))) {
				left.set(each, left.get(each)! - 1);
				if (left.get(each)! > 0) {
					each.type(line(each));
				}
			}
		}
	}

	const perSecond = users.length * putsEach * 1e6 / (clock.now() - began);
	system.close();
	return Number(perSecond.toFixed(2));
}

const byNumber = Object.fromEntries([1, 2, 4, 6].map(slaves => [slaves, throughput(slaves)]));
console.log(JSON.stringify({
	query, list, get, put, pages, throughput: byNumber,
}));
