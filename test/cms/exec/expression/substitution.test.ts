/** Substitution from right to left. */
import test from 'ava';
import fc from 'fast-check';
import {isError} from '../../../../source/cms/exec/errors.js';
import {
	substituteTarget, substituteToken, substituteTokens, type Scope,
} from '../../../../source/cms/exec/expression/substitution.js';

const scope = (values: Readonly<Record<string, string>>, hex = false): Scope => ({
	get: name => values[name],
	isReserved: word => word === '&TYPE',
	hex,
});

const value = (token: string, values: Readonly<Record<string, string>> = {}): string | number => {
	const result = substituteToken(token, scope(values));
	return isError(result) ? result.error : result;
};

test('a value becomes part of the name to its left', t => {
	t.is(value('&V&I', {I: '2', V2: 'TWO'}), 'TWO');
	t.is(value('&&I', {I: '1', 1: 'FIRST'}), 'FIRST');
	t.is(value('&X&X', {X: 'ABCDE', XABCDE: 'DEEP'}), 'DEEP');
});

test('a value that begins the token is not looked at again, but is as part of a name', t => {
	t.is(value('&B', {B: '&A', A: 'WRONG'}), '&A');
	t.is(value('&C&B', {B: '&A', A: 'X'}), 819);
});

test('undefined is null, control words stand for themselves, results are cut', t => {
	t.is(value('&FOO'), '');
	t.is(value('A&FOO'), 'A');
	t.is(value('&TYPE'), '&TYPE');
	t.is(value('&'), '');
	t.is(value('AB&X', {X: '12345678'}), 'AB123456');
});

test('characters that no name has', t => {
	for (const token of ['&A.B', '&A-B', '&A\'B', '&A=', '&A,B', '&A_B', '&a', 'ABCDEFG&']) {
		t.deepEqual([token, value(token)], [token, 819]);
	}
});

test('targets keep their first ampersand', t => {
	t.is(substituteTarget('&V&I', scope({I: '2'})), '&V2');
	t.is(substituteTarget('&&A', scope({A: 'FOO'})), '&FOO');
	for (const name of ['&', '&*', '&$', '&DISK*', '&DISK?']) {
		t.is(substituteTarget(name, scope({})), name);
	}

	t.deepEqual(substituteTarget('&A*', scope({})), {error: 819});
});

test('&*, &$ and an ampersand alone are variables once something is assigned to them', t => {
	t.deepEqual(substituteTokens(['&*', '&$', '&', 'B'], scope({})), ['&*', '&$', 'B']);
	t.deepEqual(substituteTokens(['&*', '&$', '&', 'B'], scope({'*': 'X', $: '', '': '5'})), ['X', '5', 'B']);
});

test('nulls disappear, &LITERAL protects the next token, &HEX converts', t => {
	t.deepEqual(substituteTokens(['A', '&U', '&LITERAL', '&B', 'C'], scope({B: 'X'})), ['A', '&B', 'C']);
	t.deepEqual(substituteTokens(['X\'255'], scope({}, true)), ['FF']);
	t.deepEqual(substituteTokens(['X\'1F'], scope({}, true), {assigned: true}), ['31']);
	t.true(isError(substituteTokens(['X\'1F'], scope({}, true))));
});

test('whatever is in a token, substitution ends with at most eight characters or an error', t => {
	const text = fc.string({unit: fc.constantFrom(...'&AB1.'), minLength: 1, maxLength: 8});
	fc.assert(fc.property(text, text, text, (token, a, b) => {
		const result = value(token, {
			A: a, B: b, AB: '&A', 1: '&',
		});
		t.true(typeof result === 'number' || result.length <= 8);
	}));
});

test('a token without ampersand is itself', t => {
	fc.assert(fc.property(fc.string({unit: fc.constantFrom(...'AZ09.-*=\'()'), minLength: 1, maxLength: 8}), token => {
		t.is(value(token), token);
	}));
});
