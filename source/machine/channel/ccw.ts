/** Channel command words and channel status words as they lie in storage (GA22-7000, "Input/Output Operations"). */
import {addressMask, pageSize} from '../../base/architecture.js';
import {channelCommand, channelStatus, channelStatusWord} from '../../base/channel-words.js';
import type {AddressSpace} from '../storage/storage.js';

/** Command code of transfer in channel: only its low four bits are looked at. */
const transferInChannel = 0x08;

export type Ccw = {
	/** Channel status that ends the channel program, for there is no CCW here; 0: there is. */
	readonly check: number;
	/** Where it stands. */
	readonly at: number;
	readonly command: number;
	readonly address: number;
	readonly flags: number;
	readonly count: number;
};

export const isTransferInChannel = (ccw: Ccw): boolean => (ccw.command & 15) === transferInChannel;

/** Read backward: the low four bits alone tell; data go downward from the CCW's address. */
export const isReadBackward = (ccw: Ccw): boolean => (ccw.command & 15) === 0x0C;

/** The eight bytes of a CCW. `flags` is bits 32–39. */
export function ccwBytes(command: number, address: number, flags: number, count: number): Uint8Array {
	return channelCommand.encode({
		command, address: address & addressMask, flags, count: count & 0xFFFF,
	});
}

type MutableCcw = {-readonly [Field in keyof Ccw]: Ccw[Field]};

const noCcw = (check: number): MutableCcw => ({
	check, at: 0, command: 0, address: 0, flags: 0, count: 0,
});

/** Program check: what is no CCW, or must not follow. */
export const programCheck: Ccw = noCcw(channelStatus.programCheck);
/** Protection check: the key does not fit. */
export const protectionCheck: Ccw = noCcw(channelStatus.protectionCheck);

/** Room for one CCW after the other. */
export const ccwRoom = (): MutableCcw => noCcw(0);

/**
 * The CCW at `address`, in `room`, or why it cannot be fetched with `key`. Two words of storage, and no bytes in
 * between: every command of every channel program comes by here.
 */
export function fetchCcw(storage: AddressSpace, address: number, key: number, room = ccwRoom()): Ccw {
	if ((address & 7) !== 0 || !storage.contains(address, channelCommand.length)) {
		return programCheck;
	}

	if (!storage.permits(key, address >>> 11, false)) {
		return protectionCheck;
	}

	const {view} = storage.host;
	const host = (storage.frameOf(address >>> 12) * pageSize) + (address % pageSize);
	const high = view.getUint32(host);
	const low = view.getUint32(host + channelCommand.offset.flags);
	room.at = address;
	room.command = high >>> 24;
	room.address = high & addressMask;
	room.flags = low >>> 24;
	room.count = low & 0xFFFF;
	return room;
}

/** A channel status word. */
export type Csw = {
	readonly key: number;
	/** Behind the last CCW used; zero where none was. */
	readonly ccwAddress: number;
	readonly unit: number;
	readonly channel: number;
	readonly residual: number;
	/** Deferred condition code of START I/O FAST RELEASE, bits 6–7. */
	readonly deferred?: number;
};

/** Stores a CSW at a real address: two words, at every interruption. */
export function storeCsw(storage: AddressSpace, address: number, csw: Csw): void {
	storage.setWord(address, ((csw.key << 28) | ((csw.deferred ?? 0) << 24) | (csw.ccwAddress & addressMask)) >>> 0);
	storage.setWord(
		address + channelStatusWord.offset.unit,
		((csw.unit << 24) | (csw.channel << 16) | (csw.residual & 0xFFFF)) >>> 0,
	);
}
