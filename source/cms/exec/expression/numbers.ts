/** Numbers as EXEC writes them: an optional sign and digits, eight characters in all. */
import {fail, isError, type Outcome} from '../errors.js';

/** The value of `token`, or undefined where it is not a number. */
export function parseNumber(token: string | undefined): number | undefined {
	return token !== undefined && /^[+-]?\d+$/.test(token) ? Number(token) + 0 : undefined;
}

export function isNumber(token: string | undefined): boolean {
	return parseNumber(token) !== undefined;
}

/** The value of `token`, or a conversion error. */
export function toNumber(token: string | undefined): Outcome<number> {
	return parseNumber(token) ?? fail(812);
}

/** A return code between `R(` and `)`: five digits, a negative one as `-` and four; longer ones lose their front. */
export function returnCodeDigits(code: number): string {
	const digits = String(Math.abs(code));
	return code < 0 ? `-${digits.padStart(4, '0').slice(-4)}` : digits.padStart(5, '0').slice(-5);
}

/** `X'` and a decimal number become hexadecimal digits, its sign before them (anywhere while &HEX is on). */
export function decimalToHex(token: string): Outcome<string> {
	const value = toNumber(token.slice(2));
	return isError(value) ? value : value.toString(16).toUpperCase();
}

/** `X'` and hexadecimal digits become decimal digits (right of `=` while &HEX is on). */
export function hexToDecimal(token: string): Outcome<string> {
	const digits = token.slice(2);
	return /^[\dA-F]+$/.test(digits) ? String(Number.parseInt(digits, 16)) : fail(812);
}
