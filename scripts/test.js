// `npm test`: compile, build the program, run all tests; meanwhile lint and the layer check use what processor time is
// left. What they say comes at the end, in one piece. No source maps: each process of a test would read them all.
import os from 'node:os';
import process from 'node:process';
import {execa} from 'execa';
import {groupTests} from './test-groups.js';

/** Behind the tests, whose time is somebody's waiting. */
const background = 10;

/** Programs of package.json, or of its dependencies, one after the other as far as they succeed. */
async function inOrder(...commands) {
	for (const [program, ...words] of commands) {
		const {exitCode} = await execa(program, words, {preferLocal: true, stdio: 'inherit', reject: false});
		if (exitCode !== 0) {
			return exitCode ?? 1;
		}
	}

	return 0;
}

function beside(name, program, words) {
	const running = execa(program, words, {preferLocal: true, all: true, reject: false, cleanup: true});
	os.setPriority(running.pid, background);
	return async () => {
		const {exitCode, all} = await running;
		if (exitCode !== 0) {
			console.log(`\n${name}\n${all}`);
		}

		return exitCode ?? 1;
	};
}

process.env.YORKTOWN_TEST_GROUPS = 'yes';
const checks = [
	beside('Layers', 'depcruise', ['--config', '.dependency-cruiser.cjs', 'source']),
	beside('Lint', process.execPath, ['scripts/lint.js']),
];
const ends = [await inOrder(
	['tsc', '-p', 'tsconfig.test.json', '--sourceMap', 'false'],
	[process.execPath, 'scripts/build.js'],
	['ava', ...groupTests()],
)];
for (const check of checks) {
	ends.push(await check());
}

process.exitCode = ends.find(end => end !== 0) ?? 0;
