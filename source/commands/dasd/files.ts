/**
 * `yorktown dasd list|cat|get|put|check`: the files of a CMS disk, from the host. What the disk says is not believed: a
 * damaged one ends with exit status 1 and a line, and no name of it leads out of the folder that files are put into.
 */
import {statSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {HostClock} from '../../base/clock.js';
import {codePages, type CodePage} from '../../base/ebcdic.js';
import {listedDate, listedTime, matchesPattern} from '../../cms/commands/files/file-operands.js';
import {
	DiskError, fileCode, type FileStatus, type NewFile,
} from '../../cms/file-system/disk/disk.js';
import {
	changeFiles, checkFileSystem, listFiles as filesOf, readFile, repairFileSystem,
} from '../../cms/file-system/disk/host.js';
import {isFileName} from '../../cms/file-system/files/file-name.js';
import {longestRecord} from '../../cms/file-system/files/records.js';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {displayable, withoutControls} from '../../port/text.js';
import {
	binaryContent, brokenText, contentOf, isBinaryType, recordsOf, type GivenForm,
} from '../../system/files/host-files.js';
import {HostFolder} from '../../system/files/host-folder.js';
import {cmsFileId, hostFileName} from '../../system/files/host-names.js';
import {disksOn, withDisk, type DiskPlace, type DiskUse} from '../../system/host/disks/open-disk.js';
import {momentOf} from '../../system/volumes/minidisks.js';
import type {VolumeBlocks} from '../../system/volumes/volume-blocks.js';
import {readBytes} from '../input-bytes.js';
import {
	choiceFlag, numberFlag, textFlag, UsageError, type Flags,
} from '../verb.js';

/** Exit statuses beside 2. */
const exit = {ok: 0, failed: 1} as const;

const codePageOf = (flags: Flags): CodePage =>
	codePages[choiceFlag(flags, 'codepage', ['037', '1047', '500', '1140'], '037')];

/** Work on a disk; one that is damaged or unreadable ends it with a line. */
async function onDisk(
	place: DiskPlace,
	disk: string,
	use: DiskUse,
	work: (blocks: VolumeBlocks) => number,
): Promise<number> {
	return withDisk(place, disk, use, blocks => {
		try {
			return work(blocks);
		} catch (error) {
			if (error instanceof DiskError) {
				return complain(`${disk}: ${error.message}`);
			}

			throw error;
		}
	});
}

function complain(line: string): number {
	process.stderr.write(`yorktown: ${withoutControls(line)}\n`);
	return exit.failed;
}

/** The CMS disks of a volume: first cylinder, how many, label, files, blocks in use and left. */
export async function listDisks(place: DiskPlace, [serial]: readonly string[]): Promise<number> {
	for (const {start, label, master} of await disksOn(place, serial)) {
		const size = master
			? `${String(master.cylinders).padStart(4)} CYL ${String(master.used).padStart(6)} used ${
				String(master.left).padStart(6)} left`
			: 'damaged';
		process.stdout.write(`${String(start).padStart(4)} ${displayable(label).padEnd(6)} ${size}\n`);
	}

	return exit.ok;
}

/** The files of a disk, a line each, as LISTFILE (DATE shows them. */
export async function listFiles(place: DiskPlace, [disk, ...pattern]: readonly string[]): Promise<number> {
	return onDisk(place, disk, 'read', blocks => {
		for (const status of matching(blocks, pattern)) {
			process.stdout.write(`${displayable(lineOf(status))}\n`);
		}

		return exit.ok;
	});
}

function lineOf(status: FileStatus): string {
	const {name, type, mode, recordFormat, recordLength, records, blocks} = status;
	return `${name.padEnd(8)} ${type.padEnd(8)} ${mode} ${recordFormat} ${String(recordLength).padStart(5)} ${
		String(records).padStart(7)} ${String(blocks).padStart(6)} ${listedDate(status).padStart(8)} ${
		listedTime(status).padStart(5)}`;
}

/** Files of the disk that a name and a type, `*` and `%` in them, mean. */
function matching(blocks: VolumeBlocks, [name = '*', type = '*']: readonly string[]): FileStatus[] {
	return filesOf(blocks).filter(status =>
		matchesPattern(name.toUpperCase(), status.name) && matchesPattern(type.toUpperCase(), status.type));
}

/** A file on standard output. At a terminal nothing in it acts on that. */
export async function catFile(place: DiskPlace, [disk, name, type]: readonly string[], flags: Flags): Promise<number> {
	const page = codePageOf(flags);
	return onDisk(place, disk, 'read', blocks => {
		const status = filesOf(blocks).find(each => fileId(each) === fileId({name, type}));
		if (!status) {
			throw new UsageError(`${fileId({name, type})} is not on ${disk}`);
		}

		const content = contentOfFile(blocks, status, flags.binary === true, page);
		process.stdout.write(process.stdout.isTTY
			? Buffer.from(content).toString('utf8').split('\n').map(line => withoutControls(line)).join('\n')
			: content);
		return exit.ok;
	});
}

const fileId = ({name, type}: {readonly name: string; readonly type: string}): string =>
	`${name.toUpperCase()} ${type.toUpperCase()}`;

function contentOfFile(blocks: VolumeBlocks, status: FileStatus, isBinary: boolean, page: CodePage): Uint8Array {
	const records = readFile(blocks, status.name, status.type) ?? [];
	return isBinary
		? binaryContent(status.recordFormat, records)
		: contentOf(status, status.recordFormat, records, page);
}

/** Files of the disk into a folder, `name.type` each in small letters, or one into a file. */
export async function getFiles(
	place: DiskPlace,
	[disk, name, type, target = '.']: readonly string[],
	flags: Flags,
): Promise<number> {
	const page = codePageOf(flags);
	const isFolder = statSync(target, {throwIfNoEntry: false})?.isDirectory() ?? false;
	const isPattern = /[*%]/.test(name + type);
	if (isPattern && !isFolder) {
		throw new UsageError(`${target}: is no folder that several files could be put into`);
	}

	const folder = folderAt(isFolder ? target : path.dirname(target));
	return onDisk(place, disk, 'read', blocks => {
		const found = matching(blocks, [name, type]);
		if (found.length === 0) {
			throw new UsageError(`${fileId({name, type})} is not on ${disk}`);
		}

		let status: number = exit.ok;
		for (const file of found) {
			const hostName = isFolder ? hostFileName(file) : path.basename(target);
			const problem = hostName === undefined
				? 'is no name for a file of the host'
				: getOne(blocks, file, {folder, hostName, page, flags});
			status = problem === undefined ? status : complain(`${fileId(file)}: ${problem}`);
		}

		return status;
	});
}

function folderAt(name: string): HostFolder {
	try {
		return new HostFolder(name);
	} catch (error) {
		throw new UsageError(`${name}: ${hostProblem(error).problem}`);
	}
}

/** Answers what is wrong; the other files are got all the same. */
function getOne(
	blocks: VolumeBlocks,
	file: FileStatus,
	{folder, hostName, page, flags}: {
		readonly folder: HostFolder; readonly hostName: string; readonly page: CodePage; readonly flags: Flags;
	},
): string | undefined {
	try {
		const records = readFile(blocks, file.name, file.type) ?? [];
		const broken = flags.binary === true ? undefined : brokenText(file, records, page);
		if (broken) {
			return `${broken.problem}; --binary keeps it`;
		}

		const content = contentOfFile(blocks, file, flags.binary === true, page);
		const problem = folder.replace(hostName, content, flags.replace === true)?.problem;
		return problem && `${hostName}: ${problem}`;
	} catch (error) {
		if (error instanceof DiskError) {
			return error.message;
		}

		throw error;
	}
}

/** A host file as a CMS file: the disk has it whole, or what it had before. */
export async function putFile(
	place: DiskPlace,
	[disk, file, ...id]: readonly string[],
	flags: Flags,
): Promise<number> {
	const made = newFile(file, id, flags);
	return onDisk(place, disk, 'write', blocks => {
		if (flags.replace !== true && filesOf(blocks).some(each => fileId(each) === fileId(made))) {
			throw new UsageError(`${fileId(made)} is on ${disk} already; --replace puts this one in its place`);
		}

		const {code} = changeFiles(blocks, {write: [made]}, momentOf(new HostClock().now()));
		return code === fileCode.ok ? exit.ok : complain(`${fileId(made)}: ${reasons[code] ?? `error ${code}`}`);
	});
}

const reasons: Readonly<Record<number, string>> = {
	[fileCode.readOnly]: 'the disk is damaged, and is not written on (dasd check DISK finds and mends)',
	[fileCode.diskFull]: 'the disk is full; it is as it was',
	[fileCode.directoryFull]: 'the disk takes no more files; it is as it was',
	[fileCode.noData]: 'is empty, and CMS has no empty files',
};

function newFile(file: string, [name, type]: readonly string[], flags: Flags): NewFile {
	if (name !== undefined && type === undefined) {
		throw new UsageError('dasd put DISK FILE [FN FT]: a name needs its type');
	}

	const id = name === undefined
		? cmsFileId(path.basename(file))
		: {name: name.toUpperCase(), type: type.toUpperCase()};
	if (!id || !isFileName(id.name) || !isFileName(id.type)) {
		throw new UsageError(`${id ? fileId(id) : file}: not the name of a CMS file; give one, FN FT, behind it`);
	}

	const made = recordsOf(id, readBytes(file), codePageOf(flags), formOf(id.type, flags));
	if ('problem' in made) {
		throw new UsageError(`${file}: ${made.problem}`);
	}

	return made;
}

function formOf(type: string, flags: Flags): GivenForm {
	const isBinary = flags.binary === true || isBinaryType(type);
	const recordLength = numberFlag(flags, 'lrecl');
	if (recordLength !== undefined && !(Number.isInteger(recordLength) && recordLength <= longestRecord)) {
		throw new UsageError(`--lrecl ${recordLength}: must be a whole number up to ${longestRecord}`);
	}

	const modeNumber = choiceFlag(flags, 'number', ['0', '1', '2', '3', '4', '5'], '1');
	if (textFlag(flags, 'recfm') === undefined && recordLength === undefined) {
		return {isBinary, modeNumber};
	}

	const recordFormat = choiceFlag(flags, 'recfm', ['F', 'V'], isBinary ? 'F' : 'V');
	return {isBinary, modeNumber, shape: {recordFormat, ...(recordLength !== undefined && {recordLength})}};
}

/** What is wrong with a disk, a line each; `--repair` mends what can be. */
export async function checkDisk(place: DiskPlace, [disk]: readonly string[], flags: Flags): Promise<number> {
	return onDisk(place, disk, flags.repair === true ? 'write' : 'read', blocks => {
		const findings = flags.repair === true
			? repairFileSystem(blocks)
			: checkFileSystem(blocks).map(text => ({text, isMended: false}));
		for (const {text, isMended} of findings) {
			process.stdout.write(`${displayable(text)}${isMended ? ' (mended)' : ''}\n`);
		}

		return findings.some(({isMended}) => !isMended) ? exit.failed : exit.ok;
	});
}
