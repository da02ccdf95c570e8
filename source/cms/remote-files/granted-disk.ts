/**
 * A disk of this machine as another machine sees it: the files that are granted, no others, whether they exist or not.
 */
import type {Step} from '../../guest/action.js';
import {
	encodeFst, fstSize, isSameFile, type FileEntry,
} from '../file-system/directory/fst.js';
import {DiskError, type FileStatus} from '../file-system/disk/disk.js';
import type {LocalDisk} from '../file-system/disk/local-disk.js';
import {
	decodeGrants, grantsFile, rightOf, type Grant,
} from './grant.js';

/** FNV-1a, twice 32 bits. */
const hashBasis = [0x811C_9DC5, 0xCBF2_9CE4] as const;
const hashPrime = 0x0100_0193;

/** What a user sees of a directory, and a number that changes with it. */
export type SeenDirectory = {readonly entries: Uint8Array; readonly readOnly: boolean; readonly tag: Uint8Array};

/** What it was made of. */
type Basis = {readonly of: readonly FileStatus[]; readonly by: readonly Grant[]};

export class GrantedDisk {
	readonly disk: LocalDisk;
	#grants: readonly Grant[] = [];
	/** The entry of the file that the grants were read from. */
	#source: FileEntry | undefined;
	/** What users saw last, and the directory it was made of. */
	readonly #seen = new Map<string, SeenDirectory & Basis>();

	constructor(disk: LocalDisk) {
		this.disk = disk;
	}

	/** The grants as the disk has them now: the file is read anew where it changed. */
	* grants(): Step<readonly Grant[]> {
		const entry = this.disk.readOnly ? undefined : this.disk.find(grantsFile.name, grantsFile.type);
		if (entry !== this.#source && !(entry && this.#source && isSameFile(entry, this.#source))) {
			this.#grants = entry ? yield * readGrants(this.disk, entry) : [];
		}

		this.#source = entry;
		return this.#grants;
	}

	/** The directory as `userid` sees it. */
	* seenBy(userid: string): Step<SeenDirectory> {
		const by = yield * this.grants();
		const of = this.disk.list();
		const before = this.#seen.get(userid);
		if (before?.of === of && before.by === by) {
			return before;
		}

		const granted = of.filter(status => rightOf(by, userid, status) !== undefined);
		const entries = entriesOf(granted);

		const readOnly = this.disk.readOnly || !mayWrite(by, userid);
		const seen = {
			entries, readOnly, tag: tagOf(entries, this.disk.blocks.used, readOnly), of, by,
		};
		this.#seen.set(userid, seen);
		return seen;
	}

	/** Forgets what a user saw: he is gone. */
	forget(userid: string): void {
		this.#seen.delete(userid);
	}
}

/** Whether `userid` may write anything at all. */
export const mayWrite = (grants: readonly Grant[], userid: string): boolean =>
	grants.some(grant => grant.right === 'WRITE' && isFor(grant, userid));

/** Whether a grant is for `userid`. */
export const isFor = ({userid: pattern}: Grant, userid: string): boolean =>
	pattern.endsWith('*') ? userid.startsWith(pattern.slice(0, -1)) : pattern === userid;

/** Where the file cannot be read nothing is granted. */
function * readGrants(disk: LocalDisk, entry: FileEntry): Step<Grant[]> {
	try {
		return decodeGrants(yield * disk.readAll(entry));
	} catch (error) {
		if (!(error instanceof DiskError)) {
			throw error;
		}

		return [];
	}
}

/** Entries as they are told. */
export function entriesOf(files: readonly FileEntry[]): Uint8Array {
	const entries = new Uint8Array(files.length * fstSize);
	for (const [index, file] of files.entries()) {
		entries.set(encodeFst(file), index * fstSize);
	}

	return entries;
}

/** A hash of what is seen: another directory has another tag. */
export function tagOf(entries: Uint8Array, used: number, readOnly: boolean): Uint8Array {
	let [low, high]: readonly number[] = hashBasis;
	const take = (value: number): void => {
		low = Math.imul(low ^ value, hashPrime);
		high = Math.imul(high ^ value ^ (low >>> 13), hashPrime);
	};

	for (const byte of entries) {
		take(byte);
	}

	for (const value of [used & 0xFF, used >>> 8, readOnly ? 1 : 0, 1]) {
		take(value);
	}

	const tag = Buffer.alloc(8);
	tag.writeInt32BE(low, 0);
	// Never the tag that says there is none.
	tag.writeInt32BE(high | 1, 4);
	return Uint8Array.from(tag);
}
