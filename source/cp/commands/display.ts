/** DISPLAY (GC20-1820; DMKCDB): registers, PSW, storage and keys of one's own machine, at the terminal. */
import {fractionMask} from '../../machine/instructions/floating-point/hexadecimal.js';
import {assigned} from '../../base/assigned-storage.js';
import {pageSize, keyBlockSize} from '../../base/architecture.js';
import type {UserCommand, UserContext} from '../command.js';
import {fromEbcdic} from '../../base/ebcdic.js';
import {hex} from '../../base/hex.js';
import {untouched, type AddressSpace} from '../../machine/storage/storage.js';
import {fail, messages} from '../messages/index.js';

/** `L200-2FF`, `T0.20`, `G4:7`, `K`: prefix, begin, end or count, all as typed. */
const operandForm = /^([A-Z]*?)([\dA-F]*)(?:[-:]([\dA-F]*|END)|\.([\dA-F]*|END))?$/;
const lineBytes = 16;

export const display: UserCommand = {
	name: 'DISPLAY', minimum: 1, classes: 'G',
	syntax: [
		'Display [L|T|K]hexloc1[{-|:}{hexloc2|END}|.{bytecount|END}]',
		'Display {G|Y|X}[reg1][{-|:}{reg2|END}|.{regcount|END}]',
		'Display {Psw|CAW|CSW}',
	],
	summary: 'show storage, keys, registers, PSW, CAW and CSW of your virtual machine',
	description: [
		'L storage, T storage with its characters, K keys; G general, Y floating-point, X control registers (with SET '
		+ 'ECMODE OFF register 0 only). Several operands may follow each other.',
	],
	run(context) {
		const {words} = context;
		if (words.length === 0) {
			return fail(context, messages.DMKCDB026E);
		}

		for (const word of words) {
			const returnCode = show(context, word);
			if (returnCode !== 0) {
				return returnCode;
			}
		}

		return 0;
	},
};

function show(context: UserContext, word: string): number {
	const {vm: {cpu, processor: {execution}, storage}, reply} = context;
	const real = (address: number): string => hex(execution.realWord(address), 8);
	if (/^C[AS]W$/.test(word) && !storage.contains(cpu.prefix, pageSize)) {
		return fail(context, messages.DMKCDB160E, {hexloc: hex(cpu.prefix, 6)});
	}

	switch (word) {
		case 'P':
		case 'PS':
		case 'PSW': {
			reply(`PSW = ${hex(cpu.psw.high, 8)} ${hex(cpu.psw.low, 8)}`);
			return 0;
		}

		case 'CAW': {
			reply(`CAW = ${real(assigned.caw)}`);
			return 0;
		}

		case 'CSW': {
			reply(`CSW = ${real(assigned.csw)} ${real(assigned.csw + 4)}`);
			return 0;
		}

		default: {
			const match = operandForm.exec(word);
			const kind = match?.[1] ?? '';
			if (match && (kind === 'G' || kind === 'X' || kind === 'Y')) {
				return showRegisters(context, word, kind, match[2], toEnd(match[3]), toEnd(match[4]));
			}

			if (!match || !['', 'L', 'T', 'K'].includes(kind)) {
				return fail(context, messages.DMKCDB003E, {option: word});
			}

			return showStorage(context, kind, match[2], toEnd(match[3]), toEnd(match[4]));
		}
	}
}

/** A range or count without its second part goes to the end. */
const toEnd = (part: string | undefined): string | undefined => part === '' ? 'END' : part;

/** Register numbers are decimal, or one hexadecimal digit. */
function registerNumber(text: string): number {
	return /^\d+$/.test(text) ? Number(text) : Number.parseInt(text, 16);
}

function showRegisters(
	context: UserContext,
	word: string,
	kind: 'G' | 'X' | 'Y',
	begin: string,
	end: string | undefined,
	count: string | undefined,
): number {
	const {
		vm: {
			cpu,
			settings: {ecmode},
		},
		reply,
	} = context;
	// In basic control mode the machine has no control register but 0.
	const controls = ecmode ? 15 : 0;
	const last = {G: 15, X: controls, Y: 6}[kind];
	const step = kind === 'Y' ? 2 : 1;
	const first = begin === '' ? 0 : registerNumber(begin);
	const single = begin === '' ? last : first;
	const upTo = end === undefined ? single : (end === 'END' ? last : registerNumber(end));
	const until = count === undefined ? upTo : (count === 'END' ? last : first + (registerNumber(count) - 1) * step);
	if (first > last || until > last || first % step !== 0) {
		return fail(context, messages.DMKCDB010E, {register: word});
	}

	if (until < first) {
		return fail(context, messages.DMKCDB009E, {range: word});
	}

	if (kind === 'Y') {
		for (let number = first; number <= until; number += 2) {
			const [high, low] = [cpu.fpr[number], cpu.fpr[number + 1]];
			reply(`FPR ${number} = ${hex(high, 8)}${hex(low, 8)}  ${decimal(high, low)}`);
		}

		return 0;
	}

	const registers = kind === 'G' ? cpu.gpr : cpu.cr;
	for (let number = first; number <= until; number += 4) {
		const values = [...registers.subarray(number, Math.min(number + 4, until + 1))].map(value => hex(value, 8));
		reply(`${kind === 'G' ? 'GPR' : 'ECR'} ${String(number).padEnd(2)} = ${values.join(' ')}`);
	}

	return 0;
}

/** A long floating-point number as `.1000000000000000 E 01`. */
function decimal(high: number, low: number): string {
	const fraction = (((high & fractionMask) * 0x1_0000_0000) + (low >>> 0)) / (2 ** 56);
	const value = fraction * (16 ** (((high >>> 24) & 0x7F) - 64));
	const [digits, exponent] = value.toExponential(16).split('e');
	const power = value === 0 ? 0 : Number(exponent) + 1;
	return `${high < 0 ? '-' : ' '}.${digits.replace('.', '')} E ${power < 0 ? '-' : ''}`
		+ `${String(Math.abs(power)).padStart(2, '0')}`;
}

function showStorage(
	context: UserContext,
	kind: string,
	begin: string,
	end: string | undefined,
	count: string | undefined,
): number {
	const {
		vm: {storage},
		reply,
	} = context;
	const first = begin === '' ? 0 : Number.parseInt(begin, 16);
	const single = begin === '' ? storage.size - 1 : first;
	const upTo = end === undefined ? single : (end === 'END' ? storage.size - 1 : Number.parseInt(end, 16));
	const until =
		count === undefined ? upTo : (count === 'END' ? storage.size - 1 : first + Number.parseInt(count, 16) - 1);
	if (begin.length > 6 || (end ?? '').length > 6 || (count ?? '').length > 6) {
		return fail(context, messages.DMKCDB004E, {hexloc: begin});
	}

	if (!storage.contains(first, 1) || !storage.contains(until, 1)) {
		return fail(context, messages.DMKCDB160E, {hexloc: storage.contains(first, 1) ? hex(until, 6) : begin});
	}

	if (until < first) {
		return fail(context, messages.DMKCDB009E, {range: `${begin}-${hex(until, 6)}`});
	}

	if (!storage.contains(first, until + 1 - first)) {
		// A gap before a segment that is loaded beyond the machine's own storage.
		return fail(context, messages.DMKCDB160E, {hexloc: hex(first + storage.reach(first, until - first), 6)});
	}

	if (kind === 'K') {
		showKeys(context, first, until);
		return 0;
	}

	const aligned = kind === 'T' ? first - (first % lineBytes) : first - (first % 4);
	let previous = '';
	let suppressed = false;
	for (let address = aligned; address <= until; address += lineBytes) {
		const length =
			kind === 'T'
				? lineBytes
				: Math.min(lineBytes, until + 1 - address + ((4 - ((until + 1 - address) % 4)) % 4));
		const bytes = contents(storage, address, length);
		const words = Array.from({length: length / 4}, (_, index) =>
			hex(new DataView(bytes.buffer).getUint32(index * 4), 8)).join(' ');
		const key = address % keyBlockSize === 0 ? ` ${hex(storage.keys[address / keyBlockSize], 2)}` : '';
		if (words === previous && key === '' && address + lineBytes <= until) {
			suppressed = true;
			continue;
		}

		if (suppressed) {
			reply('SUPPRESSED LINE(S) SAME AS ABOVE .....');
			suppressed = false;
		}

		previous = words;
		const translated = kind === 'T' ? ` *${fromEbcdic(bytes).replaceAll(/[^ -~]/g, '.')}*` : '';
		reply(`${hex(address, 6)}  ${words}${key}${translated}`);
	}

	return 0;
}

/** Bytes without giving a frame to a page that was never touched. */
function contents(storage: AddressSpace, address: number, length: number): Uint8Array {
	const inside = storage.reach(address, length);
	const pages = [Math.trunc(address / pageSize), Math.trunc((address + inside - 1) / pageSize)];
	const bytes = new Uint8Array(length);
	if (pages.some(page => storage.pages[page] !== untouched)) {
		bytes.set(storage.fetch(address, inside));
	}

	return bytes;
}

/** Neighbouring blocks with one key share a line. */
function showKeys({vm: {storage}, reply}: UserContext, first: number, last: number): void {
	const lastBlock = Math.trunc(last / keyBlockSize);
	for (let block = Math.trunc(first / keyBlockSize); block <= lastBlock;) {
		let next = block + 1;
		while (next <= lastBlock && storage.keys[next] === storage.keys[block]) {
			next++;
		}

		reply(`${hex(block * keyBlockSize, 6)} TO ${hex(next * keyBlockSize - 1, 6)}  KEY = `
			+ `${hex(storage.keys[block], 2)}`);
		block = next;
	}
}
