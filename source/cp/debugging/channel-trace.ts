/**
 * I/O instructions, channel programs and channel status words as TRACE shows them (GC20-1820, "TRACE"), virtual ones
 * and what CP makes of them. Here channels work on the virtual program itself: the real words are those that a channel
 * of the host's would be given, with the frame of each page and the cylinders of the volume.
 */
import {addressMask, keyBlockSize} from '../../base/architecture.js';
import {ccwFlag} from '../../base/channel-words.js';
import {hex, hexBytes} from '../../base/hex.js';
import {
	fetchCcw, isTransferInChannel, type Ccw,
} from '../../machine/channel/ccw.js';
import type {AddressSpace} from '../../machine/storage/storage.js';
import type {VirtualDevice} from '../devices/virtual-device.js';

/** Channel commands shown at most: a program may be a loop. */
const longest = 255;

/** Commands whose data are a seek address: SEEK, SEEK CYLINDER, SEEK HEAD. */
const seeks: ReadonlySet<number> = new Set([0x07, 0x0B, 0x1B]);
const seekLength = 6;

/** Where a byte of a machine's storage stands in the host's; 0 where its page has no frame now. */
function realAddress(storage: AddressSpace, address: number): number {
	const frame = storage.contains(address, 1) ? storage.pages[address >>> 12] : -1;
	return frame < 0 ? 0 : ((frame * 4096) + (address & 0xFFF)) & addressMask;
}

const twoWords = (high: number, low: number): string => `${hex(high, 8)} ${hex(low, 8)}`;

/** The channel program at `address`, a line for each command and for what belongs to it. */
export function channelProgram(storage: AddressSpace, address: number, device: VirtualDevice): string[] {
	const lines: string[] = [];
	for (let at = address & addressMask, count = 0; count < longest; count++) {
		const ccw = fetchCcw(storage, at, 0);
		if (ccw.check !== 0) {
			break;
		}

		for (const line of [commandLine(storage, ccw), indirect(storage, ccw), seek(storage, ccw, device)]) {
			if (line !== undefined) {
				lines.push(line);
			}
		}

		if (isTransferInChannel(ccw)) {
			at = ccw.address;
			continue;
		}

		if ((ccw.flags & (ccwFlag.chainCommand | ccwFlag.chainData)) === 0) {
			break;
		}

		at = (at + 8) & addressMask;
	}

	return lines;
}

function commandLine(storage: AddressSpace, {at, command, address, flags, count}: Ccw): string {
	const low = ((flags << 24) | (storage.word(at + 4) & 0xFF_0000) | count) >>> 0;
	return `CCW ${hex(at, 6)} ${twoWords(storage.word(at), low)}   ${hex(realAddress(storage, at), 6)} `
		+ twoWords(((command << 24) | realAddress(storage, address)) >>> 0, low);
}

function indirect(storage: AddressSpace, {address, flags, count}: Ccw): string | undefined {
	if ((flags & ccwFlag.indirect) === 0 || (address & 3) !== 0 || !storage.contains(address, 4)) {
		return undefined;
	}

	const begin = storage.word(address) & (keyBlockSize - 1);
	const words: number[] = [];
	for (let at = address; at < address + (Math.ceil((begin + count) / keyBlockSize) * 4); at += 4) {
		if (storage.contains(at, 4)) {
			words.push(storage.word(at));
		}
	}

	const shown = (of: (word: number) => number): string => words.map(word => ` ${hex(of(word), 8)}`).join('');
	return `CCW IDAL${shown(word => word)} IDAL${shown(word => realAddress(storage, word & addressMask))}`;
}

function seek(storage: AddressSpace, ccw: Ccw, {kind, minidisk}: VirtualDevice): string | undefined {
	const {command, address, flags} = ccw;
	const isShown = kind === 'DASD' && seeks.has(command) && (flags & ccwFlag.indirect) === 0
		&& storage.contains(address, seekLength);
	if (!isShown) {
		return undefined;
	}

	const place = storage.fetch(address, seekLength);
	const real = place.slice();
	new DataView(real.buffer).setUint16(2, ((place[2] << 8) | place[3]) + (minidisk?.start ?? 0));
	const shown = (bytes: Uint8Array): string => `${hexBytes(bytes.subarray(0, 4))} ${hexBytes(bytes.subarray(4))}`;
	return `CCW SEEK ${shown(place)} SEEK ${shown(real)}`;
}

/** What is said of an I/O instruction. */
export type TracedIo = {
	readonly at: number;
	readonly mnemonic: string;
	readonly bytes: Uint8Array;
	readonly address: number;
	readonly device: VirtualDevice | undefined;
	/** Of the volume or unit behind it. */
	readonly realDevice: number | undefined;
	readonly cc: number;
	/** Status bytes that were stored (condition code 1). */
	readonly status: number | undefined;
	/** START I/O: the channel-address word. */
	readonly caw: number | undefined;
};

/** `I/O vvvvvv mnem xxxxxxxx type vadd CC n type radd CSW xxxx CAW vvvvvvvv`, each part where there is one. */
export function ioLine(io: TracedIo): string {
	const type = io.device?.kind ?? 'DEV';
	return [
		`I/O ${hex(io.at, 6)} ${io.mnemonic.padEnd(4)} ${hexBytes(io.bytes)} ${type} ${hex(io.address, 3)} CC ${io.cc}`,
		...(io.realDevice === undefined ? [] : [`${type} ${hex(io.realDevice, 3)}`]),
		...(io.status === undefined ? [] : [`CSW ${hex(io.status, 4)}`]),
		...(io.caw === undefined ? [] : [`CAW ${hex(io.caw, 8)}`]),
	].join(' ');
}

/** `CSW V vadd xxxxxxxx xxxxxxxx R radd yyyyyyyy yyyyyyyy`. */
export function cswLine(
	storage: AddressSpace,
	address: number,
	[high, low]: readonly [high: number, low: number],
	realDevice: number | undefined,
): string {
	const ccw = high & addressMask;
	const real = ((high & ~addressMask) | (ccw === 0 ? 0 : realAddress(storage, ccw))) >>> 0;
	return `CSW V ${hex(address, 3)} ${twoWords(high, low)}`
		+ (realDevice === undefined ? '' : ` R ${hex(realDevice, 3)} ${twoWords(real, low)}`);
}
