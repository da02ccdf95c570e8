/**
 * RDBUF where the record is in a block that was read already: what programs that read on and on mostly ask for. It
 * comes to the same charges, interruptions, codes and storage as `svc.ts` and `file-functions.ts`, but for the save
 * area.
 */
import {assigned, basicPsw} from '../../../base/assigned-storage.js';
import {addressMask, everythingEnabled} from '../../../base/architecture.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import {act} from '../../../guest/act.js';
import type {Action, ChargeAction, Step} from '../../../guest/action.js';
import {charges, type Charge} from '../../../guest/charges.js';
import type {Guest} from '../../../guest/guest.js';
import {activeCode} from '../../file-system/files/active-code.js';
import type {Nucleus} from '../nucleus.js';
import {area} from '../storage/layout.js';
import {workTogether} from '../storage/work.js';
import {fscb} from './parameter-list.js';

const {offset} = fscb;
const charged: readonly Charge[] = ['svc', 'command', 'record'];
/** The instructions at which the long way comes back: it masks interruptions twice. */
const stubs: ChargeAction = {kind: 'charge', instructions: 2};
const instructions = charged.reduce((sum, charge) => sum + charges[charge], stubs.instructions);
const together: Action = {kind: 'charges', all: [...workTogether(charged), stubs]};
const enabled: Action = {kind: 'mask', systemMask: everythingEnabled};
const disabled: Action = {kind: 'mask', systemMask: 0};
const name = Buffer.from(toEbcdic('RDBUF   '));
const nameWords = [name.readUInt32BE(0), name.readUInt32BE(4)] as const;
const svc202 = 202;
/** An error address of 1 means: go on behind it whatever the return code is. */
const ignoreErrors = 1;
/** Addresses of list and buffer, and the bytes of the latter. */
type ReadList = {readonly plist: number; readonly buffer: number; readonly room: number};

/** The list, where this is a call for one record with room for it. */
function listOf(nucleus: Nucleus): ReadList | undefined {
	const {guest: {storage, gpr}} = nucleus;
	const old = assigned.svcOld;
	if (storage.half(old + basicPsw.offset.code) !== svc202 || storage.byte(old) !== everythingEnabled) {
		return undefined;
	}

	const plist = gpr[1] & addressMask;
	if (
		!storage.contains(plist, fscb.length)
		|| storage.word(plist) !== nameWords[0]
		|| storage.word(plist + 4) !== nameWords[1]
		|| storage.half(plist + offset.count) !== 1
	) {
		return undefined;
	}

	const buffer = storage.word(plist + offset.buffer) & addressMask;
	const room = storage.word(plist + offset.size);
	return buffer >= area.user && storage.contains(buffer, room) && nucleus.canNest
		? {plist, buffer, room}
		: undefined;
}

/** What is charged, enabled for interruptions between. */
function * oneByOne(nucleus: Nucleus): Step {
	yield * act(nucleus.guest, enabled);
	for (const charge of charged) {
		yield * nucleus.charge(charge);
	}

	yield * act(nucleus.guest, disabled);
}

function inHand(nucleus: Nucleus, plist: number): Uint8Array | undefined {
	const item = nucleus.guest.storage.half(plist + offset.item);
	return nucleus.activeFiles.readInHand(nucleus.lastFile.of(nucleus.guest.storage, plist), item);
}

/** A page of the nucleus was away. */
function * suspended(guest: Guest, action: Action): Step {
	yield action;
	yield * act(guest, disabled);
}

/**
 * What became of the SVC that has come. `done`: all but the return to the caller; `charged`: it is RDBUF, for which
 * nothing is to be charged any more; `other`: nothing was done.
 */
export function * readInHand(nucleus: Nucleus): Step<'done' | 'charged' | 'other'> {
	const list = listOf(nucleus);
	if (!list) {
		return 'other';
	}

	const {guest, guest: {storage, gpr}} = nucleus;
	const {plist, buffer, room} = list;
	const high = storage.word(assigned.svcOld);
	const low = storage.word(assigned.svcOld + basicPsw.offset.address);
	const nothingBetween = guest.slack() > instructions;
	let bytes = nothingBetween ? inHand(nucleus, plist) : undefined;
	if (nothingBetween && !bytes) {
		return 'other';
	}

	const done = nothingBetween ? guest.perform(together) : undefined;
	if (typeof done !== 'number') {
		// Whatever comes in between gives registers back as they are; the old PSW may be another's by then.
		yield * (done === undefined ? oneByOne(nucleus) : suspended(guest, done));
		storage.setWord(assigned.svcOld, high);
		storage.setWord(assigned.svcOld + basicPsw.offset.address, low);
	}

	if (!bytes) {
		bytes = inHand(nucleus, plist);
		if (!bytes) {
			return 'charged';
		}

		yield * act(guest, stubs);
	}

	const code = bytes.length > room ? activeCode.length : activeCode.ok;
	const read = bytes.length > room ? bytes.subarray(0, room) : bytes;
	storage.store(buffer, read);
	storage.setWord(plist + offset.bytesRead, read.length);
	gpr[15] = code;
	const next = low & addressMask;
	if (storage.byte(next) === 0) {
		const errorAddress = storage.word(next);
		const on = code !== activeCode.ok && errorAddress > ignoreErrors ? errorAddress : next + 4;
		storage.setWord(assigned.svcOld + basicPsw.offset.address, (low & ~addressMask) | on);
	}

	return 'done';
}
