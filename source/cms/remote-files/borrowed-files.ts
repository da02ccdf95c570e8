/**
 * Files that another machine lends this one for a request of its user (`lent-files.ts`), for which this one works. They
 * come as remote files do, and are in no search order: what a user calls his files says nothing here.
 */
import type {Step} from '../../guest/action.js';
import {decodeFst, fstSize, type FileEntry} from '../file-system/directory/fst.js';
import {
	fileCode, type NewForm, type OpenFile, type RecordSource,
} from '../file-system/disk/disk.js';
import {longestRecord, mostRecords} from '../file-system/files/records.js';
import {nameCode} from '../file-system/files/transaction.js';
import type {Answer, RemoteLink} from './link.js';
import {LinkLost} from './link-lost.js';
import {OutgoingFile} from './outgoing-file.js';
import {
	answerFlag, lentDevice, noTag, type RemoteRequest,
} from './protocol.js';
import {RemoteFile} from './remote-file.js';
import {fetchDirectory} from './told-directory.js';

/** What is lent of a disk and those that extend it. */
type BorrowedDisk = {
	readonly isAccessed: boolean;
	readonly readOnly: boolean;
	readonly entries: readonly FileEntry[];
};

const notAccessed: BorrowedDisk = {isAccessed: false, readOnly: true, entries: []};

/** The machine that lends, which is asked. */
export type Lender = Pick<RemoteLink, 'userid' | 'ask' | 'next' | 'handle' | 'readSize'>;

/** Functions throw `LinkLost` where the machine does not answer. */
export class BorrowedFiles {
	readonly #link: Lender;
	/** As they were told, by letter; what was written since is not in it. */
	readonly #disks = new Map<string, BorrowedDisk>();

	constructor(link: Lender) {
		this.#link = link;
	}

	/** The first match from a letter, where it is lent and there; its mode says on which disk it was found. */
	* find(name: string, type: string, letter: string): Step<FileEntry | undefined> {
		const {entries} = yield * this.#disk(letter);
		return entries.find(entry => entry.name === name && entry.type === type);
	}

	/** The same, open. Throws `DiskError` where what comes cannot be of it. */
	* open(name: string, type: string, letter: string): Step<OpenFile | undefined> {
		const link = this.#link;
		const entry = yield * this.find(name, type, letter);
		const directory = {released: false, owner: link.userid, find: () => entry};
		const ask = (request: Partial<RemoteRequest>): Step<Answer> => this.#ask(letter, request);
		return entry && new RemoteFile(directory, entry, {
			ask,
			next: number => link.next(number),
			get readSize() {
				return link.readSize;
			},
		});
	}

	/** Whether a disk has the letter. */
	* isAccessed(letter: string): Step<boolean> {
		return (yield * this.#disk(letter)).isAccessed;
	}

	/** Whether anything is lent to be written there, as a `fileCode`. */
	* canWrite(letter: string): Step<number> {
		const {isAccessed, readOnly} = yield * this.#disk(letter);
		return isAccessed ? (readOnly ? fileCode.readOnly : fileCode.ok) : fileCode.diskNotAccessed;
	}

	/** Writes a file on the disk of a letter, whole or not at all; answers a `fileCode`. */
	* write(form: NewForm, letter: string, records: RecordSource): Step<number> {
		const named = nameCode(form);
		if (named !== fileCode.ok) {
			return named;
		}

		this.#disks.clear();
		const file = new OutgoingFile(form, this.#link.handle(), (request, data) => this.#ask(letter, request, data));
		try {
			const code = yield * file.addAll(records);
			yield * (code === fileCode.ok ? nothing() : file.drop());
			return code;
		} catch (error) {
			// Where it is the owner that does not answer, he drops the file himself.
			yield * (error instanceof LinkLost ? nothing() : file.drop());
			throw error;
		}
	}

	* #disk(letter: string): Step<BorrowedDisk> {
		const known = this.#disks.get(letter);
		if (known) {
			return known;
		}

		const told = yield * fetchDirectory(this.#link, lentDevice(letter), noTag);
		const flags = told?.answer.flags ?? 0;
		const disk = told
			? {
				isAccessed: (flags & answerFlag.absent) === 0,
				readOnly: (flags & answerFlag.readOnly) !== 0,
				entries: entriesIn(told.entries),
			}
			: notAccessed;
		this.#disks.set(letter, disk);
		return disk;
	}

	* #ask(letter: string, request: Partial<RemoteRequest>, data?: Uint8Array): Step<Answer> {
		return yield * this.#link.ask({...request, device: lentDevice(letter)}, data);
	}
}

function * nothing(): Step {
	// Nothing of it is left there.
}

/** Its owner may be any program: what no file is is not there. */
function entriesIn(bytes: Uint8Array): FileEntry[] {
	const entries: FileEntry[] = [];
	for (let at = 0; at < bytes.length; at += fstSize) {
		const entry = decodeFst(bytes, at);
		if (entry && isPossible(entry)) {
			entries.push(entry);
		}
	}

	return entries;
}

const isPossible = ({mode, recordLength, records}: FileEntry): boolean =>
	/^[A-Z][0-6]$/.test(mode) && recordLength > 0 && recordLength <= longestRecord && records < mostRecords;
