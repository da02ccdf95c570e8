/** How long a run is measured. */
import test from 'ava';
import {Random} from '../../source/study/random.js';
import {quantile} from '../../source/study/statistics.js';
import {isEnough, medianPrecision} from '../../source/study/sufficiency.js';

test('a median\'s interval is as wide as medians of other such runs differ', t => {
	const random = new Random(11);
	const run = (): number[] => Array.from({length: 100}, () => random.exponential(1));
	const inside = Array.from({length: 500}, () => run()).filter(values =>
		Math.abs((quantile(values, 0.5) / Math.LN2) - 1) <= medianPrecision(values)).length;
	// Of a distribution that leans to one side not just 95 of 100.
	t.true(inside > 445 && inside < 495, String(inside));
	t.is(medianPrecision([]), Infinity);
	t.is(medianPrecision([1, 1]), Infinity);
	t.is(medianPrecision(Array.from({length: 50}, () => 3)), 0);
});

test('it ends when it is long against a response and the median is sure', t => {
	const commands = (count: number, time: number, spread: number) => Array.from({length: count}, (_, index) => ({
		entered: 0, answered: time + (index % 2 === 0 ? spread : -spread),
	}));
	type Observed = Parameters<typeof isEnough>[0];
	const observer = (count: number, time: number, spread = 0): Observed => ({
		commands: commands(count, time, spread) as unknown as Observed['commands'],
		spent: () => ({residence: count * time}) as unknown as ReturnType<Observed['spent']>,
	});
	t.true(isEnough(observer(30, 1), 100));
	t.false(isEnough(observer(30, 10), 100), 'ten responses long');
	t.false(isEnough(observer(30, 1, 0.5), 100), 'one in three is twice as long');
	t.false(isEnough(observer(2, 1), 100), 'two commands');
	t.false(isEnough(observer(0, 1), 100));
});
