/** Commands, sense bits and file mask of count-key-data disks (GA26-1638, "Channel Commands"; GA26-1617). */

/** Command codes; searches and reads also with the multitrack bit. */
export const ckdCommand = {
	writeSpecialCountKeyData: 0x01,
	writeHomeAddress: 0x19,
	writeRecordZero: 0x15,
	writeCountKeyData: 0x1D,
	writeKeyData: 0x0D,
	writeData: 0x05,
	erase: 0x11,
	readHomeAddress: 0x1A,
	readRecordZero: 0x16,
	readCountKeyData: 0x1E,
	readKeyData: 0x0E,
	readData: 0x06,
	readCount: 0x12,
	readIpl: 0x02,
	readSector: 0x22,
	readMultiple: 0x5E,
	searchIdEqual: 0x31,
	searchIdHigh: 0x51,
	searchIdEqualHigh: 0x71,
	searchKeyEqual: 0x29,
	searchKeyHigh: 0x49,
	searchKeyEqualHigh: 0x69,
	searchHomeAddressEqual: 0x39,
	seek: 0x07,
	seekCylinder: 0x0B,
	seekHead: 0x1B,
	recalibrate: 0x13,
	restore: 0x17,
	setFileMask: 0x1F,
	setSector: 0x23,
	spaceCount: 0x0F,
	noOperation: 0x03,
	sense: 0x04,
	reserve: 0xB4,
	release: 0x94,
	unconditionalReserve: 0x14,
	senseId: 0xE4,
	readBufferedLog: 0xA4,
} as const;

export const multiTrack = 0x80;

/** Sense byte 1. */
export const ckdSense = {
	permanentError: 0x80,
	invalidTrackFormat: 0x40,
	endOfCylinder: 0x20,
	noRecordFound: 0x08,
	fileProtected: 0x04,
	writeInhibited: 0x02,
	operationIncomplete: 0x01,
} as const;

/** Sense byte 7, format 0: what kind of program error. */
export const ckdMessage = {
	none: 0, invalidCommand: 1, invalidSequence: 2, countTooSmall: 3, invalidArgument: 4, maskViolation: 5,
} as const;

/** File mask: bits 0–1 writes, bits 3–4 seeks. */
export const fileMask = {
	writes: 0xC0, noHomeAddress: 0x00, noWrites: 0x40, noFormat: 0x80,
	seeks: 0x18, allSeeks: 0x00, noSeek: 0x08, headOnly: 0x10, noHeadSwitch: 0x18, invalid: 0x22,
} as const;
