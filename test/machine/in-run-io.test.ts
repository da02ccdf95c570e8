/**
 * I/O instructions and waits in the midst of a run: nothing but speed tells a machine that translates, and runs for
 * long, from one that goes from instruction to instruction.
 */
import test from 'ava';
import fc from 'fast-check';
import {Standalone} from '../../source/machine/standalone.js';
import {sameValue} from '../support/equal.js';
import {
	prepare, programs, runInSlices, seen, storageSize, type Program,
} from '../support/in-run-programs.js';

type Translation = 'none' | 'eager' | 'lazy';

const slices = fc.array(fc.integer({min: 1, max: 400}), {minLength: 1, maxLength: 5});

/** All that can be seen when a program has run for so many instructions, or has come to rest before. */
function observed(
	program: Program,
	translation: Translation,
	lengths: readonly number[],
	total: number,
): Record<string, unknown> {
	const system = new Standalone(storageSize, true, translation);
	prepare(system, program);
	const rest = runInSlices(system, total, lengths);
	const result = {rest, ...seen(system)};
	system.machine.close();
	return result;
}

test('programs with I/O come to the same, translated or not, in one run or in slices', t => {
	fc.assert(fc.property(programs, slices, fc.integer({min: 3000, max: 6000}), (program, lengths, total) => {
		const expected = observed(program, 'none', [1], total);
		sameValue(t, observed(program, 'none', [total], total), expected);
		sameValue(t, observed(program, 'eager', [total], total), expected);
		sameValue(t, observed(program, 'eager', lengths, total), expected);
	}), {numRuns: 120});
});

test('programs with I/O that run for long come to the same, translated as it pays', t => {
	// So many turns that they are translated.
	const long = programs.map(program => ({...program, turns: 20_000}));
	fc.assert(fc.property(long, slices, (program, lengths) => {
		const total = 150_000;
		const expected = observed(program, 'none', [total], total);
		sameValue(t, observed(program, 'lazy', [total], total), expected);
		sameValue(t, observed(program, 'lazy', lengths.map(length => 100 * length), total), expected);
	}), {numRuns: 30});
});
