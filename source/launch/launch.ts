/** `dist/cli.js`: starts the built program, a verb with what was kept of compiling it for that verb (`code-cache/`). */
import process from 'node:process';
import {fileURLToPath} from 'node:url';
import {keptFile, runCompiled} from './compiled-script.js';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const words = process.argv.slice(2);
const [first = ''] = words;
const isAbout = words.includes('--help') || words.includes('--version');
/** What is started: a verb, the terminal (which has no name), or what tells of them. */
const use = isAbout ? 'about' : (/^[a-z]+$/.test(first) ? first : 'terminal');
/** `run` has few of the others' modules. */
const script = ['run', 'script'].includes(use) ? 'procedure.cjs' : 'yorktown.cjs';
/** Exit status of who was called wrongly, and has done nothing of what others do. */
const wrongUse = 2;
const {exports, keep} = runCompiled(here(script), keptFile(here('code-cache'), use));
const {verbNames} = exports as {readonly verbNames: readonly string[]};
// Of words that are no verbs nothing is kept: there is no end to those.
if (use !== first || verbNames.includes(use)) {
	process.on('exit', status => {
		if (status !== wrongUse) {
			keep();
		}
	});
}

if (script === 'procedure.cjs') {
	// Everything is written, nothing is waited for: a process that goes by itself first takes its heap apart.
	process.once('beforeExit', () => {
		process.exit();
	});
}
