/**
 * Whatever five machines ask of each other in whatever order (exchanges, VMCF, loans, slave functions, for two of them
 * are slaves of the first, and locks of a group), with resets, logoffs, wrong addresses, storage keys, authorizations
 * taken back and time limits in between, CP and the lock table do what a small model does: no message is lost or
 * doubled, no block moves without two approvals, no byte changes outside approved areas, nobody waits for ever, no
 * lock is left, nobody has a right without an assignment, and every microsecond is paid for once, by somebody else
 * only where he lent or a slave is his.
 *
 * `INTERLEAVINGS` says how many; `SEED` begins elsewhere.
 */
import process from 'node:process';
import test from 'ava';
import fc from 'fast-check';
import {interleaving} from '../../support/interleavings/steps.js';
import {World} from '../../support/interleavings/world.js';

const count = Number(process.env.INTERLEAVINGS ?? 600);
const seed = process.env.SEED === undefined ? undefined : Number(process.env.SEED);

test('CP and a small model agree on every interleaving', t => {
	t.timeout(24 * 3_600_000);
	const world = new World();
	fc.assert(
		fc.property(interleaving, steps => {
			world.run(steps);
		}),
		{numRuns: count, ...seed === undefined ? {} : {seed}},
	);
	t.pass();
});
