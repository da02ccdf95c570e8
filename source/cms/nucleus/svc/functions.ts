/**
 * Functions called by SVC 202 with a parameter list in binary (GC20-1819, "CMS functions"; SY20-0884). The list starts
 * with the name in eight characters; offsets below count from there. Those of files are in `file-functions.ts`, those
 * of unit record devices in `unit-functions.ts`. Not here: tape.
 */
import type {Step} from '../../../guest/action.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import type {Nucleus} from '../nucleus.js';
import {userAddress} from '../storage/user-storage.js';
import {svcFileFunctions} from './file-functions.js';
import type {SvcFunction} from './svc-function.js';
import {cardPunch, cardRead, printLine} from './unit-functions.js';

const inputLength = 130;

/** TYPLIN: +8 buffer, +12 colour (`R` = error line), +14 length. */
function * typlin(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const length = storage.half(plist + 14);
	const text = storage.text(userAddress(storage, storage.word(plist + 8), length), length);
	yield * storage.text(plist + 12, 1) === 'R' && nucleus.settings.redType
		? nucleus.console.typeError(text)
		: nucleus.console.type(text);
	return 0;
}

/**
 * WAITRD and CONREAD: +8 buffer, +12 edit code (U upper case padded, V upper case, S as typed padded, T as typed), +14
 * length read.
 */
function * waitrd(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const code = storage.text(plist + 12, 1);
	const line = (yield * nucleus.console.read({asTyped: code === 'S' || code === 'T' || code === 'X'})).slice(
		0,
		inputLength,
	);
	const buffer = userAddress(storage, storage.word(plist + 8), inputLength);
	if (code === 'U' || code === 'S') {
		storage.setText(buffer, line, inputLength);
	} else {
		storage.store(buffer, toEbcdic(line));
	}

	storage.setHalf(plist + 14, line.length);
	return 0;
}

/** ATTN: +8 `LIFO` or `FIFO`, +12 length (1 byte), +13 address of the line. */
function * attn(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	yield * nucleus.charge('scanLine');
	const length = storage.byte(plist + 12);
	const line = storage.text(userAddress(storage, storage.word(plist + 12), length), length);
	nucleus.console.stack(line, storage.text(plist + 8, 4) === 'LIFO' ? 'LIFO' : 'FIFO');
	return 0;
}

/** WAIT (DMSIOW) for a device: every console operation here has ended when its function returns. */
function * wait(nucleus: Nucleus): Step<number> {
	yield * nucleus.charge('svc');
	return 0;
}

export const svcFunctions: ReadonlyMap<string, SvcFunction> = new Map<string, SvcFunction>([
	['TYPLIN', typlin],
	['TYPE', typlin],
	['WAITRD', waitrd],
	['CONREAD', waitrd],
	['ATTN', attn],
	['WAIT', wait],
	['CARDRD', cardRead],
	['CARDPH', cardPunch],
	['PRINTR', printLine],
	...svcFileFunctions,
]);
