// Bundles source/cli.ts into dist/: one small entry, and chunks that are loaded when a verb needs them.
// A file per module costs 50–140 ms at every start, so `run`, `--help` and `--version` must not pay for Ink:
// the terminal is reached through a dynamic import and becomes a chunk of its own.
import {rename, rm, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {build} from 'esbuild';

// Built aside and moved into place: a program started meanwhile sees the old dist/ or the new one.
const aside = `dist-${process.pid}.tmp`;
await build({
	// The watchdog is a thread, with a file of its own; so is each of the study's.
	entryPoints: {
		cli: 'source/cli.ts',
		'watchdog-worker': 'source/system/watchdog/watchdog-worker.ts',
		'study-worker': 'source/study/study-worker.ts',
	},
	outdir: aside,
	bundle: true,
	splitting: true,
	format: 'esm',
	platform: 'node',
	target: 'node20',
	minifySyntax: true,
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	// The second reads its fonts' measures from beside itself.
	external: ['react-devtools-core', 'pdfkit'],
	banner: {
		js: 'import {createRequire as $createRequire} from \'node:module\';const require = '
			+ '$createRequire(import.meta.url);',
	},
	logLevel: 'warning',
});
await writeFile(`${aside}/.complete`, `${process.version}\n`);
await rm('dist', {recursive: true, force: true});
await rename(aside, 'dist');
