/** Facts of System/370 that more layers than one go by (GA22-7000, "Storage", "Storage Key"). */

/** An address is 24 bits. */
export const addressMask = 0xFF_FFFF;

/** Bytes of a page. */
export const pageSize = 4096;

/** Bytes that one storage key covers. */
export const keyBlockSize = 2048;

/** BC-mode system mask with every channel and external interruptions on. */
export const everythingEnabled = 0xFF;
