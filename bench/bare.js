// MIPS of the processor on the programs in bench/programs: `node bench/bare.js [DIVISOR [NAME…]]` prints one JSON
// object. DIVISOR shortens the runs; GROUP=… instead of a name means all of that group, SET=tuned and SET=heldOut those
// that the translator was and was not measured with while it was written, whose means are apart. Needs `dist/`
// (`npm run build`) and `build/` (`node scripts/transpile.js`).
//
// Where Hercules is installed, it runs the same images in turn, so that a ratio means something on whatever machine
// this is. HERCULES names other ones, as paths with colons between them; each program's ratios are to the one that is
// the better at it.
//
// The shortest of three rounds counts, for what else a host does only adds to it. `all`: CPU time of the whole run,
// with what compilers spend on it. `slope`: of the run less that of its first tenth.
// `translation`: parts of the instructions of that tenth that ran translated and by their rows in the instruction table
// (the five most frequent by mnemonic); what regions were left for, and what kept others from being made.
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {loadavg, tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isInstalled, makeDisk, runHercules} from '../build/bench/hercules.js';
import {programImage} from '../build/bench/programs/image.js';
import {benchmarks, instructionsOf} from '../build/bench/programs/manifest.js';

const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-bench-'));
const [divisor = 1, ...asked] = process.argv.slice(2);
const rounds = 3;
const peers = (process.env.HERCULES ?? 'hercules').split(':').filter(name => isInstalled(name));

const rounded = (value, digits) => Number(value.toFixed(digits));
const setOf = ({heldOut}) => heldOut ? 'heldOut' : 'tuned';
const isAsked = benchmark => asked.length === 0
	|| [benchmark.name, `GROUP=${benchmark.group}`, `SET=${setOf(benchmark)}`].some(each => asked.includes(each));

/** What `yorktown bare` says at the end; checks that it is the good one. */
function ours({name}, image, instructions, disk, flags = []) {
	const file = path.join(folder, 'ours.bin');
	writeFileSync(file, image);
	const device = disk ? ['--device', `190=${disk.kind}${disk.file ? `:${disk.file}` : ''}`] : [];
	const {stdout, status} = spawnSync(process.execPath, ['cli.js', 'bare', '--json', ...flags, ...device, file], {
		encoding: 'utf8',
	});
	const answer = status === 0 ? JSON.parse(stdout) : undefined;
	if (answer?.psw.slice(-6) !== '00C0DE' || answer.instructions !== instructions) {
		throw new Error(`${name} did not end as expected: ${stdout}`);
	}

	return answer;
}

/** The volume a program works with, made anew: the peer's format where there is one, else in memory. */
function diskFor({disk: kind}) {
	if (!kind) {
		return undefined;
	}

	const file = peers.length > 0 ? path.join(folder, 'volume') : undefined;
	if (file) {
		rmSync(file, {force: true});
		makeDisk(file, kind);
	}

	return {kind, file};
}

/** MIPS of a machine's runs, by the shortest of them: `whole` and `tenth` are CPU seconds of each round. */
function mips({whole, tenth}, {instructions, first}) {
	const shortest = Math.min(...whole);
	return {
		all: rounded(instructions / shortest / 1e6, 1),
		slope: rounded((instructions - first) / (shortest - Math.min(...tenth)) / 1e6, 1),
	};
}

/** What part of a tenth of the run ran translated, and what did not, by mnemonic. */
function translationOf(benchmark, image, instructions) {
	const {translation} = ours(benchmark, image, instructions, diskFor(benchmark), ['--translation-report']);
	const {translated, called, left, regions} = translation;
	return {
		translated: translated.share,
		called: called.share,
		by: Object.fromEntries(Object.entries(called.by).slice(0, 5)),
		left: left.by,
		refused: regions.refused,
	};
}

async function measure(benchmark) {
	const times = Math.max(10, Math.trunc(benchmark.default_N / divisor));
	const few = Math.trunc(times / 10);
	const counts = {instructions: instructionsOf(benchmark, times), first: instructionsOf(benchmark, few)};
	const images = {whole: programImage(benchmark.file, times), tenth: programImage(benchmark.file, few)};
	const machines = ['yorktown', ...peers];
	const seconds = machines.map(() => ({whole: [], tenth: []}));
	for (let round = 0; round < rounds; round++) {
		for (const [index, machine] of machines.entries()) {
			for (const part of ['whole', 'tenth']) {
				const disk = diskFor(benchmark);
				const expected = part === 'whole' ? counts.instructions : counts.first;
				seconds[index][part].push(index === 0
					? ours(benchmark, images[part], expected, disk).seconds
					: await runHercules(machine, images[part], folder, disk));
			}
		}
	}

	const [own, ...others] = seconds.map(each => mips(each, counts));
	const ratio = kind => rounded(own[kind] / Math.max(...others.map(each => each[kind])), 2);
	return {
		group: benchmark.group,
		set: setOf(benchmark),
		instructions: counts.instructions,
		yorktown: own,
		...Object.fromEntries(peers.map((peer, index) => [peer, others[index]])),
		...(peers.length > 0 && {ratio: {all: ratio('all'), slope: ratio('slope')}}),
		translation: translationOf(benchmark, images.tenth, counts.first),
	};
}

const result = {node: process.version, load: loadavg()[0], programs: {}};
try {
	for (const benchmark of benchmarks.filter(isAsked)) {
		result.programs[benchmark.name] = await measure(benchmark);
	}
} finally {
	rmSync(folder, {recursive: true});
}

/** Geometric means of the ratios of a set's programs; nothing of a set that has none here. */
function means(set) {
	const ratios = Object.values(result.programs).filter(program => program.set === set).map(({ratio}) => ratio);
	const mean = kind =>
		rounded(Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio[kind]), 0) / ratios.length), 2);
	return ratios.length > 0 ? {all: mean('all'), slope: mean('slope')} : undefined;
}

if (peers.length > 0) {
	result.geometricMean = {tuned: means('tuned'), heldOut: means('heldOut')};
}

process.stdout.write(`${JSON.stringify(result)}\n`);
