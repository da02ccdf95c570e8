/**
 * Versions of files from the history of a git working tree: each commit that touched a file, with its author, date and
 * message. Merges have no versions of their own; what they made of a file comes with the working tree.
 */
import {git, textOf} from './git.js';

export type Commit = {
	readonly id: string;
	readonly author: string;
	/** Of the author, if there is one. */
	readonly mail: string;
	/** Seconds since 1970. */
	readonly seconds: number;
	readonly subject: string;
};

export type Committed = Commit & {readonly content: Uint8Array};

/** The files of a working tree, as paths in the folder; `undefined` where it is none, or without git. */
export function trackedFiles(folder: string): string[] | undefined {
	const listed = git(folder, ['ls-files', '-z', '--', '.']);
	const paths = listed && textOf(listed).split('\0').filter(path => path !== '');
	// A folder that is ignored, or not yet added, has none.
	return paths?.length === 0 ? undefined : paths;
}

const field = '\u0001';
const record = '\u0002';

/** The commits that touched each file, the oldest first. */
function commitsOf(folder: string): Map<string, Commit[]> {
	const format = `${record}%H${field}%an${field}%ae${field}%at${field}%s${field}`;
	const log = git(folder, [
		'log', '--reverse', '--topo-order', '--no-merges', '--no-renames', '--no-ext-diff', '--no-textconv',
		'--relative', '--name-status', '-z', `--format=${format}`, '--', '.',
	]);
	const touched = new Map<string, Commit[]>();
	for (const text of log ? textOf(log).split(record).slice(1) : []) {
		const [id, author, mail, at, subject, files = ''] = text.split(field);
		const commit: Commit = {
			id, author, mail, seconds: Number(at), subject,
		};
		// What a message holds that looks like the beginning of a commit is none; nor has one a date in another age.
		if (!/^[\da-f]{40,64}$/.test(id) || !/^\d{1,10}$/.test(at)) {
			continue;
		}

		const words = files.split('\0').map(word => word.replace(/^\n+/, '')).filter(word => word !== '');
		for (let index = 0; index + 1 < words.length; index += 2) {
			if (words[index] !== 'D') {
				const path = words[index + 1];
				const known = touched.get(path);
				if (known) {
					known.push(commit);
				} else {
					touched.set(path, [commit]);
				}
			}
		}
	}

	return touched;
}

/** The contents of `commit:path`, in order; `undefined` for what is not there. */
function contentsOf(folder: string, names: readonly string[]): Array<Uint8Array | undefined> {
	const answer = git(folder, ['cat-file', '--batch'], names.map(name => `${name}\n`).join('')) ?? new Uint8Array(0);
	const contents: Array<Uint8Array | undefined> = [];
	let at = 0;
	for (const _ of names) {
		const end = answer.indexOf(0x0A, at);
		const head = end === -1 ? '' : textOf(answer.subarray(at, end));
		const size = / blob (\d+)$/.exec(head)?.[1];
		if (size === undefined) {
			contents.push(undefined);
			at = end === -1 ? answer.length : end + 1;
		} else {
			contents.push(answer.subarray(end + 1, end + 1 + Number(size)));
			at = end + 1 + Number(size) + 1;
		}
	}

	return contents;
}

/** Versions of files, the oldest first: a commit each. Empty for a file that no commit touched. */
export function committedVersions(folder: string, paths: readonly string[]): Map<string, Committed[]> {
	const commits = commitsOf(folder);
	const asked = paths
		.filter(path => !path.includes('\n'))
		.flatMap(path => (commits.get(path) ?? []).map(commit => ({path, commit})));
	const contents = contentsOf(folder, asked.map(({path, commit}) => `${commit.id}:./${path}`));
	const versions = new Map<string, Committed[]>(paths.map(path => [path, []]));
	for (const [index, {path, commit}] of asked.entries()) {
		const content = contents[index];
		if (content) {
			versions.get(path)!.push({...commit, content});
		}
	}

	return versions;
}
