/**
 * The suites of CMS with the A-disk in another machine: `YORKTOWN_REMOTE_A=1 npx ava build/test/cms/...`. The volume at
 * 191 is then OWNER's, who has it accessed and granted; everything typed must stay as it is with a disk of one's own.
 */
import process from 'node:process';

export const isRemoteA = process.env.YORKTOWN_REMOTE_A !== undefined;

/** The line that accesses the A-disk after IPL, without profiles. */
export const localAccess = 'ACCESS (NOPROF';
export const remoteAccess = (owner: string): string => `ACCESS 191 A (NOPROF REMOTE ${owner}`;

/** A line typed by the user, so that an ACCESS of 191 means the owner's. */
export function asRemote(line: string, owner: string): string {
	if (line.toUpperCase() === localAccess) {
		return remoteAccess(owner);
	}

	return /^access( 191 [^(]*)?$/i.test(line) ? `${line.replace(/^access$/i, 'ACCESS 191 A')} (REMOTE ${owner}` : line;
}

/** What the owner says. */
export const ownerLines = (user: string): readonly string[] => [localAccess, `GRANT * * A TO ${user} (WRITE`];
