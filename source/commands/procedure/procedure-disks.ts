/**
 * The CMS disks of `run`: A with the procedure, its folder and mounted folders as disks in memory, and what changed on
 * them back to the host.
 */
import {readdirSync, readFileSync, statSync, unlinkSync, writeFileSync, renameSync} from 'node:fs';
import path from 'node:path';
import type {CodePage} from '../../base/ebcdic.js';
import {blankDisk, diskFiles, fillDisk, type HostDisk} from '../../system/host/host-disk.js';
import {cmsFileId, contentOf, hostFileName, recordsOf, type CmsFileId} from '../../system/host/host-files.js';
import type {NewFile} from '../../cms/file-system/disk/disk.js';
import {UsageError} from '../verb.js';

/** A disk of the run: its device address, its letter (`A`, `B/A`), and the folder it shows, if any. */
export type ProcedureDisk = {
	readonly address: number;
	readonly mode: string;
	readonly readOnly: boolean;
	readonly disk: HostDisk;
	readonly mount?: Mount;
};

/** A mounted host folder and what it held: host name and content by CMS file id. */
type Mount = {
	readonly folder: string;
	readonly before: ReadonlyMap<string, {readonly hostName: string; readonly content: Uint8Array}>;
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

/** Files of a folder as CMS files. `strict`: whatever cannot be one is an error; else it is left out. */
function folderFiles(
	folder: string,
	codePage: CodePage,
	strict: boolean,
): Array<{readonly file: NewFile; readonly hostName: string; readonly content: Uint8Array}> {
	const files = new Map<string, {readonly file: NewFile; readonly hostName: string; readonly content: Uint8Array}>();
	for (const entry of readdirSync(folder, {withFileTypes: true}).toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
		const id = entry.isFile() ? cmsFileId(entry.name) : undefined;
		if (!id) {
			continue;
		}

		const hostFile = path.join(folder, entry.name);
		if (files.has(key(id))) {
			if (strict) {
				throw new UsageError(
					`--mount ${folder}: ${files.get(key(id))!.hostName} and ${entry.name} are both ${key(id)}`,
				);
			}

			continue;
		}

		if (!strict && statSync(hostFile).size > largestUnasked) {
			continue;
		}

		const content = readFileSync(hostFile);
		const file = recordsOf(id, content, codePage);
		if (!('problem' in file) && file.records.length === 0) {
			// CMS has no empty files: the host's stays where it is.
			continue;
		}

		if (!('problem' in file)) {
			files.set(key(id), {file, hostName: entry.name, content});
		} else if (strict) {
			throw new UsageError(`${hostFile}: ${file.problem}`);
		}
	}

	return [...files.values()];
}

/**
 * The procedure's own folder is read unasked: larger files than this are left out of it, and no more than that in all.
 */
const largestUnasked = 1_000_000;
const mostUnasked = 8_000_000;

/** The disks of one run. `procedure`: the file itself, on A. */
export function procedureDisks(
	procedure: {readonly file: NewFile; readonly folder: string},
	mounts: readonly MountRequest[],
	codePage: CodePage,
): ProcedureDisk[] {
	const disks: ProcedureDisk[] = [];
	const replaced = mounts.some(({letter}) => letter === 'A');
	if (!replaced) {
		const a = blankDisk(cylinders);
		fillDisk(a, 'RUN191', [procedure.file]);
		disks.push({address: addresses.a, mode: 'A', readOnly: false, disk: a});
		let total = 0;
		const neighbours = folderFiles(procedure.folder, codePage, false)
			.filter(({content}) => (total += content.length) <= mostUnasked)
			.map(({file}) => file);
		const folder = blankDisk(cylinders);
		if (neighbours.length > 0 && fillDisk(folder, 'RUN193', neighbours) === 0) {
			disks.push({address: addresses.folder, mode: 'B/A', readOnly: true, disk: folder});
		}
	}

	const free = [...'CDEFGHIJKLMNOPQRTUVWX'].filter(letter => !mounts.some(mount => mount.letter === letter));
	for (const [index, mount] of mounts.entries()) {
		const letter = mount.letter ?? free.shift()!;
		if (disks.some(({mode}) => mode === letter)) {
			throw new UsageError(`--mount ${mount.folder}: mode ${letter} is taken`);
		}

		const files = folderFiles(mount.folder, codePage, true);
		const disk = blankDisk(cylinders);
		const content =
			letter === 'A' && !files.some(({file}) => key(file) === key(procedure.file))
				? [...files.map(({file}) => file), procedure.file]
				: files.map(({file}) => file);
		if (fillDisk(disk, `RUN${index}`, content) !== 0) {
			throw new UsageError(`--mount ${mount.folder}: its files do not fit on a CMS disk`);
		}

		disks.push({
			address: letter === 'A' ? addresses.a : addresses.firstMount + index,
			mode: letter,
			readOnly: mount.readOnly,
			disk,
			mount: {
				folder: mount.folder,
				before: new Map(
					files.map(({file, hostName, content: bytes}) => [key(file), {hostName, content: bytes}]),
				),
			},
		});
	}

	return disks;
}

/**
 * Writes what changed on mounted disks back to their folders; a file that was erased is removed. Each file is replaced
 * whole. Answers what could not be written, a line each.
 */
export function writeBack(disks: readonly ProcedureDisk[], procedure: CmsFileId, codePage: CodePage): string[] {
	return disks.flatMap(({readOnly, disk, mount}) =>
		readOnly || !mount ? [] : writeFolder(disk, mount, procedure, codePage));
}

function writeFolder(disk: HostDisk, {folder, before}: Mount, procedure: CmsFileId, codePage: CodePage): string[] {
	const problems: string[] = [];
	const attempt = (file: string, change: () => void): void => {
		try {
			change();
		} catch (error) {
			problems.push(`${file}: cannot be written back: ${(error as Error).message}`);
		}
	};

	const left = new Map(before);
	for (const {status, records} of diskFiles(disk)) {
		const known = left.get(key(status));
		left.delete(key(status));
		const old = known && recordsOf(status, known.content, codePage);
		const changed = !old || 'problem' in old || old.records.length !== records.length
			|| old.records.some((record, index) => Buffer.compare(record, records[index]) !== 0);
		if (changed && (known !== undefined || key(status) !== key(procedure))) {
			const target = path.join(folder, known?.hostName ?? hostFileName(status));
			attempt(target, () => {
				writeFileSync(`${target}.new`, contentOf(status, status.recordFormat, records, codePage));
				renameSync(`${target}.new`, target);
			});
		}
	}

	for (const {hostName} of left.values()) {
		const target = path.join(folder, hostName);
		attempt(target, () => {
			unlinkSync(target);
		});
	}

	return problems;
}
