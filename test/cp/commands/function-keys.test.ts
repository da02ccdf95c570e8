/** SET PFnn (GC20-1820): what the keys do. */
import test from 'ava';
import {TestSystem} from '../../support/cp.js';

test('IMMED executes the text, DELAYED puts it into the input area, TAB and a key without function do nothing', t => {
	const one = new TestSystem().logOn('USER1');
	one.enter('set pf1 immed query names');
	one.enter('set pf2 delayed msg op');
	one.enter('set pf3 tab 10 20');
	const press = (key: `PF${number}`): string[] => {
		one.terminal.line.key(key);
		return one.wait();
	};

	t.deepEqual(press('PF1'), ['USER1    - 021']);
	t.deepEqual(one.terminal.filled, []);
	t.deepEqual(press('PF2'), []);
	t.deepEqual(one.terminal.filled, ['msg op']);
	t.deepEqual(press('PF3'), []);
	t.deepEqual(press('PF4'), []);
	t.deepEqual(one.terminal.filled, ['msg op']);
});
