/**
 * Storage keys of programs by SVC 203: DMSKEY and DMSEXS (SY20-0887, "The DMSKEY macro", "The DMSEXS macro"). The key
 * that was in effect goes into a stack in the routine's save area, from which RESET takes it back.
 */
import {addressMask, everythingEnabled} from '../../../base/architecture.js';
import {act} from '../../../guest/act.js';
import type {Step} from '../../../guest/action.js';
import {messages} from '../../messages/index.js';
import {Abend, abendCode, shown} from '../abend.js';
import type {Nucleus} from '../nucleus.js';
import {userKey} from '../storage/layout.js';
import {executionCode, nucon, nuconArea} from '../storage/nucon.js';
import {keysOf} from './routine-keys.js';
import {mostKeys, ssave} from './save-area.js';
import type {SystemService} from './system-service.js';

const {offset} = ssave;
/** Flag bits of DMSKEY. */
const flag = {
	nucleus: 0x01, reset: 0x02, user: 0x04, lastUser: 0x08, noStack: 0x40,
} as const;
/** The key in the second byte of a PSW, and that of user programs there. */
const keyBits = 0xF0;
const userKeyBits = userKey << 4;

export const dmskey: SystemService = function * (nucleus, {save, flags, next}) {
	yield * nucleus.charge('svc');
	const {guest, guest: {storage}} = nucleus;
	const {routine} = save;
	const count = keysOf(guest, routine);
	if ((flags & flag.reset) !== 0 && (flags & flag.nucleus) === 0) {
		if (count === 0) {
			throw new Abend(abendCode.keyUnderflow, next, shown(messages.DMSITS139T, {address: next}));
		}

		save.keyByte = storage.byte(routine + offset.keys + count - 1);
		storage.setByte(routine + offset.keyCount, count - 1);
		return 0;
	}

	const bits = newKey(nucleus, flags);
	if ((flags & flag.noStack) === 0 && routine !== 0) {
		if (count >= mostKeys) {
			throw new Abend(abendCode.keyOverflow, next, shown(messages.DMSITS138T, {address: next, depth: mostKeys}));
		}

		storage.setByte(routine + offset.keys + count, save.keyByte);
		storage.setByte(routine + offset.keyCount, count + 1);
	}

	save.keyByte = (save.keyByte & ~keyBits) | bits;
	return 0;
};

/** Every routine that calls DMSKEY is the user's, so that USER and LASTUSER are one. */
function newKey({settings}: Nucleus, flags: number): number {
	return (flags & flag.nucleus) === 0 && settings.protect ? userKeyBits : 0;
}

/**
 * DMSEXS: the instruction at register 1, which BR 1 follows, with the key of the nucleus. It finds all registers but
 * register 1 as they were; of what it changes in them only register 15 lasts.
 */
export const dmsexs: SystemService = function * ({guest, guest: {storage, gpr}}, {save}): Step<number> {
	const register14 = save.register(14);
	storage.store(nucon.executionCode, nuconArea.fields.executionCode.encode(executionCode));
	storage.setWord(nucon.executionRegister14, register14);
	storage.setWord(nucon.executionPsw, everythingEnabled << 24);
	storage.setWord(nucon.executionPsw + 4, save.register(1) & addressMask);
	for (let register = 0; register < gpr.length; register++) {
		gpr[register] = save.register(register);
	}

	yield {kind: 'call', address: nucon.executionCode, key: 0};
	const rc = gpr[15];
	guest.psw.key = 0;
	yield * act(guest, {kind: 'mask', systemMask: everythingEnabled});
	return rc;
};
