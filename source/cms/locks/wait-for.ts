/** Who waits for whom: two locks that cannot be had at once, and circles of machines that wait for each other. */
import {lockMode, type LockMode} from './lock-layout.js';

type Waiting = {
	readonly name: string;
	readonly type: string;
	readonly mode: LockMode;
	readonly owner: string;
	readonly sequence: number;
	readonly waiting: boolean;
};

/** Whether two machines cannot have these locks of one file at the same time: only readers share. */
export const conflicts = (one: LockMode, other: LockMode): boolean =>
	one !== lockMode.share || other !== lockMode.share;

/**
 * The machines of a circle that would close if `owner` waited for `owners`, without itself; `undefined` where there is
 * none. A machine in line waits for those who have the file and those in line before it. The one that asks last closes
 * the circle, and is the youngest of it.
 */
export function circleThrough(
	owner: string,
	owners: readonly string[],
	locks: readonly Waiting[],
): readonly string[] | undefined {
	const seen = new Set<string>();
	const paths = owners.map(each => [each]);
	for (const path of paths) {
		const last = path.at(-1)!;
		if (last === owner) {
			return path.slice(0, -1);
		}

		if (!seen.has(last)) {
			seen.add(last);
			for (const each of waitsFor(last, locks)) {
				// The loop above comes to it.
				paths.push([...path, each]);
			}
		}
	}

	return undefined;
}

/** Whom a machine waits for now. */
function waitsFor(owner: string, locks: readonly Waiting[]): readonly string[] {
	const wanted = locks.filter(lock => lock.owner === owner && lock.waiting);
	return [...new Set(wanted.flatMap(wish => locks
		.filter(lock => lock.name === wish.name && lock.type === wish.type && lock.owner !== owner
			&& (!lock.waiting || lock.sequence < wish.sequence) && conflicts(lock.mode, wish.mode))
		.map(lock => lock.owner)))];
}
