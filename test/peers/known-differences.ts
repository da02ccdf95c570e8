/** Differences between our machine and Hercules 3.13 that are explained in README.md: each rule covers as little as it can. */
import {
	area, areaLength, header, virtualPages,
} from './driver.js';
import type {Case} from './sequence.js';

export type Found = {readonly case: Case; readonly found: readonly string[]; readonly ours: Buffer; readonly peer: Buffer | undefined};

export type Allowance = {
	readonly name: string;
	covers(difference: Found): boolean;
};

const isEc = (record: Buffer): boolean => (record[header.psw + 1] & 8) !== 0;
const isProgram = (record: Buffer): boolean => record.readUInt32BE(header.kind) === 1;
/** Program-interruption code of a result. */
export const codeOf = (record: Buffer): number => isProgram(record) ? (isEc(record) ? record.readUInt16BE(header.codes + 14) : record.readUInt16BE(header.psw + 2)) : -1;
const ilcOf = (record: Buffer): number => isEc(record) ? record[header.codes + 13] >>> 1 : record[header.psw + 4] >>> 6;
const addressOf = (record: Buffer): number => record.readUInt32BE(header.psw + 4) & 0xFF_FFFF;
const startOf = (record: Buffer): number => (addressOf(record) - (2 * ilcOf(record))) & 0xFF_FFFF;
const only = (found: readonly string[], ...names: readonly string[]): boolean => found.every(line => names.some(name => line.startsWith(name)));
const isStorageKeyed = ({ours, peer}: Found): boolean => [0, 1, 2, 3].every(block => ((ours[header.keys + (block * 4) + 3] ^ peer![header.keys + (block * 4) + 3]) & 0xF8) === 0);

/** First byte of the operation code of the instruction that ended the sequence, as it stands in storage now; of the subject after EXECUTE: 68. */
export function lastOpcode(record: Buffer): number {
	const start = isNullified(record) ? addressOf(record) : startOf(record);
	const at = placeOf(record, start);
	return at < 0 ? -1 : record[header.length + at];
}

const isNullified = (record: Buffer): boolean => [0x10, 0x11].includes(codeOf(record));

/** Offset in the area of a logical address, or −1. */
function placeOf(record: Buffer, address: number): number {
	const isTranslated = isEc(record) && (record[header.psw] & 4) !== 0;
	const page = address >>> 12;
	const real = isTranslated ? (page < 16 ? (virtualPages[page] * 4096) + (address & 0xFFF) : -1) : address;
	return real >= area && real < area + areaLength ? real - area : -1;
}

const edits = [0xDE, 0xDF];

export const allowances: readonly Allowance[] = [
	{
		name: 'length of an instruction that cannot be fetched',
		covers: ({found, ours, peer}) => peer !== undefined && only(found, 'PSW', 'codes', 'key') && [4, 5, 6].includes(codeOf(ours)) && codeOf(ours) === codeOf(peer)
			&& ilcOf(ours) !== ilcOf(peer) && startOf(ours) === startOf(peer),
	},
	{
		name: 'reference and change bits of an instruction ended by an exception',
		covers: difference => difference.peer !== undefined && codeOf(difference.ours) >= 0 && only(difference.found, 'key') && isStorageKeyed(difference),
	},
	{
		name: 'byte index of a translation-exception address',
		covers: difference => difference.peer !== undefined && only(difference.found, 'codes', 'key') && isStorageKeyed(difference) && isNullified(difference.ours)
			&& ((difference.ours.readUInt32BE(header.codes + 16) ^ difference.peer.readUInt32BE(header.codes + 16)) & 0xFFFF_F000) === 0,
	},
	{
		name: 'monitor class and code in BC mode',
		covers: ({found, ours, peer}) => peer !== undefined && only(found, 'codes', 'key') && codeOf(ours) === 0x40 && !isEc(ours),
	},
	{
		name: 'result of ED and EDMK ended by a data exception',
		covers: ({found, ours, peer}) => peer !== undefined && codeOf(ours) === 7 && codeOf(peer) === 7 && only(found, 'R1 ', 'storage', 'key') && edits.includes(lastOpcode(ours)),
	},
	{
		name: 'access behind the first unequal byte of CLC',
		covers: ({ours, peer}) => peer !== undefined && [4, 5, 0x10, 0x11].includes(codeOf(ours)) && lastOpcode(ours) === 0xD5 && addressOf(ours) !== addressOf(peer),
	},
	{
		name: 'instruction-length code of the subject of EXECUTE',
		covers: ({found, ours, peer}) => peer !== undefined && only(found, 'PSW', 'codes', 'key') && codeOf(ours) === codeOf(peer) && lastOpcode(ours) === 0x44 && addressOf(ours) === addressOf(peer) && ilcOf(ours) === 2,
	},
];
