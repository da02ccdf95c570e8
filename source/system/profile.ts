/**
 * An installation's profile: a folder with `USER DIRECT`, `STARTUP` (`AUTOLOG userid`; `DEVICES PERIOD`: devices take
 * the times of the period's, under the host's clock too) and the files of disks
 * (`disks/OWNER.CUU/NAME.TYPE`); `SYSTEM NAMES`, where it has named systems of its own; `SYSTEM OWNED`, where it has
 * volumes to page on; `SYSTEM DEVICES`, where its real devices are others than the usual ones.
 */
import {existsSync, readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {hex} from '../base/hex.js';
import {ownedVolumeErrorText, parseOwnedVolumes, type OwnedVolume} from '../cp/devices/owned-volumes.js';
import {defaultDevices} from '../cp/devices/real/default-devices.js';
import {deviceStatementErrorText, parseDeviceStatements} from '../cp/devices/real/device-statements.js';
import type {RealDeviceDefinition} from '../cp/devices/real/real-device.js';
import {type Directory, directoryErrorText} from '../cp/directory/directory.js';
import {parseUnitStart, type UnitStart} from '../cp/spool/real/startup.js';
import {parseDirectory} from '../cp/directory/parser.js';
import {decodeSavedSystem, type SavedSystem} from '../cp/systems/saved-system.js';
import {parseSystemNames, systemNameErrorText, type SystemName} from '../cp/systems/system-names.js';
import {hostProblem} from '../machine/devices/host-problem.js';
import {ConfigurationError} from './configuration-error.js';
import {withDefaultNames} from './default-names.js';
import type {DirectorySource} from './host/own-directory.js';
import {packageRoot} from './host/package-root.js';

export type Profile = {
	readonly folder: string;
	/** Text of USER DIRECT. */
	readonly source: string;
	readonly directory: Directory;
	/** The system name table: `SYSTEM NAMES`, and what every installation has. */
	readonly systemNames: readonly SystemName[];
	/** Systems that the profile has as files (SYSFILE). */
	readonly systems: ReadonlyMap<string, SavedSystem>;
	/** Volumes with TEMP cylinders (`SYSTEM OWNED`); none: pages stay in memory. */
	readonly pagingVolumes: readonly OwnedVolume[];
	/** Real devices (`SYSTEM DEVICES`, else the usual ones), files of tapes as paths of the host. */
	readonly realDevices: readonly RealDeviceDefinition[];
	/** Machines that are logged on, disconnected, when the system starts. */
	readonly autolog: readonly string[];
	/** Unit-record devices that are started with it. */
	readonly unitStarts: readonly UnitStart[];
	/** Devices take the times of the period's under the host's clock too, as in simulated time. */
	readonly periodDevices: boolean;
};

/** What is in a file of the profile; `undefined`: there is none. */
function contentOf(file: string): Uint8Array | undefined {
	try {
		return existsSync(file) ? readFileSync(file) : undefined;
	} catch (error) {
		throw new ConfigurationError(`${file}: ${hostProblem(error).problem}`);
	}
}

/** The same as text; '': there is none. */
const textOf = (file: string): string => new TextDecoder('utf-8', {ignoreBOM: true}).decode(contentOf(file));

/** The folder a name or path stands for: a folder of the host, or one under `profiles/`. */
function profileFolder(nameOrFolder = 'default'): string {
	const own = path.join(packageRoot(), 'profiles', nameOrFolder);
	const folder = /^[\w-]+$/.test(nameOrFolder) && existsSync(own) ? own : path.resolve(nameOrFolder);
	if (!existsSync(path.join(folder, 'USER DIRECT'))) {
		throw new ConfigurationError(`profile ${nameOrFolder}: no file "USER DIRECT" in ${folder}`);
	}

	return folder;
}

/**
 * Reads and checks a profile; every error of the directory is told. `own`: a directory in place of the profile's, of a
 * site that has changed it.
 */
export function readProfile(nameOrFolder?: string, own?: DirectorySource): Profile {
	const folder = profileFolder(nameOrFolder);
	const profileFile = path.join(folder, 'USER DIRECT');
	const {file, source} = own ?? {file: profileFile, source: textOf(profileFile)};
	const {directory, errors} = parseDirectory(source, file);
	if (errors.length > 0) {
		throw new ConfigurationError(errors.map(error => directoryErrorText(error)).join('\nyorktown: '));
	}

	const startup = path.join(folder, 'STARTUP');
	const lines = textOf(startup).split('\n');
	const autolog: string[] = [];
	const unitStarts: UnitStart[] = [];
	let periodDevices = false;
	for (const [index, line] of lines.entries()) {
		const [word = '', userid = '', ...more] = line.trim().toUpperCase().split(/ +/);
		if (word === '' || word.startsWith('*')) {
			continue;
		}

		if (word === 'DEVICES' && userid === 'PERIOD' && more.length === 0) {
			periodDevices = true;
			continue;
		}

		const unitStart = parseUnitStart(line);
		if (unitStart) {
			unitStarts.push(unitStart);
			continue;
		}

		if (word !== 'AUTOLOG' || more.length > 0 || !directory.find(userid)) {
			throw new ConfigurationError(
				`${startup} line ${index + 1}: expected "AUTOLOG userid" of a user of the directory, "START `
				+ `raddr [CLASS c] [SEP|NOSEP]" or "DEVICES PERIOD", found "${line.trim()}"`,
			);
		}

		autolog.push(userid);
	}

	const {names: systemNames, systems} = readSystemNames(folder);
	return {
		folder, source, directory, systemNames, systems, autolog, unitStarts, periodDevices,
		pagingVolumes: readOwnedVolumes(folder, directory),
		realDevices: readDevices(folder),
	};
}

/** `SYSTEM DEVICES`; every error is told. A tape's file is sought in the profile's folder. */
function readDevices(folder: string): readonly RealDeviceDefinition[] {
	const file = path.join(folder, 'SYSTEM DEVICES');
	const source = textOf(file);
	const {devices, errors} = parseDeviceStatements(source, file);
	if (errors.length > 0) {
		throw new ConfigurationError(errors.map(error => deviceStatementErrorText(error)).join('\nyorktown: '));
	}

	return source === ''
		? defaultDevices
		: devices.map(each => each.file === undefined ? each : {...each, file: path.resolve(folder, each.file)});
}

/** `SYSTEM OWNED`; every error is told, and every minidisk that lies on TEMP cylinders. */
function readOwnedVolumes(folder: string, directory: Directory): OwnedVolume[] {
	const file = path.join(folder, 'SYSTEM OWNED');
	const {volumes, errors} = parseOwnedVolumes(textOf(file), file);
	const problems = errors.map(error => ownedVolumeErrorText(error));
	for (const {userid, minidisks} of directory.users.values()) {
		for (const {address, type, start, cylinders, volume: serial} of minidisks) {
			const volume = start === undefined ? undefined : volumes.find(each => each.serial === serial);
			const minidisk = `minidisk ${userid} ${hex(address, 3)}`;
			if (volume && volume.type !== type) {
				problems.push(`${file}: ${serial} is a ${volume.type} here, and a ${type} for ${minidisk}`);
			} else if (volume?.temporary.some(({first, last}) => first < start! + cylinders && start! <= last)) {
				problems.push(`${file}: TEMP cylinders of ${serial} are those of ${minidisk}`);
			}
		}
	}

	if (problems.length > 0) {
		throw new ConfigurationError(problems.join('\nyorktown: '));
	}

	return volumes.filter(({temporary}) => temporary.length > 0);
}

/** `SYSTEM NAMES` and the files of systems it names; every error of the table is told. */
function readSystemNames(folder: string): {names: readonly SystemName[]; systems: Map<string, SavedSystem>} {
	const file = path.join(folder, 'SYSTEM NAMES');
	const {names, errors} = parseSystemNames(textOf(file), file);
	if (errors.length > 0) {
		throw new ConfigurationError(errors.map(error => systemNameErrorText(error)).join('\nyorktown: '));
	}

	const systems = new Map<string, SavedSystem>();
	for (const definition of names) {
		if (definition.file !== undefined) {
			systems.set(definition.name, readSystem(path.join(folder, definition.file), definition));
		}
	}

	return {names: withDefaultNames(names), systems};
}

function readSystem(file: string, {name, pages}: SystemName): SavedSystem {
	const content = contentOf(file);
	const saved = content && decodeSavedSystem(name, pages, content);
	if (!saved) {
		throw new ConfigurationError(content
			? `${file}: not the ${pages.length} pages of system ${name} and an information page`
			: `${file}: no such file; SYSTEM NAMES names it for system ${name}`);
	}

	return saved;
}

/** Host files that belong on a minidisk of the profile: `disks/OWNER.CUU/`. */
export function profileDiskFiles(profile: Pick<Profile, 'folder'>, owner: string, address: number): string[] {
	const folder = path.join(
		profile.folder,
		'disks',
		`${owner}.${address.toString(16).toUpperCase().padStart(3, '0')}`,
	);
	return existsSync(folder) ? readdirSync(folder).toSorted().map(name => path.join(folder, name)) : [];
}
