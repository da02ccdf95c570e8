/** Who has which file of a disk open for writing. */
import test from 'ava';
import {limits} from '../../../../source/base/limits.js';
import {FileClaims} from '../../../../source/cms/file-system/files/file-claims.js';

test('a file is one holder\'s until it is given back, and nobody has more than the limit', t => {
	const claims = new FileClaims();
	t.true(claims.take('PARSER', 'DATA', 'USER1'));
	t.true(claims.take('PARSER', 'DATA', 'USER1'));
	t.false(claims.take('PARSER', 'DATA', 'USER2'));
	claims.giveBack('PARSER', 'DATA', 'USER1');
	t.true(claims.take('PARSER', 'DATA', 'USER2'));
	const taken = Array.from({length: limits.remoteClaims.value + 5}, (_, index) =>
		claims.take(`F${index}`, 'DATA', 'USER1')).filter(Boolean);
	t.is(taken.length, limits.remoteClaims.value);
	t.true(claims.take('LEXER', 'DATA', 'USER2'), 'others have their own');
	claims.end('USER1');
	t.true(claims.take('F0', 'DATA', 'USER2'));
});
