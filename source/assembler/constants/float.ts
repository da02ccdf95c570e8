/** Constants E, D and L: hexadecimal floating point (GA22-7000, "Floating-Point Instructions", data format). */
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';
import {parseRational, rounded} from './decimal-number.js';

const maximumScale = 14;

/**
 * Characteristic and fraction of a value, the fraction rounded to `digits` hexadecimal digits and shifted right by
 * `scale` of them.
 */
function normalize(
	value: NominalValue,
	digits: number,
	scale: number,
	exponent: number,
): {negative: boolean; power: number; fraction: bigint} {
	const {negative, numerator, denominator} = parseRational(value, exponent);
	if (numerator === 0n) {
		return {negative: false, power: -64, fraction: 0n};
	}

	// The power of 16 that brings the value under 1 and not under 1/16; the estimate from the lengths is right or one
	// too small.
	let power = Math.floor((numerator.toString(2).length - denominator.toString(2).length - 1) / 4);
	while (numerator * 16n ** BigInt(Math.max(0, -power)) >= denominator * 16n ** BigInt(Math.max(0, power))) {
		power++;
	}

	const shift = digits - scale - power;
	let fraction =
		shift >= 0
			? rounded(numerator << BigInt(4 * shift), denominator)
			: rounded(numerator, denominator << BigInt(-4 * shift));
	if (fraction >> BigInt(4 * (digits - scale)) !== 0n) {
		fraction >>= 4n;
		power++;
	}

	return {negative, power: power + scale, fraction};
}

/** Bytes of a floating-point constant of type E, D (`length` 2–8) or L (16). */
export function floatBytes(
	value: NominalValue,
	length: number,
	scale: number,
	exponent: number,
	extended: boolean,
	keep: (flag: Flag) => void,
): Uint8Array {
	if (scale < 0 || scale > maximumScale) {
		throw new Flag(200, '', value.column);
	}

	const digits = extended ? 28 : (length - 1) * 2;
	const {negative, power, fraction} = normalize(value, digits, scale, exponent);
	const bytes = new Uint8Array(length);
	if (fraction === 0n && power === -64) {
		return bytes;
	}

	if (power < -64 || power > 63) {
		throw new Flag(239);
	}

	if (fraction === 0n) {
		keep(new Flag(202, '', value.column + value.text.length));
	}

	const text = fraction.toString(16).padStart(digits, '0');
	const sign = negative ? 0x80 : 0;
	bytes[0] = sign | (power + 64);
	bytes.set(
		Buffer.from(
			text
				.slice(0, 14)
				.padEnd(14, '0')
				.slice(0, (Math.min(length, 8) - 1) * 2),
			'hex',
		),
		1,
	);
	if (extended && length > 8) {
		bytes[8] = sign | ((power + 64 - 14) & 0x7F);
		bytes.set(
			Buffer.from(
				text
					.slice(14)
					.padEnd(14, '0')
					.slice(0, (length - 9) * 2),
				'hex',
			),
			9,
		);
	}

	return bytes;
}
