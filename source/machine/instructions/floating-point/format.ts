/**
 * The first word of a hexadecimal floating-point number (GA22-7000, "Data Format"). An enumeration of constants, for
 * the arithmetic is in several files, and a constant that is imported is fetched each time it is used.
 */
export const enum HexadecimalWord {
	sign = -0x8000_0000,
	/** Its part of the fraction: all of a short number's. */
	fraction = 0xFF_FFFF,
	/** What is not zero in a normalized number. */
	firstDigit = 0xF0_0000,
}
