// Machines that loop for ever, and who gets what: `node build/bench/loops.js [MACHINES]` prints one JSON object.
// `npx tsc -p tsconfig.test.json` first.
//
// `equal`: the least and the most of the processor that one of them has in 60 simulated seconds, 1 = an equal part.
// `favored`: the same with SET FAVORED 25 for one, which has `percent` of the processor, the others' parts of the rest.
// `keystroke`: milliseconds of the host from a line entered at another machine's terminal (a CP command, and one that
// runs a program of 300 instructions there) to the answer, in turns of 5 ms as `system/system.ts` has them, with the
// clock of the host.
import process from 'node:process';
import {HostClock, VirtualClock, type Clock} from '../source/base/clock.js';
import {ControlProgram} from '../source/cp/control-program.js';
import {parseDirectory} from '../source/cp/directory/parser.js';
import type {VirtualMachine} from '../source/cp/machine/virtual-machine.js';
import {HostStorage} from '../source/machine/storage/host-storage.js';
import {RecordingTerminal, start} from '../test/support/cp-session.js';

const machines = Number(process.argv[2] ?? 200);
const seconds = 60;
const percent = 25;
/** Milliseconds of the host that a turn takes. */
const turn = 5;

const source = `DIRECTORY 351 3350 VMSYS\n${Array.from({length: machines + 1}, (_, index) =>
	`USER U${String(index).padStart(4, '0')} PASS 256K 1M ABG\n ACCOUNT 1\n CONSOLE 009 3215\n`).join('')}`;

type Loops = {
	readonly cp: ControlProgram;
	readonly looping: readonly VirtualMachine[];
	readonly person: RecordingTerminal;
};

function loops(clock: Clock): Loops {
	const cp = new ControlProgram({
		clock,
		hostStorage: new HostStorage(8 * 1024 * 1024, machines + 1),
		directory: parseDirectory(source).directory,
		volumes: {serials: () => [], find: () => undefined, temporary: () => undefined},
		systemId: 'BENCH',
		savedSystems: new Map(),
		programs: new Map(),
	});
	const logOn = (index: number): RecordingTerminal => {
		const terminal = new RecordingTerminal(`GRAF ${index}`);
		terminal.line = cp.connect(terminal);
		cp.sessions.logon(cp.directory.find(`U${String(index).padStart(4, '0')}`)!, terminal.line);
		terminal.take();
		return terminal;
	};

	const person = logOn(machines);
	const looping = Array.from({length: machines}, (_, index) => logOn(index).line.vm!);
	for (const vm of looping) {
		// BALR 15,0; AR 1,2; B behind BALR.
		start(vm, '05F0 1A12 47F0F000');
	}

	return {cp, looping, person};
}

/** What each has used in so many simulated seconds. */
function used({cp, looping}: Loops): number[] {
	const before = looping.map(vm => vm.account.usage.virtualCpu);
	const end = cp.clock.now() + (seconds * 1e6);
	while (cp.clock.now() < end) {
		cp.pump(0);
	}

	return looping.map((vm, index) => vm.account.usage.virtualCpu - before[index]);
}

function parts(times: readonly number[]): {readonly least: number; readonly most: number} {
	const mean = times.reduce((sum, time) => sum + time, 0) / times.length;
	return {least: Math.min(...times) / mean, most: Math.max(...times) / mean};
}

function favored(): unknown {
	const world = loops(new VirtualClock());
	world.cp.dispatcher.scheduler.favor(world.looping[0], percent);
	const [first, ...others] = used(world);
	const sum = others.reduce((total, time) => total + time, first);
	return {percent: (first / sum) * 100, others: parts(others)};
}

/** Milliseconds until each of some lines is answered. */
function keystrokes(): {readonly median: number; readonly most: number} {
	const {cp, person} = loops(new HostClock());
	const waits = Array.from({length: 40}, () => {
		for (let idle = 0; idle < 4; idle++) {
			cp.pump(turn);
		}

		const from = performance.now();
		person.line.enter('query time');
		while (person.take().length === 0) {
			cp.pump(turn);
		}

		return performance.now() - from;
	}).toSorted((one, other) => one - other);
	return {median: waits[waits.length >> 1], most: waits.at(-1)!};
}

const equal = parts(used(loops(new VirtualClock())));
console.log(JSON.stringify({machines, seconds, equal, favored: favored(), keystroke: keystrokes()}, undefined, '\t'));
