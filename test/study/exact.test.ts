/** Logarithm and exponential that are the same on every host. */
import test from 'ava';
import fc from 'fast-check';
import {exponential, logarithm} from '../../source/study/exact.js';

const isNear = (one: number, other: number): boolean =>
	Math.abs(one - other) <= 1e-14 * Math.max(1e-3, Math.abs(other));
const values = fc.double({min: 1e-10, max: 1e10, noNaN: true});
const powers = fc.double({min: -20, max: 20, noNaN: true});

test('they are those of Math, but for the last digits', t => {
	t.notThrows(() => {
		fc.assert(fc.property(values, value => isNear(logarithm(value), Math.log(value))));
		fc.assert(fc.property(powers, power => isNear(exponential(power), Math.exp(power))));
	});
});

test('their bits are those of the first host that was asked', t => {
	t.deepEqual([2000 / 120, 1 - 0.3, 2 ** -32].map(value => logarithm(value)), [
		2.813_410_716_760_036_4, -0.356_674_943_938_732_4, -22.180_709_777_918_25,
	]);
	t.deepEqual([1, -3.5, 0].map(power => exponential(power)), [2.718_281_828_459_045_5, 0.030_197_383_422_318_5, 1]);
});
