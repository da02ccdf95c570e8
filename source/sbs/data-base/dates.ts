/** Dates and times as CP tells them (`mm/dd/yy`, `hh:mm:ss`) and files have them, and as digits in records. */

const nothing = /^0*$/;

/** When, in bytes that are in the order of time: year, month, day, hour, minute, second. */
export function stampOf(date: string, time: string): Uint8Array {
	const day = digitsOf(date, 6);
	return Uint8Array.from(Buffer.from(`${day.slice(4)}${day.slice(0, 4)}${digitsOf(time, 6)}`, 'hex'));
}

/** The digits of a date or time, `length` of them; zeros where there is none. */
export const digitsOf = (text: string, length: number): string =>
	text.replaceAll(/\D/g, '').slice(0, length).padEnd(length, '0');

/** Digits by twos with something between: `112926` is `11/29/26`. */
const byTwos = (digits: string, between: string): string =>
	nothing.test(digits) && between === '/' ? '' : digits.replaceAll(/..(?=.)/g, two => two + between);

/** `mm/dd/yy`; empty where there is none. */
export const dateOf = (digits: string): string => byTwos(digits, '/');

/** `hh:mm:ss` or `hh:mm`. */
export const timeOf = (digits: string): string => byTwos(digits, ':');

/** `yyyy-mm-dd`; empty where there is none. */
export const fileDateOf = (digits: string): string =>
	nothing.test(digits) ? '' : `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6, 8)}`;
