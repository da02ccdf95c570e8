/** The numbers of what every region's function works with. */

/** Parameters and locals of every region's function; general registers follow. */
export const local = {
	/** Logical address to begin at; where to go on. */
	address: 0,
	/** Instructions that may still be executed. */
	left: 1,
	code: 2,
	programMask: 3,
	/** Offsets of the fast tables. */
	fetch: 4,
	store: 5,
	/** What the condition code comes from. */
	first: 6,
	second: 7,
	overflow: 8,
	/** Logical address and host offset of an operand, of another one, and values in work. */
	operand: 9,
	at: 10,
	other: 11,
	otherAt: 12,
	one: 13,
	two: 14,
	three: 15,
	/** Whether fixed-point overflow interrupts, 0 or 1. */
	interrupts: 16,
	/** How far a loop has come. */
	index: 17,
	registers: 18,
	/** Of 64 bits. */
	wide: 34,
	wider: 35,
} as const;

export const parameters = 6;
/** Locals besides the parameters, of 32 bits and behind them of 64. */
export const locals = {words: 28, doublewords: 2} as const;
