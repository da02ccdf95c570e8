/** What a user of another machine is answered who asks for locks. */
import {toEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import {directoryLock} from '../file-system/disk/shared-disk.js';
import {fileCode} from '../file-system/disk/disk.js';
import type {LockGroup} from '../locks/lock-group.js';
import type {LockResult, WantedLock} from '../locks/lock-results.js';
import type {Lock} from '../locks/lock-table.js';
import type {GrantedDisk} from './granted-disk.js';
import {
	lockRecord, lockState, mostData, remoteCode, type RemoteRequest,
} from './protocol.js';
import type {UserLocks} from './user-locks.js';

export type LockAnswer = {readonly code: number; readonly count?: number; readonly data?: Uint8Array};

/** A lock, at once; or, where the requester waits, whenever it is decided. */
export function * answerLock(
	locks: UserLocks,
	{granted, wait}: {readonly granted: GrantedDisk; readonly wait: boolean},
	wanted: WantedLock,
	later: (answer: LockAnswer) => Step,
): Step<LockAnswer | {readonly leave: () => Step}> {
	if (!wait) {
		return answerOf(yield * locks.acquire(granted, wanted));
	}

	let known: LockAnswer | undefined;
	let isLate = false;
	const leave = yield * locks.stand(granted, wanted, function * (result) {
		known = answerOf(result);
		if (isLate) {
			yield * later(known);
		}
	});
	isLate = true;
	return known ?? (leave ? {leave} : {code: remoteCode.busy});
}

function answerOf(result: LockResult): LockAnswer {
	switch (result.kind) {
		case 'held': {
			return {code: fileCode.ok};
		}

		case 'conflict':
		case 'timedOut':
		case 'circle': {
			const {owners} = result;
			return {
				code: result.kind === 'circle' ? remoteCode.circle : remoteCode.locked,
				count: owners.length,
				data: toEbcdic(owners.map(owner => owner.padEnd(8)).join('')),
			};
		}

		case 'full': {
			return {code: remoteCode.full};
		}

		case 'busy': {
			return {code: remoteCode.busy};
		}
	}
}

/** The locks of a disk, of files that the requester may know of. */
export function answerLocks(
	group: LockGroup | undefined,
	{name, type, record}: Pick<RemoteRequest, 'name' | 'type' | 'record'>,
	mayKnow: (lock: Lock) => boolean,
): LockAnswer {
	const all = name === '' ? group?.table.locks() : group?.table.locksOf({name, type});
	const shown = (all ?? []).filter(lock => lock.type !== directoryLock.type || lock.name !== directoryLock.name)
		.filter(lock => mayKnow(lock));
	const part = shown.slice(record, record + Math.floor(mostData / lockRecord.length));
	const data = new Uint8Array(part.length * lockRecord.length);
	for (const [index, {waiting, implicit, ...lock}] of part.entries()) {
		const flags = (waiting ? lockState.waiting : 0) | (implicit ? lockState.implicit : 0);
		data.set(lockRecord.encode({...lock, flags}), index * lockRecord.length);
	}

	return {code: fileCode.ok, count: shown.length, data};
}
