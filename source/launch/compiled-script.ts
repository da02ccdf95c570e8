/**
 * A script with what V8 kept of compiling it the last time: V8 reads the program's megabytes in 100 ms, what it kept
 * of them in 25. The program is a script (CommonJS), for Node keeps nothing of modules before version 22.8.
 */
import {readdirSync, readFileSync, rmSync} from 'node:fs';
import {createRequire} from 'node:module';
import path from 'node:path';
import {pathToFileURL} from 'node:url';
import {cachedDataVersionTag} from 'node:v8';
import {Script} from 'node:vm';
import {readKept, writeKept} from '../base/kept-file.js';

type CommonModule = {exports: unknown};
type Import = (specifier: string) => Promise<unknown>;
type Wrapped = (
	exports: unknown, require: NodeJS.Require, module: CommonModule, filename: string, dirname: string, own: Import,
	url: string,
) => void;

/**
 * Where what V8 kept for `use` lies: it is good for one version of V8, its flags and the processor's features alone.
 */
export function keptFile(folder: string, use: string): string {
	return path.join(folder, cachedDataVersionTag().toString(16), use);
}

/** Versions of V8, or sets of its flags, for which something is kept. */
const mostVersions = 4;

/** Others give way to a version's folder where there are too many. */
function clearOthers(folder: string): void {
	const all = path.dirname(folder);
	const others = readdirSync(all).filter(name => name !== path.basename(folder));
	for (const name of others.slice(mostVersions - 1)) {
		rmSync(path.join(all, name), {recursive: true});
	}
}

/**
 * Runs the script in `file` (of ASCII characters alone), a function of what a CommonJS module knows, of `import` and
 * of its own URL, and gives what it exports, and `keep`: puts aside for its next start, in `kept`, what V8 has compiled
 * by now, where nothing usable was there. `keep` takes some 20 ms; where the folder cannot be written to, or has no
 * room, it does nothing.
 */
export function runCompiled(file: string, kept: string): {readonly exports: unknown; readonly keep: () => void} {
	const cachedData = readKept(kept);
	const script = new Script(readFileSync(file, 'latin1'), {filename: file, cachedData});
	const module: CommonModule = {exports: {}};
	(script.runInThisContext() as Wrapped)(
		module.exports,
		createRequire(file),
		module,
		file,
		path.dirname(file),
		async name => import(name),
		pathToFileURL(file).href,
	);
	return {
		get exports() {
			return module.exports;
		},
		keep() {
			if (!cachedData || script.cachedDataRejected) {
				writeKept(kept, script.createCachedData(), clearOthers);
			}
		},
	};
}
