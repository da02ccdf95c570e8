/**
 * The CMS disks of `run`: A with the procedure, its folder and mounted folders as disks in memory, and what changed on
 * them back to the host.
 */
import {statSync} from 'node:fs';
import path from 'node:path';
import type {CodePage} from '../../base/ebcdic.js';
import {limits} from '../../base/limits.js';
import {blankDisk, diskFiles, fillDisk, type HostDisk} from '../../system/files/host-disk.js';
import {brokenText, contentOf, recordsOf} from '../../system/files/host-files.js';
import {HostFolder} from '../../system/files/host-folder.js';
import {cmsFileId, hostFileName, type CmsFileId} from '../../system/files/host-names.js';
import {DiskError, fileCode, type NewFile} from '../../cms/file-system/disk/disk.js';
import {hostProblem, type HostProblem} from '../../machine/devices/host-problem.js';
import {UsageError} from '../verb.js';
import type {Procedure} from './procedure.js';

/** A disk of the run: its device address, its letter (`A`, `B/A`), and the folder it shows, if any. */
export type ProcedureDisk = {
	readonly address: number;
	readonly mode: string;
	readonly readOnly: boolean;
	readonly disk: HostDisk;
	readonly mount?: Mount;
};

/** A host file as CMS sees it. An empty one has no records: CMS has no empty files, and the host's stays. */
type HostFile = {readonly hostName: string; readonly content: Uint8Array; readonly file: NewFile | undefined};
/** A host file that CMS does not see, and why. */
type LeftOut = {readonly hostName: string; readonly why: string};

/** A mounted host folder and what it held, by CMS file id. */
type Mount = {
	readonly folder: HostFolder;
	readonly before: ReadonlyMap<string, HostFile>;
	readonly leftOut: ReadonlyMap<string, LeftOut>;
	/** The procedure is on the disk, and not in the folder. */
	readonly lent: boolean;
};

export type MountRequest = {readonly folder: string; readonly letter: string | undefined; readonly readOnly: boolean};

/** Cylinders of the A-disk and of a mounted folder: room for about 25 MB and no cost until written. */
const cylinders = 50;
const addresses = {a: 0x191, folder: 0x193, firstMount: 0x1A0} as const;
const key = ({name, type}: CmsFileId): string => `${name} ${type}`;

const isFolder = (folder: string): boolean => statSync(folder, {throwIfNoEntry: false})?.isDirectory() ?? false;

/** `DIR[:MODE[:ro]]`. A Windows drive letter's colon is not a mode's. */
export function parseMount(text: string): MountRequest {
	const match = /^(.+?)(?::([A-Za-z]))?(?::(ro))?$/.exec(text)!;
	const [, folder, letter, readOnly] = match;
	const [, known, option] = /^(.+?):([^:/\\]*(?::[^:/\\]*)?)$/.exec(folder) ?? [];
	if (option !== undefined && !isFolder(folder) && isFolder(known)) {
		throw new UsageError(`--mount ${text}: "${option}" is no MODE (a letter from A to X) and no MODE:ro`);
	}

	if (!isFolder(folder)) {
		throw new UsageError(`--mount ${text}: no folder ${folder}`);
	}

	if (letter !== undefined && /[SYZsyz]/.test(letter)) {
		throw new UsageError(`--mount ${text}: mode ${letter.toUpperCase()} is the system's`);
	}

	return {folder, letter: letter?.toUpperCase(), readOnly: readOnly !== undefined};
}

type FolderFiles = {
	readonly files: Map<string, HostFile>;
	readonly leftOut: Map<string, LeftOut>;
	/** Two host names that are one in CMS. */
	readonly twice: string | undefined;
};

/** Files of a folder as CMS files. What has no CMS name is not looked at; what cannot be a CMS file is left out. */
function folderFiles(folder: HostFolder, codePage: CodePage, largest: number): FolderFiles {
	const files = new Map<string, HostFile>();
	const leftOut = new Map<string, LeftOut>();
	let twice: string | undefined;
	for (const {name: hostName, strange} of folder.list()) {
		const id = cmsFileId(hostName);
		if (!id || strange === 'is a folder') {
			continue;
		}

		const other = files.get(key(id)) ?? leftOut.get(key(id));
		if (other) {
			twice ??= `${other.hostName} and ${hostName} are both ${key(id)}`;
			continue;
		}

		const content = strange === undefined ? folder.read(hostName, largest) : {problem: strange};
		const file = 'problem' in content ? content : recordsOf(id, content, codePage);
		if ('problem' in content || 'problem' in file) {
			leftOut.set(key(id), {hostName, why: (file as HostProblem).problem});
		} else {
			files.set(key(id), {hostName, content, file: file.records.length > 0 ? file : undefined});
		}
	}

	return {files, leftOut, twice};
}

const cmsFiles = (files: ReadonlyMap<string, HostFile>): NewFile[] =>
	[...files.values()].flatMap(({file}) => file ?? []);

/**
 * Fills a disk with as many of the files as it takes, in their order; those without room, or wrong in themselves, go to
 * `leftOut`.
 */
function fillWith(disk: HostDisk, label: string, {files, leftOut}: FolderFiles, more: readonly NewFile[]): void {
	for (;;) {
		const {code, file} = fillDisk(disk, label, [...more, ...cmsFiles(files)]);
		if (code === fileCode.ok) {
			return;
		}

		if (!file || !files.has(key(file))) {
			throw new UsageError('the procedure does not fit on a CMS disk');
		}

		const ids = [...files.keys()];
		const why = code === fileCode.diskFull || code === fileCode.directoryFull
			? 'no room for it on a CMS disk'
			: `CMS cannot write it (error ${code})`;
		const first = ids.indexOf(key(file));
		for (const id of why.startsWith('no room') ? ids.slice(first) : [key(file)]) {
			leftOut.set(id, {hostName: files.get(id)!.hostName, why});
			files.delete(id);
		}
	}
}

/** How many files a note names. */
const mostNamed = 5;

/** One line about what a mounted folder has and CMS does not see. */
function noteOf(folder: string, leftOut: ReadonlyMap<string, LeftOut>): string[] {
	const all = [...leftOut.values()];
	const named = all.slice(0, mostNamed).map(({hostName, why}) => `${hostName} (${why})`);
	return all.length === 0
		? []
		: [`--mount ${folder}: not on the CMS disk: ${named.join(', ')}`
			+ (all.length > mostNamed ? ` and ${all.length - mostNamed} more` : '')];
}

/** The disks of one run, and what is to be said of them. `procedure`: the file itself, on A. */
export function procedureDisks(
	procedure: Pick<Procedure, 'file' | 'folder' | 'renamed'>,
	mounts: readonly MountRequest[],
	codePage: CodePage,
): {readonly disks: ProcedureDisk[]; readonly notes: string[]} {
	let disks: ProcedureDisk[] = [];
	let notes = procedure.renamed === undefined ? [] : [procedure.renamed];
	if (!mounts.some(({letter}) => letter === 'A')) {
		const a = blankDisk(cylinders);
		fillDisk(a, 'RUN191', [procedure.file]);
		disks = [{address: addresses.a, mode: 'A', readOnly: false, disk: a}, ...neighbours(procedure, codePage)];
	}

	const free = [...'CDEFGHIJKLMNOPQRTUVWX'].filter(letter => !mounts.some(mount => mount.letter === letter));
	for (const [index, mount] of mounts.entries()) {
		const letter = mount.letter ?? free.shift()!;
		if (disks.some(({mode}) => mode === letter)) {
			throw new UsageError(`--mount ${mount.folder}: mode ${letter} is taken`);
		}

		const folder = openFolder(mount.folder);
		const found = folderFiles(folder, codePage, limits.hostFile.value);
		if (found.twice !== undefined) {
			throw new UsageError(`--mount ${mount.folder}: ${found.twice}`);
		}

		const isLent = letter === 'A' && !found.files.has(key(procedure.file));
		if (letter === 'A' && !isLent && procedure.renamed !== undefined) {
			throw new UsageError(`${procedure.renamed}; --mount ${mount.folder} has such a file`);
		}

		const disk = blankDisk(cylinders);
		fillWith(disk, `RUN${index}`, found, isLent ? [procedure.file] : []);
		notes = [...notes, ...noteOf(mount.folder, found.leftOut)];
		disks.push({
			address: letter === 'A' ? addresses.a : addresses.firstMount + index,
			mode: letter,
			readOnly: mount.readOnly,
			disk,
			mount: {folder, before: found.files, leftOut: found.leftOut, lent: isLent},
		});
	}

	return {disks, notes};
}

/** The procedure's own folder, which nobody asked for: small files, and nothing is said of the others. */
function neighbours({folder}: {readonly folder: string}, page: CodePage): ProcedureDisk[] {
	const found = folderFiles(openFolder(folder), page, limits.unaskedFile.value);
	let total = 0;
	for (const [id, {content}] of found.files) {
		total += content.length;
		if (total > limits.unaskedFolder.value) {
			found.files.delete(id);
		}
	}

	const disk = blankDisk(cylinders);
	fillWith(disk, 'RUN193', found, []);
	return cmsFiles(found.files).length > 0
		? [{address: addresses.folder, mode: 'B/A', readOnly: true, disk}]
		: [];
}

function openFolder(folder: string): HostFolder {
	try {
		return new HostFolder(folder);
	} catch (error) {
		throw new UsageError(`${folder}: ${hostProblem(error).problem}`);
	}
}

/**
 * Writes what changed on mounted disks back to their folders; a file that was erased is removed. Each file is replaced
 * whole. Answers what could not be written, a line each.
 */
export function writeBack(disks: readonly ProcedureDisk[], procedure: CmsFileId, codePage: CodePage): string[] {
	return disks.flatMap(({readOnly, disk, mode, mount}) => {
		if (readOnly || !mount) {
			return [];
		}

		try {
			return writeFolder(disk, mount, procedure, codePage);
		} catch (error) {
			if (error instanceof DiskError) {
				return [`${mount.folder.path}: nothing is written back: disk ${mode} is damaged: ${error.message}`];
			}

			throw error;
		}
	});
}

function writeFolder(disk: HostDisk, mount: Mount, procedure: CmsFileId, page: CodePage): string[] {
	const {
		folder, before, leftOut, lent,
	} = mount;
	const problems: string[] = [];
	const left = new Map(before);
	for (const {status, records} of diskFiles(disk)) {
		const id = key(status);
		const known = left.get(id);
		left.delete(id);
		if ((lent && id === key(procedure)) || !isChanged(known, records)) {
			continue;
		}

		const hidden = leftOut.get(id);
		const hostName = known?.hostName ?? hostFileName(status);
		const broken = brokenText(status, records, page);
		if (broken) {
			problems.push(`${hostName ?? id}: not written back: ${broken.problem}`);
			continue;
		}

		if (hidden !== undefined || hostName === undefined) {
			problems.push(hidden
				? `${hidden.hostName}: not replaced by the procedure's ${id}: ${hidden.why}`
				: `${id}: not written back: no name for a file of the host`);
			continue;
		}

		const content = contentOf(status, status.recordFormat, records, page, known?.content);
		const failed = folder.replace(hostName, content, known !== undefined);
		problems.push(...failed ? [`${hostName}: cannot be written back: ${failed.problem}`] : []);
	}

	for (const {hostName, file} of left.values()) {
		const failed = file && folder.remove(hostName);
		problems.push(...failed ? [`${hostName}: cannot be removed: ${failed.problem}`] : []);
	}

	return problems.map(problem => `${folder.path}${path.sep}${problem}`);
}

function isChanged(known: HostFile | undefined, records: readonly Uint8Array[]): boolean {
	const before = known?.file?.records;
	return before?.length !== records.length
		|| before.some((record, index) => Buffer.compare(record, records[index]) !== 0);
}
