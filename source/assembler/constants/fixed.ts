/** Constants F and H: binary integers, with scale and exponent. */
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';
import {code, codeAt, digitsEnd} from '../source/scan.js';
import {parseRational, rounded} from './decimal-number.js';

/** Digits that a number holds exactly. */
const exactDigits = 15;

/** The value of a whole number of few digits, as most are written. */
function plainInteger(text: string): number | undefined {
	const sign = codeAt(text, 0);
	const from = sign === code.minus || sign === code.plus ? 1 : 0;
	if (text.length === from || text.length > from + exactDigits || digitsEnd(text, from) < text.length) {
		return undefined;
	}

	const value = Number(text.slice(from));
	return sign === code.minus ? -value : value;
}

/** A plain whole number that fits a fullword of `bits` bits, the common case; `undefined` for all others. */
export function smallFixed(text: string, bits: number, scale: number, exponent: number): number | undefined {
	if (scale !== 0 || exponent !== 0 || bits > 32 || bits < 8) {
		return undefined;
	}

	const value = plainInteger(text);
	const limit = 2 ** (bits - 1);
	return value !== undefined && value >= -limit && value < limit ? value : undefined;
}

/** The value in `bits` bits as an unsigned number; `keep` takes the flag of a value that does not fit. */
export function fixedValue(
	value: NominalValue,
	bits: number,
	scale: number,
	exponent: number,
	keep: (flag: Flag) => void,
): bigint {
	if (scale < -187 || scale > 346) {
		throw new Flag(200, '', value.column);
	}

	const {negative, numerator, denominator} = parseRational(value, exponent);
	const magnitude =
		scale >= 0
			? rounded(numerator << BigInt(scale), denominator)
			: rounded(numerator, denominator << BigInt(-scale));
	const signed = negative ? -magnitude : magnitude;
	const limit = 1n << BigInt(bits - 1);
	// One bit holds 0 or 1: a length in bits may be that short.
	if ((signed >= limit && !(bits < 8 && signed < 2n * limit)) || signed < -limit) {
		keep(new Flag(203, '', value.column + value.text.length));
	}

	return BigInt.asUintN(bits, signed);
}
