/**
 * TAPEIO, by SVC 202 (GC20-1818, "RDTAPE", "WRTAPE", "TAPECTL"; DMSTIO): the function and the tape in the list, a mode
 * byte, buffer and size. 1 no such function, or no buffer; 2 tape mark or end of tape; 3 error; 4 no tape's name; 5 not
 * attached; 6 file protected; 8 the block is longer than the buffer.
 *
 * Not here: SENSE and READBK.
 */
import {addressMask} from '../../../base/architecture.js';
import {
	byte, characters, fullword, Layout, threeBytes,
} from '../../../base/layout.js';
import {StoredRecord} from '../../../guest/bounded/stored-record.js';
import type {Step} from '../../../guest/action.js';
import {
	isTape, openTape, tapeAddress, tapeFunction, type TapeEnd, type TapeFunction, type TapeUnit,
} from '../../tape/tape-unit.js';
import type {Nucleus} from '../nucleus.js';
import {isInStorage, userAddress} from '../storage/user-storage.js';
import type {SvcFunction} from './svc-function.js';

export const tapeList = new Layout(32, {
	function: characters(8, 8),
	device: characters(16, 4),
	/** Mode set, 0: as the drive is. */
	mode: byte(20),
	buffer: threeBytes(21),
	size: fullword(24),
	read: fullword(28),
});

const code = {
	ok: 0, invalid: 1, end: 2, error: 3, badDevice: 4, absent: 5, fileProtected: 6, length: 8,
} as const;

const codeOfEnd: Readonly<Record<TapeEnd, number>> = {
	ok: code.ok,
	mark: code.end,
	endOfTape: code.end,
	loadPoint: code.error,
	absent: code.absent,
	notReady: code.error,
	fileProtected: code.fileProtected,
	error: code.error,
};
const longestBlock = 65_535;
/** Tapes that have names. */
const lastTape = 4;
/** In the place of a name: TAP1. */
const defaultDevice = 0xFF;

export const tapeio: SvcFunction = function * (nucleus, plist) {
	const {storage} = nucleus.guest;
	const list = new StoredRecord(tapeList, storage, userAddress(storage, plist, tapeList.length));
	const {function: name, device: deviceName, size, mode} = list.read();
	const movesData = name === 'READ' || name === 'WRITE';
	const buffer = list.get('buffer') & addressMask;
	const isDefault = storage.byte(plist + tapeList.offset.device) === defaultDevice;
	const device = isDefault ? tapeAddress('1') : deviceAddress(deviceName);
	if (device === undefined) {
		return code.badDevice;
	}

	if (!(yield * isTape(nucleus, device))) {
		return code.absent;
	}

	if (!movesData && !Object.hasOwn(tapeFunction, name)) {
		return code.invalid;
	}

	if (movesData && (buffer === 0 || size === 0 || size > longestBlock || !isInStorage(storage, buffer, size))) {
		return code.invalid;
	}

	// One byte more than the buffer has tells that a block is longer.
	const tape = yield * openTape(nucleus, device, Math.min(longestBlock, movesData ? size + 1 : 1));
	if (tape === 'absent' || tape === 'noRoom') {
		return code.error;
	}

	try {
		const set = mode === 0 ? 'ok' : yield * tape.setMode(mode);
		return set === 'ok'
			? yield * operate(nucleus, tape, {list, name, buffer, size})
			: (set === 'error' ? code.invalid : codeOfEnd[set]);
	} finally {
		tape.close();
	}
};

type Operation = {
	readonly list: StoredRecord<typeof tapeList.fields>;
	readonly name: string;
	readonly buffer: number;
	readonly size: number;
};

function * operate({guest: {storage}}: Nucleus, tape: TapeUnit, {list, name, buffer, size}: Operation): Step<number> {
	switch (name) {
		case 'READ': {
			const {end, block} = yield * tape.read();
			const bytes = block.subarray(0, size);
			storage.store(buffer, bytes);
			list.set('read', bytes.length);
			return end === 'ok' && block.length > size ? code.length : codeOfEnd[end];
		}

		case 'WRITE': {
			const end = yield * tape.write(storage.fetch(buffer, size));
			list.set('read', size);
			return codeOfEnd[end];
		}

		default: {
			return codeOfEnd[yield * tape.control(name as TapeFunction)];
		}
	}
}

/** `TAP1` to `TAP4`, or an address in hexadecimal digits. */
function deviceAddress(name: string): number | undefined {
	const tape = /^TAP(\d)$/.exec(name);
	if (tape) {
		const number = Number(tape[1]);
		return number >= 1 && number <= lastTape ? tapeAddress(tape[1]) : undefined;
	}

	return /^[\dA-F]{3}$/.test(name) ? Number.parseInt(name, 16) : undefined;
}
