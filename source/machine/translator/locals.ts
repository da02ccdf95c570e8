/** The numbers of what every region's function works with. */

/** Parameters and locals of every region's function; registers follow. */
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
	/** Offset of the machine's registers (`registerBlock`). */
	block: 6,
	/** What the condition code comes from. */
	first: 7,
	second: 8,
	overflow: 9,
	/** Logical address and host offset of an operand, of another one, and values in work. */
	operand: 10,
	at: 11,
	other: 12,
	otherAt: 13,
	one: 14,
	two: 15,
	three: 16,
	/** Whether fixed-point overflow interrupts, 0 or 1. */
	interrupts: 17,
	/** How far a loop has come. */
	index: 18,
	/** Second byte of the subject of EXECUTE, and how many bytes its operands have. */
	modified: 19,
	length: 20,
	registers: 21,
	/** Host offsets of spans. */
	spans: 37,
	/** What an instruction that gave up has left to be done. */
	given: 43,
	/**
	 * Of operands across blocks of storage (`crossing.ts`): which were put together; the host's blocks of the first
	 * one's ends, and of the second's; where the pieces of a result go, and how long the first of them is.
	 */
	gathered: 44,
	firstBlocks: 45,
	secondBlocks: 47,
	pieces: 49,
	/** Of 64 bits. */
	wide: 52,
	wider: 53,
	widest: 54,
	floating: 55,
	/** Of 128 bits: one in work; where each byte of a word, and of a doubleword, has its place in the other order. */
	vector: 59,
	words: 60,
	doublewords: 61,
} as const;

export const parameters = 7;
/** Locals besides the parameters, of 32 bits, behind them of 64 and of 128. */
export const locals = {words: 45, doublewords: 7, vectors: 3} as const;
