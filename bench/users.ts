// Many users of SBS at once: `node scripts/transpile.js && node build/bench/users.js [USERS [SECONDS]]` (200 and 60
// unless told) prints one JSON object, from the study's own machinery (a 370/158, 3330 and 3350 arms, the default mix
// with its think times). What so many users in slaves cost for so many simulated seconds, behind as many that count for
// `cost` alone: seconds of host processor time, commands, and what an hour would cost. `users.js 0`: PUTs a simulated
// second of 12 users who never think, by the number of slaves; parts of that time that the processor, the arm of the
// library and the busiest other arm worked; users who waited for the lock of the library in the mean; SIOs a PUT.
import process from 'node:process';
import {greatest} from '../source/base/sequences.js';
import {library, librarySeed} from '../source/study/members.js';
import {defaultMixText, parseMix, type Mix} from '../source/study/mix.js';
import type {Observation} from '../source/study/observation.js';
import {libraryVolume} from '../source/study/profile-of.js';
import {runOne, storeLibrary, volumesOf} from '../source/study/run-one.js';
import {standard, type Scenario} from '../source/study/scenario.js';

const users = Number(process.argv[2] ?? 200);
const seconds = Number(process.argv[3] ?? 60);
const second = 1_000_000;
const slaveNumbers = [1, 2, 4, 6, 8];

function mixOf(text: string): Mix {
	const mix = parseMix(text);
	if (typeof mix === 'string') {
		throw new TypeError(mix);
	}

	return mix;
}

const scenario: Scenario = {
	...standard, storage: 16 * second, configuration: 'SLAVES', users, others: 0, seed: 1, mix: mixOf(defaultMixText),
	warmUp: seconds * second, measured: seconds * second, most: seconds * second,
};
const members = library(scenario.members, scenario.owners, librarySeed);
const stored = storeLibrary(scenario, members);
const rounded = (value: number): number => Number(value.toFixed(2));

/** Runs a scenario; host seconds of processor time too. */
function run(changes: Partial<Scenario>): Observation & {readonly cost: number} {
	const changed = {...scenario, ...changes};
	const volumes = volumesOf(changed, stored);
	const before = process.cpuUsage();
	const observation = runOne(changed, members, volumes);
	const {user, system} = process.cpuUsage(before);
	return {...observation, cost: (user + system) / 1e6};
}

/** Users who do PUT after PUT. */
const putsOnly = mixOf(`THINK 0.001\n1 PUT SBS GET {OWN} A (REPLACE${' | SBS PUT {OWN}'.repeat(40)}`);

function puts(slaves: number) {
	const {commands, from, to} = run({
		slaves, users: 12, mix: putsOnly, warmUp: 60 * second, measured: 60 * second, most: 60 * second,
	});
	const time = to.time - from.time;
	const arms = to.arms.map(({serial, busy}, index) => ({serial, busy: (busy - from.arms[index].busy) / time}));
	const stores = commands.filter(({name, code}) => name === 'SBS PUT' && code === 0);
	return {
		perSecond: rounded(stores.length / (time / second)),
		processor: rounded((to.busy - from.busy) / time),
		arm: rounded(arms.find(({serial}) => serial === libraryVolume)!.busy),
		otherArm: rounded(greatest(arms.filter(({serial}) => serial !== libraryVolume).map(({busy}) => busy))),
		lockWaiters: rounded(stores.reduce((sum, {waits}) => sum + waits.lock, 0) / time),
		sios: rounded((to.charged.sios - from.charged.sios) / stores.length),
	};
}

function many() {
	const {cost, commands} = run({});
	return {
		users, seconds, cost: rounded(cost), commands: commands.length,
		hour: rounded(cost * 3600 / (2 * seconds)),
	};
}

console.log(JSON.stringify({
	...users > 0 ? {users: many()} : {},
	...users > 0 ? {} : {puts: Object.fromEntries(slaveNumbers.map(number => [number, puts(number)]))},
}));
