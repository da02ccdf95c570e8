/** Hexadecimal text, as IBM's manuals and CP print it: upper case, no prefix. */

/** The two digits of each byte. */
export const hexOfByte: readonly string[] = Array.from({length: 256}, (_, byte) =>
	byte.toString(16).toUpperCase().padStart(2, '0'));

/** `value` as exactly `digits` upper-case hexadecimal digits (the low-order ones). */
export function hex(value: number, digits: number): string {
	return (value >>> 0).toString(16).toUpperCase().padStart(digits, '0').slice(-digits);
}

/** An address of 24 bits as six digits; listings are full of them. */
export const hexAddress = (value: number): string =>
	hexOfByte[(value >>> 16) & 0xFF] + hexOfByte[(value >>> 8) & 0xFF] + hexOfByte[value & 0xFF];

/** Bytes as one run of hexadecimal digits. */
export function hexBytes(bytes: Uint8Array): string {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex').toUpperCase();
}

/**
 * The value of hexadecimal digits, or `undefined` where `text` is empty, longer than eight digits or has another
 * character.
 */
export function parseHex(text: string): number | undefined {
	return /^[\da-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : undefined;
}

/** The bytes of an even number of hexadecimal digits, or `undefined`. */
export function parseHexBytes(text: string): Uint8Array | undefined {
	return /^(?:[\da-f]{2})*$/i.test(text) ? Uint8Array.from(Buffer.from(text, 'hex')) : undefined;
}
