/**
 * Packed decimal arithmetic on numbers of 64 bits, which JavaScript has not: fifteen digits at a time, as functions of
 * WebAssembly on the machine's own memory (GA22-7000, "Decimal Instructions"). They do what programs mostly ask for.
 * Where there is more to it (invalid digits or signs, overflow, numbers beyond fifteen digits in products, quotients
 * and shifts) they change nothing and answer -1: the instruction table goes on from there.
 */
import {
	f64, i32, i64, instantiate, type Code, type Definition, type Routine,
} from './code.js';
import {
	moveWithOffset, pack, toBinary, toNumber, toPacked, unpack,
} from './decimal-conversions.js';
import {edit} from './decimal-edit.js';
import {decimalTables} from './decimal-fields.js';
import {divide, multiply} from './decimal-products.js';
import {
	add, compare, shift, zeroAndAdd,
} from './decimal-sums.js';

export {decimalArea} from './decimal-fields.js';

/** Operands are host offsets and lengths. The answers are condition codes, or -1 where nothing was done. */
export type DecimalKernels = {
	/** AP, and SP with `negative` 1. */
	add(first: number, length1: number, second: number, length2: number, negative: number): number;
	zeroAndAdd(first: number, length1: number, second: number, length2: number): number;
	compare(first: number, length1: number, second: number, length2: number): number;
	/** The answers of MP, DP, PACK, UNPK, MVO and CVD mean no condition code. */
	multiply(first: number, length1: number, second: number, length2: number): number;
	divide(first: number, length1: number, second: number, length2: number): number;
	/** SRP; `amount` is signed. */
	shift(first: number, length: number, amount: number, rounding: number): number;
	/** All of the second operand is read first. */
	pack(first: number, length1: number, second: number, length2: number): number;
	/** MVO. */
	moveWithOffset(first: number, length1: number, second: number, length2: number): number;
	unpack(first: number, length1: number, second: number, length2: number): number;
	/** CVD. */
	toPacked(at: number, value: number): number;
	/** CVB: the value of eight bytes; a number beyond those of 32 bits where they are invalid. */
	toBinary(at: number): bigint;
	/** The same; not a number where they are invalid. */
	toNumber(at: number): number;
	/** ED, EDMK: the condition code, and four times one more than the index that is to be marked (0: none). */
	edit(pattern: number, length: number, source: number): number;
};

const answering = (name: keyof DecimalKernels, parameters: number, write: (routine: Routine) => Code): Definition => ({
	name, parameters, result: i32, write,
});

const definitions: readonly Definition[] = [
	answering('add', 5, add),
	answering('zeroAndAdd', 4, zeroAndAdd),
	answering('compare', 4, compare),
	answering('multiply', 4, multiply),
	answering('divide', 4, divide),
	answering('shift', 4, shift),
	answering('pack', 4, pack),
	answering('moveWithOffset', 4, moveWithOffset),
	answering('unpack', 4, unpack),
	answering('toPacked', 2, toPacked),
	{
		name: 'toBinary', parameters: 1, result: i64, write: toBinary,
	},
	{
		name: 'toNumber', parameters: 1, result: f64, write: toNumber,
	},
	answering('edit', 3, edit),
];

/** The functions on a memory, of which `decimalArea` bytes from `area` are theirs. */
export function decimalKernels(memory: WebAssembly.Memory, area: number): DecimalKernels {
	return instantiate(memory, definitions, {at: area, data: decimalTables}) as DecimalKernels;
}
