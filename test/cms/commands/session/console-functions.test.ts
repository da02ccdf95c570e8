import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

test('SENTRIES, MAKEBUF, DROPBUF and DESBUF keep the stack of an EXEC', t => {
	const session = new CmsSession({
		files: {
			'STACKS EXEC': [
				'&CONTROL OFF',
				'&STACK OLD',
				'SENTRIES',
				'&TYPE &RETCODE',
				'MAKEBUF',
				'&TYPE &RETCODE',
				'&STACK NEW',
				'&STACK NEWER',
				'SENTRIES',
				'&TYPE &RETCODE',
				'&READ VARS &X',
				'&TYPE &X',
				'DROPBUF',
				'SENTRIES',
				'&TYPE &RETCODE',
				'DROPBUF',
				'&TYPE &RETCODE',
				'DROPBUF X',
				'&TYPE &RETCODE',
				'DESBUF',
				'SENTRIES',
				'&TYPE &RETCODE',
				'CONWAIT',
			],
		},
	});
	t.deepEqual(session.enter('stacks'), ['1', '1', '3', 'NEW', '1', '2', '1', '0', 'Ready;']);
});
