// What files of the user cost a service that works in another machine: `node scripts/transpile.js && node
// build/bench/user-files.js [COUNT]` prints one JSON object. A user in a session of SBS, in slaves, has COUNT times a
// file of 120 lines stored and copied back, and asks what names no file at all; `wall` and `cpu`: milliseconds until
// his CMS is ready, medians; `exchanges`: between machines for each.
import process from 'node:process';
import {configured} from '../test/support/configurations.js';

const count = Number(process.argv[2] ?? 100);
const lines = 120;
const warming = 20;
const installation = configured('SLAVES 1 2');
const {cp} = installation.system;
const user = installation.logOn('USER1');
let exchanges = 0;
cp.events.observe(happened => {
	exchanges += happened.kind === 'exchange' && happened.action === 'signal' ? 1 : 0;
});
user.enterAll(
	'SET BLIP OFF', 'COPYFILE HELLO EXEC Y ONE DATA A (RECFM F LRECL 80 FROM 1 FOR 1', ...Array.from(
		{length: lines - 1}, () => 'COPYFILE ONE DATA A SOME DATA A (APPEND',
	), 'COPYFILE ONE DATA A SOME DATA A (APPEND',
);

const median = (values: readonly number[]): number =>
	Number(values.toSorted((one, other) => one - other)[values.length >> 1].toFixed(2));

/** Until his CMS is ready and no longer: the time of a session does not pass between its commands. */
function ask(line: string): void {
	user.take();
	user.type(line);
	const typed: string[] = [];
	while (!typed.at(-1)?.startsWith('Ready')) {
		cp.pump(0);
		typed.push(...user.take());
	}

	if (typed.at(-1) !== 'Ready;') {
		throw new Error(typed.join(' '));
	}
}

function measure(line: string) {
	const wall: number[] = [];
	const cpu: number[] = [];
	let begun = 0;
	for (let number = -warming; number < count; number++) {
		if (number === 0) {
			begun = exchanges;
		}

		const start = performance.now();
		const before = process.cpuUsage();
		ask(line);
		const {user: used, system} = process.cpuUsage(before);
		if (number >= 0) {
			wall.push(performance.now() - start);
			cpu.push((used + system) / 1000);
		}
	}

	return {wall: median(wall), cpu: median(cpu), exchanges: (exchanges - begun) / count};
}

user.enter('SBS SESSION START');
ask('SBS PUT SOME DATA');
const put = measure('SBS PUT SOME DATA');
const get = measure('SBS GET SOME DATA (REPLACE');
const query = measure('SBS QUERY MEMBER SOME DATA');
installation.close();
process.stdout.write(`${JSON.stringify({count, put, get, query})}\n`);
