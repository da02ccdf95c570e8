/** A library in memory and people who use it, each with files of his own: what SBS answers, without machines. */
import type {Cms} from '../../source/cms/cms.js';
import {fileCode, type FileStatus, type NewForm, type RecordSource} from '../../source/cms/file-system/disk/disk.js';
import {fromEbcdic, toEbcdic} from '../../source/base/ebcdic.js';
import {runToEnd, type Step} from '../../source/guest/action.js';
import type {Role, UserFiles} from '../../source/sbs/context.js';
import {runFunction} from '../../source/sbs/run-function.js';
import type {LibraryStore} from '../../source/sbs/store/store.js';
import {fileOf, type FileSource} from '../../source/service/parts.js';
import {MemoryStore} from './memory-store.js';
import {ScriptWriter, type ScriptFile} from './sbs-scripts.js';

type KeptFile = NewForm & {readonly records: readonly Uint8Array[]};

const scriptFile = ({
	name, type, modeNumber, recordFormat, recordLength = 0, date = '', time = '', records,
}: KeptFile): ScriptFile => ({
	name, type, modeNumber, recordFormat, recordLength, date, time,
	records: records.map(record => Buffer.from(record).toString('hex')),
});

/** Files of a user on disks A (read/write) and C (read-only). */
export class FilesInMemory implements UserFiles {
	/** Bytes that disk A has room for. */
	room = Number.POSITIVE_INFINITY;
	readonly #files = new Map<string, KeptFile>();

	/** `kept`: hears of each file that its user gets otherwise than through SBS. */
	constructor(readonly kept?: (file: KeptFile, letter: string) => void) {
		// Nothing else.
	}

	/** The file as text, the blanks at the end of its records apart. */
	text(name: string, type: string, letter = 'A'): string[] | undefined {
		return this.#files.get(`${letter} ${name} ${type}`)?.records.map(record => fromEbcdic(record).trimEnd());
	}

	file(name: string, type: string, letter = 'A'): KeptFile | undefined {
		return this.#files.get(`${letter} ${name} ${type}`);
	}

	put(name: string, type: string, lines: readonly string[], form: Partial<NewForm> = {}, letter = 'A'): void {
		const {recordFormat = 'F'} = form;
		this.keep({
			name,
			type,
			modeNumber: '1',
			recordFormat,
			recordLength: recordFormat === 'F' ? 80 : Math.max(...lines.map(({length}) => length), 1),
			date: '1981-04-17',
			time: '09:30',
			...form,
			records: lines.map(line => toEbcdic(recordFormat === 'F' ? line.padEnd(form.recordLength ?? 80) : line)),
		}, letter);
	}

	/** A file as it is. */
	keep(file: KeptFile, letter = 'A'): void {
		this.kept?.(file, letter);
		this.#files.set(`${letter} ${file.name} ${file.type}`, file);
	}

	* find(name: string, type: string, mode: string): Step<FileStatus | undefined> {
		const letters = mode === '*' ? ['A', 'C'] : [mode[0]];
		const letter = letters.find(each => this.#files.has(`${each} ${name} ${type}`));
		const file = letter && this.#files.get(`${letter} ${name} ${type}`);
		if (!letter || !file) {
			return undefined;
		}

		const {modeNumber, recordFormat, recordLength = 0, date = '', time = '', records} = file;
		return {
			name, type, mode: `${letter}${modeNumber}`, recordFormat, recordLength, records: records.length, blocks: 1, date, time,
		};
	}

	* open(name: string, type: string, mode: string): Step<FileSource | undefined> {
		const file = this.#files.get(`${mode[0]} ${name} ${type}`);
		return file && fileOf({...file, recordLength: file.recordLength ?? 0});
	}

	* isAccessed(mode: string): Step<boolean> {
		return mode.startsWith('A') || mode.startsWith('C');
	}

	* canWrite(mode: string): Step<number> {
		return mode.startsWith('A') ? fileCode.ok : fileCode.readOnly;
	}

	* write(form: NewForm, mode: string, source: RecordSource): Step<number> {
		const records: Uint8Array[] = [];
		for (let batch = yield * source.next(); batch.length > 0; batch = yield * source.next()) {
			records.push(...batch);
		}

		// What CMS can have in a file; a record of varying length has its length before it.
		const bytes = records.reduce((sum, {length}) => sum + length + (form.recordFormat === 'V' ? 2 : 0), 0);
		if (records.length > 65_533 || bytes > 12_848_000) {
			return fileCode.tooLarge;
		}

		const id = `${mode[0]} ${form.name} ${form.type}`;
		const others = [...this.#files].filter(([other]) => other !== id).flatMap(([, file]) => file.records);
		if (others.reduce((sum, {length}) => sum + length, bytes) > this.room) {
			return fileCode.diskFull;
		}

		this.#files.set(id, {...form, records});
		return fileCode.ok;
	}
}

/** A library, and the time there. */
export type UsedLibrary = {
	readonly store: LibraryStore;
	/** Commands of CP that were given. */
	readonly toCp?: string[];
	seconds: number;
	readonly now: {readonly date: string; readonly time: string};
	readonly script?: ScriptWriter;
};

/** Somebody who types SBS commands. */
export class LibraryUser {
	readonly files = new FilesInMemory((file, letter) => {
		if (letter === 'A') {
			this.library.script?.step({userid: this.userid, file: scriptFile(file)});
		}
	});

	#requests = 0;

	constructor(readonly library: UsedLibrary, readonly userid: string, readonly role: Role) {
		// Nothing else.
	}

	/** What is typed in answer, behind it a return code that is not 0. `again`: the request before, repeated. */
	enter(line: string, again = false): string[] {
		this.#requests += again ? 0 : 1;
		this.library.seconds += 1;
		const {userid: user, role, files, library} = this;
		const request = `${user} ${this.#requests}`;
		function * surroundings() {
			const {store} = library;
			// What the commands that run here ask of CMS.
			const cms = {
				* charge(): Step {
					// It costs nothing here.
				},
				* cp(command: string): Step<{rc: number; response: readonly string[]}> {
					library.toCp?.push(command);
					return {rc: 0, response: []};
				},
			} as unknown as Cms;
			return {
				store, user, role, request, files, now: library.now, cms,
			};
		}

		library.script?.begin(files.room !== Number.POSITIVE_INFINITY);
		const {lines, returnCode} = runToEnd(runFunction(line, surroundings));
		const answer = [...lines, ...(returnCode === 0 ? [] : [`(${returnCode})`])];
		library.script?.step({userid: user, line, answer, again});

		return answer;
	}
}

export class TestLibrary {
	readonly store = new MemoryStore();
	readonly toCp: string[] = [];
	readonly script = new ScriptWriter(() => this.store.changes);
	/** Seconds behind noon of 11/29/81. */
	seconds = 0;

	get now(): {readonly date: string; readonly time: string} {
		const two = (value: number): string => String(value).padStart(2, '0');
		const minutes = Math.floor(this.seconds / 60);
		return {date: '11/29/81', time: `${two(12 + Math.floor(minutes / 60))}:${two(minutes % 60)}:${two(this.seconds % 60)}`};
	}

	user(userid: string, role: Role = 'user'): LibraryUser {
		this.script.user(userid, role);
		return new LibraryUser(this, userid, role);
	}
}
