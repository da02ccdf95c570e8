// What sharing saves: `node bench/sharing.js [USERS]` logs so many users on (100) in one system, loads CMS for each and
// has each list the files of the system disk. Prints one JSON object: frames that all have together and frames of each
// user's own; host time from the IPL command to the first instruction of the shared system, for the second user and
// those behind him. Needs `build/` (`node scripts/transpile.js`, or `npm test`).
import process from 'node:process';
import {VirtualClock} from '../build/source/base/clock.js';
import {systemFiles} from '../build/source/system/system-files.js';
import {readProfile} from '../build/source/system/profile.js';
import {System} from '../build/source/system/system.js';
import {memoryVolumes} from '../build/source/system/volumes/memory-volumes.js';

const users = Number(process.argv[2] ?? 100);
const profile = readProfile();
const clock = new VirtualClock();
const prototype = profile.directory.find('CMSUSER');
const system = new System({
	clock,
	volumes: memoryVolumes(profile, systemFiles(), clock.now()),
	directory: {find: name => (/^U\d{4}$/.test(name) ? {...prototype, userid: name} : profile.directory.find(name))},
	systemNames: profile.systemNames,
	systems: profile.systems,
	storage: 64 * 1024 * 1024,
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

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];

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

const machines = [];
const times = [];
for (let number = 0; number < users; number++) {
	const terminal = new Terminal();
	terminal.line = system.connect(terminal);
	const vm = system.cp.sessions.logon({...prototype, userid: `U${String(number).padStart(4, '0')}`}, terminal.line);
	terminal.lines.push('', 'LISTFILE * * S');
	const begun = performance.now();
	system.cp.ipl(vm, 'CMS');
	vm.processor.run(1);
	times.push(performance.now() - begun);
	// The instruction was executed for the time alone.
	system.cp.ipl(vm, 'CMS');
	idle();
	machines.push({vm, terminal});
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
	iplMilliseconds: {first: times[0], second: times[1], median: median(times.slice(1)), goal: 0.3},
}));
system.stop();
