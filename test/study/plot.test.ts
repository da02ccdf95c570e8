/** What a curve in the terminal looks like. */
import test from 'ava';
import {plot} from '../../source/study/plot.js';

test('a curve begins and ends where its points are, over the logarithm of users', t => {
	const lines = plot('Seconds', [
		{name: 'A', points: [{x: 1, y: 1}, {x: 2, y: 4}, {x: 4, y: 8}]},
		{name: 'C', points: [{x: 1, y: 0}, {x: 4, y: 0}]},
	]);
	t.is(lines[0], 'Seconds');
	t.true(lines[1].startsWith('   8.00 │'));
	t.true(lines[1].endsWith(' A'));
	t.true(lines[14].startsWith('   0.00 │'));
	// The lowest row of dots, from one side to the other.
	t.true(lines[14].endsWith(`${'⣀'.repeat(56)} C`));
	t.is(lines[16].trimEnd(), `${' '.repeat(9)}1${' '.repeat(27)}2${' '.repeat(26)}4 users`);
});

test('one point, or nothing but zero, is a plot too', t => {
	t.notThrows(() => plot('', [{name: 'A', points: [{x: 3, y: 0}]}]));
	t.notThrows(() => plot('', [{name: 'A', points: []}]));
});
