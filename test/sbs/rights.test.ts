/** Who may store what in the SBS data base, and two who store at once: the rules that protect a member (R6, R15). */
import test, {type ExecutionContext} from 'ava';
import {Installation} from '../support/installation.js';

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
	t.deepEqual(administrator.enter('SBS PUT MINE EXEC (FORCE'), ['SBS104I MINE EXEC VERSION 2 STORED', 'Ready;']);
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

test('names that CMS cannot have are refused; what was added can be deleted, by its owner and the administrator alone', t => {
	const {users: [owner, stranger, administrator]} = start(t, 'USER1', 'USER2', 'MAINT');
	for (const name of ['* EXEC', 'A/B EXEC', 'MINE *', 'A= EXEC']) {
		for (const word of ['ADD', 'GET', 'QUERY', 'DELETE']) {
			t.deepEqual(owner.enter(`SBS ${word} ${name}`), [`SBS124E ${name} IS NO NAME OF A FILE`, 'Ready(00024);']);
		}
	}

	owner.enterAll('SBS ADD MINE EXEC', 'SBS PUT MINE EXEC', 'SBS PUT F0 DATA');
	t.deepEqual(stranger.enter('SBS DELETE MINE EXEC'), ['SBS108E MINE EXEC IS OWNED BY USER1', 'Ready(00012);']);
	t.deepEqual(owner.enter('SBS DELETE MINE EXEC'), ['SBS123I MINE EXEC DELETED', 'Ready;']);
	t.deepEqual(owner.enter('SBS GET MINE EXEC B'), ['SBS113E DISK B IS NOT ACCESSED R/W OR IS FULL', 'Ready(00036);']);
	t.deepEqual(owner.enter('SBS QUERY MINE EXEC'), ['SBS106E MINE EXEC NOT IN SBS DATA BASE', 'Ready(00028);']);
	t.deepEqual(administrator.enter('SBS DELETE F0 DATA'), ['SBS123I F0 DATA DELETED', 'Ready;']);
	t.deepEqual(stranger.enter('SBS PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED', 'Ready;']);
});
