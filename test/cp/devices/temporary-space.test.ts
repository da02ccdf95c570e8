/** Temporary disk space: one disk of each type for all users. */
import fc from 'fast-check';
import test from 'ava';
import {TemporarySpace} from '../../../source/cp/devices/temporary-space.js';
import {TestSystem} from '../../support/cp.js';

test('a disk of each type, and no more: what one has others do not get until it is given back', t => {
	const system = new TestSystem();
	const one = system.logOn('USER1', 'GRAF 021');
	const other = system.logOn('USER2', 'GRAF 022');
	t.deepEqual(one.enter('define t3350 as 300 cyl 400'), ['DASD 300 DEFINED 400 CYL']);
	t.deepEqual(other.enter('define t3350 as 300 cyl 156'), ['DASD 300 NOT DEFINED; TEMP SPACE NOT AVAILABLE']);
	t.deepEqual(other.enter('define t3350 as 300 cyl 155'), ['DASD 300 DEFINED 155 CYL']);
	t.deepEqual(other.enter('define t3330 as 301 cyl 404'), ['DASD 301 DEFINED 404 CYL'], 'other types have their own');
	t.deepEqual(one.enter('define 300 as 310'), ['DASD 310 DEFINED'], 'another address is the same space');
	t.deepEqual(one.enter('define t3350 as 300 cyl 1'), ['DASD 300 NOT DEFINED; TEMP SPACE NOT AVAILABLE']);
	one.enter('logoff');
	t.deepEqual(other.enter('define t3350 as 302 cyl 400'), ['DASD 302 DEFINED 400 CYL']);
});

/** Taken, or given back, and how many cylinders or which. */
const step = fc.tuple(fc.boolean(), fc.integer({min: 1, max: 120}));

/** First of so many cylinders of a 2314 in a row that nobody has. */
function firstFree(taken: ReadonlySet<number>, cylinders: number): number | undefined {
	let free = 0;
	for (let cylinder = 0; cylinder < 200; cylinder++) {
		free = taken.has(cylinder) ? 0 : free + 1;
		if (free === cylinders) {
			return cylinder - cylinders + 1;
		}
	}

	return undefined;
}

test('no cylinder is given twice, and what is free in a row can be had', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(step, {maxLength: 40}), steps => {
			const space = new TemporarySpace();
			const given: Array<{readonly start: number; readonly cylinders: number}> = [];
			const taken = new Set<number>();
			for (const [isTake, value] of steps) {
				if (isTake) {
					const start = space.take('2314', value);
					if (start !== firstFree(taken, value)) {
						return false;
					}

					if (start !== undefined) {
						given.push({start, cylinders: value});
						for (let cylinder = start; cylinder < start + value; cylinder++) {
							taken.add(cylinder);
						}
					}
				} else if (given.length > 0) {
					const [{start, cylinders}] = given.splice(value % given.length, 1);
					space.release('2314', start);
					for (let cylinder = start; cylinder < start + cylinders; cylinder++) {
						taken.delete(cylinder);
					}
				}
			}

			return true;
		}), {numRuns: 60});
	});
});
