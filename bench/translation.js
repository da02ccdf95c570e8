// The cost of dynamic address translation: the programs of bench/programs in EC mode with translation off and on (every
// page where it is, 4K pages in 64K segments), in turn in one process: `node bench/translation.js [DIVISOR [NAME…]]`
// prints one JSON object. Those that load PSWs of their own are left out. Needs `build/` (`node scripts/transpile.js`,
// or `npm test`).
import process from 'node:process';
import {programImage} from '../build/bench/programs/image.js';
import {benchmarks} from '../build/bench/programs/manifest.js';
import {Machine} from '../build/source/machine/machine.js';

const [divisor = 4, ...names] = process.argv.slice(2);
const ownModes = new Set(['supervisor calls', 'input/output', 'translation', 'storage keys']);
const rounds = 5;
const size = 0x40_0000;
const tables = 0x3F_0000;

function machineWith(file, count, isTranslated) {
	const machine = new Machine({storage: size, timers: {running: false}});
	const {storage, cpu} = machine;
	storage.store(0, programImage(file, count));
	for (let segment = 0; segment < 256; segment++) {
		const pageTable = tables + 0x400 + (segment * 32);
		storage.setWord(tables + (segment * 4), segment < size / 65_536 ? 0xF000_0000 | pageTable : 1);
		for (let page = 0; page < 16; page += 2) {
			const frame = (segment * 16) + page;
			storage.setWord(pageTable + (page * 2), (frame << 20) | ((frame + 1) << 4));
		}
	}

	cpu.cr[0] = 0x0080_00E0;
	cpu.cr[1] = 0x0F00_0000 | tables;
	cpu.psw.load(isTranslated ? 0x0408_0000 : 0x0008_0000, storage.word(4));
	return machine;
}

function seconds(file, count, isTranslated) {
	const machine = machineWith(file, count, isTranslated);
	const before = process.cpuUsage();
	let exit = machine.run(1_000_000);
	while (exit.reason === 'budget') {
		exit = machine.run(1_000_000);
	}

	const {user, system} = process.cpuUsage(before);
	if (exit.reason !== 'wait' || machine.cpu.psw.address !== 0xC0DE) {
		throw new Error(`${file} did not end as expected: ${exit.reason} at ${machine.cpu.psw.address.toString(16)}`);
	}

	return (user + system) / 1e6;
}

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];
const results = {};
const isAsked = ({name, group}) => !ownModes.has(group) && (names.length === 0 || names.includes(name));
for (const {name, file, default_N: whole} of benchmarks.filter(isAsked)) {
	const count = Math.ceil(whole / divisor);
	const times = {off: [], on: []};
	for (let round = 0; round <= rounds; round++) {
		for (const kind of ['off', 'on']) {
			const time = seconds(file, count, kind === 'on');
			// The first round warms the compiler up.
			if (round > 0) {
				times[kind].push(time);
			}
		}
	}

	const off = median(times.off);
	const on = median(times.on);
	results[name] = {off, on, cost: `${(((on / off) - 1) * 100).toFixed(1)} %`};
}

process.stdout.write(`${JSON.stringify(results, undefined, '\t')}\n`);
