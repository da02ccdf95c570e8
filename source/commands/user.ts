/**
 * `yorktown user add|remove|passwd|list`: who may log on to an installation. A change is there at the next start; the
 * first one gives the data folder a directory of its own (`system/host/own-directory.ts`).
 */
import {randomBytes} from 'node:crypto';
import process from 'node:process';
import {hex} from '../base/hex.js';
import {
	Directory, noLogon, noOptions, standardLineEditing, type DirectoryEntry,
} from '../cp/directory/directory.js';
import {hashPassword} from '../cp/directory/passwords.js';
import {parseStorage, storageSize} from '../cp/formats.js';
import {ConfigurationError} from '../system/configuration-error.js';
import {inClosedFolder, requireInstallation} from '../system/host/closed-folder.js';
import {findExtent} from '../system/host/free-extents.js';
import {currentDirectory, keepOwnDirectory, sourceOf} from '../system/host/own-directory.js';
import {readProfile} from '../system/profile.js';
import {homeFolder} from './home-flag.js';
import {readBytes} from './input-bytes.js';
import {textFlag, UsageError, type Flags} from './verb.js';

const useridPattern = /^[A-Z\d$#@]{1,8}$/;
/** Longer ones could not be typed (GC20-1801, USER). */
const longestPassword = 8;

/** The verb; `words`: subject and userid. */
export async function user(flags: Flags, words: readonly string[]): Promise<number> {
	const [subject, name, ...more] = words;
	const folder = homeFolder(textFlag(flags, 'home'));
	if (more.length > 0 || (subject === 'list') !== (name === undefined)) {
		throw new UsageError(subject === 'list' ? 'user list has no operand' : `user ${subject} USERID`);
	}

	try {
		if (name === undefined) {
			requireInstallation(folder);
			process.stdout.write(listOf(currentDirectory(folder)));
			return 0;
		}

		const userid = name.toUpperCase();
		if (!useridPattern.test(userid) || userid === 'SYSTEM') {
			throw new UsageError(`${name}: not a userid of up to 8 letters, digits and $ # @`);
		}

		const password = subject === 'remove' ? '' : passwordOf(flags);
		await inClosedFolder(folder, () => {
			const {residence, users} = currentDirectory(folder);
			const changed = changedUsers(subject, new Directory(users, residence), userid, flags, password);
			const source = sourceOf(folder, new Directory(changed, residence));
			// What the profile says of users (STARTUP, SYSTEM OWNED) must still fit.
			readProfile(textFlag(flags, 'profile'), source);
			keepOwnDirectory(source);
		});
		return 0;
	} catch (error) {
		throw error instanceof ConfigurationError ? new UsageError(error.message) : error;
	}
}

function changedUsers(
	subject: string,
	directory: Directory,
	userid: string,
	flags: Flags,
	password: string,
): Map<string, DirectoryEntry> {
	const users = new Map(directory.users);
	const entry = users.get(userid);
	if (subject === 'add') {
		if (entry) {
			throw new UsageError(`${userid}: is in the directory`);
		}

		return users.set(userid, newEntry(directory, userid, flags, password));
	}

	if (!entry) {
		throw new UsageError(`${userid}: not in the directory`);
	}

	if (subject === 'remove') {
		users.delete(userid);
		return users;
	}

	return users.set(userid, {...entry, password});
}

/** The hash of the password that the flag or standard input gives; NOLOG stays what it is. */
function passwordOf(flags: Flags): string {
	const text = textFlag(flags, 'password') ?? new TextDecoder().decode(readBytes('-')).split(/\r?\n/)[0];
	const password = text.toUpperCase();
	if (password.length > longestPassword || !/^[!-~]+$/.test(password)) {
		throw new UsageError(`a password has 1 to ${longestPassword} characters without blanks`);
	}

	return password === noLogon ? noLogon : hashPassword(password, randomBytes(9));
}

/** A user of CMS, as the default installation's are. */
function newEntry(directory: Directory, userid: string, flags: Flags, password: string): DirectoryEntry {
	const storage = sizeFlag(flags, 'storage', '1M');
	const classes = (textFlag(flags, 'classes') ?? 'G').toUpperCase();
	if (!/^[A-H]{1,8}$/.test(classes)) {
		throw new UsageError(`--classes ${classes}: privilege classes are letters A to H`);
	}

	const text = textFlag(flags, 'cylinders') ?? '3';
	const type = textFlag(flags, 'type') ?? '3350';
	const cylinders = Number(text);
	const place = cylinders === 0 ? undefined : findExtent(directory, type, cylinders);
	if (!/^\d{1,3}$/.test(text) || (cylinders > 0 && !place)) {
		throw new UsageError(`--cylinders ${text}: not a number of cylinders that fits a ${type}`);
	}

	const link = (address: number): DirectoryEntry['links'] => directory.users.get('MAINT')
		?.minidisks.some(each => each.address === address)
		? [{
			userid: 'MAINT', ownerAddress: address, address, mode: 'RR',
		}]
		: [];
	return {
		userid, password, storage,
		maximumStorage: Math.max(storage, sizeFlag(flags, 'maximum', '4M')),
		classes, priority: 64, editing: standardLineEditing, account: userid, distribution: userid,
		options: noOptions, prototypes: [], ipl: 'CMS',
		console: {address: 0x009, type: '3215', class: undefined},
		spool: [
			{address: 0x00C, type: '2540R', class: '*'},
			{address: 0x00D, type: '2540P', class: 'A'},
			{address: 0x00E, type: '1403', class: 'A'},
		],
		specials: [],
		links: [...link(0x190), ...link(0x19E)],
		minidisks: place
			? [{
				address: 0x191, type, ...place, cylinders, mode: 'MR', reserveRelease: false,
				read: undefined, write: undefined, multiple: undefined,
			}]
			: [],
	};
}

function sizeFlag(flags: Flags, name: string, standard: string): number {
	const text = textFlag(flags, name) ?? standard;
	const size = parseStorage(text.toUpperCase());
	if (size === undefined || size < 8 * 1024 || size > 16 * 1024 * 1024) {
		throw new UsageError(`--${name} ${text}: storage is 8K to 16M`);
	}

	return size;
}

/** A line a user: userid, classes, storage, what he may not, disks. */
function listOf({users}: Directory): string {
	return [...users.values()].map(({userid, classes, storage, password, minidisks}) => {
		const disks = minidisks.map(({address, type, cylinders, volume}) =>
			`${hex(address, 3)} ${type} ${cylinders} CYL ${volume ?? 'T-DISK'}`);
		return `${userid.padEnd(8)} ${classes.padEnd(8)} ${storageSize(storage)} ${
			password === noLogon ? 'NOLOG' : '     '} ${disks.join(', ')}`.trimEnd();
	}).join('\n') + '\n';
}
