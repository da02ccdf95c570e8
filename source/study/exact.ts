/**
 * Logarithm and exponential of + - * / alone. These are specified to the last bit (IEEE 754), those of `Math` are not:
 * another engine may give other last digits, and so another run under the same seed.
 */

/** Terms of the series: enough for the last bit where arguments are within a third, or a half. */
const terms = 22;
const ln2 = 0.693_147_180_559_945_3;

/** Natural logarithm of a positive number. */
export function logarithm(value: number): number {
	let scaled = value;
	let power = 0;
	for (; scaled > Math.SQRT2; power++) {
		scaled /= 2;
	}

	for (; scaled < Math.SQRT1_2; power--) {
		scaled *= 2;
	}

	// ln x = 2 artanh ((x - 1) / (x + 1)).
	const ratio = (scaled - 1) / (scaled + 1);
	let sum = 0;
	for (let term = terms; term >= 0; term--) {
		sum = (sum * ratio * ratio) + (1 / ((2 * term) + 1));
	}

	return (2 * ratio * sum) + (power * ln2);
}

/** e to that power. */
export function exponential(power: number): number {
	const halves = Math.round(power / ln2);
	const rest = power - (halves * ln2);
	let sum = 1;
	for (let term = terms; term >= 1; term--) {
		sum = 1 + (sum * rest / term);
	}

	for (let count = Math.abs(halves); count > 0; count--) {
		sum = halves > 0 ? sum * 2 : sum / 2;
	}

	return sum;
}
