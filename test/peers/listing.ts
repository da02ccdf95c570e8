/** A case for people to read, and as a request for `yorktown bare --requests`. */
import {disassemble} from '../../source/machine/instructions/disassembler.js';
import type {Request} from '../../source/machine/requests.js';
import {
	area, areaLength, driver, header,
} from './driver.js';
import type {Case} from './sequence.js';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex').toUpperCase();

/** PSW, registers, keys, and the instructions from the PSW's address to the SVC at the end. */
export function disassembleCase({record}: Case): string[] {
	const words = (from: number, count: number): string =>
		Array.from({length: count}, (_, index) => hexOf(record.subarray(from + index * 4, from + index * 4 + 4))).join(' ');
	const key = (block: number): number => header.keys + block * 4 + 3;
	const lines = [
		`PSW ${words(header.psw, 2)}  keys `
		+ Array.from({length: 4}, (_, block) => hexOf(record.subarray(key(block), key(block) + 1))).join(' ')
		+ `  CR8 ${words(header.cr + 32, 1)}`,
		`R0  ${words(header.gpr, 8)}`, `R8  ${words(header.gpr + 32, 8)}`, `F   ${words(header.fpr, 8)}`,
	];
	const real = record.readUInt32BE(header.psw + 4) & 0xFF_FFFF;
	for (let at = real - area, many = 0; at >= 0 && at < areaLength - 6 && many < 14; many++) {
		const bytes = record.subarray(header.length + at, header.length + at + 6);
		const {text, length} = disassemble(bytes);
		lines.push(`${(area + at).toString(16)} ${hexOf(bytes.subarray(0, length)).padEnd(12)} ${text}`);
		at += length;
		if (bytes[0] === 0x0A) {
			break;
		}
	}

	return lines;
}

/** The case as a request; runs of zeros are left out. */
export function requestOf({record, index}: Case): Request {
	const word = (offset: number): string => hexOf(record.subarray(offset, offset + 4));
	const byRegister = (
		from: number,
		step: number,
		registers: readonly number[],
		bytes: number,
	): Record<string, string> =>
		Object.fromEntries(registers.map((register, place) => [
			register,
			hexOf(record.subarray(from + place * step, from + place * step + bytes)),
		]));
	const all = Array.from({length: 16}, (_, register) => register);
	return {
		id: index,
		psw: word(header.psw) + word(header.psw + 4),
		gpr: byRegister(header.gpr, 4, all, 4),
		fpr: byRegister(header.fpr, 8, [0, 2, 4, 6], 8),
		cr: byRegister(header.cr, 4, all, 4),
		keys: [0, 1, 2, 3].map(block => ({
			addr: (area + block * 2048).toString(16),
			key: hexOf(record.subarray(header.keys + block * 4 + 3, header.keys + block * 4 + 4)),
		})),
		mem: [
			{addr: '0', hex: hexOf(driver(0))},
			{addr: area.toString(16), hex: hexOf(record.subarray(header.length))},
		],
		storage: 15 << 20,
		limit: 300,
		dump: [{addr: '20', len: 16}, {addr: '80', len: 36}, {addr: area.toString(16), len: areaLength}],
	};
}
