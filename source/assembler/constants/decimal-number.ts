/** Decimal numbers as written in F, H, E, D, L constants: exact, for their rounding is defined on the exact value. */
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';

/** The value is `numerator / denominator`, negative where `negative`. */
export type Rational = {readonly negative: boolean; readonly numerator: bigint; readonly denominator: bigint};

/** Reads `[+-]digits[.digits][E[+-]nn]`; `exponent` (a modifier) is added to the one written. */
export function parseRational({text, column}: NominalValue, exponent: number): Rational {
	const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:e([+-]?\d{1,3}))?$/i.exec(text);
	if (!match || (match[2] === '' && (match[3] ?? '') === '')) {
		throw new Flag(text === '' ? 255 : 236, '', column);
	}

	const [, sign, whole, fraction = '', power = '0'] = match;
	const total = Number(power) + exponent;
	if (Math.abs(exponent) > 85 || total > 75 || total < -85) {
		throw new Flag(201, '', column);
	}

	const shift = total - fraction.length;
	const digits = BigInt(whole + fraction);
	const ten = 10n ** BigInt(Math.abs(shift));
	return {negative: sign === '-', numerator: shift >= 0 ? digits * ten : digits, denominator: shift >= 0 ? 1n : ten};
}

/** `numerator / denominator` to the nearest whole number, half away from zero. */
export function rounded(numerator: bigint, denominator: bigint): bigint {
	return (2n * numerator + denominator) / (2n * denominator);
}
