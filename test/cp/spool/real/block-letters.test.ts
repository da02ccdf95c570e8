import test from 'ava';
import {blockLetters} from '../../../../source/cp/spool/real/block-letters.js';

test('every character of a userid has a shape of seven rows of five dots, each its own', t => {
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789$#@'];
	const shapes = letters.map(letter => blockLetters(letter));
	for (const [index, rows] of shapes.entries()) {
		t.is(rows.length, 7, letters[index]);
		t.true(rows.some(row => row.trimEnd().length >= 6 && row.trimEnd().length <= 10), letters[index]);
		t.true(rows.every(row => [...row].every(each => each === ' ' || each === letters[index])));
	}

	t.is(new Set(shapes.map((rows, index) => rows.join('\n').replaceAll(letters[index], '#'))).size, letters.length);
});

test('letters stand beside each other', t => {
	t.deepEqual(blockLetters('TO'), [
		'TTTTTTTTTT    OOOOOO',
		'    TT      OO      OO',
		'    TT      OO      OO',
		'    TT      OO      OO',
		'    TT      OO      OO',
		'    TT      OO      OO',
		'    TT        OOOOOO',
	]);
});
