/**
 * Control files (GC20-1818, "UPDATE", CTL; VMFASM): which updates a system's sources get. A record names a level and a
 * file type: `AUX...`, the type of the files that list a source's updates of this level, or else the type of the one
 * update file; `MACS` names macro libraries, which are the system's own here. Both files are worked off from their last
 * record to the first: the base level stands at the end.
 */

export type Level = {
	readonly level: string;
	/** `list`: files of this type list updates; `single`: they are one. */
	readonly kind: 'list' | 'single';
	readonly type: string;
};

const words = (line: string): string[] => line.slice(0, 72).trim().toUpperCase().split(/ +/);

const isComment = (line: string): boolean => line.startsWith('*') || line.trim() === '';

/** The levels of a control file, the first to be applied first. */
export function levelsOf(lines: readonly string[]): readonly Level[] {
	return lines
		.filter(line => !isComment(line))
		.map(line => words(line))
		.filter(([, type]) => type !== undefined && type !== 'MACS')
		.map(([level, type]): Level => ({level, type, kind: type.startsWith('AUX') ? 'list' : 'single'}))
		.toReversed();
}

/** Types of the update files that an auxiliary file lists, the first to be applied first. */
export function updatesListed(lines: readonly string[]): readonly string[] {
	return lines.filter(line => !isComment(line)).map(line => words(line)[0]).toReversed();
}
