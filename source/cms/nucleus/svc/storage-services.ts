/**
 * Free storage for programs by SVC 203: DMSFREE, DMSFRET, DMSFRES, STRINIT (SY20-0887, "CMS free storage management"),
 * and SVCFREE and SVCFRET, which do the same by SVC 202. Register 0 has the number of doublewords, register 1 the
 * address. A request that cannot be met types a message, and ends the program that takes no error return.
 *
 * Not here: the difference of TYPE=USER and NUCLEUS and of AREA=LOW and HIGH (there is one free storage, which user
 * programs can store into), DMSFRES INIT1 and INIT2.
 */
import {addressMask} from '../../../base/architecture.js';
import {fullword, Layout} from '../../../base/layout.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {Step} from '../../../guest/action.js';
import {messages} from '../../messages/index.js';
import {abendCode, Abend, shown} from '../abend.js';
import type {Nucleus} from '../nucleus.js';
import {area} from '../storage/layout.js';
import {nucon} from '../storage/nucon.js';
import type {SvcFunction} from './svc-function.js';
import type {SystemCall, SystemService} from './system-service.js';

const doubleword = 8;
/** More than any machine has; a register may hold any number. */
const mostDoublewords = addressMask / doubleword;
/** Flag bit of DMSFREE: register 1 has the least that will do (MIN). */
const variable = 0x40;
const {DMSFRE159T: noStorage, DMSFRE160T: badRequest, DMSFRE161T: badReturn, DMSFRE167T: badFunction} = messages;
type ReturnError = keyof typeof badReturn.returnCode & number;

/** Who asks, as far as an error needs it. */
type Caller = Pick<SystemCall, 'takesErrors' | 'from'>;

/** DMSFREE: doublewords asked for, and the least that will do; what was got, or its message. */
function * obtain(
	nucleus: Nucleus,
	{takesErrors, from}: Caller,
	wanted: number,
	least: number | undefined,
): Step<number | {readonly address: number; readonly doublewords: number}> {
	yield * nucleus.charge('directoryBlock');
	const {owned, free} = nucleus;
	let doublewords = Math.min(wanted, mostDoublewords);
	let address = doublewords > 0 ? owned.allocate(doublewords * doubleword) : undefined;
	if (address === undefined && doublewords > 0 && least !== undefined && least > 0 && least <= wanted) {
		doublewords = Math.floor((free.largest() - freeReserve) / doubleword);
		address = doublewords >= least ? owned.allocate(doublewords * doubleword) : undefined;
	} else if (address === undefined && (doublewords <= 0 || least !== undefined)) {
		if (takesErrors) {
			return yield * nucleus.message(badRequest, {address: from});
		}

		throw new Abend(abendCode.freeStorage, from, shown(badRequest, {address: from}));
	}

	if (address !== undefined) {
		return {address, doublewords};
	}

	if (takesErrors) {
		return yield * nucleus.message(noStorage, {address: from});
	}

	throw new Abend(abendCode.freeStorage, from, shown(noStorage, {address: from}));
}

/** What the record of a block itself may take, and the rest of a page. */
const freeReserve = 4096;

function * giveBack(nucleus: Nucleus, {takesErrors, from}: Caller, doublewords: number, at: number): Step<number> {
	yield * nucleus.charge('directoryBlock');
	const number = returnError(nucleus, doublewords, at & addressMask);
	if (number === 0) {
		return 0;
	}

	if (takesErrors) {
		return yield * nucleus.message(badReturn, {address: from, number}, number);
	}

	throw new Abend(abendCode.freeStorage, from, shown(badReturn, {address: from, number}));
}

function returnError({owned}: Nucleus, doublewords: number, address: number): ReturnError | 0 {
	if (doublewords <= 0) {
		return 5;
	}

	if (address % doubleword !== 0) {
		return 7;
	}

	return owned.release(address, Math.min(doublewords, mostDoublewords) * doubleword) ? 0 : 6;
}

export const dmsfree: SystemService = function * (nucleus, call) {
	const {save, flags} = call;
	const least = (flags & variable) === 0 ? undefined : save.register(1);
	const got = yield * obtain(nucleus, call, save.register(0), least);
	if (typeof got === 'number') {
		return got;
	}

	save.setRegister(1, got.address);
	if (least !== undefined) {
		save.setRegister(0, got.doublewords);
	}

	return 0;
};

export const dmsfret: SystemService = function * (nucleus, call) {
	const {save} = call;
	return yield * giveBack(nucleus, call, save.register(0), save.register(1));
};

/** DMSFRES by number: CKON, CKOFF (what is checked is always checked here), CHECK, UREC, CALOC. */
const fresFunctions: Readonly<Record<number, (nucleus: Nucleus, call: SystemCall) => void>> = {
	1() {
		// Always so.
	},
	2() {
		// Never so.
	},
	5({free, owned}) {
		free.check();
		owned.check();
	},
	6({owned}) {
		owned.releaseAll();
	},
	7({owned}, {save}) {
		save.setRegister(0, owned.bytes / doubleword);
	},
};

export const dmsfres: SystemService = function * (nucleus, call) {
	yield * nucleus.charge('svc');
	const run = fresFunctions[call.flags];
	if (!run) {
		return yield * nucleus.message(badFunction, {number: badFunction.returnCode});
	}

	run(nucleus, call);
	return 0;
};

/** STRINIT: GETMAIN's storage begins behind the program that was loaded. */
export const strinit: SystemService = function * (nucleus) {
	const {storage} = nucleus.guest;
	yield * nucleus.charge('svc');
	const start = Math.max(area.user, Math.ceil(storage.word(nucon.locationCounter) / doubleword) * doubleword);
	storage.setWord(nucon.mainStart, start);
	storage.setWord(nucon.mainHigh, start);
	return 0;
};

/** SVCFREE and SVCFRET: doublewords and address. */
export const storageList = new Layout(16, {doublewords: fullword(8), address: fullword(12)});

export const svcFree: SvcFunction = function * (nucleus, plist) {
	const list = new StoredRecord(storageList, nucleus.guest.storage, plist);
	const got = yield * obtain(nucleus, {takesErrors: true, from: 'SVCFREE'}, list.get('doublewords') | 0, undefined);
	if (typeof got === 'number') {
		return got;
	}

	list.set('address', got.address);
	return 0;
};

export const svcFret: SvcFunction = function * (nucleus, plist) {
	const {doublewords, address} = new StoredRecord(storageList, nucleus.guest.storage, plist).read();
	return yield * giveBack(nucleus, {takesErrors: true, from: 'SVCFRET'}, doublewords | 0, address);
};
