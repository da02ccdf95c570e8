/**
 * DMSERR, by SVC 203 or 202: what LINEDIT and CMS's own messages are made with (SY20-0887, "DMSERR"; GC20-1818,
 * "LINEDIT"). The list has no gaps: two bytes of flags; what they say is there of: address of the text, number,
 * severity and module of a message, address of a buffer; then the substitutions, and the text behind its length.
 *
 * Not here: DIE=YES, with which CMS itself stops.
 */
import {addressMask} from '../../../base/architecture.js';
import {toEbcdic} from '../../../base/ebcdic.js';
import type {Step} from '../../../guest/action.js';
import type {GuestStorage} from '../../../guest/guest.js';
import * as diagnose from '../diagnose.js';
import type {Nucleus} from '../nucleus.js';
import {userAddress} from '../storage/user-storage.js';
import {editLine, type Substitution} from './line-edit.js';
import type {SaveArea} from './save-area.js';
import type {SystemService} from './system-service.js';
import {printText} from './unit-functions.js';

const flag = {
	textAddress: 0x80, header: 0x40, buffer: 0x20, oneSubstitution: 0x10, substitutions: 0x08,
} as const;
const option = {compress: 0x80, dot: 0x40} as const;
/** DISP, the low bits of the second byte. */
const disposition = {
	errorMessage: 0, type: 1, sio: 2, none: 3, print: 4, cp: 5,
} as const;
const dispositionBits = 0x0F;
/** Bits of a substitution's code: the last one; its value, or its length too, is in storage. */
const code = {last: 0x80, inStorage: 0x40, hasLength: 0x20, kind: 0x0F} as const;
/** Kinds below this have a value, which `inStorage` says is at an address; the others are at one anyway. */
const firstOfStorage = 2;
const longestText = 130;
/** More substitutions than a text can have fields. */
const mostSubstitutions = 65;
/** Column of the severity in a message with its identifier. */
const severityColumn = 9;
const nameLength = 8;

type ParsedList = {
	readonly text: string;
	readonly header: string;
	readonly options: number;
	/** Address; 0: none. */
	readonly buffer: number;
	readonly substitutions: readonly Substitution[];
};

/** Goes through the list byte by byte: an address outside of storage is the program's exception. */
class ListReader {
	constructor(readonly storage: GuestStorage, public at: number) {}

	number(length: 1 | 2 | 3 | 4): number {
		const at = userAddress(this.storage, this.at, length);
		this.at = at + length;
		return [...this.storage.fetch(at, length)].reduce((value, byte) => (value * 256) + byte, 0);
	}

	text(length: number): string {
		const at = userAddress(this.storage, this.at, length);
		this.at = at + length;
		return length === 0 ? '' : this.storage.text(at, length);
	}
}

function parse(storage: GuestStorage, plist: number, register0: number): ParsedList {
	const list = new ListReader(storage, plist);
	const flags = list.number(1);
	const options = list.number(1);
	const textAddress = (flags & flag.textAddress) === 0 ? 0 : list.number(3);
	const header = (flags & flag.header) === 0 ? '' : messageHeader(list);
	const buffer = (flags & flag.buffer) === 0 ? 0 : list.number(3);
	const substitutions: Substitution[] = [];
	if ((flags & flag.substitutions) !== 0) {
		for (let more = true; more && substitutions.length < mostSubstitutions;) {
			const bits = list.number(1);
			substitutions.push(fromList(list, bits));
			more = (bits & code.last) === 0;
		}

		// A byte may be left for the end of an address that a register was stored for.
		if (textAddress === 0 && storage.byte(userAddress(storage, list.at, 1)) === 0) {
			list.at++;
		}
	} else if ((flags & flag.oneSubstitution) !== 0) {
		substitutions.push(fromRegister(storage, list.number(1), register0));
	}

	const text = textAddress === 0 ? list : new ListReader(storage, textAddress);
	return {
		text: text.text(Math.min(text.number(1), longestText)), header, options, buffer, substitutions,
	};
}

function messageHeader(list: ListReader): string {
	const number = list.number(2);
	const severity = list.text(1);
	const module = list.text(3);
	return `DMS${module}${String(number % 1000).padStart(3, '0')}${severity} `;
}

/** A value in the list is four bytes, one in storage an address of three, with a length before it or not. */
function fromList(list: ListReader, bits: number): Substitution {
	const kind = bits & code.kind;
	if ((bits & code.hasLength) !== 0) {
		const length = list.number(1);
		return {kind, value: list.number(3), length};
	}

	return (bits & code.inStorage) === 0
		? {kind, value: list.number(4)}
		: valueAt(list.storage, kind, list.number(3));
}

function fromRegister(storage: GuestStorage, bits: number, register0: number): Substitution {
	const kind = bits & code.kind;
	if (kind < firstOfStorage && (bits & code.inStorage) === 0) {
		return {kind, value: register0};
	}

	const found = valueAt(storage, kind, register0 & addressMask);
	return (bits & code.hasLength) === 0 ? found : {...found, length: register0 >>> 24};
}

const valueAt = (storage: GuestStorage, kind: number, address: number): Substitution =>
	({kind, value: kind < firstOfStorage ? storage.word(userAddress(storage, address, 4)) : address});

/** Edits the line and does with it what the list says. Ends with 0, or CP's return code. */
export function * editAndShow(nucleus: Nucleus, plist: number, save: SaveArea): Step<number> {
	const {storage} = nucleus.guest;
	yield * nucleus.charge('scanLine');
	const {text, header, options, buffer, substitutions} = parse(storage, plist, save.register(0));
	const shown = options & dispositionBits;
	const line = header + editLine(text, {
		dot: (options & option.dot) !== 0,
		compress: (options & option.compress) !== 0,
		carriage: shown === disposition.print,
	}, substitutions, storage);
	if (buffer !== 0) {
		const bytes = toEbcdic(line);
		const found = userAddress(storage, buffer, bytes.length + 1);
		storage.store(found, Buffer.concat([Uint8Array.of(bytes.length), bytes]));
	}

	switch (shown) {
		case disposition.errorMessage: {
			yield * typeMessage(nucleus, line);
			return 0;
		}

		case disposition.none: {
			return 0;
		}

		case disposition.print: {
			return yield * printText(nucleus, toEbcdic(line));
		}

		case disposition.cp: {
			return (yield * nucleus.cp(line)).rc;
		}

		default: {
			yield * nucleus.console.type(line);
			return 0;
		}
	}
}

/** A message: as SET EMSG says, but one of a severe error whole. */
function * typeMessage(nucleus: Nucleus, line: string): Step {
	const severity = line[severityColumn] ?? '';
	if (nucleus.settings.suppressMessages) {
		return;
	}

	if ('EIW'.includes(severity) && severity !== '') {
		const edited = yield * diagnose.editMessage(nucleus.guest, line);
		if (edited !== '') {
			yield * nucleus.console.type(edited);
		}
	} else if ('ST'.includes(severity) && severity !== '') {
		yield * nucleus.console.typeError(line);
	} else {
		yield * nucleus.console.type(line);
	}
}

export const dmserr: SystemService = function * (nucleus, {save}) {
	const plist = userAddress(nucleus.guest.storage, save.register(1), 2);
	return yield * editAndShow(nucleus, afterName(nucleus, plist), save);
};

/** The list may begin with the function's name. */
function afterName({guest: {storage}}: Nucleus, plist: number): number {
	return storage.contains(plist, nameLength) && storage.text(plist, nameLength) === 'DMSERR  '
		? plist + nameLength
		: plist;
}

export {afterName as listOfMessage};
