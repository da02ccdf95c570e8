/** What CREATE LOCK, DELETE LOCK and QUERY LOCK share: the file they name, and the group that shares its disk. */
import {Failure} from '../../../base/failure.js';
import {isAbbreviation} from '../../../base/command.js';
import type {Step} from '../../../guest/action.js';
import type {CmsContext} from '../../cms.js';
import type {SharedSegment} from '../../file-system/disk/shared-disk.js';
import {invalidCharacter} from '../../file-system/files/file-name.js';
import {messages} from '../../messages/index.js';
import {isMode} from '../files/file-operands.js';

export type LockedFile = {readonly segment: SharedSegment; readonly name: string; readonly type: string};

/** The group of machines that shares disk `mode`; a failure, after its message, where there is none. */
export function * sharedDisk({cms}: CmsContext, mode: string): Step<SharedSegment | Failure> {
	if (!isMode(mode)) {
		return new Failure(yield * cms.message(messages.DMSLCK048E, {mode}));
	}

	const disk = cms.disks.disk(mode[0]);
	if (!disk) {
		return new Failure(yield * cms.message(messages.DMSLCK069E, {mode: mode[0]}));
	}

	const segment = cms.segments.segments.find(({name}) => name === disk.segmentName);
	return segment ?? new Failure(yield * cms.message(messages.DMSLCK705E, {mode: mode[0]}));
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

	const segment = yield * sharedDisk(context, mode);
	return segment instanceof Failure
		? segment
		: {
			segment, name, type, rest,
		};
}
