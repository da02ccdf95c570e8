/** Files of a disk that another machine has accessed, as its user sees them. */
import test from 'ava';
import {cmsVolume} from '../../support/cms-disk.js';
import {RemoteSession, type RemoteUser} from '../../support/remote-session.js';

function setUp(...grants: readonly string[]): {session: RemoteSession; alice: RemoteUser; bob: RemoteUser} {
	const session = new RemoteSession({
		BOB: {0x191: cmsVolume({'ONE DATA': ['FIRST', 'second'], 'TWO DATA': ['THIRD'], 'SECRET DATA': ['HIDDEN']})},
	});
	const bob = session.user('BOB');
	for (const line of grants) {
		bob.enter(line);
	}

	return {session, alice: session.user('ALICE'), bob};
}

test('a disk of another machine is accessed, listed, read and written', t => {
	const {alice, bob} = setUp('GRANT * DATA A TO ALICE (WRITE');
	t.deepEqual(alice.enter('ACCESS 191 B (REMOTE BOB'), ['Ready;']);
	t.deepEqual(alice.enter('LISTFILE * * B'), [
		'ONE      DATA     B1', 'TWO      DATA     B1', 'SECRET   DATA     B1', 'Ready;',
	]);
	t.deepEqual(alice.enter('TYPE ONE DATA B'), ['', 'FIRST', 'second', '', 'Ready;']);
	t.deepEqual(alice.enter('COPYFILE ONE DATA B NEW DATA B'), ['Ready;']);
	t.deepEqual(bob.enter('TYPE NEW DATA A'), ['', 'FIRST', 'second', '', 'Ready;']);
	t.deepEqual(bob.enter('COPYFILE TWO DATA A NEW DATA A (REPLACE'), ['Ready;']);
	t.deepEqual(alice.enter('TYPE NEW DATA B'), ['', 'THIRD', '', 'Ready;']);
	t.deepEqual(alice.enter('RENAME NEW DATA B OLD DATA B'), ['Ready;']);
	t.deepEqual(alice.enter('ERASE TWO DATA B'), ['Ready;']);
	t.deepEqual(bob.enter('LISTFILE * DATA A'), [
		'ONE      DATA     A1', 'SECRET   DATA     A1', 'OLD      DATA     A1', 'Ready;',
	]);
	t.deepEqual(alice.enter('QUERY SEARCH').slice(0, 2), ['TEST    191  A    R/W', 'TEST    191  B    R/W REMOTE BOB']);
});
