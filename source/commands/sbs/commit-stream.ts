/**
 * Commits as `git fast-import` reads them: names and texts have their lengths in front or are quoted, so that whatever
 * users of a library typed stays what it is.
 */

/** A file of a commit. */
export type CommittedFile = {readonly path: string; readonly content: Uint8Array};

export type NewCommit = {
	/** A userid. */
	readonly user: string;
	/** Since 1970. */
	readonly seconds: number;
	readonly message: string;
	readonly files: readonly CommittedFile[];
};

/** A name as git has it: nothing that ends it. */
const nameOf = (user: string): string => user.replaceAll(/[^!-~]|[<>]/g, '') || 'UNKNOWN';

/** An address that leads nowhere. */
const mailOf = (user: string): string => `${user.toLowerCase().replaceAll(/[^a-z\d]/g, '') || 'unknown'}@sbs.invalid`;

const quoted = (path: string): string =>
	`"${path.replaceAll(/["\\]/g, String.raw`\$&`).replaceAll('\n', String.raw`\n`)}"`;

const data = (bytes: Uint8Array): Uint8Array =>
	Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);

/** A commit on a reference; `from`: the commit before, where the reference is not there yet. */
export function commitStream(
	reference: string,
	{user, seconds, message, files}: NewCommit,
	from: string | undefined,
): Uint8Array {
	const who = `${nameOf(user)} <${mailOf(user)}> ${seconds} +0000`;
	return Buffer.concat([
		Buffer.from(`commit ${reference}\nauthor ${who}\ncommitter ${who}\n`),
		data(Buffer.from(message)),
		Buffer.from(from === undefined ? '' : `from ${from}\n`),
		...files.flatMap(({path, content}) => [
			Buffer.from(`M 100644 inline ${quoted(path)}\n`), data(content),
		]),
	]);
}
