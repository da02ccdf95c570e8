/** What the file commands share: how operands name files and disks, and messages about them. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {Cms} from '../../cms.js';
import {DiskError, type AccessedDisk, type FileStatus} from '../../file-system/disk/disk.js';
import {messages, type ModuleOf} from '../../messages/index.js';

/** `A`, `A1`; the number is 0 to 5. `*` is for the command to allow. */
export function isMode(token: string): boolean {
	return /^[A-Z][0-5]?$/.test(token);
}

/** Whether `text` is what a pattern means: `*` anything, `ABC*` what begins with ABC. */
function matches(pattern: string, text: string): boolean {
	return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
}

/** Whether `text` is what a pattern of LISTFILE means: `*` any characters, `%` any one (SC19-6209). */
export function matchesPattern(pattern: string, text: string): boolean {
	// Where a `*` leaves a choice the shortest is tried first, and only the last `*` is ever tried again.
	let at = 0;
	let star = -1;
	let behind = 0;
	for (let index = 0; index < text.length;) {
		if (pattern[at] === '*') {
			star = at++;
			behind = index;
		} else if (pattern[at] === '%' || pattern[at] === text[index]) {
			at++;
			index++;
		} else if (star === -1) {
			return false;
		} else {
			at = star + 1;
			index = ++behind;
		}
	}

	return /^\**$/.test(pattern.slice(at));
}

export type FoundFile = {readonly disk: AccessedDisk; readonly status: FileStatus};

/** Files of the disk with letter `mode[0]` (of all disks with `*`) that match; a mode number limits them. */
export function matchingFiles(
	cms: Cms,
	name: string,
	type: string,
	mode: string,
	match: typeof matches = matches,
): FoundFile[] {
	return cms.disks.disks
		.filter(disk => mode.startsWith('*') || disk.letter === mode[0])
		.flatMap(disk =>
			disk
				.list()
				.filter(status =>
					match(name, status.name)
					&& match(type, status.type)
					&& (mode[1] === undefined || status.mode[1] === mode[1]))
				.map(status => ({disk, status})));
}

/** `fn ft fm` without padding. */
export function fileId(status: FileStatus): string {
	return `${status.name} ${status.type} ${status.mode}`;
}

/** Device address as CMS shows it: three hexadecimal digits. */
export function deviceAddress(device: number): string {
	return device.toString(16).toUpperCase().padStart(3, '0');
}

/** `A(191)`. */
export function diskId(disk: AccessedDisk): string {
	return `${disk.letter}(${deviceAddress(disk.device)})`;
}

/** The disk with a letter, to be written on; a failure, after message 069E or 037E, otherwise. */
export function * writableDisk(
	cms: Cms,
	module: ModuleOf<'037E' | '069E'>,
	letter: string,
): Step<AccessedDisk | Failure> {
	const disk = cms.disks.disk(letter);
	if (!disk) {
		return new Failure(yield * cms.message(messages[`${module}069E`], {mode: letter}));
	}

	return disk.readOnly ? new Failure(yield * cms.message(messages[`${module}037E`], {disk: diskId(disk)})) : disk;
}

/** A virtual device address 001–FFF, or `undefined`. */
export function parseDevice(token: string): number | undefined {
	const device = /^[\dA-F]{1,3}$/.test(token) ? Number.parseInt(token, 16) : 0;
	return device === 0 ? undefined : device;
}

/** Runs `work`; a device that fails there ends it with message 104S and return code 100. */
export function * guarded(
	cms: Cms,
	module: ModuleOf<'104S'>,
	file: string,
	work: Step<number>,
): Step<number> {
	try {
		return yield * work;
	} catch (error) {
		if (!(error instanceof DiskError)) {
			throw error;
		}

		return yield * cms.message(messages[`${module}104S`], {code: error.code, file});
	}
}

/** Message 105S for a `fileCode` that a write answered. */
export function * writeError(cms: Cms, module: ModuleOf<'105S'>, file: string, code: number): Step<number> {
	return yield * cms.message(messages[`${module}105S`], {code, file});
}

/** A blank for a leading zero. What is no number in the entry of a damaged disk is shown as it is. */
const withoutZero = (digits: string): string => digits.replace(/^0/, ' ');

/** `mm/dd/yy` of a file's date, the month without leading zero. */
export function listedDate(status: FileStatus): string {
	const [year, month, day] = status.date.split('-');
	return `${withoutZero(month)}/${day}/${year.slice(2)}`;
}

/** `hh:mm` of a file, the hour without leading zero. */
export function listedTime(status: FileStatus): string {
	const [hour, minute] = status.time.split(':');
	return `${withoutZero(hour)}:${minute}`;
}
