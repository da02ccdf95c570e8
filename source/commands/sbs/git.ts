/** Runs git in a folder that may be anybody's: nothing of the folder is run, nobody is asked, nothing is fetched. */
import {spawnSync} from 'node:child_process';
import {devNull} from 'node:os';
import process from 'node:process';

/** Bytes that git may answer at once. */
const most = 512 * 1024 * 1024;

/** What git tells its hooks: it is about another working tree than the folder's. */
const ofHooks = new Set(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX']);

const surroundings = (): NodeJS.ProcessEnv =>
	Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofHooks.has(name)));

/** Runs git; `undefined` where it ends with an error, or is not there. */
export function git(folder: string, words: readonly string[], input: string | Uint8Array = ''): Uint8Array | undefined {
	const {status, stdout, error} = spawnSync('git', [
		'--no-pager', '-c', 'core.fsmonitor=false', '-c', 'core.quotePath=false', '-c', `core.hooksPath=${devNull}`,
		'-C', folder, ...words,
	], {
		input,
		maxBuffer: most,
		env: {
			...surroundings(), GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0', GIT_NO_LAZY_FETCH: '1',
		},
		stdio: ['pipe', 'pipe', 'ignore'],
	});
	return status === 0 && !error ? Uint8Array.from(stdout) : undefined;
}

export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
