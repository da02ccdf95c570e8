// What sharing saves: `node bench/sharing.js [USERS [MEGABYTES]]` logs so many users on (100) in one system of so much
// host storage (64), loads CMS for each and has each list the files of the system disk. Prints one JSON object: frames
// that all have together and frames of each user's own; host time from the IPL command to the first instruction of the
// shared system, for the second user and those behind him, beside what a fifth of a millisecond takes here; pages read
// and written on the paging volume. Needs `build/` (`node scripts/transpile.js`, or `npm test`).
import process from 'node:process';
import {VirtualClock} from '../build/source/base/clock.js';
import {systemFiles} from '../build/source/system/system-files.js';
import {readProfile} from '../build/source/system/profile.js';
import {System} from '../build/source/system/system.js';
import {memoryVolumes} from '../build/source/system/volumes/memory-volumes.js';

const users = Number(process.argv[2] ?? 100);
const megabytes = Number(process.argv[3] ?? 64);
const profile = readProfile();
const clock = new VirtualClock();
const prototype = profile.directory.find('CMSUSER');
const system = new System({
	clock,
	volumes: memoryVolumes(profile, systemFiles, clock.now()),
	directory: {find: name => (/^U\d{4}$/.test(name) ? {...prototype, userid: name} : profile.directory.find(name))},
	systemNames: profile.systemNames,
	systems: profile.systems,
	pagingVolumes: profile.pagingVolumes,
	storage: megabytes * 1024 * 1024,
});

/** A terminal that answers each read with the next line, a null line where there is none. */
class Terminal {
	address = 'GRAF 021';
	kind = 'typewriter';
	lineSize = 130;
	lines = [];
	typed = 0;

	send(output) {
		if (output.kind === 'line') {
			this.typed++;
		} else if (output.kind === 'read' && output.pending && this.lines.length > 0) {
			this.line.enter(this.lines.shift());
		}
	}
}

/** So many times the first user loads the system before anybody is measured. */
const warmUp = 50;
/** Milliseconds from IPL to the first instruction. */
const goal = 0.3;

const quantile = (values, part) => values.toSorted((a, b) => a - b)[Math.trunc((values.length - 1) * part)];
const median = values => quantile(values, 0.5);
const distribution = values => Object.fromEntries(Object.entries({
	least: 0, median: 0.5, of90: 0.9, of95: 0.95, most: 1,
}).map(([name, part]) => [name, Number(quantile(values, part).toFixed(3))]));

function idle() {
	while (system.cp.pump(1000) !== 'idle') {
		// Until nobody can run.
	}
}

/** Frames of a machine, its own and those that others see or an image keeps. */
function frames(vm) {
	const count = {own: 0, shared: new Set()};
	for (let page = 0; page < vm.storage.pages.length; page++) {
		const content = vm.storage.contentOf(page);
		if (content?.frame >= 0) {
			if (content.isShared) {
				count.shared.add(content.frame);
			} else {
				count.own++;
			}
		}
	}

	return count;
}

/** Milliseconds from the IPL command to the end of the first instruction. */
function loaded(vm) {
	const begun = performance.now();
	system.cp.ipl(vm, 'CMS');
	vm.processor.run(1);
	return performance.now() - begun;
}

/** How much of a fifth of a millisecond's work takes longer than that here: what the host does beside. */
function disturbance() {
	let sum = 0;
	const begun = performance.now();
	while (performance.now() - begun < 0.2) {
		sum++;
	}

	return performance.now() - begun + (sum > 0 ? 0 : 1);
}

const machines = [];
for (let number = 0; number < users; number++) {
	const terminal = new Terminal();
	terminal.line = system.connect(terminal);
	const vm = system.cp.sessions.logon({...prototype, userid: `U${String(number).padStart(4, '0')}`}, terminal.line);
	machines.push({vm, terminal});
}

// The first user brings the pages in, and V8 to compile what is done; the others have theirs from him.
const first = loaded(machines[0].vm);
for (let round = 0; round < warmUp; round++) {
	loaded(machines[0].vm);
}

const others = machines.slice(1).map(({vm}) => loaded(vm));
const control = others.map(() => disturbance());
for (const {vm, terminal} of machines) {
	// What was executed so far was for the time alone.
	terminal.lines.push('', 'LISTFILE * * S');
	system.cp.ipl(vm, 'CMS');
	idle();
}

const counts = machines.map(({vm}) => frames(vm));
const shared = new Set(counts.flatMap(count => [...count.shared]));
const own = counts.map(count => count.own);
console.log(JSON.stringify({
	users,
	lines: machines.at(-1).terminal.typed,
	sharedFrames: shared.size,
	mappersOfASharedFrame: Math.max(...[...shared].map(frame => system.cp.hostStorage.pageOn(frame).mappers.length)),
	ownFrames: {least: Math.min(...own), median: median(own), most: Math.max(...own), goal: 40},
	iplMilliseconds: {
		first: Number(first.toFixed(3)),
		others: distribution(others),
		withinGoal: others.filter(each => each < goal).length / others.length,
		goal,
	},
	hostMillisecondsOfAFifth: distribution(control),
	paging: {reads: system.cp.pager.reads, writes: system.cp.pager.writes, slots: system.cp.pager.area.used},
	hostMegabytes: Math.round(process.memoryUsage.rss() / 1024 / 1024),
}));
system.stop();
