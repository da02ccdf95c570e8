// What a person waits for: `node bench/system.js` prints one JSON object. Needs a built program (`npm run build`).
// Ratios are between measurements of the same run, taken in turn; absolute figures are those of the machine it runs on.
import {execFileSync, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as delay} from 'node:timers/promises';
import pty from '@lydell/node-pty';

const cli = path.resolve('cli.js');
const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-bench-'));
const rounds = 15;

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];

function wall(...words) {
	const start = performance.now();
	spawnSync(process.execPath, words, {stdio: 'ignore'});
	return performance.now() - start;
}

/** `run hello.exec` against `node -e 0`, in turn. */
function startUp() {
	const procedure = path.join(folder, 'hello.exec');
	writeFileSync(procedure, '&CONTROL OFF\n&TYPE HELLO, WORLD\n');
	const times = {run: [], node: [], ratio: []};
	for (let round = 0; round < rounds; round++) {
		const run = wall(cli, 'run', procedure);
		const node = wall('-e', '0');
		times.run.push(run);
		times.node.push(node);
		times.ratio.push(run / node);
	}

	let peakMegabytes;
	try {
		const report = execFileSync(
			'sh',
			['-c', `/usr/bin/time -f %M ${process.execPath} ${cli} run ${procedure} 2>&1 >/dev/null`],
			{encoding: 'utf8'},
		);
		peakMegabytes = Number(report.trim().split('\n').at(-1)) / 1024;
	} catch {
		peakMegabytes = undefined; // No GNU time here.
	}

	return {
		milliseconds: median(times.run),
		nodeMilliseconds: median(times.node),
		ratio: median(times.ratio),
		peakMegabytes,
	};
}

/** A real pty with the panes, and what has appeared on it. */
function terminal(home, columns = 120, rows = 40) {
	const child = pty.spawn(process.execPath, [cli, '--home', home, '--users', '4'], {
		cols: columns,
		rows,
		name: 'xterm-256color',
	});
	let seen = '';
	child.onData(data => {
		seen += data;
	});
	const until = async (pattern, from = 0) => {
		for (let waited = 0; waited < 20_000; waited += 1) {
			if (pattern.test(seen.slice(from))) {
				return;
			}

			await delay(1);
		}

		throw new Error(`${pattern} did not appear`);
	};

	return {child, until, mark: () => seen.length, type: text => child.write(text)};
}

const cpuTicks = pid => {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
	return Number(fields[11]) + Number(fields[12]);
};

async function panes() {
	const home = path.join(folder, 'home');
	const first = terminal(home);
	await first.until(/VM\/370 ONLINE/);
	first.child.kill();
	await delay(300);

	const start = performance.now();
	const system = terminal(home);
	await system.until(/VM\/370 ONLINE/);
	const firstScreen = performance.now() - start;
	for (let user = 1; user <= 3; user++) {
		const mark = system.mark();
		system.type(`\u001D${user}`);
		await delay(100);
		system.type(`logon user${user} user${user}\r`);
		await system.until(/CMS VERSION/, mark);
		system.type('\r');
		await system.until(/Ready/, mark);
	}

	await delay(1000);
	let idlePercent;
	try {
		const ticks = cpuTicks(system.child.pid);
		await delay(10_000);
		idlePercent = (cpuTicks(system.child.pid) - ticks) / 100 / 10 * 100;
	} catch {
		idlePercent = undefined; // No /proc here.
	}

	// User 3 computes without end; user 1 types.
	system.type('hello loop\r');
	await delay(500);
	writeFileSync(path.join(folder, 'note'), '');
	system.type('edit loop exec\r');
	await delay(300);
	system.type('input\r&CONTROL OFF\r-TOP\r&GOTO -TOP\r\rfile\r');
	await delay(500);
	system.type('loop\r');
	await delay(1000);
	system.type('\u001D1');
	await delay(300);
	const echoes = [];
	for (let key = 0; key < 40; key++) {
		const character = 'ZQXJVWYKZQ'[key % 10];
		const mark = system.mark();
		const pressed = performance.now();
		system.type(character);
		await system.until(new RegExp(character), mark);
		echoes.push(performance.now() - pressed);
		await delay(30);
	}

	system.child.kill();
	return {
		firstScreenMilliseconds: firstScreen,
		idlePercent,
		echoMedianMilliseconds: median(echoes),
		echoWorstMilliseconds: Math.max(...echoes),
	};
}

try {
	process.stdout.write(`${JSON.stringify({startUp: startUp(), panes: await panes()}, undefined, 2)}\n`);
} finally {
	rmSync(folder, {recursive: true, force: true});
}

process.exit();
