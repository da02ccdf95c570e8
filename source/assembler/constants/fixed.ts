/** Constants F and H: binary integers, with scale and exponent. */
import {Flag} from '../diagnostic.js';
import type {NominalValue} from '../operands/constant-operand.js';
import {parseRational, rounded} from './decimal-number.js';

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
