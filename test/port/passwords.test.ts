/** What may be repeated and remembered of lines with passwords. */
import test from 'ava';
import {logonAsks, logonUser, withoutPasswords} from '../../source/port/passwords.js';

test('LOGON is kept without its password, in every spelling', t => {
	for (const name of ['logon', 'LOGIN', 'l', 'log', 'cp logon']) {
		t.is(withoutPasswords(`${name} user1 secret noipl`, false), `${name} user1 noipl`);
	}

	t.is(withoutPasswords('logon user1', false), 'logon user1');
	t.is(withoutPasswords('logon user1 wrong#secret', false), 'logon user1', 'a wrong password is asked for again');
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
	t.is(withoutPasswords('link t user2 191 a 291 m secret', true), 'link t user2 191 a 291 m');
	t.is(withoutPasswords('link user2 191 291 rr#secret', true), 'link user2 191 291 rr', 'what CP may ask for');
	t.is(withoutPasswords('link user2 191 291 rr secret%query time', true, '%'), 'link user2 191 291 rr%query time');
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

test('LOGON without a password asks for one; with one, or with a line behind it, it does not', t => {
	for (const line of ['logon user1', 'l user1 noipl', 'cp login user1 mask']) {
		t.true(logonAsks(line), line);
	}

	for (const line of ['logon user1 secret', 'logon user1 noipl secret', 'logon user1#secret', 'logon', 'logoff']) {
		t.false(logonAsks(line), line);
	}
});
