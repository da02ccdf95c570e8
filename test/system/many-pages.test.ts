import test from 'ava';
import {ManyPages} from '../support/many-pages.js';

test('users whose machines of 16 MiB are more than the host has are slower, and right', t => {
	/** Twelve users with 80 pages each: 3.75 MiB beside what CMS takes. */
	const run = (megabytes: number): {seconds: number; reads: number} => {
		const many = new ManyPages({users: 12, pages: 80, megabytes});
		const {clock, pager} = many.system.cp;
		const begun = clock.now();
		const {reads} = pager;
		t.is(many.round(), 0);
		t.is(many.round(), 0);
		t.deepEqual(many.counted, Array.from({length: 12}, () => 2));
		many.system.stop();
		return {seconds: (clock.now() - begun) / 1e6, reads: pager.reads - reads};
	};

	const few = run(2);
	const enough = run(6);
	t.is(enough.reads, 0);
	t.true(few.reads > 400, `${few.reads} pages came back`);
	t.true(few.seconds > enough.seconds + 5, `${few.seconds} and ${enough.seconds} s`);
});
