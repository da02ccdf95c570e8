/**
 * The bytes of DC operands, bit lengths packed as the manual says, and their relocations (GC33-4010, "Defining Data").
 */
import {relocationFlag, relocationLengthShift} from '../../base/object-deck.js';
import type {ConstantOperand, NominalValue} from '../operands/constant-operand.js';
import type {Base} from '../expression/symbol-table.js';
import {addressValue, baseDisplacement, externalValue, pseudoRegisterValue, type AddressConstant} from './address.js';
import {fixedValue, smallFixed} from './fixed.js';
import {floatBytes} from './float.js';
import {putZoned} from './packed.js';
import type {ConstantScope} from './scope.js';
import {bitsOf, bitsOnce, bytesOf} from './size.js';
import {putLeft, putRight} from './text.js';

export type RelocationItem = {
	/** Byte in the assembled operands. */
	readonly offset: number;
	readonly base: Base;
	/** Flag byte of the item: type, length, direction. */
	readonly flags: number;
};

const noRelocations: readonly RelocationItem[] = [];

const addresses: Readonly<
	Record<string, (value: NominalValue, bits: number, scope: ConstantScope) => AddressConstant>
> = {
	A: addressValue,
	Y: addressValue,
	V: (value, _bits, scope) => externalValue(value, scope),
	Q: (value, _bits, scope) => pseudoRegisterValue(value, scope),
	S: (value, _bits, scope) => baseDisplacement(value, scope),
};

/** Puts a number into the zeros of `length` at `at`, its low-order bytes where it is longer. */
function putNumber(target: Uint8Array, at: number, length: number, value: number): void {
	let rest = value;
	for (let index = at + length - 1; index >= at; index--) {
		target[index] = rest;
		// Behind the fourth byte come those of the sign.
		rest >>= 8;
	}
}

/** Where a constant is put, and how many bytes it has. */
type Place = {readonly bytes: Uint8Array; readonly at: number; readonly length: number};

function putFixed(
	operand: ConstantOperand,
	value: NominalValue,
	bits: number,
	scope: ConstantScope,
	place: Place,
): void {
	const {scale = 0, exponent = 0} = operand;
	const small = smallFixed(value.text, bits, scale, exponent);
	if (small !== undefined && bits % 8 === 0) {
		putNumber(place.bytes, place.at, place.length, small);
		return;
	}

	const digits = fixedValue(value, bits, scale, exponent, flag => {
		scope.keep(flag);
	}).toString(16);
	putRight(place.bytes, place.at, place.length, Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex'));
}

/**
 * Puts the constant `value` of `operand` into zeros in whole bytes (a length in bits keeps the right-hand ones).
 * Answers its address constant where it is one.
 */
function putConstant(
	operand: ConstantOperand,
	value: NominalValue,
	bits: number,
	scope: ConstantScope,
	place: Place,
): AddressConstant | undefined {
	const {bytes: target, at, length} = place;
	const {type, scale = 0, exponent = 0} = operand;
	switch (type) {
		case 'C': {
			putLeft(target, at, length, bytesOf(type, value));
			return undefined;
		}

		case 'X':
		case 'B':
		case 'P': {
			putRight(target, at, length, bytesOf(type, value));
			return undefined;
		}

		case 'Z': {
			putZoned(target, at, length, bytesOf(type, value));
			return undefined;
		}

		case 'F':
		case 'H': {
			putFixed(operand, value, bits, scope, place);
			return undefined;
		}

		case 'E':
		case 'D':
		case 'L': {
			target.set(floatBytes(value, length, scale, exponent, type === 'L', flag => {
				scope.keep(flag);
			}), at);
			return undefined;
		}

		default: {
			const address = addresses[type](value, bits, scope);
			putNumber(target, at, length, address.value);
			return address;
		}
	}
}

/** Puts bits one behind the other into zeros, most significant first. */
class BitString {
	/** Bytes in front of the first constant that did not end with a byte; of all of them where each did. */
	whole = 0;
	/** Bits put so far. */
	#length = 0;

	constructor(private readonly target: Uint8Array, private readonly from: number) {
		// Nothing else.
	}

	/** Puts `length` bits of `bytes` behind the first `skipped`. */
	add(bytes: Uint8Array, skipped: number, length: number): void {
		const {target, from} = this;
		const isWhole = this.#length === this.whole * 8 && length === bytes.length * 8;
		for (let bit = skipped; bit < skipped + length; bit++, this.#length++) {
			if (bytes[bit >> 3] & (0x80 >> (bit & 7))) {
				target[from + (this.#length >> 3)] |= 0x80 >> (this.#length & 7);
			}
		}

		this.whole += isWhole ? bytes.length : 0;
	}
}

/** Adds what has to be done about an address constant of `length` bytes when it is loaded. */
function relocate(items: RelocationItem[], {kind, relocations}: AddressConstant, offset: number, length: number): void {
	for (const {base, count} of relocations) {
		const flags = kind | ((length - 1) << relocationLengthShift) | (count < 0 ? relocationFlag.negative : 0);
		for (let left = Math.abs(count); left > 0; left--) {
			items.push({offset, base, flags});
		}
	}
}

/** Constants that do not depend on where they stand: made once, copied as often as asked. */
function putRepeated(operand: ConstantOperand, scope: ConstantScope, target: Uint8Array, from: number): void {
	const once = bitsOnce(operand) / 8;
	const total = once * operand.duplication;
	// Even what is repeated no times must be right.
	const [bytes, first] = total === 0 ? [new Uint8Array(once), 0] : [target, from];
	let at = first;
	for (const value of operand.values ?? []) {
		const bits = bitsOf(operand, value);
		const length = bits / 8;
		putConstant(operand, value, bits, scope, {bytes, at, length});
		at += length;
	}

	for (let done = once; done < total; done *= 2) {
		target.copyWithin(from + done, from, from + Math.min(done, total - done));
	}
}

/** Constants with addresses in them: each copy for itself, for `*` is another one in each. */
function putAddresses(
	operand: ConstantOperand,
	scopeOf: (operand: ConstantOperand, offset: number) => ConstantScope,
	target: Uint8Array,
	from: number,
): readonly RelocationItem[] {
	const relocations: RelocationItem[] = [];
	let offset = 0;
	for (let copy = 0; copy < operand.duplication; copy++) {
		for (const value of operand.values ?? []) {
			const bits = bitsOf(operand, value);
			const length = bits / 8;
			const place = {bytes: target, at: from + offset, length};
			const address = putConstant(operand, value, bits, scopeOf(operand, offset), place);
			if (address) {
				relocate(relocations, address, offset, length);
			}

			offset += length;
		}
	}

	return relocations;
}

/** Operands with lengths in bits, one behind the other. */
function putBits(
	operands: readonly ConstantOperand[],
	scopeOf: (operand: ConstantOperand, offset: number) => ConstantScope,
	target: Uint8Array,
	from: number,
): readonly RelocationItem[] {
	const bits = new BitString(target, from);
	const relocations: RelocationItem[] = [];
	for (const operand of operands) {
		const made: Uint8Array[] = [];
		for (let copy = 0; copy < operand.duplication; copy++) {
			for (let index = 0; index < (operand.values?.length ?? 0); index++) {
				const value = operand.values![index];
				const size = bitsOf(operand, value);
				let bytes = made[index];
				// Only addresses are others in each copy.
				if (!bytes || operand.traits.parentheses) {
					bytes = new Uint8Array(Math.ceil(size / 8));
					const place = {bytes, at: 0, length: bytes.length};
					const address = putConstant(operand, value, size, scopeOf(operand, bits.whole), place);
					if (address) {
						relocate(relocations, address, bits.whole, bytes.length);
					}

					made[index] = bytes;
				}

				// Characters lose those at the right, numbers those at the left.
				bits.add(bytes, operand.type === 'C' ? 0 : bytes.length * 8 - size, size);
			}
		}
	}

	return relocations;
}

/**
 * Assembles one operand into whole bytes, the zeros at `from` (operands of bit lengths that follow each other are given
 * together).
 */
export function buildConstants(
	operands: readonly ConstantOperand[],
	scopeOf: (operand: ConstantOperand, offset: number) => ConstantScope,
	target: Uint8Array,
	from: number,
): readonly RelocationItem[] {
	const [operand] = operands;
	if (operand.bits) {
		return putBits(operands, scopeOf, target, from);
	}

	if (operand.traits.parentheses) {
		return putAddresses(operand, scopeOf, target, from);
	}

	putRepeated(operand, scopeOf(operand, 0), target, from);
	return noRelocations;
}
