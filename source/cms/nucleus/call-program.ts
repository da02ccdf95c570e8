/** How CMS calls a program in System/370 code (SY20-0884, "DMSITS"; GC20-1819, "Linkage"). */
import {everythingEnabled} from '../../base/architecture.js';
import {hex} from '../../base/hex.js';
import type {Step} from '../../guest/action.js';
import type {Cms, CommandCall} from '../cms.js';
import type {FreeStorage} from './storage/free-storage.js';
import {userKey} from './storage/layout.js';
import {nucon} from './storage/nucon.js';
import {ProgramLists} from './svc/program-lists.js';
import {requireKeys} from './svc/routine-keys.js';
import {
	beginRoutine, endRoutine, ssave, userSaveArea,
} from './svc/save-area.js';

/** What a call needs of the nucleus. */
type Host = Pick<Cms, 'guest' | 'settings' | 'allocate' | 'release'> & {readonly free: FreeStorage};

/**
 * Calls the program at `entry`: register 13 points to a save area, 14 back, 12 and 15 have its address. Ends with its
 * register 15. One that SVC 202 calls has the save area of the SVC, others have one of their own.
 */
export function * callProgram(
	nucleus: Host,
	entry: number,
	call: CommandCall,
	inKeyZero = false,
): Step<number> {
	const {guest, guest: {gpr, storage}, free} = nucleus;
	const lists = new ProgramLists(nucleus, call);
	const userSave = nucleus.allocate(userSaveArea);
	storage.store(userSave, new Uint8Array(userSaveArea));
	const {tokens: [name = '']} = call;
	const before = storage.word(nucon.currentSave);
	const isOwn = call.plist === undefined || before === 0;
	const routine = isOwn ? beginRoutine(guest, free, {name, registers: lists.registers, userSave}) : before;
	if (!isOwn) {
		storage.setWord(routine + ssave.offset.userSave, userSave);
	}

	try {
		gpr.set(lists.registers);
		gpr[12] = entry;
		gpr[13] = userSave;
		gpr[15] = entry;
		yield {kind: 'call', address: entry, key: nucleus.settings.protect && !inKeyZero ? userKey : 0};
		const rc = gpr[15];
		guest.psw.key = 0;
		yield {kind: 'mask', systemMask: everythingEnabled};
		requireKeys(guest, routine, {name, from: hex(storage.word(routine + ssave.offset.psw + 4) & 0xFF_FFFF, 6)});
		if (isOwn) {
			endRoutine(guest, free, routine);
		}

		return rc;
	} finally {
		nucleus.release(userSave, userSaveArea);
		lists.release();
	}
}
