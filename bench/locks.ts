// Locks a second in a table that two machines share: `npx tsc -p tsconfig.test.json && node build/bench/locks.js`
// prints one JSON object, by CPU time. Each machine locks and unlocks files of its own, a thousand times a turn: as a
// resident program (`cms/locks`), and in S/370 code (FILELOCK ASSEMBLE). A lock and its unlock count as two.
import process from 'node:process';
import {atOnce} from '../source/cms/locks/lock-table.js';
import {lockMode} from '../source/cms/locks/lock-layout.js';
import {LockMachines} from './lock-machines.js';

const turns = 40;
const pairs = 1000;
const both = new LockMachines();
const {tables, generations} = both;

/** Locks and unlocks a second of CPU time. */
function measure(turn: (machine: number) => void): number {
	turn(0);
	turn(1);
	const start = process.cpuUsage();
	for (let count = 0; count < turns; count++) {
		turn(count % 2);
	}

	const {user, system} = process.cpuUsage(start);
	return Math.round(2 * pairs * turns / ((user + system) / 1e6));
}

const resident = measure(machine => {
	const file = {name: `FILE${machine}`, type: 'DATA', implicit: false};
	for (let count = 0; count < pairs; count++) {
		atOnce(tables[machine].acquire(generations[machine], {...file, mode: lockMode.update, wait: false}));
		atOnce(tables[machine].release(generations[machine], file));
	}
});

const code = measure(index => {
	both.run(index, pairs);
});

process.stdout.write(`${JSON.stringify({resident, code, unit: 'locks and unlocks a second of CPU time'})}\n`);
