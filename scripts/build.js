// Bundles source/cli.ts into dist/: one small entry, and chunks that are loaded when a verb needs them.
// A file per module costs 50–140 ms at every start (STYLE: one bundle), so `run`, `--help` and `--version`
// must not pay for Ink: the terminal is reached through a dynamic import and becomes a chunk of its own.
import {rm, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {build} from 'esbuild';

await rm('dist', {recursive: true, force: true});
await build({
	entryPoints: {cli: 'source/cli.ts'},
	outdir: 'dist',
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	minifySyntax: true,
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	external: ['react-devtools-core'],
	banner: {js: 'import {createRequire as $createRequire} from \'node:module\';const require = $createRequire(import.meta.url);'},
	logLevel: 'warning',
});
await writeFile('dist/.complete', `${process.version}\n`);
