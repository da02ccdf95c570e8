// Bundles the program into dist/: one script, of which V8 keeps what it compiled (source/launch), and modules for what
// only some verbs need: `run`, `--help` and `--version` must not pay for Ink. A file per module would cost 50–140 ms at
// every start.
import path from 'node:path';
import {mkdir, rename, rm, writeFile} from 'node:fs/promises';
import process from 'node:process';
import {build} from 'esbuild';

// Built aside and moved into place: a program started meanwhile sees the old dist/ or the new one.
const aside = `dist-${process.pid}.tmp`;

const common = {
	outdir: aside,
	bundle: true,
	platform: 'node',
	target: 'node20',
	minifySyntax: true,
	define: {'process.env.NODE_ENV': '"production"', 'process.env.DEV': '"false"'},
	// The second reads its fonts' measures from beside itself.
	external: ['react-devtools-core', 'pdfkit'],
	logLevel: 'warning',
};

// Modules of their own, by the file they begin with: those that the script imports when a verb needs them, and threads.
const imported = {
	terminal: 'source/terminal/start.tsx',
	'study-report': 'source/study/html/report.ts',
	'study-figures': 'source/study/html/figures.ts',
	meow: 'node_modules/meow/build/index.js',
};
const threads = {
	'watchdog-worker': 'source/system/watchdog/watchdog-worker.ts',
	'study-worker': 'source/study/study-worker.ts',
};

const withoutType = file => file.replace(/\.(js|tsx?)$/, '');

/** An import that is told by a module's name in dist/. */
const apart = {
	name: 'apart',
	setup({onResolve}) {
		const names = new Map(Object.entries(imported).map(([name, file]) => [withoutType(path.resolve(file)), name]));
		onResolve({filter: /./}, ({kind, path: asked, resolveDir}) => {
			const file = asked === 'meow'
				? withoutType(path.resolve(imported.meow))
				: withoutType(path.resolve(resolveDir, asked));
			return kind === 'dynamic-import' && names.has(file)
				? {path: `./${names.get(file)}.js`, external: true}
				: undefined;
		});
	},
};

/** The script's `import` is its launcher's: what V8 kept of a script has forgotten where it was loaded from. */
async function buildScript() {
	const {outputFiles: [{path: file, text}]} = await build({
		...common,
		entryPoints: {yorktown: 'source/cli.ts'},
		outExtension: {'.js': '.cjs'},
		format: 'cjs',
		define: {...common.define, 'import.meta.url': '$url'},
		banner: {js: 'const $url = require(\'node:url\').pathToFileURL(__filename).href;'},
		plugins: [apart],
		write: false,
	});
	await mkdir(aside, {recursive: true});
	// Patterns and comments come with other characters than ASCII, and the launcher reads bytes as characters.
	const plain = text.replaceAll(/[\u0080-\uFFFF]/g, character =>
		String.raw`\u` + character.codePointAt(0).toString(16).padStart(4, '0'));
	await writeFile(file, plain.replaceAll(/\bimport\((?="[\w./-]+"\))/g, '$import('));
}

await Promise.all([
	buildScript(),
	build({
		...common,
		entryPoints: {cli: 'source/launch/launch.ts', ...imported, ...threads},
		splitting: true,
		format: 'esm',
		banner: {
			js: 'import {createRequire as $createRequire} from \'node:module\';const require = '
				+ '$createRequire(import.meta.url);',
		},
	}),
]);
await writeFile(`${aside}/.complete`, `${process.version}\n`);
await rm('dist', {recursive: true, force: true});
await rename(aside, 'dist');
