/** `node build/test/peers/fuzz-run.js [--instructions N] [--programs N] [--seed N]`: the big runs of the fuzzers. */
import process from 'node:process';
import {parseArgs} from 'node:util';
import {fuzzChannelPrograms} from './channel-fuzz.js';
import {fuzzInstructions} from './fuzz.js';

const {values} = parseArgs({
	options: {
		instructions: {type: 'string', default: '10000000'},
		programs: {type: 'string', default: '1000000'},
		seed: {type: 'string', default: '370'},
	},
});
const seed = Number(values.seed);
const sorted = (map: Map<string, number>): string =>
	[...map]
		.toSorted((a, b) => b[1] - a[1])
		.map(([key, times]) => `${key}: ${times}`)
		.join(', ');
const started = process.cpuUsage();

const report = fuzzInstructions(seed, Number(values.instructions), ({instructions, states}) => {
	if (states % 1024 === 0) {
		console.log(`${instructions} instructions in ${states} states`);
	}
});
console.log(`${report.instructions} instructions in ${report.states} states; no throw, no guard touched`);
console.log(`exits ${sorted(report.exits)}`);
console.log(`interruptions ${sorted(report.interruptions)}`);

const channel = fuzzChannelPrograms(seed, Number(values.programs), ({programs}) => {
	if (programs % 100_000 === 0) {
		console.log(`${programs} channel programs`);
	}
});
console.log(`${channel.programs} channel programs on ${sorted(channel.devices)}; no throw, no guard touched, every track `
	+ 'readable');
console.log(`conditions and statuses ${sorted(channel.statuses)}`);
console.log(`${Math.round(process.cpuUsage(started).user / 1e6)} s of CPU`);
