/**
 * Passwords of the directory: clear text in the source, salted hashes in what CP reads. A hash is
 * `scrypt$N$salt$key`, salt and key in base64url. N is small on purpose: a logon must not stall every other user of a
 * single thread.
 */
import {scrypt, scryptSync, timingSafeEqual} from 'node:crypto';
import {
	commonPrototypes, Directory, everybody, noLogon, type DirectoryEntry,
} from './directory.js';

/** Whether `typed`, upper case, is the password a directory field holds. */
export type PasswordCheck = (stored: string, typed: string) => boolean;

const mark = 'scrypt$';
const cost = 4096;
const keyLength = 18;

const isHash = (stored: string): boolean => stored.startsWith(mark);

/**
 * The hash of a password. `salt`: random bytes from the caller, for nothing in CP draws a random number; 9 are enough.
 */
export function hashPassword(password: string, salt: Uint8Array): string {
	return hashText(scryptSync(password, salt, keyLength, {N: cost}), salt);
}

/** The same, off the path of everything else. */
async function hashAside(password: string, salt: Uint8Array): Promise<string> {
	return new Promise((resolve, reject) => {
		scrypt(password, salt, keyLength, {N: cost}, (error, key) => {
			if (error) {
				reject(error);
			} else {
				resolve(hashText(key, salt));
			}
		});
	});
}

const hashText = (key: Uint8Array, salt: Uint8Array): string =>
	`${mark}${cost}$${Buffer.from(salt).toString('base64url')}$${Buffer.from(key).toString('base64url')}`;

/** Compares with a hash or with clear text, whichever the field holds. NOLOG and a damaged hash match nothing. */
export const checkPassword: PasswordCheck = (stored, typed) => {
	if (stored === noLogon || typed === '') {
		return false;
	}

	if (!isHash(stored)) {
		return stored === typed;
	}

	const match = /^scrypt\$(\d{1,6})\$([\w-]+)\$([\w-]+)$/.exec(stored);
	const N = Number(match?.[1]);
	if (!match || N < 2 || (N & (N - 1)) !== 0) {
		return false;
	}

	const expected = Buffer.from(match[3], 'base64url');
	const key = scryptSync(typed, Buffer.from(match[2], 'base64url'), expected.length, {N});
	return timingSafeEqual(key, expected);
};

/** Whether an entry still has a sample's password (its own userid): a network listener refuses such users. */
export function hasSamplePassword({userid, password}: DirectoryEntry): boolean {
	return checkPassword(password, userid);
}

const format = 'yorktown directory 1';

/**
 * The object directory: JSON text in which every clear-text password has become a hash. `salt` gives random bytes, new
 * ones at every call. `system/` keeps the text in the data folder.
 */
export function objectDirectory(directory: Directory, salt: () => Uint8Array): string {
	return compiled(directory, password => hashPassword(password, salt()));
}

/**
 * The same, its hashes made aside, a few at a time, so that a large directory keeps nobody waiting. `undefined`:
 * `isCancelled` before it was done.
 */
export async function objectDirectoryAside(
	directory: Directory,
	salt: () => Uint8Array,
	isCancelled: () => boolean,
): Promise<string | undefined> {
	const hashes: string[] = [];
	const passwords = clearPasswords(directory);
	for (let at = 0; at < passwords.length; at += atOnce) {
		if (isCancelled()) {
			return undefined;
		}

		const next = await Promise.all(passwords.slice(at, at + atOnce).map(async each => hashAside(each, salt())));
		for (const hash of next) {
			hashes.push(hash);
		}
	}

	return isCancelled() ? undefined : compiled(directory, () => hashes.shift()!);
}

/** Hashes made at the same time: others who need the host's threads get theirs. */
const atOnce = 2;

/** The passwords of a directory that an object directory has hashes of. */
export function clearPasswords(directory: Directory): string[] {
	const passwords: string[] = [];
	compiled(directory, password => {
		passwords.push(password);
		return password;
	});
	return passwords;
}

/** The text of an object directory, its passwords replaced by what `hashed` makes of each in turn. */
function compiled(directory: Directory, hashed: (password: string) => string): string {
	const hash = (password: string | undefined): string | undefined =>
		password === undefined || password === noLogon || password === everybody || isHash(password)
			? password
			: hashed(password);
	const users = [...directory.users.values()].map(({prototypes, ...entry}) => ({
		...entry,
		password: hash(entry.password),
		minidisks: entry.minidisks.map(minidisk => ({
			...minidisk, read: hash(minidisk.read), write: hash(minidisk.write), multiple: hash(minidisk.multiple),
		})),
		prototypes,
	}));
	return `${JSON.stringify({format, residence: directory.residence, users}, undefined, '\t')}\n`;
}

/** Reads an object directory; `undefined` where the text is not one (it is then compiled again from the source). */
export function readObjectDirectory(text: string): Directory | undefined {
	const parsed = parseJson(text);
	if (!isObjectDirectory(parsed)) {
		return undefined;
	}

	const users = parsed.users.map(({creator = false, prototypes = creator ? [commonPrototypes] : [], ...entry}) =>
		({...entry, prototypes}));
	return new Directory(new Map(users.map(entry => [entry.userid, entry])), parsed.residence);
}

type ObjectDirectory = {
	readonly format: string;
	readonly residence?: Directory['residence'];
	/** A directory compiled before prototypes were listed says only who is a creator. */
	readonly users: ReadonlyArray<
		Omit<DirectoryEntry, 'prototypes'>
		& Partial<Pick<DirectoryEntry, 'prototypes'>>
		& {readonly creator?: boolean}
	>;
};

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch (error) {
		if (error instanceof SyntaxError) {
			return undefined;
		}

		throw error;
	}
}

function isObjectDirectory(value: unknown): value is ObjectDirectory {
	return (
		typeof value === 'object'
		&& value !== null
		&& 'format' in value
		&& value.format === format
		&& 'users' in value
		&& Array.isArray(value.users)
		&& value.users.every((entry: Partial<DirectoryEntry> | undefined) =>
			typeof entry?.userid === 'string'
			&& typeof entry.password === 'string'
			&& typeof entry.storage === 'number'
			&& Array.isArray(entry.minidisks)
			&& Array.isArray(entry.links)
			&& Array.isArray(entry.spool))
	);
}
