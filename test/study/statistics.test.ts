/** Estimates, distributions and random numbers of the study. */
import test from 'ava';
import fc from 'fast-check';
import {discrepancy} from '../../source/study/laws.js';
import {library, sizeOf} from '../../source/study/members.js';
import {Random} from '../../source/study/random.js';
import {estimate, mean, quantile} from '../../source/study/statistics.js';

test('quantiles lie between the values', t => {
	t.is(quantile([3, 1, 2], 0.5), 2);
	t.is(quantile([1, 2, 3, 4], 0.5), 2.5);
	t.is(quantile([10, 20], 0.95), 19.5);
	t.is(quantile([], 0.5), 0);
	const parts = fc.double({min: 0, max: 1, noNaN: true});
	fc.assert(fc.property(fc.array(fc.integer(), {minLength: 1, maxLength: 50}), parts, (values, part) => {
		const value = quantile(values, part);
		return value >= Math.min(...values) && value <= Math.max(...values);
	}));
});

test('the interval of five runs is Student\'s', t => {
	// Standard deviation 1.5811, so that of the mean is 0.7071; 2.776 of them.
	const {mean: middle, low, high} = estimate([1, 2, 3, 4, 5]);
	t.is(middle, 3);
	t.is((high - middle).toFixed(4), '1.9629');
	t.is((middle - low).toFixed(4), '1.9629');
	t.deepEqual(estimate([7]), {mean: 7, low: 7, high: 7});
});

test('nineteen intervals of twenty have the mean in them', t => {
	const random = new Random(3);
	let inside = 0;
	for (let experiment = 0; experiment < 2000; experiment++) {
		const {low, high} = estimate(Array.from({length: 5}, () => 10 + random.normal()));
		inside += low <= 10 && high >= 10 ? 1 : 0;
	}

	t.true(inside > 1860 && inside < 1940, String(inside));
});

test('pauses have the mean asked for', t => {
	const random = new Random(5);
	const pauses = Array.from({length: 20_000}, () => random.exponential(15));
	t.true(Math.abs(mean(pauses) - 15) < 0.4);
	// Half of them are shorter than ln 2 of the mean.
	t.true(Math.abs(quantile(pauses, 0.5) - (15 * Math.LN2)) < 0.4);
});

test('users of one seed do not do the same', t => {
	const first = (stream: number): number => new Random(1, stream).next();
	t.is(new Set(Array.from({length: 100}, (_, stream) => first(stream))).size, 100);
});

test('half of the members are within 120 records, one in a hundred is over 2,000', t => {
	const random = new Random(1);
	const sizes = Array.from({length: 20_000}, () => sizeOf(random));
	t.true(Math.abs(quantile(sizes, 0.5) - 120) < 5);
	t.true(Math.abs(sizes.filter(size => size > 2000).length - 200) < 40);
});

test('each member has an owner, and one name', t => {
	const members = library(10, 4, 1);
	t.deepEqual(members.map(({owner}) => owner), [0, 1, 2, 3, 0, 1, 2, 3, 0, 1]);
	t.is(new Set(members.map(({name}) => name)).size, 10);
	t.true(members.every(({lines}) => lines.every(line => line.length <= 71)));
});

test('two sides of a law differ by a part of the greater', t => {
	t.is(discrepancy({name: '', left: 2, right: 1}), 0.5);
	t.is(discrepancy({name: '', left: 0, right: 0}), 0);
});
