/**
 * What is in a data folder belongs to its owner alone: folders 0700, files 0600, whatever they were before. Symbolic
 * links, devices and FIFOs in the place of something of ours are named and left alone.
 */
import {
	chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, type Stats,
} from 'node:fs';
import path from 'node:path';
import {hostProblem} from '../../machine/devices/host-problem.js';
import {VolumeError} from '../../machine/devices/volume/ckd-volume.js';
import {ConfigurationError} from '../configuration-error.js';
import {
	hostFileLayer, privateFile, privateFolder, readWhole, replaceWhole,
} from '../journal/file-layer.js';

const modeBits = 0o777;

/** What stands in the place of a file or folder, in words. */
function kindOf(status: Stats): string {
	if (status.isSymbolicLink()) {
		return 'a symbolic link';
	}

	return status.isDirectory() ? 'a folder' : (status.isFile() ? 'a file' : 'a device, socket or FIFO');
}

/** Runs a file operation on `file`; the host's error becomes one line. */
export function onHost<T>(file: string, operation: () => T): T {
	try {
		return operation();
	} catch (error) {
		if (error instanceof ConfigurationError) {
			throw error;
		}

		const {problem} = error instanceof VolumeError ? {problem: error.message} : hostProblem(error);
		throw new ConfigurationError(`${file}: ${problem}`);
	}
}

/** What a start has made so far, to be taken back where it fails: a first start leaves all or nothing. */
export class Made {
	readonly #folders: string[] = [];
	readonly #files: string[] = [];

	folder(folder: string): void {
		this.#folders.push(folder);
	}

	file(file: string): void {
		this.#files.push(file);
	}

	/** From here on it stays. */
	keep(): void {
		this.#folders.length = 0;
		this.#files.length = 0;
	}

	takeBackFiles(): void {
		for (const file of this.#files.splice(0)) {
			attempt(() => {
				rmSync(file, {force: true});
			});
		}
	}

	/** A folder in which there is something stays: somebody else has put it there. */
	takeBackFolders(): void {
		for (const folder of this.#folders.splice(0).toReversed()) {
			attempt(() => {
				rmdirSync(folder);
			});
		}
	}
}

function attempt(removal: () => void): void {
	try {
		removal();
	} catch (error) {
		hostProblem(error);
	}
}

/**
 * Makes a folder and those above it, or throws with one line. Step by step: the host's own recursive form never ends
 * under /proc.
 */
function makeFolder(folder: string, made: Made | undefined): void {
	if (existsSync(folder)) {
		if (!statSync(folder).isDirectory()) {
			throw new ConfigurationError(`data folder ${folder}: is a file`);
		}

		return;
	}

	makeFolder(path.dirname(folder), made);
	try {
		mkdirSync(folder, {mode: privateFolder});
		made?.folder(folder);
	} catch (error) {
		throw new ConfigurationError(`data folder ${folder}: ${hostProblem(error).problem}`);
	}
}

/** Makes a folder of the data folder, or makes sure that it is one, and nobody else's. `made` is told of it. */
export function makePrivateFolder(folder: string, made?: Made): void {
	const status = lstatSync(folder, {throwIfNoEntry: false});
	if (status && !status.isDirectory()) {
		throw new ConfigurationError(`${folder}: is ${kindOf(status)}, not a folder`);
	}

	makeFolder(folder, made);
	closeToOthers(folder, privateFolder, statSync(folder));
}

function closeToOthers(file: string, mode: number, status: Stats): void {
	if ((status.mode & modeBits) !== mode) {
		onHost(file, () => {
			chmodSync(file, mode);
		});
	}
}

/**
 * The data folder itself, which may be reached by a link. `isOurs` is asked before its rights are changed: a folder of
 * other things is refused. `made` is told of it.
 */
export function makeDataFolder(folder: string, made?: Made, isOurs: () => boolean = () => true): void {
	makeFolder(folder, made);
	if (!isOurs()) {
		throw new ConfigurationError(`${folder} holds other things: name an empty folder, or one that does not exist`);
	}

	closeToOthers(folder, privateFolder, statSync(folder));
}

/** Takes the rights of others from the plain files of a folder. */
export function closeFilesToOthers(folder: string, isOurs: (name: string) => boolean = () => true): void {
	for (const name of readdirSync(folder).filter(each => isOurs(each))) {
		const file = path.join(folder, name);
		const status = lstatSync(file, {throwIfNoEntry: false});
		if (status?.isFile()) {
			closeToOthers(file, privateFile, status);
		}
	}
}

/** Whether there is a plain file. Anything else in its place is named. */
export function isThere(file: string): boolean {
	const status = lstatSync(file, {throwIfNoEntry: false});
	if (status && !status.isFile()) {
		throw new ConfigurationError(`${file}: is ${kindOf(status)}, not a file; remove it`);
	}

	return status !== undefined;
}

/** Text of a file; `undefined` where there is none. */
export function readPrivate(file: string): string | undefined {
	return isThere(file)
		? onHost(file, () => new TextDecoder().decode(readWhole(hostFileLayer, file)))
		: undefined;
}

/** Puts text into a file so that it has the old or the new content, whatever happens. */
export function replacePrivate(file: string, text: string): void {
	isThere(file);
	onHost(file, () => {
		replaceWhole(hostFileLayer, file, new TextEncoder().encode(text));
	});
}
