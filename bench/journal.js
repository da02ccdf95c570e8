// `node bench/journal.js [PROGRAM…]`: what it costs that nothing acknowledged is lost. COPYFILE of 10 MB (12,500
// records of 800 bytes) and 1,000 small files written by EDIT's FILE, by one user of the plain-line system, for each
// program named (`cli.js` by default; name another checkout's beside it to compare). Prints JSON: seconds of processor
// time of the whole process (the journal's threads included) and of the wall, and ratios to the first program. Devices
// keep their own time on the host's clock: a program takes some ten minutes. Linux only; needs built programs
// (`npm run build`).
import {cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {Program} from '../scripts/kills/program.js';

const programs = process.argv.length > 2 ? process.argv.slice(2) : ['cli.js'];
const rounds = 1;
/** `USER_HZ`: the unit of processor times in /proc, the same on every Linux that Node runs on. */
const ticks = 100;

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];

/** Processor seconds of a process so far (proc(5): utime and stime are the 14th and 15th fields). */
function processorTime(processId) {
	const fields = readFileSync(`/proc/${processId}/stat`, 'latin1').replace(/^.*\) /, '').split(' ');
	return (Number(fields[11]) + Number(fields[12])) / ticks;
}

/** The default profile with an A-disk of 100 cylinders for USER1. */
function profileIn(folder, program) {
	const profile = path.join(folder, 'profile');
	cpSync(path.join(path.dirname(path.resolve(program)), 'profiles/default'), profile, {recursive: true});
	const directory = path.join(profile, 'USER DIRECT');
	const text = readFileSync(directory, 'utf8');
	writeFileSync(directory, text.replace('MDISK 191 3350 006 003 YRKUSR', 'MDISK 191 3350 100 100 YRKUSR'));
	return profile;
}

async function measured(program, work) {
	const before = processorTime(program.processId);
	const start = performance.now();
	const lines = await work();
	const last = lines?.at(-1) ?? 'the program ended';
	if (!last.startsWith('Ready;')) {
		throw new Error(lines?.join('\n') ?? `${last}: ${program.errors}`);
	}

	return {
		processor: processorTime(program.processId) - before,
		wall: (performance.now() - start) / 1000,
	};
}

/** An EXEC by EDIT. */
const write = (name, lines) => [`edit ${name} exec`, 'input', ...lines, '', 'file'];

async function round(file) {
	const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-bench-'));
	const program = new Program(file, path.join(folder, 'home'), ['--profile', profileIn(folder, file)]);
	try {
		await program.isUp();
		await program.logOn('USER1');
		const five = 'one data a '.repeat(5);
		await program.enter('USER1', write('grow', [
			'&control off', '&loop 3 5', `copyfile ${five}more data a`, 'erase one data a',
			'rename more data a one data a',
		]));
		await program.enter('USER1', write('many', [
			'&control off', '&n = 0', '&loop 5 1000', '&n = &n + 1', '&stack input a line of file &n', '&stack file',
			'&name = &concat f &n', 'edit &name data a',
		]));
		await program.enter('USER1', ['edit one data', 'input', 'x', 'x', 'x', 'x', '', 'file']);
		await program.enter('USER1', ['copyfile one data a two data a (recfm f lrecl 800']);
		await program.enter('USER1', ['erase one data a']);
		await program.enter('USER1', ['rename two data a one data a']);
		await program.enter('USER1', ['grow']);
		const copy = await measured(program, async () => program.enter('USER1', ['copyfile one data a big data a']));
		const files = await measured(program, async () => program.enter('USER1', ['many']));
		const [, described] = await program.enter('USER1', ['listfile big data a (alloc']) ?? [];
		return {copy, files, described};
	} finally {
		await program.kill();
		rmSync(folder, {recursive: true});
	}
}

const results = programs.map(() => []);
for (let count = 0; count < rounds; count++) {
	for (const [index, program] of programs.entries()) {
		results[index].push(await round(program));
	}
}

const figures = results.map(rounds => Object.fromEntries(['copy', 'files'].map(work => [work, {
	processor: median(rounds.map(each => each[work].processor)),
	wall: median(rounds.map(each => each[work].wall)),
}])));
console.log(JSON.stringify({
	node: process.version,
	programs: Object.fromEntries(programs.map((program, index) =>
		[program, {...figures[index], file: results[index][0].described}])),
	ratios: Object.fromEntries(programs.slice(1).map((program, index) => [program, Object.fromEntries(
		['copy', 'files'].map(work => [work, {
			processor: figures[index + 1][work].processor / figures[0][work].processor,
			wall: figures[index + 1][work].wall / figures[0][work].wall,
		}]),
	)])),
}));
