/**
 * The file system from outside a virtual machine: building volumes, `--mount`, `dasd` and `check`. The devices never
 * wait.
 */
import {Failure} from '../../../base/failure.js';
import {runToEnd, type Step} from '../../../guest/action.js';
import type {BlockDevice} from './block-device.js';
import {examineDisk} from '../check/examine.js';
import type {DiskFinding} from '../check/finding.js';
import {BufferStorage} from '../directory/directory-storage.js';
import {Directory, plainDirectory} from '../directory/directory.js';
import {
	DiskError, fileCode, type FileStatus, type NewFile,
} from './disk.js';
import {readRecords} from '../files/file-reader.js';
import {GatheredWrites} from './gathered-writes.js';
import {masterBlock} from '../directory/master-directory.js';
import {formatBlocks} from './format-disk.js';
import {Transaction, type Moment} from '../files/transaction.js';

function * load(device: BlockDevice, readOnly: boolean): Step<Directory> {
	const view = {device: 0, letter: 'A', readOnly};
	const directory = yield * Directory.load(device, new BufferStorage(), view, plainDirectory);
	if (directory instanceof Failure) {
		throw new DiskError(fileCode.inputOutput, 0, 'not a CMS disk');
	}

	return directory;
}

/** Formats all cylinders. */
export function formatDisk(device: BlockDevice, label: string): void {
	runToEnd((function * (): Step {
		yield * formatBlocks(device, label, yield * device.cylinders());
	})());
}

/**
 * Changes of a disk in one step: `write` and `erase`. All or nothing: answers a `fileCode` and the file that did not
 * fit.
 */
export function changeFiles(
	device: BlockDevice,
	changes: {
		readonly write?: readonly NewFile[];
		readonly erase?: ReadonlyArray<{readonly name: string; readonly type: string}>;
	},
	now: Moment,
): {readonly code: number; readonly file?: {readonly name: string; readonly type: string}} {
	return runToEnd((function * () {
		const gathered = new GatheredWrites(device);
		const directory = yield * load(gathered, false);
		if (directory.readOnly) {
			return {code: fileCode.readOnly};
		}

		const transaction = new Transaction(directory);
		for (const file of changes.erase ?? []) {
			const code = yield * transaction.erase(file.name, file.type);
			if (code !== fileCode.ok) {
				return {code, file};
			}
		}

		for (const file of changes.write ?? []) {
			const code = yield * transaction.put(file, now);
			if (code !== fileCode.ok) {
				return {code, file};
			}
		}

		const code = yield * transaction.commit();
		if (code === fileCode.ok) {
			yield * gathered.flush(masterBlock);
		}

		return {code};
	})());
}

/** Writes many files in one step. Answers a `fileCode`. */
export function writeFiles(device: BlockDevice, files: readonly NewFile[], now: Moment): number {
	return changeFiles(device, {write: files}, now).code;
}

/** Every file, mode number 0 included. Throws `DiskError` where there is no CMS file system. */
export function listFiles(device: BlockDevice): readonly FileStatus[] {
	// A read/write view shows files of mode number 0, and loading it writes nothing.
	return runToEnd(load(device, false)).list();
}

/** The records of a file, or `undefined` where there is none. Throws `DiskError`. */
export function readFile(device: BlockDevice, name: string, type: string): Uint8Array[] | undefined {
	return runToEnd((function * () {
		const directory = yield * load(device, false);
		const entry = directory.find(name, type);
		return entry && (yield * readRecords(directory, entry));
	})());
}

/** Every file with its records, in one pass. Throws `DiskError`. */
export function readFiles(
	device: BlockDevice,
): Array<{readonly status: FileStatus; readonly records: readonly Uint8Array[]}> {
	return runToEnd(
		(function * () {
			const directory = yield * load(device, false);
			const files: Array<{readonly status: FileStatus; readonly records: readonly Uint8Array[]}> = [];
			for (const status of directory.list()) {
				files.push({status, records: yield * readRecords(directory, status)});
			}

			return files;
		})(),
	);
}

/** Label, space and size of a disk. Throws `DiskError` where there is no CMS file system. */
export function describeDisk(device: BlockDevice): {
	readonly label: string;
	readonly cylinders: number;
	readonly files: number;
	readonly total: number;
	readonly used: number;
	readonly left: number;
} {
	const directory = runToEnd(load(device, false));
	return {
		label: directory.label,
		cylinders: directory.cylinders,
		files: directory.list().length,
		...directory.blocks,
	};
}

/** What is wrong with the file system, a line each; empty where all is well. */
export function checkFileSystem(device: BlockDevice): string[] {
	return runToEnd(examineDisk(device, false)).map(({text}) => text);
}

/** The same, and what can be mended is. Throws `DiskError` where the disk takes no writes. */
export function repairFileSystem(device: BlockDevice): DiskFinding[] {
	return runToEnd(examineDisk(device, true));
}
