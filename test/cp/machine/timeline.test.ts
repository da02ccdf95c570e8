import test from 'ava';
import fc from 'fast-check';
import {VirtualClock} from '../../../source/base/clock.js';
import {limits} from '../../../source/base/limits.js';
import {EventTimeline} from '../../../source/cp/machine/timeline.js';

test('events come in order of time, at one time in order of arrival', t => {
	t.notThrows(() => {
		fc.assert(fc.property(fc.array(fc.integer({min: 0, max: 20})), delays => {
			const clock = new VirtualClock(0);
			const timeline = new EventTimeline(clock);
			const seen: number[] = [];
			for (const [index, delay] of delays.entries()) {
				timeline.after(delay, () => {
					seen.push(index);
				});
			}

			clock.advance(20);
			timeline.runDue();
			const expected = [...delays.keys()]
				.toSorted((a, b) => delays[a] - delays[b] || a - b);
			return seen.join(',') === expected.join(',');
		}));
	});
});

test('a cancelled event does not happen and is not waited for', t => {
	const clock = new VirtualClock(0);
	const timeline = new EventTimeline(clock);
	const cancel = timeline.after(5, () => {
		t.fail();
	});
	timeline.after(9, () => undefined);
	cancel();
	t.is(timeline.next, 9);
	clock.advance(6);
	timeline.runDue();
	t.is(timeline.next, 9);
});

test('an event added by an event for now still happens in this turn', t => {
	const timeline = new EventTimeline(new VirtualClock(0));
	let happened = false;
	timeline.after(0, () => {
		timeline.after(0, () => {
			happened = true;
		});
	});
	timeline.runDue();
	t.true(happened);
});

test('events that add events for now give others their turn', t => {
	const timeline = new EventTimeline(new VirtualClock(0));
	let runs = 0;
	const again = (): void => {
		runs++;
		timeline.after(0, again);
	};

	again();
	timeline.runDue();
	t.is(runs, 1 + limits.dueEvents.value);
	t.is(timeline.next, 0);
});

test('events added and cancelled again and again do not pile up, and the others happen in order', t => {
	const clock = new VirtualClock(0);
	const timeline = new EventTimeline(clock);
	const seen: number[] = [];
	for (let index = 0; index < 10_000; index++) {
		const cancel = timeline.after(1_000_000 + index, () => {
			t.fail();
		});
		if (index % 1000 === 0) {
			timeline.after(10_000 - index, () => {
				seen.push(index);
			});
		}

		cancel();
		cancel();
	}

	t.true(timeline.size < 200);
	clock.advance(2_000_000);
	timeline.runDue();
	t.deepEqual(seen, [9000, 8000, 7000, 6000, 5000, 4000, 3000, 2000, 1000, 0]);
	t.is(timeline.size, 0);
});
