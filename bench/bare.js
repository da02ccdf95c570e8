// MIPS of the processor on the images in bench/programs: `node bench/bare.js [N-DIVISOR [NAME…]]` prints one JSON
// object. Needs `dist/` (`npm run build`). Where `hercules` is installed, it runs the same images in turn, so that the
// ratio means something on whatever machine this is.
import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {loadavg, tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';

const programs = path.resolve('bench/programs');
const {benchmarks} = JSON.parse(readFileSync(path.join(programs, 'manifest.json'), 'utf8'));
const folder = mkdtempSync(path.join(tmpdir(), 'yorktown-bench-'));
const [divisor = 1, ...names] = process.argv.slice(2);
const rounds = 3;

const median = values => values.toSorted((a, b) => a - b)[Math.trunc(values.length / 2)];
const word = value => value.toString(16).padStart(8, '0');

/** CPU seconds of `yorktown bare`; checks that it ended well. */
function ours({file}, count, instructions) {
	const {stdout, status} = spawnSync(process.execPath, [
		'cli.js', 'bare', '--json', '--store', `300=${word(count)}`, path.join(programs, file),
	], {encoding: 'utf8'});
	const answer = JSON.parse(stdout);
	if (status !== 0 || answer.psw.slice(-6) !== '00C0DE' || answer.instructions !== instructions) {
		throw new Error(`${file} did not end as expected: ${stdout}`);
	}

	return answer.seconds;
}

/** CPU seconds a process has used so far, all its threads (Linux: in hundredths). */
function cpuSeconds(pid) {
	const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ', 2)[1].split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}

/**
 * The same of Hercules, by its CPU time from RESTART to the message of the disabled wait: without its start and its
 * loading.
 */
async function hercules({file}, count) {
	const image = path.join(folder, file);
	const bytes = readFileSync(path.join(programs, file));
	bytes.writeUInt32BE(count, 0x300);
	writeFileSync(image, bytes);
	const configuration = path.join(folder, 'hercules.cnf');
	writeFileSync(
		configuration,
		'CPUSERIAL 000158\nCPUMODEL 0158\nMAINSIZE 16\nARCHMODE S/370\nNUMCPU 1\nOSTAILOR QUIET\n000E 1403 /dev/null\n',
	);
	const script = path.join(folder, 'hercules.rc');
	writeFileSync(script, `loadcore ${image}\nrestart\n`);
	const child = spawn('hercules', ['-d', '-f', configuration], {
		env: {...process.env, HERCULES_RC: script},
		stdio: ['pipe', 'pipe', 'pipe'],
	});
	const seconds = await new Promise((resolve, reject) => {
		let text = '';
		let started;
		const listen = data => {
			text += data;
			if (started === undefined && /^restart$/m.test(text)) {
				started = cpuSeconds(child.pid);
			}

			const end = /disabled wait state\s+psw=(\w+) (\w+)/i.exec(text);
			if (end?.[2].endsWith('00C0DE')) {
				resolve(cpuSeconds(child.pid) - started);
			} else if (end) {
				reject(new Error(`${file} ended in Hercules with PSW ${end[1]} ${end[2]}`));
			}
		};

		child.stdout.on('data', listen);
		child.stderr.on('data', listen);
		child.once('error', reject);
		child.once('exit', () => {
			reject(new Error(`hercules ended early: ${text.slice(-500)}`));
		});
	});
	child.removeAllListeners('exit');
	// It does not listen to QUIT on a socket.
	child.kill('SIGKILL');
	return seconds;
}

const hasHercules = spawnSync('sh', ['-c', 'command -v hercules']).status === 0;
const result = {node: process.version, load: loadavg()[0], programs: {}};
for (const benchmark of benchmarks.filter(({name}) => names.length === 0 || names.includes(name))) {
	const [base, factor] = benchmark.count_formula.split('+').map(part => Number.parseInt(part, 10));
	const count = Math.max(10, Math.trunc(benchmark.default_N / divisor));
	const few = Math.trunc(count / 10);
	const instructions = base + (factor * count);
	const seconds = {yorktown: [], warm: [], hercules: []};
	for (let round = 0; round < rounds; round++) {
		const all = ours(benchmark, count, instructions);
		seconds.yorktown.push(all);
		// The rest of the run, once the first tenth of it has been compiled and executed.
		seconds.warm.push(all - ours(benchmark, few, base + (factor * few)));
		if (hasHercules) {
			seconds.hercules.push(await hercules(benchmark, count));
		}
	}

	const mips = (times, executed) => Number((executed / median(times) / 1e6).toFixed(1));
	const ratio = (times, executed) =>
		Number((mips(times, executed) / mips(seconds.hercules, instructions)).toFixed(2));
	const later = factor * (count - few);
	result.programs[benchmark.name] = {
		instructions,
		mips: mips(seconds.yorktown, instructions),
		warm: mips(seconds.warm, later),
		...(hasHercules && {
			hercules: mips(seconds.hercules, instructions),
			ratio: ratio(seconds.yorktown, instructions),
			warmRatio: ratio(seconds.warm, later),
		}),
	};
}

rmSync(folder, {recursive: true});
process.stdout.write(`${JSON.stringify(result)}\n`);
