import test from 'ava';
import fc from 'fast-check';
import {calculate} from '../../../../source/cms/exec/expression/arithmetic.js';
import {isError} from '../../../../source/cms/exec/errors.js';
import {returnCodeDigits} from '../../../../source/cms/exec/expression/numbers.js';

const value = (expression: string): number | string => {
	const result = calculate(expression.split(' '));
	return isError(result) ? `error ${result.error}` : result;
};

test('strictly from left to right, division cut', t => {
	t.is(value('2 + 3 * 4'), 20);
	t.is(value('7 / 2'), 3);
	t.is(value('7 / -2'), -3);
	t.is(value('007 + 1'), 8);
	t.is(value('+5 - 6'), -1);
});

test('range, wrong forms, and the negative dividend of the original', t => {
	t.is(value('99999999 + 1'), 'error 818');
	t.is(value('-9999999 - 1'), 'error 817');
	t.is(value('-7 / 2'), 'error 818');
	t.is(value('1 / 0'), 'error 830');
	t.is(value('1 +'), 'error 809');
	t.is(value('1 2'), 'error 809');
	t.is(value('A B'), 'error 809');
	t.is(value('A + 1'), 'error 812');
	t.is(value('1 + &LENGTH ABC'), 'error 812');
});

const number = fc.integer({min: -9_999_999, max: 99_999_999});

test('one operation is exact or out of range', t => {
	fc.assert(fc.property(number, fc.constantFrom('+', '-', '*'), number, (a, operator, b) => {
		const exact = operator === '+' ? a + b : (operator === '-' ? a - b : a * b);
		const expected = exact > 99_999_999 ? 'error 818' : (exact < -9_999_999 ? 'error 817' : exact + 0);
		t.is(value(`${a} ${operator} ${b}`), expected);
	}));
});

test('quotient and remainder make the dividend', t => {
	fc.assert(fc.property(fc.integer({min: 0, max: 99_999_999}), fc.integer({min: 1, max: 99_999_999}), (a, b) => {
		const quotient = Number(value(`${a} / ${b}`));
		t.true(quotient * b <= a && a < (quotient + 1) * b);
	}));
});

test('return codes between parentheses have five places', t => {
	t.is(returnCodeDigits(28), '00028');
	t.is(returnCodeDigits(-3), '-0003');
	t.is(returnCodeDigits(123_456), '23456');
	fc.assert(fc.property(fc.integer(), code => {
		t.is(returnCodeDigits(code).length, 5);
	}));
});
