import test from 'ava';
import fc from 'fast-check';
import {Locks} from '../../source/service/locks.js';

test('the first machine has the lock, the others get it in the order they asked', t => {
	const locks = new Locks();
	t.true(locks.acquire('INDEX', 'SBSSLV01'));
	t.false(locks.acquire('INDEX', 'SBSSLV02'));
	t.false(locks.acquire('INDEX', 'SBSSLV03'));
	t.true(locks.acquire('OTHER', 'SBSSLV02'));
	t.is(locks.release('INDEX', 'SBSSLV01'), 'SBSSLV02');
	t.is(locks.release('INDEX', 'SBSSLV02'), 'SBSSLV03');
	t.is(locks.release('INDEX', 'SBSSLV03'), undefined);
});

test('a machine that is gone leaves every lock and every queue', t => {
	const locks = new Locks();
	locks.acquire('A', 'SBSSLV01');
	locks.acquire('B', 'SBSSLV02');
	locks.acquire('A', 'SBSSLV02');
	locks.acquire('B', 'SBSSLV01');
	t.deepEqual(locks.releaseAll('SBSSLV01'), ['SBSSLV02']);
	t.is(locks.release('B', 'SBSSLV02'), undefined);
});

test('whatever the order of requests, at most one machine holds a lock and nobody is forgotten', t => {
	const machine = fc.constantFrom('S1', 'S2', 'S3');
	fc.assert(fc.property(fc.array(fc.tuple(fc.boolean(), machine)), steps => {
		const locks = new Locks();
		const queue: string[] = [];
		for (const [acquire, name] of steps) {
			if (acquire) {
				if (!queue.includes(name)) {
					queue.push(name);
				}

				t.is(locks.acquire('L', name), queue[0] === name);
			} else {
				const had = queue[0] === name;
				const at = queue.indexOf(name);
				if (at !== -1) {
					queue.splice(at, 1);
				}

				t.is(locks.release('L', name), had ? queue[0] : undefined);
			}
		}
	}));
});
