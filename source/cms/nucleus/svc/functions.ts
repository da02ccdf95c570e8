/**
 * Functions called by SVC 202 with a parameter list in binary (GC20-1819, "CMS functions"; SY20-0884); what their lists
 * hold is in `parameter-list.ts`. Those of files are in `file-functions.ts`, those of unit record devices in
 * `unit-functions.ts`. Not here: tape.
 */
import type {Step} from '../../../guest/action.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {Nucleus} from '../nucleus.js';
import {userAddress} from '../storage/user-storage.js';
import {svcFileFunctions} from './file-functions.js';
import {lineList, stackList} from './parameter-list.js';
import type {SvcFunction} from './svc-function.js';
import {cardPunch, cardRead, printLine} from './unit-functions.js';

const inputLength = 130;

/** TYPLIN. */
function * typlin(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const {buffer, code, length} = new StoredRecord(lineList, storage, plist).read();
	const text = storage.text(userAddress(storage, buffer, length), length);
	yield * code === 'R' && nucleus.settings.redType
		? nucleus.console.typeError(text)
		: nucleus.console.type(text);
	return 0;
}

/** WAITRD and CONREAD. Code: U upper case padded, V upper case, S as typed padded, T as typed. */
function * waitrd(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	const list = new StoredRecord(lineList, storage, plist);
	const {buffer: address, code} = list.read();
	const line = (yield * nucleus.console.read({asTyped: code === 'S' || code === 'T' || code === 'X'})).slice(
		0,
		inputLength,
	);
	const buffer = userAddress(storage, address, inputLength);
	if (code === 'U' || code === 'S') {
		storage.setText(buffer, line, inputLength);
	} else {
		storage.store(buffer, toEbcdic(line));
	}

	list.set('length', line.length);
	return 0;
}

/** ATTN. */
function * attn(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	yield * nucleus.charge('scanLine');
	const {order, length, line: address} = new StoredRecord(stackList, storage, plist).read();
	const line = storage.text(userAddress(storage, address, length), length);
	nucleus.console.stack(line, order === 'LIFO' ? 'LIFO' : 'FIFO');
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
