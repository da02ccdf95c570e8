/**
 * Functions called by SVC 202 with a parameter list in binary (GC20-1819, "CMS functions"; SY20-0884); what their lists
 * hold is in `parameter-list.ts`. Those of files are in `file-functions.ts`, those of unit record devices in
 * `unit-functions.ts`, of tapes in `tape-functions.ts`. Not here: those of CMS's own (DMSCIOSI, DMSPIOSI and the
 * like), and what a program has no use for (SUBSET, RETURN).
 */
import type {Step} from '../../../guest/action.js';
import {addressMask} from '../../../base/architecture.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {Nucleus} from '../nucleus.js';
import {nucon} from '../storage/nucon.js';
import {userAddress} from '../storage/user-storage.js';
import {dmsladad} from './auxiliary-directory.js';
import {svcFileFunctions} from './file-functions.js';
import {editAndShow, listOfMessage} from './message-service.js';
import {lineList, stackList} from './parameter-list.js';
import type {SaveArea} from './save-area.js';
import {svcFree, svcFret} from './storage-services.js';
import type {SvcFunction} from './svc-function.js';
import {tapeio} from './tape-functions.js';
import {handleDevices, handleSvcs} from './traps.js';
import {cardPunch, cardRead, printLine} from './unit-functions.js';
import {waitFunction} from './wait-function.js';

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

/** CMSTIME: CMS looks at its timer; programs call it for the BLIP characters. */
function * cmsTime(nucleus: Nucleus): Step<number> {
	yield * nucleus.charge('svc');
	return 0;
}

/** DMSERR as a function. */
function * dmserrFunction(nucleus: Nucleus, plist: number, save: SaveArea): Step<number> {
	return yield * editAndShow(nucleus, listOfMessage(nucleus, plist), save);
}

/** TRAP: the routine for external interruptions (HNDEXT); 0: none. */
function * trap(nucleus: Nucleus, plist: number): Step<number> {
	const {storage} = nucleus.guest;
	yield * nucleus.charge('svc');
	storage.setWord(nucon.externalExit, storage.word(plist + trapAddress) & addressMask);
	return 0;
}

const trapAddress = 8;

function * hndint(nucleus: Nucleus, plist: number): Step<number> {
	yield * nucleus.charge('svc');
	return handleDevices(nucleus, plist);
}

function * hndsvc(nucleus: Nucleus, plist: number): Step<number> {
	yield * nucleus.charge('svc');
	return handleSvcs(nucleus, plist);
}

export const svcFunctions: ReadonlyMap<string, SvcFunction> = new Map<string, SvcFunction>([
	['TYPLIN', typlin],
	['TYPE', typlin],
	['WAITRD', waitrd],
	['CONREAD', waitrd],
	['ATTN', attn],
	['WAIT', waitFunction],
	['CMSTIME', cmsTime],
	['DMSERR', dmserrFunction],
	['TRAP', trap],
	['HNDINT', hndint],
	['HNDSVC', hndsvc],
	['TAPEIO', tapeio],
	['DMSLADAD', dmsladad],
	['SVCFREE', svcFree],
	['SVCFRET', svcFret],
	['CARDRD', cardRead],
	['CARDPH', cardPunch],
	['PRINTR', printLine],
	['PRINTIO', printLine],
	...svcFileFunctions,
]);
