/**
 * The suites of CMS with the A-disk in another machine: `YORKTOWN_REMOTE_A=1 npx ava build/test/cms/...`. The volume at
 * 191 is then OWNER's, who has it accessed and granted; everything typed must stay as it is with a disk of one's own.
 */
import process from 'node:process';

export const isRemoteA = process.env.YORKTOWN_REMOTE_A !== undefined;

/** The line that accesses the A-disk after IPL, without profiles. */
export const localAccess = 'ACCESS (NOPROF';
export const remoteAccess = (owner: string): string => `ACCESS 191 A (NOPROF REMOTE ${owner}`;

/** What the owner says. */
export const ownerLines = (user: string): readonly string[] => [localAccess, `GRANT * * A TO ${user} (WRITE`];
