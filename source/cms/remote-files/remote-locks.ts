/** Locks of a disk of another machine, as a user asks for them: the owner has them in his table, in the user's name. */
import {second} from '../../base/clock.js';
import {fromEbcdic} from '../../base/ebcdic.js';
import type {Step} from '../../guest/action.js';
import {DiskError, fileCode} from '../file-system/disk/disk.js';
import type {DiskLocks, ShownLock} from '../locks/disk-locks.js';
import {longestSignal} from '../locks/lock-member.js';
import {lockMode, type LockMode} from '../locks/lock-layout.js';
import type {LockResult, WantedLock} from '../locks/lock-results.js';
import type {Answer} from './link.js';
import {
	lockFlag, lockRecord, lockState, remoteCode, remoteFunction, type RemoteRequest,
} from './protocol.js';

/** The owner, who is asked. Both throw `DiskError` where there is no answer. */
export type LockKeeper = {
	ask(request: Partial<RemoteRequest>): Step<Answer>;
	/** `undefined` where it took longer than `limit` microseconds. */
	wait(request: Partial<RemoteRequest>, limit: number): Step<Answer | undefined>;
};

type FileName = Pick<WantedLock, 'name' | 'type'>;

/** An owner that answers more than any table holds is none. */
const mostLocks = 10_000;

export class RemoteLocks implements DiskLocks {
	readonly #keeper: LockKeeper;

	constructor(keeper: LockKeeper) {
		this.#keeper = keeper;
	}

	* acquire(file: FileName & {readonly mode: LockMode}, seconds: number): Step<LockResult> {
		return yield * this.#acquire({...file, implicit: false}, seconds);
	}

	/** Opens a file for writing; answers a `fileCode`. */
	* claim(file: FileName & {readonly modeNumber: string}, seconds: number): Step<number> {
		const {kind} = yield * this.#acquire({...file, mode: lockMode.update, implicit: true}, seconds);
		return kind === 'held' ? fileCode.ok : (kind === 'circle' ? fileCode.deadlock : fileCode.inUse);
	}

	* unclaim({name, type}: FileName): Step {
		yield * this.#keeper.ask({
			function: remoteFunction.unlock, name, type, flags: lockFlag.implicit,
		});
	}

	* release({name, type}: FileName): Step<boolean> {
		const {code} = yield * this.#keeper.ask({function: remoteFunction.unlock, name, type});
		return code === fileCode.ok;
	}

	* list(file?: FileName): Step<readonly ShownLock[]> {
		const {name, type} = file ?? {name: '', type: ''};
		const locks: ShownLock[] = [];
		for (;;) {
			const {code, count, data} = yield * this.#keeper.ask({
				function: remoteFunction.locks, name, type, record: locks.length,
			});
			const part = code === fileCode.ok ? Math.floor(data.length / lockRecord.length) : 0;
			for (let index = 0; index < part; index++) {
				locks.push(shown(lockRecord.decode(data, index * lockRecord.length)));
			}

			if (part === 0 || locks.length >= Math.min(count, mostLocks)) {
				return locks;
			}
		}
	}

	* #acquire(
		{mode, implicit, ...file}: WantedLock & {readonly modeNumber?: string},
		seconds: number,
	): Step<LockResult> {
		const flags = implicit ? lockFlag.implicit : 0;
		const request = {...file, function: remoteFunction.lock, lockMode: mode, flags};
		const wait = seconds === 0
			? undefined
			: yield * this.#keeper.wait(
				{...request, flags: flags | lockFlag.wait}, Math.min(seconds, longestSignal) * second,
			);
		const answer = wait ?? (yield * this.#keeper.ask(request));
		return resultOf(answer);
	}
}

function resultOf({code, data}: Answer): LockResult {
	switch (code) {
		case fileCode.ok: {
			return {kind: 'held'};
		}

		case remoteCode.locked:
		case remoteCode.circle: {
			const owners = fromEbcdic(data).match(/.{1,8}/g) ?? [];
			return {
				kind: code === remoteCode.circle ? 'circle' : 'conflict', owners: owners.map(owner => owner.trimEnd()),
			};
		}

		case fileCode.inUse: {
			return {kind: 'busy'};
		}

		case remoteCode.full: {
			return {kind: 'full'};
		}

		default: {
			throw new DiskError(code === fileCode.notPermitted ? code : fileCode.inputOutput, code, 'no lock');
		}
	}
}

function shown({flags, mode, ...lock}: ReturnType<typeof lockRecord.decode>): ShownLock {
	return {
		...lock,
		mode: mode === lockMode.share || mode === lockMode.update ? mode : lockMode.exclusive,
		waiting: (flags & lockState.waiting) !== 0,
		implicit: (flags & lockState.implicit) !== 0,
	};
}
