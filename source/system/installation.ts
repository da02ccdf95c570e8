/** A system on a data folder: the one a person uses, with the host's clock, the operator and the services logged on. */
import {createHash} from 'node:crypto';
import {readdirSync, readFileSync} from 'node:fs';
import path from 'node:path';
import {HostClock} from '../base/clock.js';
import {openDataFolder, type DataFolder} from './host/data-folder.js';
import {faultReport} from './fault-report.js';
import {helpFiles} from './help-files.js';
import {appendToLog, faultLogName} from './host/fault-log.js';
import {packageRoot} from './host/package-root.js';
import {readProfile, type Profile} from './profile.js';
import {System} from './system.js';

/** What the system disks are made of: the program's version, and the content of `dasd/`. */
function programStamp(): string {
	const root = packageRoot();
	const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {version: string};
	const hash = createHash('sha256');
	const folder = path.join(root, 'dasd');
	for (const entry of readdirSync(folder, {recursive: true, withFileTypes: true}).toSorted((a, b) =>
		a.name < b.name ? -1 : 1)) {
		if (entry.isFile()) {
			hash.update(entry.name).update(readFileSync(path.join(entry.parentPath, entry.name)));
		}
	}

	return `${version} ${hash.digest('hex').slice(0, 16)}`;
}

export type Installation = {
	readonly system: System;
	readonly profile: Profile;
	/** Logs everybody off; when all they did is safe and in its place, gives up the folder. */
	close(): Promise<void>;
};

/** Opens the data folder and starts the system, without any terminal. Throws `ConfigurationError`. */
export function openInstallation(
	folder: string,
	profileName: string | undefined,
	progress: (step: string) => void,
	warn: (line: string) => void = progress,
): Installation {
	const profile = readProfile(profileName);
	const clock = new HostClock();
	const data: DataFolder = openDataFolder(folder, {
		profile,
		program: programStamp(),
		generated: helpFiles,
		now: clock.now(),
		progress,
		warn,
	});
	const system = new System({
		clock,
		directory: data.directory,
		volumes: data.volumes,
		spool: data.spool,
		onFault(fault) {
			appendToLog(path.join(folder, faultLogName), faultReport(fault));
		},
	});
	return {
		system,
		profile,
		async close() {
			system.shutdown();
			await data.close();
		},
	};
}
