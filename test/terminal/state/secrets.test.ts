/** What may be remembered of lines with passwords. */
import test from 'ava';
import {logonUser, withoutPasswords} from '../../../source/terminal/state/secrets.js';

test('LOGON is kept without its password, in every spelling', t => {
	for (const name of ['logon', 'LOGIN', 'l', 'log', 'cp logon']) {
		t.is(withoutPasswords(`${name} user1 secret noipl`, false), `${name} user1`);
	}

	t.is(withoutPasswords('logon user1', false), 'logon user1');
	t.is(withoutPasswords('l prof exec', true), 'l prof exec', 'LISTFILE of a program');
});

test('LINK and AUTOLOG are kept without theirs, also behind #CP and among others', t => {
	t.is(withoutPasswords('link to user2 191 as 291 rr pass= secret', true), 'link to user2 191 as 291 rr');
	t.is(withoutPasswords('#cp link user2 191 291 secret', true), '#cp link user2 191 291');
	t.is(withoutPasswords('cp link user2 191 291 w pass=secret', true), 'cp link user2 191 291 w');
	t.is(
		withoutPasswords('query disk#cp link user2 191 291 mr secret#access 291 b', true),
		'query disk#cp link user2 191 291 mr#access 291 b',
	);
	t.is(withoutPasswords('link user2 191 291 rr', true), 'link user2 191 291 rr');
	t.is(withoutPasswords('autolog user2 secret data', true), 'autolog user2');
});

test('other lines are kept as they are', t => {
	for (const line of ['', ' ', 'listfile * exec a', '##', 'linkage user2 191 291 rr x']) {
		t.is(withoutPasswords(line, true), line);
	}
});

test('whom a line logs on', t => {
	t.is(logonUser('logon user1 secret'), 'USER1');
	t.is(logonUser('L user1'), 'USER1');
	t.is(logonUser('logoff'), undefined);
	t.is(logonUser('listfile a b'), undefined);
});
