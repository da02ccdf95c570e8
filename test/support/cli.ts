/** The program as a shell runs it, from the compiled source. */
import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type {ExecutionContext} from 'ava';
import {execa} from 'execa';

export const cliFile = path.resolve('build/source/cli.js');

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
	const {exitCode, stdout, stderr} = await execa(process.execPath, [cliFile, ...words], {reject: false, ...options});
	return {status: exitCode, out: stdout, err: stderr, lines: stdout === '' ? [] : stdout.split('\n')};
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
