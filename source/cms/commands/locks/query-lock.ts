/** QUERY LOCK (see CREATE LOCK). Ours. */
import {Failure} from '../../../base/failure.js';
import type {Step} from '../../../guest/action.js';
import type {CmsContext} from '../../cms.js';
import {directoryLock} from '../../file-system/disk/shared-disk.js';
import {lockMode, type LockMode} from '../../locks/lock-layout.js';
import type {ShownLock} from '../../locks/disk-locks.js';
import {messages} from '../../messages/index.js';
import {lockedFile, locksOf} from './lock-operands.js';

const modeWords: Readonly<Record<LockMode, string>> = {
	[lockMode.share]: 'SHARE', [lockMode.update]: 'UPDATE', [lockMode.exclusive]: 'EXCLUSIVE',
};

function lineOf({
	name, type, owner, mode, waiting, implicit,
}: ShownLock, letter: string): string {
	const state = waiting ? 'WAITING' : (implicit ? 'OPEN' : 'HELD');
	return `${name.padEnd(8)} ${type.padEnd(8)} ${letter}  ${owner.padEnd(8)} ${modeWords[mode].padEnd(9)} ${state}`;
}

/** `QUERY LOCK {fm|fn ft fm}`: locks in the order in which they were asked for. */
export function * queryLock(context: CmsContext): Step<number> {
	const {cms, operands: [, ...file]} = context;
	const shared = file.length === 1
		? yield * locksOf(context, file[0])
		: yield * lockedFile({...context, operands: ['LOCK', ...file]});
	if (shared instanceof Failure) {
		return shared.returnCode;
	}

	const all = 'locks' in shared
		? yield * shared.locks.list({name: shared.name, type: shared.type})
		: yield * shared.list();
	const locks = all.filter(({type}) => type !== directoryLock.type || file.length > 1);
	if (locks.length === 0) {
		return yield * cms.message(messages.DMSLCK706I);
	}

	yield * cms.console.type('FILENAME FILETYPE FM USERID   TYPE      STATE');
	const letter = file.at(-1)![0];
	for (const lock of locks) {
		yield * cms.console.type(lineOf(lock, letter));
	}

	return 0;
}
