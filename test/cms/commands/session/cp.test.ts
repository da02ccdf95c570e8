import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

test('CP FIFO and CP LIFO stack what CP answers, CP DISCARD drops it', t => {
	const session = new CmsSession({files: {'ASK EXEC': [
		'&CONTROL OFF',
		'&STACK BETWEEN',
		'CP FIFO QUERY USERID',
		'CP LIFO QUERY USERID',
		'CP DISCARD QUERY USERID',
		'-MORE &IF &READFLAG EQ CONSOLE &EXIT',
		'&READ ARGS',
		'&TYPE &1 &2 &3',
		'&GOTO -MORE',
	]}});
	t.deepEqual(session.enter('ask'), ['ALICE AT TESTVM', 'BETWEEN', 'ALICE AT TESTVM', 'Ready;']);
	t.deepEqual(session.enter('cp discard query userid'), ['Ready;']);
});

test('of an error that CP tells a kept back answer has the code alone', t => {
	const session = new CmsSession({files: {'ASK EXEC': [
		'&CONTROL OFF', 'CP FIFO QUERY NOBODY', '&TYPE &RETCODE &READFLAG', 'CP DISCARD NONSENSE', '&TYPE &RETCODE',
	]}});
	t.deepEqual(session.enter('ask'), ['45 CONSOLE', '1', 'Ready;']);
});

test('a command that CP does not know is -1 at the terminal and 1 in an EXEC', t => {
	const session = new CmsSession({files: {'ASK EXEC': ['&CONTROL OFF', 'CP NONSENSE', '&TYPE &RETCODE']}});
	t.deepEqual(session.enter('cp nonsense'), ['Unknown CP/CMS command', 'Ready(-0001);']);
	t.deepEqual(session.enter('cp lifo nonsense'), ['Ready(-0001);']);
	t.deepEqual(session.enter('ask'), ['1', 'Ready;']);
});
