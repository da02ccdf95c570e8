/**
 * The bytes of DC operands, bit lengths packed as the manual says, and their relocations (GC33-4010, "Defining Data").
 */
import {relocationFlag, relocationLengthShift} from '../../base/object-deck.js';
import {append} from '../../base/sequences.js';
import type {ConstantOperand, NominalValue} from '../operands/constant-operand.js';
import type {Base} from '../expression/symbol-table.js';
import {addressValue, baseDisplacement, externalValue, pseudoRegisterValue, type AddressConstant} from './address.js';
import {fixedValue} from './fixed.js';
import {floatBytes} from './float.js';
import {fitZoned, packedBytes, zonedBytes} from './packed.js';
import type {ConstantScope} from './scope.js';
import {bitsOf} from './size.js';
import {binaryBytes, characterBytes, fitLeft, fitRight, hexadecimalBytes} from './text.js';

export type RelocationItem = {
	/** Byte in the assembled operands. */
	readonly offset: number;
	readonly base: Base;
	/** Flag byte of the item: type, length, direction. */
	readonly flags: number;
};

export type Assembled = {readonly bytes: Uint8Array; readonly relocations: readonly RelocationItem[]};

const bytesAsNumber = (bytes: Uint8Array): bigint =>
	bytes.length === 0 ? 0n : BigInt(`0x${Buffer.from(bytes).toString('hex')}`);

const addresses: Readonly<
	Record<string, (value: NominalValue, bits: number, scope: ConstantScope) => AddressConstant>
> = {
	A: addressValue,
	Y: addressValue,
	V: (value, _bits, scope) => externalValue(value, scope),
	Q: (value, _bits, scope) => pseudoRegisterValue(value, scope),
	S: (value, _bits, scope) => baseDisplacement(value, scope),
};

/** The constant `value` of `operand` in whole bytes (a length in bits keeps the right-hand ones). */
function constantBytes(
	operand: ConstantOperand,
	value: NominalValue,
	bits: number,
	scope: ConstantScope,
): {bytes: Uint8Array; address?: AddressConstant} {
	const length = Math.ceil(bits / 8);
	const {type, scale = 0, exponent = 0} = operand;
	switch (type) {
		case 'C':
			return {bytes: fitRight(characterBytes(value), length)};
		case 'X':
			return {bytes: fitLeft(hexadecimalBytes(value), length)};
		case 'B':
			return {bytes: fitLeft(binaryBytes(value), length)};
		case 'P':
			return {bytes: fitLeft(packedBytes(value), length)};
		case 'Z':
			return {bytes: fitZoned(zonedBytes(value), length)};
		case 'F':
		case 'H': {
			const digits = fixedValue(value, bits, scale, exponent, flag => {
				scope.keep(flag);
			}).toString(16);
			return {bytes: fitLeft(Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'), length)};
		}

		case 'E':
		case 'D':
		case 'L': {
			return {
				bytes: floatBytes(value, length, scale, exponent, type === 'L', flag => {
					scope.keep(flag);
				}),
			};
		}

		default: {
			const address = addresses[type](value, bits, scope);
			const word = new Uint8Array(4);
			new DataView(word.buffer).setInt32(0, address.value);
			return {bytes: fitLeft(word, length), address};
		}
	}
}

/** Collects bits, most significant first; bytes pass through where nothing is pending. */
class BitString {
	readonly chunks: Uint8Array[] = [];
	length = 0;
	#pending = 0n;
	#bits = 0;

	add(bytes: Uint8Array, bits = bytes.length * 8): void {
		if (this.#bits === 0 && bits === bytes.length * 8) {
			this.chunks.push(bytes);
			this.length += bytes.length;
			return;
		}

		this.#pending = (this.#pending << BigInt(bits)) | BigInt.asUintN(bits, bytesAsNumber(bytes));
		this.#bits += bits;
	}

	/** Fills the last byte with zeros. */
	flush(): void {
		const length = Math.ceil(this.#bits / 8);
		if (length > 0) {
			const digits = (this.#pending << BigInt(length * 8 - this.#bits)).toString(16).padStart(length * 2, '0');
			this.chunks.push(Uint8Array.from(Buffer.from(digits, 'hex')));
			this.length += length;
		}

		this.#pending = 0n;
		this.#bits = 0;
	}
}

function relocationItems(address: AddressConstant, offset: number, length: number): RelocationItem[] {
	return address.relocations.flatMap(({base, count}) =>
		Array.from({length: Math.abs(count)}, () => ({
			offset,
			base,
			flags: address.kind
				| ((length - 1) << relocationLengthShift)
				| (count < 0 ? relocationFlag.negative : 0),
		})));
}

/** Constants that do not depend on where they stand: made once, copied as often as asked. */
function repeated(operand: ConstantOperand, scope: ConstantScope): Uint8Array {
	const once = Buffer.concat(
		(operand.values ?? []).map(value => constantBytes(operand, value, bitsOf(operand, value), scope).bytes),
	);
	return once.length === 0 ? once : Buffer.alloc(once.length * operand.duplication, once);
}

/** Assembles one operand into whole bytes (operands of bit lengths that follow each other are given together). */
export function buildConstants(
	operands: readonly ConstantOperand[],
	scopeOf: (operand: ConstantOperand, offset: number) => ConstantScope,
): Assembled {
	const bits = new BitString();
	const relocations: RelocationItem[] = [];
	for (const operand of operands) {
		if (!operand.bits && !operand.traits.parentheses) {
			bits.add(repeated(operand, scopeOf(operand, bits.length)));
			continue;
		}

		for (let copy = 0; copy < operand.duplication; copy++) {
			for (const value of operand.values ?? []) {
				const size = bitsOf(operand, value);
				const {bytes, address} = constantBytes(operand, value, size, scopeOf(operand, bits.length));
				if (address) {
					append(relocations, relocationItems(address, bits.length, bytes.length));
				}

				bits.add(operand.bits && operand.type === 'C' ? shiftedCharacters(bytes, size) : bytes, size);
			}
		}
	}

	bits.flush();
	return {bytes: Uint8Array.from(Buffer.concat(bits.chunks)), relocations};
}

/** Characters cut to a number of bits lose their right-hand ones. */
function shiftedCharacters(bytes: Uint8Array, bits: number): Uint8Array {
	const digits = (bytesAsNumber(bytes) >> BigInt(bytes.length * 8 - bits))
		.toString(16)
		.padStart(bytes.length * 2, '0');
	return Uint8Array.from(Buffer.from(digits, 'hex'));
}
