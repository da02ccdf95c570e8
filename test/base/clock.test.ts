import test from 'ava';
import {calendarDate, HostClock, timeOfDay, VirtualClock} from '../../source/base/clock.js';

test('simulated time starts on Wednesday 1975-11-19 at nine and moves only when something takes time', t => {
	const clock = new VirtualClock();
	t.is(`${calendarDate(clock.now())} ${timeOfDay(clock.now())}`, '11/19/75 09:00:00');
	clock.advance(61_000_000);
	t.is(timeOfDay(clock.now()), '09:01:01');
	t.is(new Date(clock.now() / 1000).getUTCDay(), 3);
});

test('the host\'s clock never goes back', t => {
	const clock = new HostClock();
	let last = clock.now();
	for (let count = 0; count < 1000; count++) {
		const now = clock.now();
		t.true(now >= last);
		last = now;
	}
});
