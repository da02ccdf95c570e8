#!/usr/bin/env node
// The launcher: makes a fresh clone ready once (dependencies, then dist/), then hands over to the built program.
import process from 'node:process';

// Imported, they would cost every start three milliseconds.
const {existsSync} = process.getBuiltinModule('node:fs');
const {fileURLToPath} = process.getBuiltinModule('node:url');

const here = fileURLToPath(new URL('.', import.meta.url));

function npm(...words) {
	// Under npx this is npx's own script, with npm's beside it; without either, npm is on the path.
	const script = process.env.npm_execpath?.replace(/npx-cli\.js$/, 'npm-cli.js');
	const [command, first] = script?.endsWith('npm-cli.js') ? [process.execPath, [script]] : ['npm', []];
	// The child's standard output goes to our standard error: standard output belongs to the procedure that is run.
	const {spawnSync} = process.getBuiltinModule('node:child_process');
	const result = spawnSync(command, [...first, ...words, '--silent'], {
		cwd: here, stdio: ['ignore', 2, 2], shell: command === 'npm' && process.platform === 'win32',
		env: {...process.env, NODE_ENV: 'development'},
	});
	if (result.status !== 0) {
		process.stderr.write(`yorktown: cannot make itself ready: "npm ${words.join(' ')}" failed in ${here}\n`);
		process.exit(2);
	}
}

if (!existsSync(new URL('dist/.complete', import.meta.url))) {
	if (!existsSync(new URL('source/cli.ts', import.meta.url))) {
		process.stderr.write('yorktown: this package holds neither a built program nor its source\n');
		process.exit(2);
	}

	process.stderr.write('yorktown: first start, making the program ready (once, about a minute) ...\n');
	if (!existsSync(new URL('node_modules/esbuild', import.meta.url))) {
		npm(existsSync(new URL('package-lock.json', import.meta.url)) ? 'ci' : 'install', '--include=dev');
	}

	npm('run', 'build');
}

await import('./dist/cli.js');
