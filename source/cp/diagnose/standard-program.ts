/**
 * The channel program of DIAGNOSE X'18' (GC20-1807, "Standard DASD I/O"): seek, set sector where wanted, search ID
 * equal, transfer in channel back to it, read or write data; the same again for each record, without the seek where
 * that changes nothing. What is wrong with one is found before anything is moved.
 */
import {ccwFlag, channelCommand} from '../../base/channel-words.js';
import {searchArgument, seekArgument} from '../../base/count-key-data.js';
import type {AddressSpace} from '../../machine/storage/storage.js';

/** R15 with condition code 2. */
export const programFault = {
	/** A seek or search argument is not in storage. */
	argument: 6,
	/** Where Read (06) or Write (05) is to stand there is another command. */
	command: 7,
	noBytes: 8,
	tooManyBytes: 9,
	/** The buffer is not in storage. */
	buffer: 10,
	/** R15 was not 1 to 15, or the program has more reads and writes. */
	count: 11,
	/** A later seek leaves the cylinder. */
	cylinder: 12,
} as const;

export type ProgramFault = typeof programFault[keyof typeof programFault];

const command = {write: 0x05, read: 0x06, seek: 0x07, seekCylinder: 0x0B, seekHead: 0x1B, setSector: 0x23} as const;
const searchIdEqual = 0x31;
const mostTransfers = 15;
const mostBytes = 2048;
const ccwSize = channelCommand.length;
/** Offset of the cylinder in a seek argument. */
const cylinderOffset = seekArgument.offset.cylinder;

/** What is wrong with the program at `address`, which is to read or write `transfers` records; `undefined`: nothing. */
export function faultOf(storage: AddressSpace, address: number, transfers: number): ProgramFault | undefined {
	if (transfers < 1 || transfers > mostTransfers) {
		return programFault.count;
	}

	let at = address;
	let cylinder: number | undefined;
	for (let left = transfers; left > 0; left--) {
		if (isSeek(codeAt(storage, at))) {
			const argument = addressAt(storage, at);
			if (!storage.contains(argument, seekArgument.length)) {
				return programFault.argument;
			}

			const next = storage.word(argument + cylinderOffset) >>> 16;
			if (cylinder !== undefined && next !== cylinder) {
				return programFault.cylinder;
			}

			cylinder = next;
			at += ccwSize;
		}

		if (codeAt(storage, at) === command.setSector) {
			if (!storage.contains(addressAt(storage, at), 1)) {
				return programFault.argument;
			}

			at += ccwSize;
		}

		if (codeAt(storage, at) === searchIdEqual) {
			if (!storage.contains(addressAt(storage, at), searchArgument.length)) {
				return programFault.argument;
			}

			// Behind it the transfer that goes back to it.
			at += 2 * ccwSize;
		}

		const fault = transferFault(storage, at);
		if (fault !== undefined) {
			return fault;
		}

		if ((flagsAt(storage, at) & ccwFlag.chainCommand) === 0) {
			return undefined;
		}

		at += ccwSize;
	}

	return programFault.count;
}

/** The cylinder that a program without faults seeks; 0 where it seeks none. */
export const soughtCylinder = (storage: AddressSpace, address: number): number =>
	isSeek(codeAt(storage, address)) ? storage.word(addressAt(storage, address) + cylinderOffset) >>> 16 : 0;

const isSeek = (code: number | undefined): boolean =>
	code === command.seek || code === command.seekCylinder || code === command.seekHead;

/** Command code of the CCW at an address; `undefined`: it is not in storage. */
const codeAt = (storage: AddressSpace, at: number): number | undefined =>
	storage.contains(at, ccwSize) ? storage.word(at) >>> 24 : undefined;

const addressAt = (storage: AddressSpace, at: number): number => storage.word(at) & 0xFF_FFFF;

const flagsAt = (storage: AddressSpace, at: number): number => storage.word(at + 4) >>> 24;

/** What is wrong with the read or write at an address. An indirect address is the channel's to look at. */
function transferFault(storage: AddressSpace, at: number): ProgramFault | undefined {
	const code = codeAt(storage, at);
	if (code !== command.read && code !== command.write) {
		return programFault.command;
	}

	const bytes = storage.word(at + 4) & 0xFFFF;
	if (bytes === 0) {
		return programFault.noBytes;
	}

	if (bytes > mostBytes) {
		return programFault.tooManyBytes;
	}

	const isIndirect = (flagsAt(storage, at) & ccwFlag.indirect) !== 0;
	return isIndirect || storage.contains(addressAt(storage, at), bytes) ? undefined : programFault.buffer;
}
