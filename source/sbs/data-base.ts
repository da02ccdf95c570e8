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
import type {RemoteFiles} from './remote-files.js';

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
};

const indexName = 'SBS';
const indexType = 'INDEX';
const dataType = 'SBSDATA';
/** The lock that orders changes of the index. */
const indexLock = 'SBSINDEX';

function parseVersion(record: Uint8Array): Version | undefined {
	const words = fromEbcdic(record).trim().split(/ +/);
	if (words.length !== 9) {
		return undefined;
	}

	const [name, type, version, owner, storedBy, date, time, file, records] = words;
	return {name, type, version: Number(version), owner, storedBy, date, time, file, records: Number(records)};
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
	].join(' '));
}

/** Answer of a change: what was stored, or the file system's code. */
export type Change = {readonly code: number; readonly version?: Version};

/** The new entry for the index as it is, or `undefined` to change nothing. */
type Decision = (versions: readonly Version[]) => Omit<Version, 'file' | 'records'> | undefined;

/** Whole files and locks that all slaves share. */
export type SharedFiles = Pick<RemoteFiles, 'read' | 'write' | 'lock' | 'unlock'>;

export class DataBase {
	constructor(readonly files: SharedFiles) {}

	/** Every version, none where there is no index yet; a failure where it could not be read. */
	* versions(): Step<readonly Version[] | Failure> {
		const index = yield * this.files.read(indexName, indexType);
		return index instanceof Failure
			? index
			: (index?.records ?? []).map(record => parseVersion(record)).filter(version => version !== undefined);
	}

	/** Data of a version. */
	* data(version: Version): Step<CarriedFile | undefined | Failure> {
		return yield * this.files.read(version.file, dataType);
	}

	/**
	 * Adds a version to the index, alone with it: `decide` sees the index as it is then and answers the new entry (its
	 * number is given here). `data` becomes the version's file.
	 */
	* add(decide: Decision, data?: CarriedFile): Step<Change> {
		const locked = yield * this.files.lock(indexLock);
		if (locked !== 0) {
			return {code: locked};
		}

		const change = yield * this.#addLocked(decide, data);
		yield * this.files.unlock(indexLock);
		return change;
	}

	* #addLocked(decide: Decision, data: CarriedFile | undefined): Step<Change> {
		const versions = yield * this.versions();
		if (versions instanceof Failure) {
			return {code: versions.returnCode};
		}

		const entry = decide(versions);
		if (!entry) {
			return {code: 0};
		}

		const last = greatest(versions.map(each => Number(each.file.slice(1)) || 0), 0);
		const version: Version = {
			...entry,
			file: data ? `V${String(last + 1).padStart(7, '0')}` : '-',
			records: data?.records.length ?? 0,
		};
		const code = data ? yield * this.files.write({...data, name: version.file, type: dataType}) : 0;
		const records = [...versions, version].map(each => printVersion(each));
		return {
			code:
				code === 0
					? yield * this.files.write({
						name: indexName,
						type: indexType,
						recordFormat: 'V',
						recordLength: 80,
						records,
					})
					: code,
			version,
		};
	}
}

/** The versions of one member, oldest first. */
export function versionsOf(versions: readonly Version[], name: string, type: string): readonly Version[] {
	return versions.filter(each => each.name === name && each.type === type);
}
