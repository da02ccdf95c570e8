/**
 * Arrays of any length. Spread into arguments (`list.push(...more)`, `Math.max(...values)`) they would lie on the
 * stack, which ends at some hundred thousand: the lint forbids it.
 */

/** Adds `more` at the end of `list`. */
export function append<T>(list: T[], more: Iterable<T>): void {
	for (const item of more) {
		list.push(item);
	}
}

/** The greatest of `values`; `least` where there are none or all are smaller. */
export function greatest(values: Iterable<number>, least = Number.NEGATIVE_INFINITY): number {
	let found = least;
	for (const value of values) {
		if (value > found) {
			found = value;
		}
	}

	return found;
}

/** The smallest of `values`; `most` where there are none or all are greater. */
export function smallest(values: Iterable<number>, most = Number.POSITIVE_INFINITY): number {
	let found = most;
	for (const value of values) {
		if (value < found) {
			found = value;
		}
	}

	return found;
}
