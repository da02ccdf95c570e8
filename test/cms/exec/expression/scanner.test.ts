import test from 'ava';
import fc from 'fast-check';
import {isComment, scan} from '../../../../source/cms/exec/expression/scanner.js';

test('blanks and parentheses split, parentheses stay, tokens are cut to eight', t => {
	t.deepEqual(scan('A(B)C (D) ((E))'), ['A', '(', 'B', ')', 'C', '(', 'D', ')', '(', '(', 'E', ')', ')']);
	t.deepEqual(scan('  &TYPE ABCDEFGHIJKL'), ['&TYPE', 'ABCDEFGH']);
	t.deepEqual(scan('   '), []);
	t.true(isComment('   *X'));
});

test('scanning joined tokens gives the tokens', t => {
	const token = fc.string({unit: fc.constantFrom(...'AB&=-.*'), minLength: 1, maxLength: 8});
	fc.assert(fc.property(fc.array(fc.oneof(token, fc.constantFrom('(', ')'))), tokens => {
		t.deepEqual(scan(tokens.join(' ')), tokens);
	}));
});

test('no token is longer than eight characters or holds a blank', t => {
	fc.assert(fc.property(fc.string({unit: 'grapheme-ascii', maxLength: 130}), line => {
		t.true(scan(line).every(token =>
			token.length > 0
			&& token.length <= 8
			&& !token.includes(' ')
			&& (token.length === 1 || !/[()]/.test(token))));
	}));
});
