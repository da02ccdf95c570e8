// What slaves cost the host: `node scripts/transpile.js && node build/bench/slaves.js [COUNT]` prints one JSON object.
// CMS is loaded once in one slave and prepared; the others are created and released from its image. `createToFirst`:
// CREATE and RELEASE by DIAGNOSE X'108' until the slave has executed its first instruction (LPSW, and it waits);
// `createToCms`: the same of the image of CMS, until CMS has had its first turn; `release`: RELEASE of a slave that had
// run for a user and stored into four pages. Medians in milliseconds of processor time, after a thousand slaves that
// were made and deleted: the first cost four times as much, until the host has compiled what makes them. `together`:
// COUNT slaves at once, each reading a line.
import process from 'node:process';
import {slaveBlock, slaveRequest} from '../source/base/intermachine.js';
import {restartPsw} from '../source/cms/nucleus/ipl.js';
import {createCmsProgram} from '../source/cms/nucleus/program.js';
import {cmsSavedSystem} from '../source/cms/nucleus/saved-system.js';
import {residentLoader} from '../source/guest/resident.js';
import {TestSystem} from '../test/support/cp.js';

const count = Number(process.argv[2] ?? 500);
const blockAt = 0x1000;
const system = new TestSystem({
	savedSystems: new Map([['CMS', cmsSavedSystem]]),
	programs: new Map([['CMS', residentLoader(createCmsProgram())]]),
	// As the real system has it.
	storage: 16 * 1024 * 1024,
	hostMachines: 24,
});
const {vm: master} = system.logOn('SBSMASTR', 'GRAF 020');
system.logOn('USER1', 'GRAF 021');

function ask(code: number, name: string, other = '', psw: readonly number[] = [0, 0]): void {
	master.storage.store(blockAt, slaveBlock.encodeSome({
		code, name, other, psw,
	}));
	const result = system.cp.slaveRequests.request(master, blockAt);
	if (result !== 0) {
		throw new Error(`request ${code} for ${name}: ${result}`);
	}
}

/** Milliseconds of processor time. */
function timed(work: () => void): number {
	const before = process.cpuUsage();
	work();
	const {user, system: kernel} = process.cpuUsage(before);
	return (user + kernel) / 1000;
}

const median = (values: readonly number[]): number => values.toSorted((one, other) => one - other)[values.length >> 1];

const machine = (name: string) => system.cp.machines.get(name)!;
const namesOf = (prefix: string, length: number): string[] =>
	Array.from({length}, (_, index) => `${prefix}${String(index).padStart(4, '0')}`);

/** Names by tens: looking at the time used costs the host a quarter of a millisecond. */
const tensOf = (names: readonly string[]): string[][] =>
	names.flatMap((_, index) => index % 10 === 0 ? [names.slice(index, index + 10)] : []);

/** Milliseconds of each, tens at a time. */
const each = (names: readonly string[], work: (name: string) => void): number[] =>
	tensOf(names).map(ten => timed(() => {
		for (const name of ten) {
			work(name);
		}
	}) / ten.length);

/** Makes a slave from an image, and has it run. */
function begin(name: string, image: string): void {
	ask(slaveRequest.create, name, 'SBSPROTO');
	ask(slaveRequest.release, name, image);
	const {cpu} = machine(name);
	while (cpu.instructions === 0) {
		system.cp.pump(0);
	}
}

/** Has a user use a slave. */
function workIn(name: string): void {
	ask(slaveRequest.assign, name, 'USER1');
	machine(name).storage.store(0x3_0000, new Uint8Array(16_384).fill(1));
}

ask(slaveRequest.create, 'ONE', 'SBSPROTO');
// LPSW X'808', the PSW of an enabled wait.
machine('ONE').storage.store(0x800, Uint8Array.of(0x82, 0, 8, 8, 0, 0, 0, 0, 0xFF, 2, 0, 0, 0, 0, 8, 0));
ask(slaveRequest.prepare, 'ONE', '', [0, 0x800]);
ask(slaveRequest.create, 'FIRST', 'SBSPROTO');
const ipl = timed(() => {
	ask(slaveRequest.ipl, 'FIRST', 'CMS');
	system.run(5);
});
ask(slaveRequest.prepare, 'FIRST', '', restartPsw);

for (const image of ['ONE', 'FIRST']) {
	for (const ten of tensOf(namesOf('W', 600))) {
		for (const name of ten) {
			begin(name, image);
			workIn(name);
			ask(slaveRequest.release, name, image);
		}

		for (const name of ten) {
			ask(slaveRequest.delete, name);
		}
	}
}

/** COUNT slaves from an image, as often as makes two hundred; those of the last time stay. */
function measure(image: string): number[] {
	const names = namesOf('S', count);
	const times: number[] = [];
	for (let made = 0; made < 200; made += count) {
		for (const name of made === 0 ? [] : names) {
			ask(slaveRequest.delete, name);
		}

		times.push(...each(names, name => {
			begin(name, image);
		}));
	}

	return times;
}

const createToFirst = measure('ONE');
const names = namesOf('S', count);
for (const name of names) {
	ask(slaveRequest.delete, name);
}

const createToCms = measure('FIRST');
system.run(5);
const reading = names.filter(name => machine(name).console.reading).length;
const released: number[] = [];
for (let done = 0; done < 200; done += count) {
	for (const ten of tensOf(names)) {
		for (const name of ten) {
			workIn(name);
		}

		released.push(...each(ten, name => {
			ask(slaveRequest.release, name, 'FIRST');
		}));
	}

	system.run(1);
}

console.log(JSON.stringify({
	slaves: count,
	iplMilliseconds: Number(ipl.toFixed(2)),
	createToFirst: Number(median(createToFirst).toFixed(3)),
	createToCms: Number(median(createToCms).toFixed(3)),
	release: Number(median(released).toFixed(3)),
	together: reading,
}));
