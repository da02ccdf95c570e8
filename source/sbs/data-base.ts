/**
 * The SBS data base: members, their versions and owners, as CMS files on the SBS disk. `SBS INDEX` has a record for
 * each member and version; each version's data is a file of its own, named by number. The data file is written first,
 * the index last: a version exists when the index says so.
 */
import {Failure} from '../base/failure.js';
import {fromEbcdic, toEbcdic} from '../base/ebcdic.js';
import {greatest} from '../base/sequences.js';
import type {Step} from '../guest/action.js';
import type {CarriedFile} from '../service/block.js';
import {fileOf, sendParts, emptyContent, type FileSource} from '../service/parts.js';
import type {SharedFiles} from './shared-files.js';

/** One version of a member; version 0 is the member's definition, without data. */
export type Version = {
	readonly name: string;
	readonly type: string;
	readonly version: number;
	/** Owner of the member. */
	readonly owner: string;
	/** Who stored this version. */
	readonly storedBy: string;
	/** `mm/dd/yy` and `hh:mm:ss`. */
	readonly date: string;
	readonly time: string;
	/** Name of its data file (type `SBSDATA`); `-` for version 0. */
	readonly file: string;
	readonly records: number;
	/** The request that made it: user and number; `-` in an index of old. */
	readonly request: string;
};

/** `version` of an entry that says only that its member was deleted, by which request. */
const deleted = -1;

const indexName = 'SBS';
const indexType = 'INDEX';
const dataType = 'SBSDATA';
/** Longest record of the index. */
const indexRecord = 160;
/** The lock that orders changes of the index. */
const indexLock = 'SBSINDEX';

function parseVersion(record: Uint8Array): Version | undefined {
	const words = fromEbcdic(record).trim().split(/ +/);
	if (words.length < 9 || words.length > 10) {
		return undefined;
	}

	const [name, type, version, owner, storedBy, date, time, file, records, request = '-'] = words;
	return {
		name, type, version: Number(version), owner, storedBy, date, time, file, records: Number(records), request,
	};
}

function printVersion(version: Version): Uint8Array {
	return toEbcdic([
		version.name,
		version.type,
		version.version,
		version.owner,
		version.storedBy,
		version.date,
		version.time,
		version.file,
		version.records,
		version.request,
	].join(' '));
}

/** Answer of a change: what was stored (now, or by this same request before), or the file system's code. */
export type Change = {readonly code: number; readonly version?: Version};

/** The new entry for the index as it is, or `undefined` to change nothing. */
type Decision = (versions: readonly Version[]) => Omit<Version, 'file' | 'records' | 'request'> | undefined;

export class DataBase {
	constructor(readonly files: SharedFiles, readonly request: string) {
		// Nothing else.
	}

	/** Every version, none where there is no index yet; a failure where it could not be read. */
	* versions(): Step<readonly Version[] | Failure> {
		const all = yield * this.#index();
		return all instanceof Failure ? all : all.filter(({version}) => version !== deleted);
	}

	/** What this request has done already, the time before: its master or slave was lost behind it. */
	* done(): Step<Version | undefined | Failure> {
		const all = yield * this.#index();
		return all instanceof Failure ? all : all.find(({request}) => request === this.request);
	}

	/** Data of a version. */
	* data(version: Version): Step<FileSource | undefined | Failure> {
		return yield * this.files.read(version.file, dataType);
	}

	/** Hands over records of the data of the version to be added. A file system code. */
	* stage(part: CarriedFile): Step<number> {
		return yield * this.files.stage(part);
	}

	/**
	 * Adds a version to the index, alone with it: `decide` sees the index as it is then and answers the new entry (its
	 * number is given here). `records`: how many were staged to be the version's file; none is a version without one.
	 */
	* add(decide: Decision, records?: number): Step<Change> {
		return yield * this.#change(all => this.#added(all, decide, records));
	}

	* #added(all: readonly Version[], decide: Decision, records: number | undefined): Step<Change> {
		const entry = decide(all.filter(({version}) => version !== deleted));
		if (!entry) {
			return {code: 0};
		}

		const last = greatest(all.map(each => Number(each.file.slice(1)) || 0), 0);
		const version: Version = {
			...entry,
			file: records === undefined ? '-' : `V${String(last + 1).padStart(7, '0')}`,
			records: records ?? 0,
			request: this.request,
		};
		const code = records === undefined ? 0 : yield * this.files.store(version.file, dataType);
		const isOther = (each: Version): boolean =>
			each.version !== deleted || each.name !== version.name || each.type !== version.type;
		return {
			code: code === 0 ? yield * this.#store([...all.filter(each => isOther(each)), version]) : code,
			version,
		};
	}

	/**
	 * Takes a member and all its versions out of the index, and then its data off the disk. `mayDelete` sees the
	 * versions; false changes nothing.
	 */
	* delete(name: string, type: string, mayDelete: (versions: readonly Version[]) => boolean): Step<Change> {
		return yield * this.#change(all => this.#deleted(all, name, type, mayDelete));
	}

	* #deleted(
		all: readonly Version[],
		name: string,
		type: string,
		mayDelete: (versions: readonly Version[]) => boolean,
	): Step<Change> {
		const versions = versionsOf(all, name, type);
		if (versions.length === 0 || !mayDelete(versions)) {
			return {code: 0};
		}

		// The file's number stays taken: what is still to be erased is nobody else's.
		const last = versions.toSorted((one, other) => (one.file < other.file ? -1 : 1)).at(-1)!;
		const version: Version = {...last, version: deleted, records: 0, request: this.request};
		const code = yield * this.#store([
			...all.filter(each => each.name !== name || each.type !== type), version,
		]);
		for (const {file} of code === 0 ? versions : []) {
			if (file !== '-') {
				yield * this.files.erase(file, dataType);
			}
		}

		return {code, version};
	}

	* #index(): Step<readonly Version[] | Failure> {
		const index = yield * this.files.read(indexName, indexType);
		if (index instanceof Failure) {
			return index;
		}

		const versions: Version[] = [];
		for (let number = 1; number <= (index?.records ?? 0); number++) {
			const version = parseVersion(yield * index!.read(number));
			if (version) {
				versions.push(version);
			}
		}

		return versions;
	}

	/** Changes the index under its lock, once: a request that has done so is answered with what it did. */
	* #change(change: (all: readonly Version[]) => Step<Change>): Step<Change> {
		const locked = yield * this.files.lock(indexLock);
		if (locked !== 0) {
			return {code: locked};
		}

		const all = yield * this.#index();
		const done = all instanceof Failure ? undefined : all.find(({request}) => request === this.request);
		const changed = all instanceof Failure
			? {code: all.returnCode}
			: (done ? {code: 0, version: done} : yield * change(all));
		yield * this.files.unlock(indexLock);
		return changed;
	}

	/** Writes the index. A file system code. */
	* #store(versions: readonly Version[]): Step<number> {
		let code = 0;
		const index = fileOf({
			name: indexName,
			type: indexType,
			recordFormat: 'V',
			recordLength: indexRecord,
			records: versions.map(version => printVersion(version)),
		});
		const {files} = this;
		yield * sendParts({...emptyContent, files: [index]}, function * ({files: [part]}) {
			code = yield * files.stage(part);
			return code === 0;
		});
		return code === 0 ? yield * files.store(indexName, indexType) : code;
	}
}

/** The versions of one member, oldest first. */
export function versionsOf(versions: readonly Version[], name: string, type: string): readonly Version[] {
	return versions.filter(each => each.name === name && each.type === type && each.version !== deleted);
}
