/** What CREATE LOCK, DELETE LOCK and QUERY LOCK share: the file they name, and the locks of its disk. */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {CmsContext} from '../../cms.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import type {DiskLocks} from '../../locks/disk-locks.js';
import {messages} from '../../messages/index.js';
import {isMode} from '../files/file-operands.js';

export type LockedFile = {readonly locks: DiskLocks; readonly name: string; readonly type: string};

/** Locks of disk `mode`; a failure, after its message, where nobody else can use it. */
export function * locksOf({cms}: CmsContext, mode: string): Step<DiskLocks | Failure> {
	if (!isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSLCK048E, {mode}));
	}

	const disk = cms.disks.disk(mode[0]);
	if (!disk) {
		return new Failure(yield * cms.message(messages.DMSLCK069E, {mode: mode[0]}));
	}

	const locks = yield * cms.disks.fileLocks(disk);
	return locks ?? new Failure(yield * cms.message(messages.DMSLCK705E, {mode: mode[0]}));
}

/** `LOCK fn ft fm`, and what stands behind it; a failure, after its message. */
export function * lockedFile(context: CmsContext): Step<LockedFile & {readonly rest: readonly string[]} | Failure> {
	const {cms, operands: [word = '', name, type, mode, ...rest]} = context;
	if (!isAbbreviation(word, 'LOCK', 3)) {
		return new Failure(yield * cms.message(messages.DMSLCK070E, {parameter: word}));
	}

	if (name === undefined || type === undefined || mode === undefined) {
		return new Failure(yield * cms.message(messages.DMSLCK054E));
	}

	for (const token of [name, type]) {
		const character = invalidCharacter(token);
		if (character !== undefined) {
			return new Failure(yield * cms.message(messages.DMSLCK062E, {character, file: `${name} ${type}`}));
		}
	}

	const locks = yield * locksOf(context, mode);
	return locks instanceof Failure
		? locks
		: {
			locks, name, type, rest,
		};
}
