import test from 'ava';
import {append, greatest, smallest} from '../../source/base/sequences.js';

test('a million items are appended and compared without overrunning the stack', t => {
	const many = Array.from({length: 1_000_000}, (_, index) => index);
	const list = [-1];
	append(list, many);
	t.is(list.length, 1_000_001);
	t.is(list.at(-1), 999_999);
	t.is(greatest(many), 999_999);
	t.is(smallest(many), 0);
});

test('of no values the bound that was given', t => {
	t.is(greatest([], 7), 7);
	t.is(greatest([3, 9], 7), 9);
	t.is(smallest([], 7), 7);
	t.is(smallest([3, 9], 7), 3);
});
