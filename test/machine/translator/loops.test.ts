import test from 'ava';
import {findLoops} from '../../../source/machine/translator/loops.js';

test('a jump back makes a loop of what lies between', t => {
	t.deepEqual(findLoops([[0, 1], [1, 2], [2, 1], [2, 3]]), [{first: 1, last: 2, inner: []}]);
});

test('loops within loops', t => {
	t.deepEqual(findLoops([[0, 1], [1, 2], [2, 2], [2, 3], [3, 1], [3, 0]]), [
		{first: 0, last: 3, inner: [{first: 1, last: 3, inner: [{first: 2, last: 2, inner: []}]}]},
	]);
});

test('two jumps back to one block are one loop', t => {
	t.deepEqual(findLoops([[0, 1], [1, 0], [1, 2], [2, 0]]), [{first: 0, last: 2, inner: []}]);
});

test('a loop that begins in another ends in it', t => {
	t.deepEqual(
		findLoops([
			[0, 1],
			[1, 2],
			[2, 0],
			[2, 3],
			[3, 1],
		]),
		[{first: 0, last: 3, inner: [{first: 1, last: 3, inner: []}]}],
	);
});

test('what is entered in the middle is no loop', t => {
	t.deepEqual(findLoops([[0, 2], [1, 2], [2, 1], [2, 3]]), []);
});
