import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';

test('DEBUG shows and changes storage', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('debug'), ['DEBUG ENTERED.', ' ']);
	t.deepEqual(session.enter('store 30000 c1c2c3c4 c5c6'), [' ']);
	t.deepEqual(session.enter('x 30000 8'), ['C1C2C3C4 C5C60000', ' ']);
	t.deepEqual(session.enter('store 30000 xy'), ['INVALID OPERAND', ' ']);
	t.deepEqual(session.enter('x 30000 57'), ['INVALID OPERAND', ' ']);
	t.deepEqual(session.enter('gpr 0 16'), ['INVALID OPERAND', ' ']);
	t.is(session.enter('gpr 0 15').length, 17);
	t.is(session.enter('psw').length, 2);
	t.deepEqual(session.enter('return'), ['Ready;']);
});

test('HX leaves DEBUG and what had called it', t => {
	const session = new CmsSession({files: {'D EXEC': ['&CONTROL OFF', 'DEBUG', '&TYPE NEVER SEEN']}});
	session.enter('exec d');
	t.deepEqual(session.enter('hx'), ['CMS']);
});
