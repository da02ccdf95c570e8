/** Storage and registers as DISPLAY and DUMP show them (GC20-1820, "DISPLAY", "DUMP"). */
import {keyBlockSize} from '../../base/architecture.js';
import {fromEbcdic} from '../../base/ebcdic.js';
import {hex, hexBytes} from '../../base/hex.js';
import {limits} from '../../base/limits.js';
import type {Cpu} from '../../machine/cpu/cpu.js';
import {fractionMask} from '../../machine/instructions/floating-point/hexadecimal.js';
import type {StorageRange} from './storage-operand.js';
import type {StorageView} from './storage-view.js';

export type LineForm = {
	/** Bytes of a line. */
	readonly width: number;
	/** Lines begin at multiples of this. */
	readonly alignment: number;
	/** With the characters. */
	readonly isTranslated: boolean;
};

/** Lines of DISPLAY, L and T, and of DUMP. */
export const lineForms = {
	words: {width: 16, alignment: 4, isTranslated: false},
	text: {width: 16, alignment: 16, isTranslated: true},
	dump: {width: 32, alignment: 32, isTranslated: true},
} as const satisfies Readonly<Record<string, LineForm>>;

/** Lines that are shown in one go, `limits.shownStorage`; maybe none. */
export type Piece = readonly string[];

/** A range piece by piece, whole words; lines that repeat the one before are left out. */
export function * storageLines(view: StorageView, {first, last}: StorageRange, form: LineForm): Generator<Piece> {
	const {width, alignment, isTranslated} = form;
	const start = first - (first % alignment);
	let previous = '';
	let isSuppressed = false;
	let lines: string[] = [];
	for (let address = start; address <= last; address += width) {
		if (address > start && (address - start) % limits.shownStorage.value === 0) {
			yield lines;
			lines = [];
		}

		const length = isTranslated ? width : Math.min(width, (last + 4 - (last % 4)) - address);
		const bytes = view.bytes(address, length);
		const words = wordsOf(bytes);
		const key = view.key(address);
		if (words === previous && key === undefined && address + width <= last) {
			isSuppressed = true;
			continue;
		}

		if (isSuppressed) {
			lines.push('SUPPRESSED LINE(S) SAME AS ABOVE .....');
			isSuppressed = false;
		}

		previous = words;
		lines.push(`${hex(address, 6)}  ${words}${key === undefined ? '' : ` ${hex(key, 2)}`}`
			+ (isTranslated ? ` *${fromEbcdic(bytes).replaceAll(/[^ -~]/g, '.')}*` : ''));
	}

	yield lines;
}

function wordsOf(bytes: Uint8Array): string {
	return hexBytes(bytes).replaceAll(/.{8}(?!$)/g, '$& ');
}

/** Keys of a range, piece by piece; neighbouring blocks with one key share a line. */
export function * keyLines(view: StorageView, {first, last}: StorageRange): Generator<Piece> {
	const end = last - (last % keyBlockSize) + keyBlockSize;
	let lines: string[] = [];
	for (let address = first - (first % keyBlockSize); address < end;) {
		const key = view.key(address);
		let next = address + keyBlockSize;
		while (next < end && view.key(next) === key) {
			next += keyBlockSize;
		}

		if (lines.length === limits.shownLines.value) {
			yield lines;
			lines = [];
		}

		lines.push(`${hex(address, 6)} TO ${hex(next - 1, 6)}  KEY = ${hex(key ?? 0, 2)}`);
		address = next;
	}

	yield lines;
}

/** General or control registers, four to a line. */
export function * registerLines(
	name: 'GPR' | 'ECR',
	registers: Int32Array,
	first: number,
	last: number,
): Generator<string> {
	for (let number = first; number <= last; number += 4) {
		const values = [...registers.subarray(number, Math.min(number + 4, last + 1))].map(value => hex(value, 8));
		yield `${name} ${String(number).padEnd(2)} = ${values.join(' ')}`;
	}
}

/** Floating-point registers, with their values. */
export function * floatLines({fpr}: Pick<Cpu, 'fpr'>, first: number, last: number): Generator<string> {
	for (let number = first; number <= last; number += 2) {
		const [high, low] = [fpr[number], fpr[number + 1]];
		yield `FPR ${number} = ${hex(high, 8)}${hex(low, 8)}  ${decimal(high, low)}`;
	}
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

/** `PSW = …`. */
export const pswLine = ({psw}: Pick<Cpu, 'psw'>): string => `PSW = ${hex(psw.high, 8)} ${hex(psw.low, 8)}`;
