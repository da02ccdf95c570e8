/** Condition codes of results (GA22-7000, appendix C). */

/** Condition code of a signed result that did not overflow. */
export function signCode(result: number): number {
	return (result >>> 31) | (((~result & -result) >>> 30) & 2);
}

/** Condition code of a signed comparison. */
export function compareCode(first: number, second: number): number {
	return first === second ? 0 : (first < second ? 1 : 2);
}

/** Condition code of an unsigned comparison of words. */
export function compareLogicalCode(first: number, second: number): number {
	return first === second ? 0 : ((first >>> 0) < (second >>> 0) ? 1 : 2);
}

/** Condition code of ADD LOGICAL: sum not zero 1, carry 2. */
export function addLogicalCode(first: number, sum: number): number {
	return (sum === 0 ? 0 : 1) | ((sum >>> 0) < (first >>> 0) ? 2 : 0);
}

/** Condition code of SUBTRACT LOGICAL: a carry means no borrow. */
export function subtractLogicalCode(first: number, second: number): number {
	return (first === second ? 0 : 1) | ((first >>> 0) >= (second >>> 0) ? 2 : 0);
}
