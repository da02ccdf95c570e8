// `node scripts/mutate.js [PATTERN]`: removes rules that protect somebody, one at a time, and runs the tests that must
// notice. PATTERN: those whose rule, file or tests fit it.
// `mutations.js` lists them. Prints a line for each; exit status 1 where a test slept through one, or a text is gone.
// Needs `build/` (`node scripts/transpile.js`); works on a copy of it, the tree itself is never touched.
import {spawnSync} from 'node:child_process';
import {
	cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {transformSync} from 'esbuild';
import {mutations} from './mutations.js';

const pattern = new RegExp(process.argv[2] ?? '', 'i');
const fits = ({rule, file, tests}) => [rule, file, ...tests].some(text => pattern.test(text));
const copy = mkdtempSync(path.join(tmpdir(), 'yorktown-mutate-'));
process.on('exit', () => {
	rmSync(copy, {recursive: true, force: true});
});
for (const name of ['package.json', 'profiles', 'dasd', 'test', 'source', 'scripts', 'docs', 'cli.js']) {
	symlinkSync(path.resolve(name), path.join(copy, name));
}

symlinkSync(realpathSync('node_modules'), path.join(copy, 'node_modules'));
mkdirSync(path.join(copy, 'build'));
for (const name of ['source', 'test']) {
	cpSync(path.join('build', name), path.join(copy, 'build', name), {recursive: true});
}

function compile(file, source) {
	const loader = file.endsWith('x') ? 'tsx' : 'ts';
	return transformSync(source, {loader, format: 'esm', target: 'node20', jsx: 'automatic'}).code;
}

/** Whether the tests fail; `undefined` where they pass. What ava says of it, where it says nothing of tests. */
function run(tests) {
	const files = tests.map(test => `build/test/${test}.test.js`);
	const {status, stdout, stderr} = spawnSync(
		process.execPath,
		['node_modules/ava/entrypoints/cli.mjs', '--fail-fast', '--timeout=120s', ...files],
		{cwd: copy, encoding: 'utf8'},
	);
	const output = stdout + stderr;
	return {passed: status === 0, ran: /\d+ tests? (passed|failed|remained pending)/.test(output), output};
}

let slept = 0;
const report = (verdict, rule, more = '') => {
	process.stdout.write(`${verdict.padEnd(7)} ${rule}${more}\n`);
	slept += verdict === 'caught' ? 0 : 1;
};

for (const {rule, file, from, to, tests} of mutations.filter(each => fits(each))) {
	const source = readFileSync(file, 'utf8');
	if (source.split(from).length !== 2) {
		report('gone', rule, `: ${file} has its text ${source.split(from).length - 1} times`);
		continue;
	}

	const built = path.join(copy, 'build', file.replace(/\.tsx?$/, '.js'));
	const before = readFileSync(built);
	writeFileSync(built, compile(file, source.replace(from, () => to)));
	const {passed, ran, output} = run(tests);
	writeFileSync(built, before);
	if (passed) {
		report('SLEPT', rule, `: ${tests.join(', ')}`);
	} else if (ran) {
		report('caught', rule);
	} else {
		report('broken', rule, `:\n${output.slice(-2000)}`);
	}
}

process.exitCode = slept === 0 ? 0 : 1;
