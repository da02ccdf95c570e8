// `node scripts/lock-race.js [ROUNDS]`: three starters race for the lock of a data folder, with a dead process's lock
// there in every second round. Prints in how many rounds how many won: `{"1":ROUNDS}` is right. Then they take one lock
// and give it up, each ROUNDS times, as fast as they can: `together` counts how often one had it while another had.
// Needs build/.
import {
	mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import {takeLock} from '../build/source/system/host/lock.js';

const starters = 3;

/** Waits until all starters have come here for the `time`th time. */
function meet(shared, time) {
	Atomics.add(shared, 0, 1);
	Atomics.notify(shared, 0);
	for (let value = Atomics.load(shared, 0); value < time * starters; value = Atomics.load(shared, 0)) {
		Atomics.wait(shared, 0, value, 10);
	}
}

function start({barrier, place, rounds}) {
	const shared = new Int32Array(barrier);
	for (let round = 0; round < rounds; round++) {
		meet(shared, (round * 2) + 1);
		try {
			takeLock(path.join(place, String(round)));
			parentPort.postMessage({round, won: 1});
		} catch (error) {
			parentPort.postMessage({round, won: 0, problem: error.name});
		}

		meet(shared, (round * 2) + 2);
	}

	parentPort.postMessage({together: changeHands(place, rounds, shared)});
}

/** Takes and gives up one lock; word 1 says who has it. Answers how often another one had it too. */
function changeHands(place, times, shared) {
	let together = 0;
	for (let count = 0; count < times;) {
		try {
			const unlock = takeLock(path.join(place, 'hands'));
			together += Atomics.add(shared, 1, 1) === 0 ? 0 : 1;
			Atomics.sub(shared, 1, 1);
			unlock();
			count++;
		} catch (error) {
			if (error.name !== 'ConfigurationError') {
				throw error;
			}
		}
	}

	return together;
}

async function race(rounds) {
	const place = mkdtempSync(path.join(tmpdir(), 'lock-'));
	for (let round = 0; round < rounds; round++) {
		mkdirSync(path.join(place, String(round)));
		if (round % 2 === 0) {
			const stale = `lock.${String(round + 1).padStart(8, '0')}`;
			const file = path.join(place, String(round), stale);
			if (round % 4 === 0) {
				symlinkSync('999999999 1', file);
			} else {
				writeFileSync(file, '999999999 1\n');
			}
		}
	}

	mkdirSync(path.join(place, 'hands'));
	const wins = Array.from({length: rounds}, () => 0);
	const problems = new Set();
	let together = 0;
	const barrier = new SharedArrayBuffer(8);
	await Promise.all(Array.from({length: starters}, async () => new Promise((resolve, reject) => {
		const worker = new Worker(new URL(import.meta.url), {workerData: {barrier, place, rounds}});
		worker.on('message', ({round, won, problem, together: more = 0}) => {
			together += more;
			if (round !== undefined) {
				wins[round] += won;
			}

			if (problem) {
				problems.add(problem);
			}
		});
		worker.on('error', reject);
		worker.on('exit', resolve);
	})));
	rmSync(place, {recursive: true});
	const counts = {};
	for (const count of wins) {
		counts[count] = (counts[count] ?? 0) + 1;
	}

	console.log(JSON.stringify({counts, together, problems: [...problems]}));
}

if (isMainThread) {
	await race(Number(process.argv[2] ?? 200));
} else {
	start(workerData);
}
