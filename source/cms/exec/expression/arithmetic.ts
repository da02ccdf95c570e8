/**
 * The right side of an assignment with operators: strictly from left to right, in the range that eight characters can
 * show.
 */
import {fail, isError, type Outcome} from '../errors.js';
import {toNumber} from './numbers.js';

const largest = 99_999_999;
const smallest = -9_999_999;

/** One operation, in whole numbers. */
function apply(left: number, operator: string, right: number): Outcome<number> {
	switch (operator) {
		case '+': {
			return left + right;
		}

		case '-': {
			return left - right;
		}

		case '*': {
			return left * right;
		}

		default: {
			if (right === 0) {
				return fail(830);
			}

			// The original extends a dividend without its sign, so that any negative one overflows (recordings ARI4,
			// ARI4D).
			return left < 0 ? fail(818) : Math.trunc(left / right) + 0;
		}
	}
}

/** A result, or the error of one that eight characters cannot show. */
export function operate(left: number, operator: string, right: number): Outcome<number> {
	const result = apply(left, operator, right);
	return isError(result) ? result : inRange(result);
}

function inRange(value: number): Outcome<number> {
	if (value > largest) {
		return fail(818);
	}

	return value < smallest ? fail(817) : value;
}

/**
 * Operands and operators in turn, two operands at least; null operands have vanished before, which shows as a wrong
 * form.
 */
export function calculate(tokens: readonly string[]): Outcome<number> {
	let [left] = tokens;
	for (let index = 1; index < tokens.length; index += 2) {
		const operator = tokens[index];
		if (!/^[+*/-]$/.test(operator) || index + 1 === tokens.length) {
			return fail(809);
		}

		const a = toNumber(left);
		const b = toNumber(tokens[index + 1]);
		const failed = isError(a) ? a : b;
		if (isError(a) || isError(b)) {
			return failed;
		}

		const value = operate(a, operator, b);
		if (isError(value)) {
			return value;
		}

		left = String(value);
	}

	return toNumber(left);
}
