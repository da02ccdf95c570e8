/**
 * Reads directory source, IBM's syntax (GC20-1801, "Directory Control Statements"): every statement is checked, every
 * error collected.
 */
import {
	Directory, noOptions, standardLineEditing, type DirectoryEntry, type DirectoryError,
} from './directory.js';
import {
	reject, statements, type StatementContext, type UserDraft,
} from './statements.js';
import {overlappingExtents} from './extents.js';

const defaultStorage = 128 * 1024;
const defaultMaximum = 1024 * 1024;
const defaultPriority = 64;
const inspectedColumns = 71;

export type ParsedDirectory = {
	readonly directory: Directory;
	/** In the order of lines; empty = the directory may be put in use. */
	readonly errors: readonly DirectoryError[];
};

/** A user as the USER statement alone leaves it. */
function newUser(userid: string, password: string): UserDraft {
	return {
		userid,
		password,
		storage: defaultStorage,
		maximumStorage: defaultMaximum,
		classes: 'G',
		priority: defaultPriority,
		editing: standardLineEditing,
		account: userid,
		distribution: userid,
		options: noOptions,
		prototypes: [],
		ipl: undefined,
		console: undefined,
		spool: [],
		specials: [],
		links: [],
		minidisks: [],
	};
}

/**
 * Parses a directory. Columns 1–71 count, except on a line that carries a password hash, which would not fit. `file` is
 * only for errors. A statement in error is left out of the result, so that the rest can still be looked at.
 */
export function parseDirectory(source: string, file = 'USER DIRECT'): ParsedDirectory {
	const errors: DirectoryError[] = [];
	const users = new Map<string, DirectoryEntry>();
	const minidiskLines = new Map<Record<string, unknown>, number>();
	const context: StatementContext = {
		users, user: undefined, residence: undefined, first: true, newUser,
	};

	for (const [index, record] of source.split(/\r?\n/).entries()) {
		const line = index + 1;
		const words = wordsOf(record);
		if (words.length === 0 || words[0].startsWith('*')) {
			continue;
		}

		const before = context.user?.minidisks.length ?? 0;
		const {user} = context;
		const reason = statement(context, words);
		if (reason) {
			errors.push({file, line, reason});
		} else if (user && user === context.user && user.minidisks.length > before) {
			minidiskLines.set(user.minidisks[before], line);
		}
	}

	if (context.first) {
		errors.push({file, line: 1, reason: 'no statements'});
	}

	const directory = new Directory(users, context.residence);
	for (const {minidisk, userid, other, otherUserid} of overlappingExtents(directory)) {
		errors.push({
			file, line: minidiskLines.get(minidisk) ?? 1,
			reason: `MDISK ${userid} ${address(minidisk.address)} overlaps ${otherUserid} ${address(other.address)} `
				+ `on ${minidisk.volume}`,
		});
	}

	return {directory, errors: errors.toSorted((left, right) => left.line - right.line)};
}

function wordsOf(record: string): string[] {
	const inspected = record.includes('scrypt$') ? record : record.slice(0, inspectedColumns);
	return inspected
		.split(/[ \t]+/)
		.filter(word => word !== '')
		.map(word => (word.startsWith('scrypt$') ? word : word.toUpperCase()));
}

function statement(context: StatementContext, words: readonly string[]): string | undefined {
	const {first} = context;
	context.first = false;
	const definition = statements.find(({name, minimum}) => words[0].length >= minimum && name.startsWith(words[0]));
	if (!definition) {
		return `statement ${words[0]} unknown`;
	}

	if (first && definition.name !== 'DIRECTORY') {
		// The rest is still checked, and a user's statements belong together; a statement of no user says nothing.
		if (!definition.ofUser) {
			definition.apply(context, words.slice(1));
		}

		return 'DIRECTORY statement must be the first';
	}

	if (!first && definition.name === 'DIRECTORY') {
		return 'DIRECTORY statement must be the first, and only one';
	}

	if (definition.ofUser && !context.user) {
		return reject(definition.name, 'before any valid USER statement');
	}

	return definition.apply(context, words.slice(1));
}

const address = (value: number): string => value.toString(16).toUpperCase().padStart(3, '0');
