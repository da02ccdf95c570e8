/** Differences between our machine and Hercules 3.13 that are explained in README.md: each rule covers as little as it can. */
import {header} from './driver.js';
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

export const allowances: readonly Allowance[] = [
	{
		name: 'length of an instruction that cannot be fetched',
		covers: ({found, ours, peer}) => peer !== undefined && only(found, 'PSW', 'codes', 'key') && [4, 5].includes(codeOf(ours)) && codeOf(ours) === codeOf(peer)
			&& ilcOf(ours) !== ilcOf(peer) && startOf(ours) === startOf(peer),
	},
	{
		name: 'reference and change bits of an instruction ended by an exception',
		covers: ({found, ours, peer}) => peer !== undefined && codeOf(ours) >= 0 && only(found, 'key')
			&& [0, 1, 2, 3].every(block => ((ours[header.keys + (block * 4) + 3] ^ peer[header.keys + (block * 4) + 3]) & 0xF8) === 0),
	},
];
