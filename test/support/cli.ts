/** The program as a shell runs it. */
import {statSync} from 'node:fs';
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';

/** When a file was made; 0: it is not there. */
const made = (file: string): number => statSync(file, {throwIfNoEntry: false})?.mtimeMs ?? 0;

/** The program built last: `npm test` makes the bundle after it has compiled, and that starts in half the time. */
export const cliFile = path.resolve(
	made('dist/.complete') >= made('build/source/cli.js') ? 'cli.js' : 'build/source/cli.js',
);

/** Programs of a test file that run at once: more only get in each other's way. */
const most = 3;
let running = 0;
const waiting: Array<() => void> = [];

export type Run = {
	readonly status: number | undefined;
	readonly out: string;
	readonly err: string;
	readonly lines: readonly string[];
};

/** Runs `yorktown WORDS…`; never throws for an exit status. */
export async function yorktown(
	words: readonly string[],
	options: {readonly cwd?: string; readonly input?: string} = {},
): Promise<Run> {
	if (running === most) {
		await new Promise<void>(resolve => {
			waiting.push(resolve);
		});
	} else {
		running++;
	}

	try {
		const {exitCode, stdout, stderr} = await execa(process.execPath, [cliFile, ...words], {
			reject: false, ...options,
		});
		return {status: exitCode, out: stdout, err: stderr, lines: stdout === '' ? [] : stdout.split('\n')};
	} finally {
		const next = waiting.shift();
		if (next) {
			next();
		} else {
			running--;
		}
	}
}

/** A temporary folder with files, gone when the test ends. */
export async function folderWith(
	t: ExecutionContext,
	files: Readonly<Record<string, string | Uint8Array>> = {},
): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), 'yorktown-test-'));
	t.teardown(async () => rm(folder, {recursive: true, force: true}));
	for (const [name, content] of Object.entries(files)) {
		await writeFile(path.join(folder, name), content);
	}

	return folder;
}
