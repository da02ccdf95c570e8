/**
 * `yorktown sbs export --commits DIR`: each version of a library's members that a git working tree has not becomes a
 * commit there, with who stored it, when and why; versions that one user stored in the same second for the same reason
 * are one commit, as those of one commit are when it is imported. The tree must be clean, or the folder empty.
 */
import {
	existsSync, lstatSync, mkdirSync, readdirSync, realpathSync,
} from 'node:fs';
import path from 'node:path';
import {cp037} from '../../base/ebcdic.js';
import {runToEnd, type Step} from '../../guest/action.js';
import {historyOf, readVersion, type VersionRecord} from '../../sbs/data-base/history.js';
import {noteInFolder} from '../../sbs/data-base/importing.js';
import {idText} from '../../sbs/data-base/member-id.js';
import {fittingMembers, type Member} from '../../sbs/data-base/members.js';
import type {LibraryStore} from '../../sbs/store/store.js';
import {contentOf} from '../../system/files/host-files.js';
import {hostFileName} from '../../system/files/host-names.js';
import {commitStream, type NewCommit} from './commit-stream.js';
import {placesIn} from './export-folder.js';
import {git, textOf} from './git.js';
import {trackedFiles} from './git-history.js';
import {nameOfFolder} from './tree.js';

export type Committed = {readonly commits: number; readonly versions: number; readonly problems: readonly string[]};

/** What is imported before the branch moves. */
const ownReference = 'refs/yorktown/export';
/** Bytes that git gets at once. */
const batchBytes = 32 * 1024 * 1024;

/** A working tree of git: the branch, and the commit that it is at, if any. */
type Tree = {readonly branch: string; readonly head: string | undefined};

const line = (bytes: Uint8Array | undefined): string | undefined => bytes && textOf(bytes).trim();

/** The working tree in a folder; an empty folder, or none, becomes one. A text is why it cannot be used. */
function openTree(folder: string): Tree | string {
	mkdirSync(folder, {recursive: true});
	if (readdirSync(folder).length === 0 && !git(folder, ['init', '-q', '--template=', '.'])) {
		return 'git is not there, or can make no repository of it';
	}

	const top = line(git(folder, ['rev-parse', '--show-toplevel']));
	if (top === undefined || path.resolve(top) !== realpathSync(folder)) {
		return 'neither an empty folder nor the top of a git working tree';
	}

	const branch = line(git(folder, ['symbolic-ref', 'HEAD']));
	if (!branch?.startsWith('refs/heads/')) {
		return 'its working tree is on no branch';
	}

	return line(git(folder, ['status', '--porcelain', '--untracked-files=all', '--ignore-submodules=none'])) === ''
		? {branch, head: line(git(folder, ['rev-parse', '--verify', '-q', 'HEAD']))}
		: 'its working tree has changes: commit or remove them first';
}

/** A version that is to be committed. */
type Pending = {
	readonly member: Member;
	readonly version: VersionRecord;
	readonly place: string;
	/** Seconds since 1970; not before those of an earlier version. */
	readonly order: number;
};

/** Seconds since 1970 of `mm/dd/yy` and `hh:mm:ss`; 0 where they are none. */
function secondsOf({date, time}: VersionRecord): number {
	const [month, day, year] = date.split('/').map(Number);
	const [hour, minute, second] = time.split(':').map(Number);
	const seconds = Date.UTC(year < 70 ? 2000 + year : 1900 + year, month - 1, day, hour, minute, second) / 1000;
	return Number.isSafeInteger(seconds) && seconds > 0 ? seconds : 0;
}

/** What stands in the way of a file that git does not know. */
function isInTheWay(folder: string, place: string, tracked: ReadonlySet<string>): boolean {
	const parts = place.split('/');
	return !tracked.has(place) && parts.some((_, index) => {
		const part = parts.slice(0, index + 1).join('/');
		const found = lstatSync(path.join(folder, part), {throwIfNoEntry: false});
		return found !== undefined && (index === parts.length - 1 || !found.isDirectory());
	});
}

class CommitExport {
	readonly problems: string[] = [];
	readonly #store: LibraryStore;
	readonly #folder: string;
	readonly #tree: Tree;
	/** What files have, as git will have them by now. */
	readonly #contents = new Map<string, Uint8Array>();

	constructor(store: LibraryStore, folder: string, tree: Tree) {
		this.#store = store;
		this.#folder = folder;
		this.#tree = tree;
	}

	/** Versions that the folder has not, in the order of commits. */
	pending(members: readonly Member[]): readonly Pending[] {
		const places = placesIn(this.#folder);
		const tracked = new Set(trackedFiles(this.#folder));
		const taken = new Map<string, string>();
		return members.flatMap(member => {
			const told = places.get(idText(member)) ?? hostFileName(member);
			const place = told === undefined ? undefined : path.posix.normalize(told);
			const other = place === undefined ? undefined : taken.get(place.toLowerCase());
			if (place === undefined || other !== undefined || isInTheWay(this.#folder, place, tracked)) {
				this.problems.push(`${idText(member)}: ${place === undefined
					? 'no name for a file of this host'
					: `${place} is ${other === undefined ? 'in the way' : `that of ${other}`}`}`);
				return [];
			}

			taken.set(place.toLowerCase(), idText(member));
			return this.#missing(member, place);
		}).toSorted((one, other) =>
			one.order - other.order || one.version.version - other.version.version || this.#byWhom(one, other));
	}

	/** Commits versions, and moves the branch. Answers how many commits. */
	commit(pending: readonly Pending[]): number {
		const stream: Uint8Array[] = [];
		let bytes = 0;
		let commits = 0;
		let from = this.#tree.head;
		for (const commit of this.#commits(pending)) {
			const text = commitStream(ownReference, commit, from);
			from = undefined;
			stream.push(text);
			bytes += text.length;
			commits++;
			if (bytes > batchBytes) {
				this.#import(stream.splice(0));
				bytes = 0;
			}
		}

		if (commits > 0) {
			this.#import(stream);
			this.#move();
		}

		return commits;
	}

	#byWhom({version: one, member}: Pending, {version: other, member: otherMember}: Pending): number {
		const [first, second] = [[one, member], [other, otherMember]] as const;
		const text = ([{user, why}, id]: typeof first): string => `${user}\0${why}\0${idText(id)}`;
		return text(first) < text(second) ? -1 : 1;
	}

	/** The content of a version, in the style that the file has. */
	#contentOf(member: Member, version: number, before: Uint8Array | undefined): Uint8Array {
		const text = runToEnd(this.#store.read(reader => readVersion(reader, member, version)))!;
		return contentOf(member, text.head.recordFormat, text.records, cp037, before);
	}

	/** Versions behind the one that the folder has. */
	#missing(member: Member, place: string): Pending[] {
		const there = this.#tree.head && git(this.#folder, ['cat-file', 'blob', `${this.#tree.head}:${place}`]);
		const versions = runToEnd(this.#store.read(reader => historyOf(reader, member)));
		let known = 0;
		if (there) {
			this.#contents.set(place, there);
			known = versions.findLast(({version}) =>
				Buffer.compare(this.#contentOf(member, version, there), there) === 0)?.version ?? 0;
			if (known === 0) {
				this.problems.push(`${idText(member)}: the library has no version as ${place} is: import it first`);
				return [];
			}
		}

		let order = 0;
		return versions.filter(({version}) => version > known).map(version => {
			order = Math.max(order, secondsOf(version));
			return {
				member, version, place, order,
			};
		});
	}

	* #commits(pending: readonly Pending[]): Generator<NewCommit> {
		let group: Pending[] = [];
		const isSame = (one: Pending, other: Pending): boolean => one.version.user === other.version.user
			&& secondsOf(one.version) === secondsOf(other.version)
			&& one.version.why === other.version.why;
		for (const each of pending) {
			const goesOn = group.every(other => isSame(other, each) && other.place !== each.place);
			if (!goesOn) {
				yield this.#commitOf(group);
				group = [];
			}

			group.push(each);
		}

		if (group.length > 0) {
			yield this.#commitOf(group);
		}
	}

	#commitOf(group: readonly Pending[]): NewCommit {
		const [{version}] = group;
		const files = group.map(({member, version: {version: number}, place}) => {
			const content = this.#contentOf(member, number, this.#contents.get(place));
			this.#contents.set(place, content);
			return {path: place, content};
		});
		const {user, why} = version;
		return {
			user, seconds: secondsOf(version), message: why, files,
		};
	}

	#import(stream: readonly Uint8Array[]): void {
		const done = git(this.#folder, ['fast-import', '--quiet', '--date-format=raw'], Buffer.concat(stream));
		if (!done) {
			git(this.#folder, ['update-ref', '-d', ownReference]);
			throw new GitFailure('git did not take the commits');
		}
	}

	/** The branch is where the commits are, unless it moved meanwhile; and the working tree has what they have. */
	#move(): void {
		const {branch, head} = this.#tree;
		const none = '0'.repeat(40);
		const moved = git(this.#folder, ['update-ref', '-m', 'sbs export', branch, ownReference, head ?? none])
			&& git(this.#folder, ['reset', '--hard', '-q']);
		git(this.#folder, ['update-ref', '-d', ownReference]);
		if (!moved) {
			throw new GitFailure('the branch moved meanwhile, or the working tree cannot be written');
		}
	}
}

/** Git did not do its part. */
export class GitFailure extends Error {}

/** Commits what a folder has not. Where something is wrong with it or a member nothing is committed. */
export function exportCommits(store: LibraryStore, folder: string): Committed {
	const isThere = existsSync(folder);
	if (isThere && !lstatSync(folder).isDirectory()) {
		return {commits: 0, versions: 0, problems: [`${folder}: no folder`]};
	}

	const tree = openTree(folder);
	if (typeof tree === 'string') {
		return {commits: 0, versions: 0, problems: [`${folder}: ${tree}`]};
	}

	const work = new CommitExport(store, folder, tree);
	const members = runToEnd(store.read(function * (reader): Step<readonly Member[]> {
		return (yield * fittingMembers(reader, '*', '*')).filter(({latest}) => latest !== undefined);
	}));
	const pending = work.pending(members);
	if (work.problems.length > 0) {
		return {commits: 0, versions: 0, problems: [...work.problems, 'nothing was committed']};
	}

	const commits = work.commit(pending);
	runToEnd(noteInFolder(store, nameOfFolder(folder), members));
	return {commits, versions: pending.length, problems: []};
}
