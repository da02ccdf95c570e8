/** What is asked of a lock table on behalf of a program, and what that comes to. */
import type {Acquired, Lock, LockRequest} from './lock-table.js';

/** A lock that is wanted. */
export type WantedLock = Omit<LockRequest, 'wait'>;

/** Which lock of a file is meant: one by CREATE LOCK, or one because it is open for writing. */
export type LockName = Pick<Lock, 'name' | 'type' | 'implicit'>;

/** `timedOut`: it was waited for as long as was said. */
export type LockResult =
	| {readonly kind: 'held'}
	| {readonly kind: 'full' | 'busy'}
	| {readonly kind: 'conflict' | 'circle' | 'timedOut'; readonly owners: readonly string[]};

/** What a request came to, where it is decided: who is in line, or saw another change the bucket, asks again. */
export function resultOf(result: Acquired): LockResult | undefined {
	if ('owners' in result) {
		return result;
	}

	const {kind} = result;
	switch (kind) {
		case 'held':
		case 'full': {
			return {kind};
		}

		case 'notMember':
		case 'waiting':
		case 'busy': {
			return undefined;
		}
	}
}
