// `node scripts/transpile.js [OUTDIR]`: strips the types of source/ and test/ in a fraction of a second, for the
// edit-test loop. The checked compilation is tsc's (`npm test`).
import process from 'node:process';
import {readdirSync} from 'node:fs';
import {build} from 'esbuild';

const outdir = process.argv[2] ?? 'build';
const files = ['source', 'test', 'bench'].flatMap(top => readdirSync(top, {recursive: true})
	.filter(name => /\.tsx?$/.test(name))
	.map(name => `${top}/${name}`));
await build({
	entryPoints: files,
	outdir,
	outbase: '.',
	format: 'esm',
	platform: 'node',
	target: 'node20',
	jsx: 'automatic',
	sourcemap: true,
	logLevel: 'warning',
});
