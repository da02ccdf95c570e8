// Bundles the program into dist/: two scripts, of which V8 keeps what it compiled (source/launch), and modules for what
// only some verbs need: `run`, `--help` and `--version` must not pay for Ink. A file per module would cost 50–140 ms at
// every start, and one script for all verbs makes `run` a sixth slower.
import path from 'node:path';
import {
	mkdir, readFile, rename, rm, writeFile,
} from 'node:fs/promises';
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

const verbTable = path.resolve('source/commands/verbs.ts');
const verbImport = /await import\((?<module>'\.\/procedure\/(?:run|script)\.js')\)/g;

/**
 * The verbs of a script; its launcher asks it for no other. `procedure` has what runs procedures, from its start on: a
 * sixth less to load than where each module waits for being imported. `yorktown` has the others.
 */
const verbsOf = script => ({
	name: 'verbs',
	setup({onLoad, onResolve}) {
		onLoad({filter: /verbs\.ts$/}, async ({path: file}) => {
			if (file !== verbTable || script !== 'procedure') {
				return undefined;
			}

			const imports = [];
			const text = await readFile(file, 'utf8');
			const contents = text.replaceAll(verbImport, (_, module) => {
				imports.push(`import * as $${imports.length} from ${module};`);
				return `$${imports.length - 1}`;
			});
			return {contents: [...imports, contents].join('\n'), loader: 'ts'};
		});
		onResolve({filter: /./}, ({kind, path: asked, importer}) =>
			kind === 'dynamic-import' && importer === verbTable
			&& (script === 'procedure' || asked.startsWith('./procedure/'))
				? {path: asked, external: true}
				: undefined);
	},
});

/** Of these functions alone are imported, and are called by few: the module is loaded when one is. */
const ofFew = new Set(['child_process', 'crypto', 'worker_threads', 'zlib'].map(name => `node:${name}`));

/**
 * Node's modules as they are: of each that is imported Node makes another with a binding for everything in it, four
 * milliseconds of every start, and esbuild does so in a script.
 */
const ofNode = {
	name: 'of-node',
	setup({onResolve, onLoad}) {
		onResolve({filter: /^node:/}, ({path: name}) => ({path: name, namespace: 'of-node', sideEffects: false}));
		onLoad({filter: /./, namespace: 'of-node'}, async ({path: name}) => {
			const parts = Object.entries(await import(name))
				.filter(([part]) => part !== 'default' && /^[A-Za-z_$][\w$]*$/.test(part));
			const isLate = value => ofFew.has(name) && typeof value === 'function';
			return {
				contents: [
					`const module = () => process.getBuiltinModule('${name}'), now = name => module()[name];`,
					'const late = name => function (...words) {',
					'return new.target ? new (now(name))(...words) : now(name)(...words); };',
					'export default /* @__PURE__ */ module();',
					...parts.map(([part, value]) =>
						`export const ${part} = /* @__PURE__ */ ${isLate(value) ? 'late' : 'now'}('${part}');`),
				].join('\n'),
			};
		});
	},
};

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

/**
 * A script is a function of what a CommonJS module knows, of its launcher's `import`, for what V8 kept of a script has
 * forgotten where it was loaded from, and of its own URL.
 */
async function buildScript(name) {
	const {outputFiles: [{path: file, text}]} = await build({
		...common,
		entryPoints: {[name]: 'source/cli.ts'},
		outExtension: {'.js': '.cjs'},
		format: 'cjs',
		// Half of it would be blanks.
		minifyWhitespace: true,
		lineLimit: 120,
		define: {...common.define, 'import.meta.url': '$url'},
		banner: {
			js: '(function (exports, require, module, __filename, __dirname, $import, $url) {\'use strict\';',
		},
		footer: {js: '})'},
		plugins: [verbsOf(name), apart, ofNode],
		write: false,
	});
	await mkdir(aside, {recursive: true});
	// Patterns and comments come with other characters than ASCII, and the launcher reads bytes as characters.
	const plain = text.replaceAll(/[\u0080-\uFFFF]/g, character =>
		String.raw`\u` + character.codePointAt(0).toString(16).padStart(4, '0'));
	await writeFile(file, plain.replaceAll(/\bimport\((?="[\w./-]+"\))/g, '$import('));
}

await Promise.all([
	buildScript('yorktown'),
	buildScript('procedure'),
	build({
		...common, entryPoints: {cli: 'source/launch/launch.ts'}, format: 'esm', plugins: [ofNode],
	}),
	build({
		...common,
		entryPoints: {...imported, ...threads},
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
