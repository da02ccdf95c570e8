// Microseconds of processor time that DIAGNOSE X'08' takes with `QUERY TIME`, the response into a buffer:
// `npx tsc -p tsconfig.test.json && node build/bench/diagnose.js` prints one JSON object, the least and the median of
// runs of ten thousand.
import process from 'node:process';
import {toEbcdic} from '../source/base/ebcdic.js';
import {performDiagnose} from '../source/cp/machine/intercepts.js';
import {CpSession} from '../test/support/cp-session.js';

const runs = 21;
const times = 10_000;
const command = toEbcdic('QUERY TIME');

const session = new CpSession();
const {vm} = session.logOn('ALICE');
vm.storage.store(0x2000, command);

function microseconds(): number {
	const before = process.cpuUsage();
	for (let time = 0; time < times; time++) {
		vm.cpu.gpr.set([0x2000, 0x3000, 0x4000_0000 | command.length, 200], 2);
		performDiagnose(session.cp, vm, 0x08, 2, 4);
	}

	const {user, system} = process.cpuUsage(before);
	return (user + system) / times;
}

microseconds();
const sorted = Array.from({length: runs}, () => microseconds()).toSorted((one, other) => one - other);
process.stdout.write(`${JSON.stringify({least: sorted[0], median: sorted[Math.trunc(runs / 2)]})}\n`);
