/** Page slots: where a page goes on a volume (SY20-0886, "Allocation Management"). */
import test from 'ava';
import fc from 'fast-check';
import {cpFormat} from '../../../source/cp/devices/cp-formats.js';
import {PagingSlots} from '../../../source/cp/devices/paging-slots.js';

test('pages of a cylinder by device type, as GC20-1806 lists them', t => {
	t.deepEqual(
		['2314', '3330', '3330-11', '3340', '3340-70', '3350'].map(type => cpFormat(type)?.pages),
		[32, 57, 57, 24, 24, 120],
	);
	t.is(cpFormat('3380'), undefined);
	// Three pages on a track of a 3330 of 16.7 ms: the second stands a third of a turn behind the first.
	t.deepEqual([0, 1, 2, 3].map(page => Math.round(cpFormat('3330')!.angle(page) / 1_000_000)), [0, 6, 11, 0]);
});

test('on the cylinder where the arm is; then where paging is queued; then from the centre outward', t => {
	const slots = new PagingSlots(2, 11, [{first: 1, last: 9}]);
	const cylinder = (near: number[]) => Math.trunc(slots.allocate(near)! / 2);
	t.deepEqual([cylinder([7, 3]), cylinder([7, 3])], [7, 7]);
	t.deepEqual([cylinder([7, 3]), cylinder([7, 3])], [3, 3]);
	t.deepEqual([cylinder([7, 3]), cylinder([0]), cylinder([10])], [5, 5, 4]);
	t.is(cylinder([]), 4);
	t.is(cylinder([]), 6);
});

test('as many slots as TEMP cylinders have, each one\'s alone until it is released', t => {
	t.notThrows(() => {
		fc.assert(fc.property(
			fc.array(fc.record({release: fc.boolean(), which: fc.nat(30), near: fc.array(fc.nat(9), {maxLength: 3})})),
			steps => {
				const slots = new PagingSlots(3, 10, [{first: 1, last: 3}, {first: 6, last: 7}]);
				const used: number[] = [];
				for (const {release, which, near} of steps) {
					if (release && used.length > 0) {
						const [slot] = used.splice(which % used.length, 1);
						slots.release(slot);
					} else if (!release) {
						const slot = slots.allocate(near);
						const cylinder = Math.trunc((slot ?? 3) / 3);
						if (
							(slot === undefined) !== (used.length === 15)
							|| used.includes(slot!)
							|| ![1, 2, 3, 6, 7].includes(cylinder)
						) {
							return false;
						}

						if (slot !== undefined) {
							used.push(slot);
						}
					}

					if (slots.used !== used.length) {
						return false;
					}
				}

				return true;
			},
		));
	});
});
