// CP's share of a guest's loop with SVC, LPSW and SSM, which need no exit: the same program on a machine alone and in a
// virtual machine, in turn in one process: `node bench/supervisor.js [COUNT]` prints one JSON object. Needs `build/`
// (`node scripts/transpile.js`).
import process from 'node:process';
import {parseHexBytes} from '../build/source/base/hex.js';
import {Standalone} from '../build/source/machine/standalone.js';
import {CpSession} from '../build/test/support/cp-session.js';

const count = Number(process.argv[2] ?? 1_000_000);
const rounds = 15;

/** LOOP: SVC 0; SSM MASK; BCT 3,LOOP; LPSW END. SVC's routine: LPSW 32. */
function load({storage, cpu}) {
	for (const [address, hex] of [
		[0x60, '0000000000000480'], [0x400, '0A00800005104630040082000500'], [0x480, '82000020'],
		[0x500, '000200000000C0DE'], [0x510, '00'],
	]) {
		storage.store(address, parseHexBytes(hex));
	}

	cpu.gpr[3] = count;
	cpu.psw.load(0, 0x400);
}

/** Nanoseconds of processor time for each time around the loop. */
function measure(run, cpu) {
	const before = process.cpuUsage();
	run();
	const {user, system} = process.cpuUsage(before);
	if (cpu.psw.address !== 0xC0DE || cpu.gpr[3] !== 0) {
		throw new Error('the program did not end');
	}

	return (user + system) * 1000 / count;
}

function alone() {
	const system = new Standalone(65_536);
	load(system.machine);
	return measure(() => {
		system.run(Number.MAX_SAFE_INTEGER);
	}, system.machine.cpu);
}

function underCp() {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	load(vm);
	vm.begin();
	return measure(() => {
		session.run(60);
	}, vm.cpu);
}

const times = {alone: [], underCp: []};
for (let round = 0; round <= rounds; round++) {
	for (const [name, run] of [['alone', alone], ['underCp', underCp]]) {
		const time = run();
		// The first round warms the compiler up.
		if (round > 0) {
			times[name].push(time);
		}
	}
}

// The best of each: what else the host does makes a round longer, never shorter.
const [bare, virtual] = [Math.min(...times.alone), Math.min(...times.underCp)];
process.stdout.write(`${JSON.stringify({
	alone: Number(bare.toFixed(1)), underCp: Number(virtual.toFixed(1)),
	share: `${((1 - (bare / virtual)) * 100).toFixed(1)} %`,
})}\n`);
