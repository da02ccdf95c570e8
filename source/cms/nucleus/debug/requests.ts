/** What DEBUG shows and changes (GC20-1818, section 4). Subcommands that leave it: `environment.ts`. */
import {hex, hexBytes, parseHex, parseHexBytes} from '../../../base/hex.js';
import type {GuestStorage} from '../../../guest/guest.js';
import {mostBreakpoints, type DebugArea} from './debug-area.js';
import type {DebugState} from './debug-state.js';

export type DebugContext = {
	readonly storage: GuestStorage;
	readonly area: DebugArea;
	readonly state: DebugState;
};

/** What is typed: lines, or why there are none. */
export type Answer =
	readonly string[] | 'INVALID OPERAND' | 'MISSING OPERAND' | 'TOO MANY OPERANDS' | '16 SYMBOLS ALREADY DEFINED';

type Request = {
	/** Operands: at least, at most. */
	readonly least: number;
	readonly most: number;
	readonly run: (context: DebugContext, operands: readonly string[]) => Answer;
};

const limit = {examined: 56, stored: 12} as const;
const standardLength = 4;
const registers = 16;

/** Whole number of decimal digits; NaN: it is none. */
const decimal = (text: string): number => /^\d{1,8}$/.test(text) ? Number(text) : Number.NaN;

const words = (values: readonly number[]): string => values.map(value => hex(value >>> 0, 8)).join(' ');

/** A location: symbol, or hexadecimal displacement from the origin. */
export function locate(
	{area}: Pick<DebugContext, 'area'>,
	operand: string,
): {readonly address: number; readonly length: number} | undefined {
	const displacement = parseHex(operand);
	return area.symbol(operand)
		?? (displacement === undefined ? undefined : {address: area.origin + displacement, length: standardLength});
}

const examine: Request['run'] = (context, [where, count]) => {
	const place = locate(context, where);
	const length = count === undefined ? place?.length : decimal(count);
	return place && length !== undefined && length >= 1 && length <= limit.examined
		&& context.storage.contains(place.address, length)
		? [hexBytes(context.storage.fetch(place.address, length)).replaceAll(/(.{8})(?=.)/g, '$1 ')]
		: 'INVALID OPERAND';
};

const store: Request['run'] = (context, [where, ...values]) => {
	const place = locate(context, where);
	const bytes = parseHexBytes(values.join(''));
	if (!place || !bytes || bytes.length > limit.stored || !context.storage.contains(place.address, bytes.length)) {
		return 'INVALID OPERAND';
	}

	context.storage.store(place.address, bytes);
	return [];
};

const origin: Request['run'] = (context, [where]) => {
	const address = context.area.symbol(where)?.address ?? parseHex(where);
	if (address === undefined || !context.storage.contains(address, 1)) {
		return 'INVALID OPERAND';
	}

	context.area.origin = address;
	return [];
};

const define: Request['run'] = ({area, storage}, [name, where, count = String(standardLength)]) => {
	const displacement = parseHex(where);
	const length = decimal(count);
	const address = area.origin + (displacement ?? 0);
	// A name that is a hexadecimal number would be taken for one.
	if (
		displacement === undefined || parseHex(name) !== undefined
		|| !(length >= 1 && length <= limit.examined) || !storage.contains(address, length)
	) {
		return 'INVALID OPERAND';
	}

	return area.define(name, {address, length}) ? [] : '16 SYMBOLS ALREADY DEFINED';
};

const setBreakpoint: Request['run'] = (context, [number, where]) => {
	const id = decimal(number);
	const place = locate(context, where);
	if (
		!(id < mostBreakpoints) || !place || place.address % 2 !== 0 || !context.storage.contains(place.address, 2)
	) {
		return 'INVALID OPERAND';
	}

	context.area.setBreakpoint(id, place.address);
	return [];
};

const gpr: Request['run'] = ({state}, [first, last = first]) => {
	const [from, to] = [decimal(first), decimal(last)];
	return from <= to && to < registers
		? state.registers.slice(from, to + 1).map(value => words([value]))
		: 'INVALID OPERAND';
};

/** A field of a control word, left-justified, zeros behind it; undefined: no hexadecimal digits. */
function wordOf(text: string): number | undefined {
	const bytes = parseHexBytes(text);
	return bytes && bytes.length > 0 && bytes.length <= standardLength
		? Number.parseInt(hexBytes(bytes).padEnd(standardLength * 2, '0'), 16)
		: undefined;
}

const set: Request['run'] = ({state}, [what, ...operands]) => {
	const isRegister = what === 'GPR';
	const [first, values] = isRegister ? [decimal(operands[0]), operands.slice(1)] : [0, operands];
	const found = values.map(value => wordOf(value));
	const targets: Readonly<Record<string, number[] | undefined>> = {
		GPR: state.registers, PSW: state.psw, CSW: state.csw, CAW: [state.caw],
	};
	const target = Object.hasOwn(targets, what) ? targets[what] : undefined;
	if (found.length === 0) {
		return 'MISSING OPERAND';
	}

	if (!target || !(first + found.length <= target.length) || found.length > 2 || found.includes(undefined)) {
		return 'INVALID OPERAND';
	}

	for (const [index, value] of found.entries()) {
		target[first + index] = value!;
	}

	if (what === 'CAW') {
		[state.caw] = target;
	}

	return [];
};

/** By their words; the shortest forms are `minimum`'s. */
export const requests: ReadonlyMap<string, Request & {readonly minimum: number}> = new Map([
	['BREAK', {minimum: 2, least: 2, most: 2, run: setBreakpoint}],
	['CAW', {minimum: 3, least: 0, most: 0, run: ({state}) => [words([state.caw])]}],
	['CSW', {minimum: 3, least: 0, most: 0, run: ({state}) => [words(state.csw)]}],
	['DEFINE', {minimum: 3, least: 2, most: 3, run: define}],
	['GPR', {minimum: 3, least: 1, most: 2, run: gpr}],
	['ORIGIN', {minimum: 2, least: 1, most: 1, run: origin}],
	['PSW', {minimum: 3, least: 0, most: 0, run: ({state}) => [words(state.psw)]}],
	['SET', {minimum: 3, least: 2, most: 4, run: set}],
	['STORE', {minimum: 2, least: 2, most: 4, run: store}],
	['X', {minimum: 1, least: 1, most: 2, run: examine}],
]);
