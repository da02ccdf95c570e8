/** Commands and sense bits of magnetic tape units (GA32-0020, "Channel Commands"; GA32-0021). */

export const tapeCommand = {
	write: 0x01,
	read: 0x02,
	noOperation: 0x03,
	sense: 0x04,
	rewind: 0x07,
	readBackward: 0x0C,
	rewindUnload: 0x0F,
	eraseGap: 0x17,
	requestTrackInError: 0x1B,
	writeTapeMark: 0x1F,
	backspaceBlock: 0x27,
	backspaceFile: 0x2F,
	forwardSpaceBlock: 0x37,
	forwardSpaceFile: 0x3F,
	dataSecurityErase: 0x97,
	mode800: 0xCB,
	mode1600: 0xC3,
	mode6250: 0xD3,
	testInput: 0x00,
} as const;

/** Sense byte 1. */
export const tapeSense = {
	ready: 0x40, notReady: 0x20, loadPoint: 0x08, writing: 0x04, fileProtected: 0x02, notCapable: 0x01,
} as const;

/** Sense byte 4: the end-of-tape marker has passed; the tape unit refused. */
export const tapeUnitSense = {tapeIndicate: 0x20, unitReject: 0x80} as const;

/** Mode set 1: low six bits 0x03, 0x0B, 0x13 … of the 7-track feature. */
export const sevenTrackModes: ReadonlySet<number> = new Set([
	0x13, 0x23, 0x2B, 0x33, 0x3B, 0x53, 0x63, 0x6B, 0x73, 0x7B, 0x93, 0xA3, 0xAB, 0xB3, 0xBB,
]);
