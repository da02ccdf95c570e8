/** Who may store what in the SBS data base, and two who store at once: the rules that protect a member (R6, R15). */
import test, {type ExecutionContext} from 'ava';
import {Installation} from '../../support/installation.js';

function start(t: ExecutionContext, ...userids: readonly string[]) {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const users = userids.map(userid => installation.logOn(userid));
	for (const [index, user] of users.entries()) {
		user.enterAll('SET BLIP OFF', 'EXEC HELLO', 'COPYFILE HELLO EXEC Y MINE EXEC A', `COPYFILE HELLO EXEC Y F${index} DATA A`);
	}

	return {installation, users};
}

test('SBS108E: a member is its owner\'s; nobody else stores a version', t => {
	const {users: [owner, stranger]} = start(t, 'USER1', 'USER2');
	t.deepEqual(owner.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
	t.deepEqual(stranger.enter('SBS PUT MINE EXEC'), ['SBS108E MINE EXEC IS OWNED BY USER1', 'Ready(00012);']);
	t.regex(stranger.enter('SBS LIST MINE *').join('\n'), /MINE +EXEC +1 USER1/);
	t.deepEqual(owner.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 2 STORED', 'Ready;']);
});

test('a member that was only added is its owner\'s already', t => {
	const {users: [owner, stranger]} = start(t, 'USER1', 'USER2');
	t.is(owner.enter('SBS ADD MINE EXEC').at(-1), 'Ready;');
	t.deepEqual(stranger.enter('SBS PUT MINE EXEC'), ['SBS108E MINE EXEC IS OWNED BY USER1', 'Ready(00012);']);
});

test('an administrator stores a version of anybody\'s member; it stays its owner\'s', t => {
	const {users: [owner, administrator, stranger]} = start(t, 'USER1', 'MAINT', 'USER2');
	owner.enter('SBS PUT MINE EXEC');
	t.deepEqual(administrator.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 2 STORED', 'Ready;']);
	t.regex(owner.enter('SBS QUERY MINE EXEC').join('\n'), /MINE EXEC OWNER USER1\nVERSION +1 BY USER1 .*\nVERSION +2 BY MAINT /);
	t.deepEqual(stranger.enter('SBS PUT MINE EXEC'), ['SBS108E MINE EXEC IS OWNED BY USER1', 'Ready(00012);']);
});

test('two PUTs at once: both members are in the index, each with its own data', t => {
	const {installation, users} = start(t, 'USER1', 'USER2', 'USER3');
	for (const [index, user] of users.entries()) {
		user.enterAll(`EDIT F${index} DATA`, 'TOP', 'INPUT LINE OF ' + user.userid, 'FILE');
	}

	for (let round = 1; round <= 3; round++) {
		for (const [index, user] of users.entries()) {
			user.take();
			user.type(`SBS PUT F${index} DATA`);
		}

		installation.settle();
		for (const [index, user] of users.entries()) {
			t.deepEqual(user.take(), [`SBS104I F${index} DATA VERSION ${round} STORED`, 'Ready;']);
		}
	}

	const [reader] = users;
	for (const [index, user] of users.entries()) {
		t.is(reader.enter(`SBS GET F${index} DATA A ( REPLACE`).at(-1), 'Ready;');
		t.regex(reader.enter(`TYPE F${index} DATA`).join('\n'), new RegExp(`LINE OF ${user.userid}`));
	}

	t.is(reader.enter('SBS LIST F* DATA').filter(line => / DATA +3 /.test(line)).length, 3);
});
