/**
 * Passwords of the directory: clear text in the source, salted hashes in what CP reads. A hash is
 * `scrypt$N$salt$key`, salt and key in base64url. N is small on purpose: a logon must not stall every other user of a
 * single thread.
 */
import {scryptSync, timingSafeEqual} from 'node:crypto';
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
	const key = scryptSync(password, salt, keyLength, {N: cost});
	return `${mark}${cost}$${Buffer.from(salt).toString('base64url')}$${key.toString('base64url')}`;
}

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
	const hash = (password: string | undefined): string | undefined =>
		password === undefined || password === noLogon || password === everybody || isHash(password)
			? password
			: hashPassword(password, salt());
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
