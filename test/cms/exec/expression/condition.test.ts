import test from 'ava';
import fc from 'fast-check';
import {compare, evaluate} from '../../../../source/cms/exec/expression/condition.js';
import {isError} from '../../../../source/cms/exec/errors.js';

const token = fc.string({unit: fc.constantFrom(...'AZaz019+-$'), minLength: 1, maxLength: 8});

test('numbers by value, others in EBCDIC order', t => {
	t.is(compare('007', '7'), 0);
	t.is(compare('-0', '0'), 0);
	t.true(compare('9', '10') < 0);
	t.true(compare('9', 'A') > 0);
	t.true(compare('a', 'A') < 0);
	t.true(compare('ABC', 'ABCD') < 0);
});

test('comparison is reflexive and antisymmetric', t => {
	fc.assert(fc.property(token, token, (a, b) => {
		t.is(compare(a, a), 0);
		t.is(Math.sign(compare(a, b)) + Math.sign(compare(b, a)), 0);
	}));
});

test('comparison is transitive among numbers and among words', t => {
	const digits = fc.integer({min: -9_999_999, max: 99_999_999}).map(String);
	const word = fc.string({unit: fc.constantFrom(...'ABxy'), minLength: 1, maxLength: 8});
	for (const kind of [digits, word]) {
		fc.assert(fc.property(kind, kind, kind, (a, b, c) => {
			const [low, middle, high] = [a, b, c].toSorted(compare);
			t.true(compare(low, middle) <= 0 && compare(middle, high) <= 0 && compare(low, high) <= 0);
		}));
	}
});

test('each comparator has its opposite and its sign', t => {
	const pairs = [['EQ', 'NE', '='], ['LT', 'GE', '<'], ['GT', 'LE', '>']] as const;
	fc.assert(fc.property(token, token, fc.constantFrom(...pairs), (a, b, [word, opposite, sign]) => {
		t.is(evaluate([a, word, b], []), !evaluate([a, opposite, b], []));
		t.is(evaluate([a, word, b], []), evaluate([a, sign, b], []));
	}));
});

test('&$ is any argument, &* every one; without arguments neither holds', t => {
	t.true(evaluate(['&$', 'EQ', 'B'], ['A', 'B']));
	t.false(evaluate(['&*', 'EQ', 'B'], ['A', 'B']));
	t.true(evaluate(['B', 'NE', '&*'], ['A', 'C']));
	t.false(evaluate(['&*', 'NE', 'B'], []));
});

test('anything else is no condition', t => {
	for (const tokens of [['A'], ['A', 'FOO'], ['A', 'eq', 'B'], ['A', '/=', 'B'], ['A', 'toString', 'B']]) {
		t.true(isError(evaluate(tokens, [])));
	}
});
