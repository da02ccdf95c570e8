// What slaves cost the host: `node scripts/transpile.js && node build/bench/slaves.js [COUNT]` prints one JSON object.
// CMS is loaded once in one slave and prepared; the others are created and released from its image. `createToFirst`:
// CREATE and RELEASE by DIAGNOSE X'108' until the slave has executed its first instruction; `release`: RELEASE of a
// slave that had run for a user; medians in milliseconds of processor time. `together`: COUNT slaves at once, each
// reading a line.
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
	savedSystems: new Map([['CMS', cmsSavedSystem]]), programs: new Map([['CMS', residentLoader(createCmsProgram())]]),
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
const names = Array.from({length: count}, (_, index) => `S${String(index).padStart(4, '0')}`);
ask(slaveRequest.create, 'FIRST', 'SBSPROTO');
const ipl = timed(() => {
	ask(slaveRequest.ipl, 'FIRST', 'CMS');
	system.run(5);
});
ask(slaveRequest.prepare, 'FIRST', '', restartPsw);

const created = names.map(name => timed(() => {
	ask(slaveRequest.create, name, 'SBSPROTO');
	ask(slaveRequest.release, name, 'FIRST');
	const {cpu} = machine(name);
	while (cpu.instructions === 0) {
		system.cp.pump(0);
	}
}));
system.run(5);
const reading = names.filter(name => machine(name).console.reading).length;
const released = names.map(name => {
	ask(slaveRequest.assign, name, 'USER1');
	machine(name).storage.store(0x3_0000, new Uint8Array(16_384).fill(1));
	return timed(() => {
		ask(slaveRequest.release, name, 'FIRST');
	});
});

console.log(JSON.stringify({
	slaves: count,
	iplMilliseconds: Number(ipl.toFixed(2)),
	createToFirst: Number(median(created).toFixed(3)),
	release: Number(median(released).toFixed(3)),
	together: reading,
}));
