/**
 * `yorktown dasd`: volumes (`volumes.ts`) and the files of the CMS disks on them (`files.ts`), of an installation that
 * no system has or of an image file. What is wrong with the words is told before anything is opened.
 */
import process from 'node:process';
import {ConfigurationError} from '../../system/configuration-error.js';
import {inClosedFolder, requireInstallation} from '../../system/host/closed-folder.js';
import type {DiskPlace} from '../../system/host/disks/open-disk.js';
import {homeFolder} from '../home-flag.js';
import {textFlag, UsageError, type Flags} from '../verb.js';
import {
	catFile, checkDisk, getFiles, listDisks, listFiles, putFile,
} from './files.js';
import {changeVolumes, volumeLines} from './volumes.js';

/** Words behind each subject, how many it takes, and the flags that are its own. */
const subjects: Readonly<Record<string, {
	readonly least: number;
	readonly most: number;
	readonly usage: string;
	readonly flags: readonly string[];
}>> = {
	create: {least: 1, most: 1, usage: 'create SERIAL', flags: ['type', 'cylinders']},
	import: {least: 1, most: 2, usage: 'import FILE [SERIAL]', flags: []},
	export: {least: 2, most: 2, usage: 'export SERIAL FILE', flags: ['compressed']},
	list: {least: 0, most: 3, usage: 'list [SERIAL | DISK [FN [FT]]]', flags: ['image']},
	cat: {least: 3, most: 3, usage: 'cat DISK FN FT', flags: ['image', 'binary', 'codepage']},
	get: {
		least: 3, most: 4, usage: 'get DISK FN FT [FOLDER | FILE]', flags: ['image', 'binary', 'codepage', 'replace'],
	},
	put: {
		least: 2,
		most: 4,
		usage: 'put DISK FILE [FN FT]',
		flags: ['image', 'binary', 'codepage', 'replace', 'recfm', 'lrecl', 'number'],
	},
	check: {least: 1, most: 1, usage: 'check DISK', flags: ['image', 'repair']},
};

/** The verb; `words`: subject and operands. */
export async function dasd(flags: Flags, words: readonly string[]): Promise<number> {
	const [subject, ...operands] = words;
	const {least, most, usage, flags: own} = subjects[subject];
	if (operands.length < least || operands.length > most) {
		throw new UsageError(`dasd ${usage}: its operands are missing or too many`);
	}

	const stranger = Object.keys(flags).find(name => name !== 'home' && !own.includes(name));
	if (stranger !== undefined) {
		throw new UsageError(`--${stranger} is not for dasd ${subject}`);
	}

	const image = textFlag(flags, 'image');
	if (image !== undefined && flags.home !== undefined) {
		throw new UsageError('--image or --home: disks are on one or the other');
	}

	try {
		return await perform(subject, operands, flags, image);
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}

async function perform(
	subject: string,
	operands: readonly string[],
	flags: Flags,
	image: string | undefined,
): Promise<number> {
	const home = image === undefined ? homeFolder(textFlag(flags, 'home')) : '';
	const place: DiskPlace = image === undefined ? {home} : {image};
	switch (subject) {
		case 'list': {
			if (operands.length === 0 && image === undefined) {
				requireInstallation(home);
				process.stdout.write(volumeLines(home));
				return 0;
			}

			return /[/:]/.test(operands[0] ?? '') || (image !== undefined && operands.length > 0)
				? listFiles(place, operands)
				: listDisks(place, operands);
		}

		case 'cat': {
			return catFile(place, operands, flags);
		}

		case 'get': {
			return getFiles(place, operands, flags);
		}

		case 'put': {
			return putFile(place, operands, flags);
		}

		case 'check': {
			return checkDisk(place, operands, flags);
		}

		default: {
			await inClosedFolder(home, () => {
				changeVolumes(home, subject, operands, flags);
			});
			return 0;
		}
	}
}
