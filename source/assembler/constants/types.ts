/** What each type of constant is by itself (GC33-4010, "Defining Data", summary of constants). */
export type ConstantType = {
	/** Implied length in bytes; 0 = as long as its value. */
	readonly length: number;
	/** Boundary where no length is given. */
	readonly alignment: number;
	/** Longest length modifier, bytes. */
	readonly maximum: number;
	readonly minimum?: number;
	/** Nominal value in parentheses, not apostrophes. */
	readonly parentheses: boolean;
	/** Commas separate values. */
	readonly list: boolean;
};

const quoted = (length: number, alignment: number, maximum: number, list = true): ConstantType => ({
	length,
	alignment,
	maximum,
	parentheses: false,
	list,
});
const address = (length: number, alignment: number, maximum: number, minimum = 1): ConstantType => ({
	length,
	alignment,
	maximum,
	minimum,
	parentheses: true,
	list: true,
});

export const constantTypes: Readonly<Record<string, ConstantType>> = {
	C: quoted(0, 1, 65_535, false),
	X: quoted(0, 1, 65_535),
	B: quoted(0, 1, 256),
	F: quoted(4, 4, 8),
	H: quoted(2, 2, 8),
	E: quoted(4, 4, 8),
	D: quoted(8, 8, 8),
	L: quoted(16, 8, 16),
	P: quoted(0, 1, 16),
	Z: quoted(0, 1, 16),
	A: address(4, 4, 4),
	Y: address(2, 2, 2),
	S: address(2, 2, 2, 2),
	V: address(4, 4, 4, 3),
	Q: address(4, 4, 4),
};
