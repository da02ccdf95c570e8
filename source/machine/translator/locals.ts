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
	/** Of 64 bits. */
	wide: 44,
	wider: 45,
	widest: 46,
	floating: 47,
	/** Of 128 bits: one in work; where each byte of a word, and of a doubleword, has its place in the other order. */
	vector: 51,
	words: 52,
	doublewords: 53,
} as const;

export const parameters = 7;
/** Locals besides the parameters, of 32 bits, behind them of 64 and of 128. */
export const locals = {words: 37, doublewords: 7, vectors: 3} as const;
