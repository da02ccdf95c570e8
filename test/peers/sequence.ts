/**
 * Random cases for the peer: a machine's state with a few instructions in it, drawn from the instruction table.
 * Operands are mostly valid and mostly near each other, so that something happens; now and then they are not.
 */
import type {Instruction} from '../../source/machine/instructions/instruction.js';
import {instructions} from '../../source/machine/instructions/index.js';
import {
	area, areaLength, header, pageTable, prefixPage, recordLength, segmentTable, virtualPages, type StateRecord,
} from './driver.js';
import {Random} from './random.js';

export type Case = {
	readonly index: number;
	/** Header and storage as the driver takes them. */
	readonly record: StateRecord;
	readonly text: string;
};

/**
 * I/O, DIAGNOSE, running clocks and identification: no answer of theirs can be the same on two machines. Setting the
 * clock would change the peer's for all cases to come.
 */
const excluded = new Set([
	'SIO',
	'SIOF',
	'TIO',
	'CLRIO',
	'HIO',
	'HDV',
	'TCH',
	'STIDC',
	'CLRCH',
	'CONCS',
	'DISCS',
	'RIO',
	'DIAGNOSE',
	'STIDP',
	'SCK',
	'STCK',
	'SPT',
	'STPT',
	'RDD',
	'WRD',
]);
/** First bytes of those, and of the dual-address-space facility and VM assists, which the peer has. */
export const excludedCodes = new Set([0x83, 0x84, 0x85, 0x9C, 0x9D, 0x9E, 0x9F, 0xD9, 0xDA, 0xDB, 0xE6]);
export const allowedB2 = new Set(
	instructions.filter(row => row.opcode >>> 8 === 0xB2 && !excluded.has(row.mnemonic)).map(row => row.opcode & 255),
);

const usable = instructions.filter(row => !excluded.has(row.mnemonic));
const first = (row: Instruction): number => row.opcode > 255 ? row.opcode >>> 8 : row.opcode;
const isFloat = (row: Instruction): boolean =>
	first(row) !== 0x40 && [0x20, 0x30, 0x60, 0x70].includes(first(row) & 0xF0);
const isDecimal = (row: Instruction): boolean => first(row) >= 0xF0 || [0x4E, 0x4F, 0xDE, 0xDF].includes(first(row));
const isBranch = (row: Instruction): boolean =>
	[0x05, 0x06, 0x07, 0x0D, 0x44, 0x45, 0x46, 0x47, 0x4D, 0x86, 0x87].includes(first(row));
const isControl = (row: Instruction): boolean => row.privileged || ['SPM', 'MC', 'IPK', 'SPKA'].includes(row.mnemonic);
const isExtended = (row: Instruction): boolean =>
	isFloat(row) && [0x24, 0x25, 0x26, 0x27, 0x35, 0x36, 0x37, 0x67].includes(first(row));

/** Control instructions whose operands are made for them here, and which would come too seldom among the others. */
const system = new Set(['SPX', 'STPX', 'SIGP', 'IPTE', 'SCKC', 'STCKC', 'PTLB']);

export const families: ReadonlyArray<{
	readonly name: string;
	readonly weight: number;
	readonly rows: readonly Instruction[];
}> = [
	{name: 'decimal', weight: 24, rows: usable.filter(row => isDecimal(row))},
	{name: 'extended', weight: 7, rows: usable.filter(row => isExtended(row))},
	{name: 'float', weight: 20, rows: usable.filter(row => isFloat(row) && !isExtended(row))},
	{name: 'branch', weight: 8, rows: usable.filter(row => isBranch(row))},
	{name: 'control', weight: 9, rows: usable.filter(row => isControl(row) && !isFloat(row))},
	{name: 'system', weight: 5, rows: usable.filter(row => system.has(row.mnemonic))},
	{
		name: 'general',
		weight: 32,
		rows: usable.filter(row => !isDecimal(row) && !isFloat(row) && !isBranch(row) && !isControl(row)),
	},
];
const total = families.reduce((sum, {weight}) => sum + weight, 0);

class Builder {
	readonly storage: StateRecord;
	readonly gpr = new Int32Array(16);
	readonly code: number[] = [];
	readonly #records: StateRecord;
	readonly #names: string[] = [];
	key = 0;
	isTranslated = false;
	isEc = false;
	problem = false;
	subjects = 0;
	codeAt = 0;

	constructor(readonly random: Random) {
		this.#records = Buffer.alloc(recordLength);
		this.storage = this.#records.subarray(header.length);
	}

	case(index: number): Case {
		const {random} = this;
		this.#control();
		this.#fill();
		this.#registers();
		const count = 1 + random.below(6);
		for (let made = 0; made < count; made++) {
			const family = this.#family();
			const row = random.of(family.rows);
			this.code.push(...this.instruction(row));
			if (random.chance(1)) {
				this.code.push(...Array.from({length: 2 + (2 * random.below(3))}, () => random.below(256)));
				this.#names.push('?');
			}
		}

		this.code.push(0x0A, random.below(256));
		this.storage.set(this.code.slice(0, area + areaLength - this.codeAt), this.codeAt - area);
		const record = this.#records;
		for (const [register, value] of this.gpr.entries()) {
			record.writeInt32BE(value, header.gpr + (register * 4));
		}

		return {index, record, text: this.#names.join(' ')};
	}

	#family(): (typeof families)[number] {
		let pick = this.random.below(total);
		for (const family of families) {
			pick -= family.weight;
			if (pick < 0 && family.rows.length > 0) {
				return family;
			}
		}

		return families.at(-1)!;
	}

	/** PSW, control registers, keys. */
	#control(): void {
		const {random} = this;
		const record = this.#records;
		this.isEc = random.chance(30);
		this.isTranslated = this.isEc && random.chance(45);
		this.key = random.chance(15) ? 0 : 1 + random.below(15);
		this.problem = random.chance(50);
		const mask = this.isEc
			? random.below(4) | (this.isTranslated ? 4 : 0)
			: (random.chance(50)
				? 0
				: random.below(256));
		const programMask = random.chance(60) ? random.below(16) : 0;
		const condition = random.below(4);
		this.codeAt =
			area + (random.chance(8) ? areaLength / 2 - 2 - 2 * random.below(10) : 0x400 + 2 * random.below(0x100));
		const high = (mask << 24) | (this.key << 20) | (this.isEc ? 8 << 16 : 0) | (this.problem ? 1 << 16 : 0);
		const ec = (condition << 12) | (programMask << 8);
		record.writeUInt32BE((high | (this.isEc ? ec : 0)) >>> 0, header.psw);
		record.writeUInt32BE(
			(this.codeAt | (this.isEc ? 0 : (condition << 28) | (programMask << 24))) >>> 0,
			header.psw + 4,
		);
		// No external interruption is allowed, and no clock looked at.
		record.writeUInt32BE(0x0080_0000 | (random.chance(4) ? 0x4000_0000 : 0), header.cr);
		record.writeUInt32BE(segmentTable, header.cr + 4);
		record.writeUInt32BE(random.below(0x1_0000), header.cr + 32);
		// Key 0 could read the interval timer with the very instruction whose event ends the case.
		if (this.isEc && this.key !== 0 && random.chance(25)) {
			record[header.psw] |= 0x40;
			this.#events();
		}

		for (let block = 0; block < 4; block++) {
			const isOurs = random.chance(this.codeAt - area >>> 11 === block ? 97 : 88);
			record.writeUInt32BE(
				((isOurs ? this.key : random.below(16)) << 4) | (random.chance(30) ? 8 : 0),
				header.keys + block * 4,
			);
		}
	}

	/**
	 * Program events: branching, instruction fetching, storage alteration, in an area near the code or the operands
	 * that may wrap.
	 */
	#events(): void {
		const {random} = this;
		const record = this.#records;
		const near = (): number =>
			random.of([
				this.codeAt - 2 + random.below(30),
				this.codeAt + random.below(4),
				area + random.below(areaLength),
				area + 0x1000 - random.below(16),
				random.below(0x100_0000),
			]);
		const from = near();
		const to = random.of([from, from + random.below(16), near()]);
		record.writeUInt32BE(
			(random.of([0x8000_0000, 0x4000_0000, 0x2000_0000, 0x2000_0000, random.below(8) << 29])
				| random.below(0x1_0000))
			>>> 0,
			header.cr + 36,
		);
		record.writeUInt32BE(from >>> 0, header.cr + 40);
		record.writeUInt32BE(to >>> 0, header.cr + 44);
	}

	#fill(): void {
		const {random, storage} = this;
		const kind = random.below(4);
		if (kind === 0) {
			const pattern = Buffer.alloc(64 + random.below(64));
			random.fill(pattern);
			storage.fill(pattern);
		} else if (kind === 1) {
			storage.fill(random.below(256));
		} else {
			const pattern = Buffer.alloc(509);
			for (let at = 0; at < pattern.length; at++) {
				pattern[at] = kind === 2 ? random.of([0, 0, 1, 0x0C, 0x1D, 0x99, 0x50, 0xFF]) : 0xF0 | random.below(10);
			}

			storage.fill(pattern);
		}
	}

	/**
	 * R10 to R13 address storage, R12 a doubleword, R14 the code, R15 subjects of EXECUTE; FPRs lie near each other.
	 */
	#registers(): void {
		const {random, gpr} = this;
		for (let register = 0; register < 10; register++) {
			gpr[register] = this.#value();
		}

		for (let register = 10; register < 14; register++) {
			gpr[register] = this.#address();
		}

		gpr[12] &= ~7;
		gpr[14] = this.codeAt;
		this.subjects = area + 0x600 + (2 * random.below(64));
		gpr[15] = this.subjects;
		const characteristic = random.of([0x40, 0x46, 0x4E, random.below(128)]);
		for (let register = 0; register < 8; register += 2) {
			this.#float(characteristic).copy(this.#records, header.fpr + (register * 4));
		}
	}

	#value(): number {
		const {random} = this;
		return (
			random.of([
				random.word(),
				random.word(),
				random.below(16),
				-random.below(16),
				random.of([0x7FFF_FFFF, -0x8000_0000, -1, 0x7FFF, 0xFFFF, 1, 0]),
				random.below(0x1_0000),
			]) | 0
		);
	}

	#address(): number {
		const {random} = this;
		const places = [
			area + 0x1000 - random.below(24),
			area + 0x1000 - random.below(8),
			area + random.below(areaLength),
			area + 0x800 + random.below(0x300),
			area + 0x1100 + random.below(0x600),
			area + 0x1800 - random.below(20),
		];
		let address = random.chance(3)
			? random.of([0xEF_FFF8, 0xF0_0000, 0xFF_FFFC, area - 4, area + areaLength - 12, random.word() & 0xFF_FFFF])
			: random.of(places);
		if (this.isTranslated && random.chance(70)) {
			address = (address & 0xFFF) | (random.below(random.chance(95) ? 16 : 64) << 12);
		}

		if (random.chance(40)) {
			address &= ~7;
		}

		return address | (random.chance(20) ? random.below(256) << 24 : 0);
	}

	#float(characteristic: number): StateRecord {
		const {random} = this;
		const bytes = Buffer.alloc(8);
		random.fill(bytes);
		bytes[0] = (random.chance(85) ? characteristic + random.below(9) - 4 : random.below(256)) & 255;
		if (random.chance(50)) {
			bytes[0] ^= 128;
		}

		if (random.chance(20)) {
			bytes.fill(0, random.of([1, 1, 2, 4]));
		} else if (random.chance(15)) {
			bytes.fill(255, 1);
		} else if (random.chance(25)) {
			bytes[1] &= random.of([0x0F, 0x01, 0]);
		}

		return bytes;
	}

	/** Offset in the area of a logical address at the start of the case, or −1. */
	#place(address: number): number {
		let real = address & 0xFF_FFFF;
		if (this.isTranslated) {
			const page = real >>> 12;
			real = page < 16 ? (virtualPages[page] * 4096) + (real & 0xFFF) : -1;
		}

		return real >= area && real < area + areaLength ? real - area : -1;
	}

	#poke(address: number, bytes: Uint8Array): void {
		for (const [index, byte] of bytes.entries()) {
			const at = this.#place(address + index);
			if (at >= 0) {
				this.storage[at] = byte;
			}
		}
	}

	/** A base and displacement: two bytes, and the address they make now. */
	#storage(aligned: boolean): {bytes: [number, number]; address: number} {
		const {random} = this;
		const isWild = random.chance(3);
		const base = isWild ? random.below(16) : (aligned && random.chance(88) ? 12 : 10 + random.below(4));
		const displacement = isWild
			? random.below(4096)
			: (aligned && random.chance(88)
				? 8 * random.below(4)
				: random.of([0, random.below(8), random.below(40)]));
		return {
			bytes: [(base << 4) | (displacement >>> 8), displacement & 255],
			address: (base === 0 ? 0 : this.gpr[base]) + displacement,
		};
	}

	#packed(length: number): Uint8Array {
		const {random} = this;
		const bytes = new Uint8Array(length);
		const zeros = random.below(2 * length);
		for (let digit = 0; digit < 2 * length; digit++) {
			const value = digit < zeros ? 0 : (random.chance(10) ? 9 : random.below(10));
			bytes[digit >>> 1] |= digit % 2 === 0 ? value << 4 : value;
		}

		bytes[length - 1] = (bytes[length - 1] & 0xF0) | random.of([12, 12, 12, 13, 13, 13, 15, 10, 11, 14]);
		if (random.chance(3)) {
			bytes[random.below(length)] = random.below(256);
		}

		return bytes;
	}

	#register(row: Instruction): number {
		const {random} = this;
		if (isFloat(row)) {
			return random.chance(4)
				? random.below(16)
				: (isExtended(row) && random.chance(75)
					? 4 * random.below(2)
					: 2 * random.below(4));
		}

		return random.chance(80) ? random.below(10) : random.below(16);
	}

	instruction(row: Instruction): number[] {
		const {random} = this;
		this.#names.push(row.mnemonic);
		const code = row.opcode > 255 ? [row.opcode >>> 8, row.opcode & 255] : [row.opcode];
		const special = this.#special(row, code);
		if (special) {
			return special;
		}

		const needsAlignment = row.exceptions.split(' ').includes('S');
		const even = needsAlignment && random.chance(90) ? 0xE : 0xF;
		const {format} = row;
		switch (format) {
			case 'RR': {
				const r1 = this.#register(row);
				return [...code, ((isFloat(row) ? r1 : r1 & even) << 4) | this.#register(row)];
			}

			case 'R1': case 'MR': case 'I': {
				return [...code, random.below(256)];
			}

			case 'RX': case 'MX': {
				return this.#indexed(row, code, even);
			}

			case 'RS': case 'RM': {
				const {bytes, address} = this.#storage(needsAlignment);
				const r1 = this.#register(row) & (row.mnemonic === 'CDS' ? even : 15);
				const r3 = this.#register(row) & (row.mnemonic === 'CDS' ? even : 15);
				if (row.mnemonic.startsWith('C') && random.chance(40) && (r1 < 10)) {
					const value = Buffer.alloc(8);
					value.writeInt32BE(this.gpr[r1], 0);
					value.writeInt32BE(this.gpr[(r1 + 1) & 15], 4);
					this.#poke(address, value.subarray(0, row.mnemonic === 'CDS' ? 8 : 4));
				}

				return [...code, (r1 << 4) | r3, ...bytes];
			}

			case 'SH': {
				return [
					...code,
					((this.#register(row) & even) << 4) | random.below(16),
					random.chance(70) ? 0 : random.below(16) << 4,
					random.below(256),
				];
			}

			case 'SI': {
				return [
					...code,
					random.of([random.below(256), random.below(256), 0, 255]),
					...this.#storage(false).bytes,
				];
			}

			case 'S': {
				return [
					...code,
					...(code.length === 1 ? [random.below(256)] : []),
					...this.#storage(needsAlignment).bytes,
				];
			}

			case 'E': {
				return [...code, random.below(256), random.below(256)];
			}

			case 'RRE': {
				return [...code, 0, random.below(256)];
			}

			case 'SSE': {
				return [...code, ...this.#storage(false).bytes, ...this.#storage(false).bytes];
			}

			case 'DIAG': {
				return [0x07, 0x00];
			}

			case 'SS1': case 'SS2': case 'SSI': {
				return this.#twoOperands(row, code);
			}
		}

		return [0x07, 0x00];
	}

	#indexed(row: Instruction, code: readonly number[], even: number): number[] {
		const {random} = this;
		const operand = this.#storage(isFloat(row) ? random.chance(50) : row.exceptions.includes('S'));
		const index = random.chance(75) ? 0 : random.below(10);
		const address = operand.address + (index === 0 ? 0 : this.gpr[index]);
		if (isFloat(row) && first(row) !== 0x60 && first(row) !== 0x70) {
			this.#poke(address, this.#float(random.of([0x40, 0x46, 0x4E])));
		} else if (row.mnemonic === 'CVB') {
			const value = this.#packed(8);
			if (random.chance(60)) {
				value.fill(0, 0, 2);
				value[2] &= random.of([0, 2, 3]);
			}

			this.#poke(address, value);
		} else if (random.chance(30)) {
			const value = Buffer.alloc(4);
			value.writeInt32BE(this.#value());
			this.#poke(address, value);
		}

		const r1 = this.#register(row);
		return [...code, ((isFloat(row) ? r1 : r1 & even) << 4) | index, ...operand.bytes];
	}

	#twoOperands(row: Instruction, code: readonly number[]): number[] {
		const {random} = this;
		const one = this.#storage(false);
		const two = random.chance(15) ? {bytes: one.bytes, address: one.address} : this.#storage(false);
		let lengths = random.chance(60) ? random.below(20) : random.below(256);
		if (row.format === 'SS1') {
			if (row.mnemonic === 'TRT' || row.mnemonic === 'TR') {
				const table = Buffer.alloc(256);
				for (let entry = 0; entry < 6; entry++) {
					table[random.below(256)] = random.below(256);
				}

				this.#poke(two.address, table);
			} else if (row.mnemonic.startsWith('ED')) {
				this.#poke(
					one.address,
					Uint8Array.from({length: lengths + 1}, () =>
						random.of([0x20, 0x20, 0x20, 0x21, 0x22, 0x6B, 0x4B, 0x40, 0x20])),
				);
				this.#poke(one.address, Uint8Array.of(random.of([0x40, 0x5C, 0x20])));
				for (let at = 0; at < 8; at++) {
					this.#poke(two.address + (at * 5), this.#packed(5));
				}
			} else if (row.mnemonic === 'CLC' && random.chance(60)) {
				const same = Buffer.alloc(lengths + 1, random.below(256));
				this.#poke(one.address, same);
				this.#poke(two.address, same);
			}

			return [...code, lengths, ...one.bytes, ...two.bytes];
		}

		let l1 = random.below(16);
		let l2 = random.below(16);
		if (random.chance(85) && (row.mnemonic === 'MP' || row.mnemonic === 'DP')) {
			l2 = random.below(8);
			l1 = l2 + 1 + random.below(15 - l2);
		}

		if (row.format === 'SSI') {
			l2 = random.below(random.chance(90) ? 10 : 16);
		}

		if (![0xF1, 0xF2, 0xF3].includes(first(row)) || random.chance(30)) {
			if (row.format !== 'SSI') {
				this.#poke(two.address, this.#packed(l2 + 1));
			}

			const value = this.#packed(l1 + 1);
			if (row.mnemonic === 'MP' && random.chance(85)) {
				value.fill(0, 0, l2 + 1);
			}

			this.#poke(one.address, value);
		}

		lengths = (l1 << 4) | l2;
		return [...code, lengths, ...one.bytes, ...two.bytes];
	}

	/** Instructions whose operands have to be made for them. */
	#special(row: Instruction, code: readonly number[]): number[] | undefined {
		const {random, gpr} = this;
		const ahead = (distance: number): [number, number] => {
			const displacement = this.code.length + distance;
			return [0xE0 | (displacement >>> 8), displacement & 255];
		};

		switch (row.mnemonic) {
			case 'BALR': case 'BASR': case 'BCTR': case 'BCR': {
				return [...code, (random.below(16) << 4) | random.of([0, 14, random.below(16)])];
			}

			case 'BC': case 'BAL': case 'BAS': case 'BCT': case 'BXH': case 'BXLE': {
				const second = row.format === 'RS' ? random.below(10) : 0;
				return [
					...code,
					(random.below(row.format === 'MX' ? 16 : 10) << 4) | second,
					...ahead(random.of([4, 4, 6, 8, 10, random.below(12)])),
				];
			}

			case 'EX': {
				const subject = this.instruction(random.of(random.of(families).rows));
				this.storage.set(subject, this.subjects - area);
				const displacement = this.subjects - gpr[15];
				this.subjects += subject.length;
				const modifier = random.chance(40) ? 0 : random.below(10);
				if (modifier !== 0 && random.chance(70)) {
					gpr[modifier] &= ~255;
				}

				return [0x44, modifier << 4, 0xF0 | (displacement >>> 8), displacement & 255];
			}

			case 'SVC': {
				return random.chance(10) ? [0x0A, random.below(256)] : [0x07, 0x07];
			}

			case 'MVCL': case 'CLCL': {
				for (const register of [2, 6]) {
					gpr[register] = this.#address();
					gpr[register + 1] = random.of([random.below(40), random.below(700), 0]) | (random.below(256) << 24);
				}

				return [...code, random.chance(95) ? random.of([0x26, 0x62]) : random.below(256)];
			}

			case 'ISK': case 'SSK': {
				gpr[4] = (area + random.below(areaLength)) & ~15;
				return [...code, (random.of([1, 3, 5]) << 4) | (random.chance(95) ? 4 : 7)];
			}

			case 'ISKE': case 'SSKE': case 'RRBE': {
				gpr[4] = area + random.below(areaLength);
				return [...code, 0, (random.of([1, 3, 5]) << 4) | 4];
			}

			case 'SPKA': {
				const key = random.chance(80) ? this.key : random.below(16);
				return [...code, 0, (key << 4) | random.below(16)];
			}

			case 'MC': {
				return [
					...code,
					random.chance(95) ? random.below(16) : random.below(256),
					...this.#storage(false).bytes,
				];
			}

			case 'SSM': case 'STNSM': case 'STOSM': {
				const operand = this.#storage(false);
				const translated = this.isTranslated ? 4 : 0;
				const mask = this.isEc
					? translated | random.below(4) | (random.below(4) === 0 ? 0x40 : 0)
					: random.below(256);
				if (row.mnemonic === 'SSM') {
					this.#poke(operand.address, Uint8Array.of(random.chance(95) ? mask : random.below(256)));
				}

				return [...code, row.mnemonic === 'STOSM' ? mask : random.of([mask, 255, 7, 3]), ...operand.bytes];
			}

			case 'LPSW': {
				const operand = this.#storage(true);
				const psw = Buffer.alloc(8);
				const isEc = this.isTranslated || random.chance(40);
				const condition = random.below(4);
				const mask = random.below(16);
				psw.writeUInt32BE(((this.isTranslated ? 4 << 24 : 0)
					| (isEc && random.chance(20) ? 0x40 << 24 : 0)
					| (this.key << 20)
					| (random.below(2) << 16)
					| (isEc ? 0x8_0000 | (condition << 12) | (mask << 8) : 0))
				>>> 0);
				psw.writeUInt32BE(
					((isEc ? 0 : (condition << 28) | (mask << 24)) | (this.codeAt + this.code.length + 4)) >>> 0,
					4,
				);
				if (random.chance(5)) {
					psw[random.below(8)] = random.below(256);
				}

				this.#poke(operand.address, psw);
				return [...code, random.below(256), ...operand.bytes];
			}

			case 'LCTL': {
				const operand = this.#storage(true);
				const from = 2 + random.below(14);
				if (from === 9 || random.chance(50)) {
					this.#poke(operand.address, new Uint8Array(64));
				}

				return [...code, (from << 4) | (from + random.below(16 - from)), ...operand.bytes];
			}

			case 'SPX': {
				const operand = this.#storage(true);
				const value = Buffer.alloc(4);
				value.writeUInt32BE(
					random.of([prefixPage, prefixPage, 0, prefixPage | 0x7F00_0ABC, 0xF0_0000, 0x7FFF_FFFF]),
				);
				this.#poke(operand.address, value);
				return [...code, ...operand.bytes];
			}

			case 'SCKC': {
				const operand = this.#storage(true);
				this.#poke(operand.address + 6, new Uint8Array(2));
				return [...code, ...operand.bytes];
			}

			case 'SIGP': {
				const register = random.below(10);
				gpr[register] = random.chance(80) ? 0 : this.#value();
				return [
					...code,
					(random.below(10) << 4) | register,
					0,
					random.chance(75) ? 1 : 0x21 + random.below(200),
				];
			}

			case 'IPTE': {
				// The table that translation uses, or one in the case's own storage.
				gpr[2] =
					(0xF000_0000 | (random.chance(60) ? pageTable : area + 8 * random.below(areaLength / 8)))
					^ (random.chance(10) ? random.below(16) << 28 : 0);
				gpr[4] = random.chance(90) ? random.below(0x1_0000) : random.word();
				return [...code, 0, random.chance(95) ? 0x24 : random.below(256)];
			}

			case 'RRB': {
				return [...code, ...this.#storage(false).bytes];
			}

			default: {
				return undefined;
			}
		}
	}
}

/** Case `index` of the run with `seed`; `attempt` counts the ones drawn before it and found unfit. */
export function makeCase(seed: number, index: number, attempt: number): Case {
	return new Builder(new Random(seed + (attempt * 7919), index)).case(index);
}
