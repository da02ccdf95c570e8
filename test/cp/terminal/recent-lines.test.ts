import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {RecentLines} from '../../../source/cp/terminal/recent-lines.js';

test('the last lines are kept, and no more than the limit', t => {
	const recent = new RecentLines();
	const lines = Array.from({length: limits.recentLines.value + 5}, (_, index) => `line ${index}`);
	for (const line of lines) {
		recent.add(line);
	}

	t.deepEqual(recent.lines, lines.slice(5));
});
