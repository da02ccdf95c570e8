/** Locks of files of another machine's disk: asked for by exchange, kept by the owner, in the user's name. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {RemoteSession, type RemoteUser} from '../../support/remote-session.js';

/** Opens ONE DATA for writing on the disk named, reads a line and closes it. */
const hold: CmsCommand = {
	name: 'HOLD',
	minimum: 4,
	syntax: ['HOLD fm'],
	summary: 'Holds.',
	* run({cms, operands: [mode]}) {
		const rc = yield * cms.activeFiles.write({name: 'ONE', type: 'DATA', mode: `${mode}1`}, {
			item: 0, bytes: toEbcdic('MORE'.padEnd(6)), format: 'V', count: 1,
		});
		if (rc === 0) {
			yield * cms.console.read();
		}

		return rc;
	},
};

/** BOB's disk, which ALICE and CAROL have accessed. */
function setUp(right = ' (WRITE'): {
	readonly session: RemoteSession; readonly bob: RemoteUser; readonly alice: RemoteUser; readonly carol: RemoteUser;
} {
	const session = new RemoteSession({
		BOB: {0x191: cmsVolume({'ONE DATA': ['FIRST', 'second'], 'TWO DATA': ['THIRD']})},
	}, [hold]);
	const bob = session.user('BOB');
	bob.enter(`GRANT * DATA A TO *${right}`);
	const users = ['ALICE', 'CAROL'].map(userid => {
		const user = session.user(userid);
		user.enter('ACCESS 191 B (REMOTE BOB');
		return user;
	});
	return {
		session, bob, alice: users[0], carol: users[1],
	};
}

const head = 'FILENAME FILETYPE FM USERID   TYPE      STATE';
const ready = 'Ready;';

test('two users and the owner see the same locks, and what each may do with the files', t => {
	const {bob, alice, carol} = setUp();
	t.deepEqual(alice.enter('QUERY LOCK B'), ['NO LOCKS.', ready]);
	t.deepEqual(alice.enter('CREATE LOCK ONE DATA B'), [ready]);
	t.deepEqual(carol.enter('CREATE LOCK TWO DATA B SHARE'), [ready]);
	for (const [user, letter] of [[alice, 'B'], [carol, 'B'], [bob, 'A']] as const) {
		t.deepEqual(user.enter(`QUERY LOCK ${letter}`), [
			head,
			`ONE      DATA     ${letter}  ALICE    UPDATE    HELD`,
			`TWO      DATA     ${letter}  CAROL    SHARE     HELD`,
			ready,
		]);
		t.is(user.enter(`QUERY LOCK TWO DATA ${letter}`).length, 3);
	}

	for (const [user, letter] of [[carol, 'B'], [bob, 'A']] as const) {
		t.deepEqual(user.enter(`CREATE LOCK ONE DATA ${letter}`), ['FILE \'ONE DATA\' IS LOCKED BY ALICE.', 'Ready(00070);']);
		t.is(user.enter(`ERASE ONE DATA ${letter}`).at(-1), 'Ready(00100);');
		t.is(user.enter(`HOLD ${letter}`).at(-1), 'Ready(00009);');
		t.is(user.enter(`COPYFILE TWO DATA ${letter} ONE DATA ${letter} (REPLACE`).at(-1), 'Ready(00100);');
		t.is(user.enter(`TYPE ONE DATA ${letter}`).at(-1), ready);
	}

	t.deepEqual(alice.enter('COPYFILE ONE DATA B ONE DATA B (REPLACE'), [ready]);
	t.deepEqual(bob.enter('CREATE LOCK TWO DATA A SHARE'), [ready]);
	t.deepEqual(alice.enter('CREATE LOCK TWO DATA B'), ['FILE \'TWO DATA\' IS LOCKED BY CAROL BOB.', 'Ready(00070);']);
	t.deepEqual(alice.enter('DELETE LOCK ONE DATA B'), [ready]);
	t.deepEqual(alice.enter('DELETE LOCK ONE DATA B'), ['YOU HAVE NO LOCK ON FILE \'ONE DATA\'.', 'Ready(00028);']);
	t.deepEqual(bob.enter('ERASE ONE DATA A'), [ready]);
});

test('what the owner has open for writing before anybody asks for a lock is locked for whoever asks', t => {
	const {bob, alice} = setUp();
	bob.enter('HOLD A');
	t.deepEqual(alice.enter('CREATE LOCK ONE DATA B'), ['FILE \'ONE DATA\' IS LOCKED BY BOB.', 'Ready(00070);']);
	t.deepEqual(alice.enter('QUERY LOCK B'), [head, 'ONE      DATA     B  BOB      UPDATE    OPEN', ready]);
	t.deepEqual(bob.enter('DONE'), [ready]);
	t.deepEqual(bob.enter('TYPE ONE DATA A'), ['', 'FIRST', 'second', 'MORE', '', ready]);
	t.deepEqual(alice.enter('CREATE LOCK ONE DATA B'), [ready]);
});

test('opening for writing locks, for all to see; EXCLUSIVE keeps readers away', t => {
	const {bob, alice, carol} = setUp();
	alice.enter('HOLD B');
	const open = [head, 'ONE      DATA     A  ALICE    UPDATE    OPEN', ready];
	t.deepEqual(bob.enter('QUERY LOCK A'), open);
	t.deepEqual(carol.enter('HOLD B'), ['Ready(00009);']);
	t.deepEqual(alice.enter('DONE'), [ready]);
	t.deepEqual(bob.enter('QUERY LOCK A'), ['NO LOCKS.', ready]);
	t.deepEqual(bob.enter('HOLD A'), []);
	t.deepEqual(carol.enter('QUERY LOCK B'), [head, 'ONE      DATA     B  BOB      UPDATE    OPEN', ready]);
	t.deepEqual(carol.enter('HOLD B'), ['Ready(00009);']);
	bob.enter('DONE');
	t.deepEqual(alice.enter('CREATE LOCK ONE DATA B EXCLUSIVE'), [ready]);
	t.is(carol.enter('TYPE ONE DATA B').at(-1), 'Ready(00100);');
	t.is(bob.enter('TYPE ONE DATA A').at(-1), 'Ready(00100);');
	t.is(alice.enter('TYPE ONE DATA B').at(-1), ready);
});

test('FILEWAIT waits for a file of a remote disk: users and the owner in the order of asking, as long as was said', t => {
	const {bob, alice, carol, session} = setUp();
	alice.enter('CREATE LOCK ONE DATA B');
	carol.enter('SET FILEWAIT ON 5');
	t.deepEqual(carol.enter('CREATE LOCK ONE DATA B', 3), []);
	t.is(bob.enter('QUERY LOCK A', 1)[2], 'ONE      DATA     A  CAROL    UPDATE    WAITING');
	session.run(5);
	t.deepEqual(carol.typed, ['FILE \'ONE DATA\' IS LOCKED BY ALICE.', 'Ready(00070);']);
	t.is(bob.enter('QUERY LOCK A', 1).length, 3);
	carol.enter('SET FILEWAIT ON');
	bob.enter('SET FILEWAIT ON', 1);
	carol.enter('CREATE LOCK ONE DATA B', 1);
	bob.enter('CREATE LOCK ONE DATA A', 1);
	t.deepEqual([carol.typed, bob.typed], [[], []]);
	t.deepEqual(alice.enter('DELETE LOCK ONE DATA B', 1), [ready]);
	t.deepEqual([carol.typed, bob.typed], [[ready], []]);
	t.deepEqual(carol.enter('DELETE LOCK ONE DATA B', 1), [ready]);
	t.deepEqual(bob.typed, [ready]);
	// Commands wait too, for the owner's lock.
	t.deepEqual(carol.enter('COPYFILE TWO DATA B ONE DATA B (REPLACE', 1), []);
	t.deepEqual(bob.enter('DELETE LOCK ONE DATA A', 1), [ready]);
	session.run(1);
	t.deepEqual(carol.typed, [ready]);
	t.deepEqual(alice.enter('TYPE ONE DATA B', 1), ['', 'THIRD', '', ready]);
	t.deepEqual(bob.enter('QUERY LOCK A', 1), ['NO LOCKS.', ready]);
});

test('a circle of waiting through users and the owner is refused to the youngest', t => {
	const {bob, alice, carol} = setUp();
	for (const user of [bob, alice, carol]) {
		user.enter('SET FILEWAIT ON', 1);
	}

	alice.enter('CREATE LOCK ONE DATA B', 1);
	carol.enter('CREATE LOCK TWO DATA B', 1);
	bob.enter('CREATE LOCK THREE DATA A', 1);
	t.deepEqual(alice.enter('CREATE LOCK TWO DATA B', 1), []);
	t.deepEqual(carol.enter('CREATE LOCK THREE DATA B', 1), []);
	t.deepEqual(bob.enter('CREATE LOCK ONE DATA A', 1), [
		'TO WAIT FOR FILE \'ONE DATA\' WOULD BE FOR EVER: ALICE CAROL WAITS FOR YOU.', 'Ready(00071);',
	]);
	t.deepEqual(bob.enter('DELETE LOCK THREE DATA A', 1), [ready]);
	t.deepEqual(carol.typed, [ready]);
	t.deepEqual(carol.enter('DELETE LOCK TWO DATA B', 1), [ready]);
	t.deepEqual(alice.typed, [ready]);
});

for (const [how, line] of [
	['is reset', '#cp system reset'], ['logs off', '#cp logoff'], ['releases the disk', 'RELEASE B'],
] as const) {
	test(`a user who ${how} leaves no lock: whoever waits has it, owner and user`, t => {
		const {bob, alice, carol} = setUp();
		alice.enter('CREATE LOCK ONE DATA B');
		alice.enter('CREATE LOCK TWO DATA B');
		carol.enter('SET FILEWAIT ON');
		bob.enter('SET FILEWAIT ON');
		t.deepEqual(carol.enter('CREATE LOCK ONE DATA B', 1), []);
		t.deepEqual(bob.enter('CREATE LOCK TWO DATA A', 1), []);
		alice.enter(line, 1);
		t.deepEqual([carol.typed, bob.typed], [[ready], [ready]]);
		t.deepEqual(bob.enter('QUERY LOCK A', 1), [
			head, 'ONE      DATA     A  CAROL    UPDATE    HELD', 'TWO      DATA     A  BOB      UPDATE    HELD', ready,
		]);
	});
}

test('HX ends waiting and closes files; what CREATE LOCK obtained stays', t => {
	const {bob, alice, carol} = setUp();
	alice.enter('CREATE LOCK TWO DATA B');
	carol.enter('CREATE LOCK THREE DATA B');
	alice.enter('HOLD B');
	alice.enter('HX');
	t.deepEqual(bob.enter('QUERY LOCK A'), [
		head, 'TWO      DATA     A  ALICE    UPDATE    HELD', 'THREE    DATA     A  CAROL    UPDATE    HELD', ready,
	]);
	alice.enter('SET FILEWAIT ON');
	alice.enter('CREATE LOCK THREE DATA B', 1);
	t.is(bob.enter('QUERY LOCK A', 1).length, 5);
	t.deepEqual(alice.enter('HX', 1), ['CMS']);
	t.is(bob.enter('QUERY LOCK A', 1).length, 4);
	t.deepEqual(alice.enter('CREATE LOCK ONE DATA B', 1), [ready]);
});

test('who may only read a file may lock it SHARE; who is not granted it sees no lock of it', t => {
	const {bob, alice} = setUp('');
	bob.enter('CREATE LOCK SECRET TEXT A');
	bob.enter('CREATE LOCK ONE DATA A SHARE');
	t.deepEqual(alice.enter('QUERY LOCK B'), [head, 'ONE      DATA     B  BOB      SHARE     HELD', ready]);
	t.deepEqual(alice.enter('CREATE LOCK TWO DATA B SHARE'), [ready]);
	t.deepEqual(alice.enter('CREATE LOCK TWO DATA B'), ['DMSITS104S ERROR \'12\' READING FILE FROM DISK.', 'Ready(00100);']);
	t.is(alice.enter('CREATE LOCK SECRET TEXT B SHARE').at(-1), 'Ready(00100);');
});

test('a user has so many locks and no more; others have theirs', t => {
	const {alice, carol} = setUp();
	for (let count = 0; count < limits.remoteLocks.value; count++) {
		t.deepEqual(alice.enter(`CREATE LOCK F${count} DATA B SHARE`), [ready]);
	}

	t.deepEqual(alice.enter('CREATE LOCK MORE DATA B SHARE'), ['NO ROOM FOR ANOTHER LOCK.', 'Ready(00072);']);
	t.deepEqual(alice.enter('CREATE LOCK F0 DATA B UPDATE'), [ready], 'that is no other one');
	t.deepEqual(carol.enter('CREATE LOCK MORE DATA B'), [ready]);
	alice.enter('DELETE LOCK F1 DATA B');
	t.deepEqual(alice.enter('CREATE LOCK MANY DATA B SHARE'), [ready]);
});

test('a disk accessed twice is one disk: what users hold counts for both; it is not erased under them', t => {
	const {bob, alice} = setUp();
	alice.enter('CREATE LOCK ONE DATA B');
	t.deepEqual(bob.enter('ACCESS 191 C (ERASE'), [
		'DISK \'C (191)\' NOT ERASED: FILES OF IT ARE IN USE.', 'Ready(00070);',
	]);
	t.deepEqual(bob.enter('ACCESS 191 C').slice(-1), [ready]);
	t.is(bob.enter('ERASE ONE DATA C').at(-1), 'Ready(00100);');
	t.deepEqual(bob.enter('QUERY LOCK C'), [head, 'ONE      DATA     C  ALICE    UPDATE    HELD', ready]);
	alice.enter('DELETE LOCK ONE DATA B');
	t.deepEqual(bob.enter('ERASE ONE DATA C'), [ready]);
});

test('RELEASE of one disk of a machine gives up its locks, not those of another', t => {
	const {bob, alice} = setUp();
	bob.enter('ACCESS 190 D');
	bob.enter('GRANT * DATA D TO *');
	t.deepEqual(alice.enter('ACCESS 190 C (REMOTE BOB').slice(-1), [ready]);
	alice.enter('CREATE LOCK ONE DATA B');
	alice.enter('CREATE LOCK ONE DATA C SHARE');
	t.is(bob.enter('QUERY LOCK D').length, 3);
	alice.enter('RELEASE C');
	t.deepEqual(bob.enter('QUERY LOCK D'), ['NO LOCKS.', ready]);
	t.is(bob.enter('QUERY LOCK A').length, 3);
});
