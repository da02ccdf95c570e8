/**
 * Making WebAssembly modules, as far as it is needed here (WebAssembly Core Specification 2.0, chapter 5, "Binary
 * Format").
 */

import {
	ByteWriter, leb, lengthOf, signedLeb, type Code,
} from './webassembly-bytes.js';

/**
 * Operation codes. Loads and stores are followed by an alignment and an offset, branches by a depth, locals by their
 * number.
 */
export const wasm = {
	block: 0x02,
	loop: 0x03,
	if: 0x04,
	else: 0x05,
	end: 0x0B,
	branch: 0x0C,
	branchIf: 0x0D,
	branchTable: 0x0E,
	return: 0x0F,
	call: 0x10,
	drop: 0x1A,
	select: 0x1B,
	get: 0x20,
	set: 0x21,
	tee: 0x22,
	load: 0x28,
	load64: 0x29,
	load8: 0x2D,
	load16: 0x2F,
	store: 0x36,
	store64: 0x37,
	store8: 0x3A,
	store16: 0x3B,
	store64As8: 0x3C,
	store64As16: 0x3D,
	store64As32: 0x3E,
	load8To64: 0x31,
	load16To64: 0x33,
	load32To64: 0x35,
	constant: 0x41,
	constant64: 0x42,
	isZero: 0x45,
	equal: 0x46,
	notEqual: 0x47,
	less: 0x48,
	lessUnsigned: 0x49,
	greater: 0x4A,
	greaterUnsigned: 0x4B,
	lessOrEqual: 0x4C,
	lessOrEqualUnsigned: 0x4D,
	greaterOrEqual: 0x4E,
	greaterOrEqualUnsigned: 0x4F,
	isZero64: 0x50,
	equal64: 0x51,
	notEqual64: 0x52,
	less64: 0x53,
	lessUnsigned64: 0x54,
	greater64: 0x55,
	greaterUnsigned64: 0x56,
	add: 0x6A,
	subtract: 0x6B,
	multiply: 0x6C,
	and: 0x71,
	or: 0x72,
	exclusiveOr: 0x73,
	shiftLeft: 0x74,
	shiftRight: 0x75,
	shiftRightUnsigned: 0x76,
	rotateLeft: 0x77,
	rotateRight: 0x78,
	add64: 0x7C,
	subtract64: 0x7D,
	multiply64: 0x7E,
	divide64: 0x7F,
	and64: 0x83,
	or64: 0x84,
	exclusiveOr64: 0x85,
	shiftLeft64: 0x86,
	shiftRight64: 0x87,
	shiftRightUnsigned64: 0x88,
	rotateLeft64: 0x89,
	wrap: 0xA7,
	extend: 0xAC,
	extendUnsigned: 0xAD,
	extend16: 0xC1,
} as const;

/**
 * Operations on vectors of 128 bits. Loads and stores are followed as others are; those of lanes by the lane, too; a
 * constant by its bytes.
 */
export const vector = {
	load: [0xFD, 0x00],
	load32: [0xFD, 0x5C],
	load64: [0xFD, 0x5D],
	store: [0xFD, 0x0B],
	store32: [0xFD, 0x5A],
	store64: [0xFD, 0x5B],
	constant: [0xFD, 0x0C],
	/** Each byte of the result is that byte of the first operand which the second names. */
	swizzle: [0xFD, 0x0E],
	splat32: [0xFD, 0x11],
	splat64: [0xFD, 0x12],
	extract32: [0xFD, 0x1B],
	replace32: [0xFD, 0x1C],
	extract64: [0xFD, 0x1D],
} as const;

/** Types of values; the type of a block without result. */
export const i32 = 0x7F;
export const i64 = 0x7E;
export const f64 = 0x7C;
export const v128 = 0x7B;
export type ValueType = typeof i32 | typeof i64 | typeof f64 | typeof v128;
export const nothing = 0x40;

/** `memory.copy` and `memory.fill`. */
export const copyMemory = [0xFC, 10, 0, 0] as const;
export const fillMemory = [0xFC, 11, 0] as const;

const list = (items: readonly Code[]): Code => [leb(items.length), items];

const sized = (code: Code): Code => [leb(lengthOf(code)), code];

const section = (id: number, code: Code): Code => [id, sized(code)];
const text = (name: string): Code => sized([...new TextEncoder().encode(name)]);

export type Local = {
	readonly get: Code;
	readonly set: (value: Code) => Code;
};

/** Of the parameters of a function: so many numbers of 32 bits, or the type of each. */
export type Parameters = number | readonly ValueType[];

const typesOf = (parameters: Parameters): readonly ValueType[] =>
	typeof parameters === 'number' ? Array.from({length: parameters}, () => i32) : parameters;

/** A function being written. */
export class Routine {
	readonly #locals: ValueType[] = [];

	/** `parameters`: how many; `area`: where the module's own storage begins. */
	constructor(readonly parameters: number, readonly area: number) {}

	parameter(index: number): Local {
		return {get: [0x20, leb(index)], set: value => [value, 0x21, leb(index)]};
	}

	local(type: ValueType): Local {
		this.#locals.push(type);
		return this.parameter(this.parameters + this.#locals.length - 1);
	}

	/** The function as a module has it. */
	encoded(code: Code): Code {
		return sized([list(this.#locals.map(type => [1, type])), code, 0x0B]);
	}
}

/** Name, parameters, type of the result if there is one, and what writes the code. */
export type Definition = {
	readonly name: string;
	readonly parameters: Parameters;
	readonly result?: ValueType;
	readonly write: (routine: Routine) => Code;
};

/** A function from outside that the module calls. */
export type Import = {
	readonly name: string;
	readonly parameters: Parameters;
	readonly result?: ValueType;
	readonly value: (...parameters: never[]) => unknown;
};

export type Surroundings = {
	/** Where the module's own storage begins, and what is put there first. */
	readonly at?: number;
	readonly data?: Code;
	/** The first functions of the module, by number. */
	readonly imports?: readonly Import[];
};

const signature = ({parameters, result}: Pick<Definition, 'parameters' | 'result'>): Code => [
	0x60,
	list(typesOf(parameters).map(type => [type])),
	list(result === undefined ? [] : [[result]]),
];

/** The functions of a module on `memory`. */
export function instantiate(
	memory: WebAssembly.Memory,
	definitions: readonly Definition[],
	{at = 0, data = [], imports = []}: Surroundings = {},
): unknown {
	const pages = memory.buffer.byteLength / 65_536;
	const own = definitions.map((definition, index) => ({...definition, number: imports.length + index}));
	const image = new ByteWriter();
	image.write([
		0,
		0x61,
		0x73,
		0x6D,
		1,
		0,
		0,
		0,
		section(1, list([...imports, ...own].map(each => signature(each)))),
		section(2, list([
			[text('host'), text('memory'), 2, 1, leb(pages), leb(pages)],
			...imports.map(({name}, index) => [text('host'), text(name), 0, leb(index)]),
		])),
		section(3, list(own.map(({number}) => leb(number)))),
		section(7, list(own.map(({name, number}) => [text(name), 0, leb(number)]))),
		section(
			10,
			list(own.map(({parameters, write}) => {
				const routine = new Routine(typesOf(parameters).length, at);
				return routine.encoded(write(routine));
			})),
		),
		section(11, list([[0, wasm.constant, signedLeb(at), wasm.end, sized(data)]])),
	]);
	const host = {memory, ...Object.fromEntries(imports.map(({name, value}) => [name, value]))};
	return new WebAssembly.Instance(new WebAssembly.Module(image.written), {host}).exports;
}
