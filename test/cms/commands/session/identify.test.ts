import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

const identity = /^ALICE AT \* VIA \* \d\d\/\d\d\/\d\d \d\d:\d\d:\d\d [A-Z]{1,4} [A-Z]+DAY$/;

test('IDENTIFY types who and when', t => {
	const [line, ready] = new CmsSession().enter('identify');
	t.regex(line, identity);
	t.is(ready, 'Ready;');
});

test('IDENTIFY STACK gives an EXEC its userid', t => {
	for (const options of ['STACK', 'LIFO', 'FIFO', 'STACK FIFO']) {
		const session = new CmsSession({
			files: {
				'TRY EXEC': [
					'&CONTROL OFF',
					'&STACK OTHER',
					`IDENTIFY (${options}`,
					'&READ VARS &USER &AT &NODE',
					'&TYPE &USER &AT &NODE',
				],
			},
		});
		const first = options === 'LIFO' ? 'ALICE AT *' : 'OTHER';
		t.is(session.enter('TRY')[0], first);
	}
});

test('what IDENTIFY refuses', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('IDENTIFY ME'), ['INVALID PARAMETER \'ME\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('IDENTIFY (LOUD'), ['INVALID OPTION \'LOUD\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('IDENTIFY (TYPE LIFO'), ['\'TYPE\' AND \'LIFO\' ARE CONFLICTING OPTIONS.', 'Ready(00024);']);
});
