/**
 * Grants: who may use which files of a disk from another machine. They are lines of a file on the disk itself, so that
 * they stay with what they protect, through IPL and from one machine to another. It is `$GRANTS FILE` with mode number
 * 0: the $ keeps it apart from users' names, the number keeps it from those who only read the disk, and no grant ever
 * covers it. A line is `fn ft fm userid READ|WRITE`; each of the first four may be or end with *. What is no such line
 * grants nothing.
 */
import {fromEbcdic, toEbcdic} from '../../base/ebcdic.js';

export const grantsFile = {name: '$GRANTS', type: 'FILE', modeNumber: '0'} as const;
export const grantLength = 80;

export type Right = 'READ' | 'WRITE';

export type Grant = {
	readonly name: string;
	readonly type: string;
	/** Mode number, or `*`. */
	readonly number: string;
	readonly userid: string;
	readonly right: Right;
};

/** What is granted: files and to whom. */
export type Granted = Omit<Grant, 'right'>;

/** Whether `text` is what a pattern means, another pattern included. */
function covers(pattern: string, text: string): boolean {
	return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : pattern === text;
}

/** Whether everything that `inner` means is meant by `outer`. */
export function includes(outer: Granted, inner: Granted): boolean {
	return covers(outer.name, inner.name)
		&& covers(outer.type, inner.type)
		&& covers(outer.number, inner.number)
		&& covers(outer.userid, inner.userid);
}

type Named = {readonly name: string; readonly type: string; readonly mode: string};

/** What `userid` may do with a file: the most that any grant says. */
export function rightOf(grants: readonly Grant[], userid: string, {name, type, mode}: Named): Right | undefined {
	if (name === grantsFile.name && type === grantsFile.type) {
		return undefined;
	}

	const wanted: Granted = {
		name, type, number: mode[1] ?? '1', userid,
	};
	const given = grants.filter(grant => includes(grant, wanted));
	if (given.some(({right}) => right === 'WRITE')) {
		return 'WRITE';
	}

	// Mode number 0 is private: as on a disk that is linked for reading, only who may write sees the file.
	return given.length > 0 && wanted.number !== '0' ? 'READ' : undefined;
}

/** The grants in the records of the file. */
export function decodeGrants(records: readonly Uint8Array[]): Grant[] {
	return records.flatMap(record => {
		const [name, type, mode, userid, right, extra] = fromEbcdic(record).trim().split(/ +/);
		const number = mode?.slice(1);
		return (right === 'READ' || right === 'WRITE') && extra === undefined && /^[\d*]$/.test(number)
			? [{
				name, type, number, userid, right,
			}]
			: [];
	});
}

/** One line, as it is kept and as QUERY GRANTS shows it. */
export function grantLine({
	name, type, number, userid, right,
}: Grant, letter: string): string {
	return `${name.padEnd(8)} ${type.padEnd(8)} ${letter}${number} ${userid.padEnd(8)} ${right}`;
}

export function encodeGrants(grants: readonly Grant[], letter: string): Uint8Array[] {
	return grants.map(grant => toEbcdic(grantLine(grant, letter).padEnd(grantLength)));
}
