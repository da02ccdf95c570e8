/** NOTIFY: who is logged on is told at once, everybody once. */
import test from 'ava';
import {configurations, configured} from '../../support/configurations.js';

for (const configuration of configurations) {
	test(`${configuration}: a watcher is told at once where he may be, at his next command otherwise, once`, t => {
		const installation = configured(configuration);
		t.teardown(() => {
			installation.close();
		});
		const [one, two] = ['USER1', 'USER2'].map(userid => installation.logOn(userid));
		one.enter('COPYFILE HELLO EXEC Y MINE EXEC A');
		one.enter('SBS PUT MINE EXEC');
		two.enter('SBS NOTIFY MINE EXEC');
		const told = (lines: readonly string[]): string[] => lines.filter(line => line.includes('SBS135I'));
		two.take();
		t.deepEqual(one.enter('SBS RESERVE MINE EXEC').slice(-1), ['Ready;']);
		const [message, ...more] = told(two.take());
		t.deepEqual(more, []);
		t.regex(message, /\* MSG FROM \S+ *: SBS135I MINE EXEC RESERVED BY USER1/);
		t.deepEqual(told(two.enter('SBS LIST')), [], 'he has been told');

		two.enter('CP SET MSG OFF');
		one.enter('SBS RELEASE MINE EXEC');
		t.deepEqual(told(two.take()), []);
		t.deepEqual(told(two.enter('SBS HISTORY MINE EXEC (JSON')), [], 'not in an answer for programs');
		t.is(told(two.enter('SBS LIST')).length, 1);
		t.deepEqual(told(two.enter('SBS LIST')), []);
	});
}
