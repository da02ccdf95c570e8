/** Files too large for the storage of a machine on their way: whoever waits is told, and the library stays whole. */
import test, {type ExecutionContext} from 'ava';
import {pageSize} from '../../source/base/architecture.js';
import {freeBlock} from '../../source/cms/nucleus/storage/free-storage.js';
import {nucon} from '../../source/cms/nucleus/storage/nucon.js';
import {Installation} from '../support/installation.js';

/** A user who has stored a large file. */
function start(t: ExecutionContext) {
	const installation = new Installation();
	t.teardown(() => {
		installation.close();
	});
	const user = installation.logOn('USER1');
	user.enterAll(
		'SET BLIP OFF',
		'COPYFILE HELLO EXEC Y LARGE DATA A ( RECFM F LRECL 20000',
		'COPYFILE HELLO EXEC Y SMALL DATA A',
	);
	t.deepEqual(user.enter('SBS PUT LARGE DATA'), ['SBS104I LARGE DATA VERSION 1 STORED', 'Ready;']);
	/** Leaves a machine free blocks of a page at most, and no room for more. */
	const full = (userid: string): (() => void) => {
		const {storage} = installation.system.cp.machines.get(userid)!;
		const before = storage.word(nucon.freeLow);
		storage.setWord(nucon.freeLow, Math.ceil(storage.word(nucon.mainHigh) / pageSize) * pageSize);
		const {next, length} = freeBlock.offset;
		for (let block = storage.word(nucon.freeList); block !== 0; block = storage.word(block + next)) {
			storage.setWord(block + length, Math.min(storage.word(block + length), pageSize));
		}

		return () => {
			storage.setWord(nucon.freeLow, before);
		};
	};

	return {user, full};
}

test('a slave without storage for a part of a file says so, and the user does not wait for ever', t => {
	const {user, full} = start(t);
	full('SBSSLV01');
	t.deepEqual(user.enter('SBS GET LARGE DATA A ( REPLACE'), ['NOT ENOUGH STORAGE FOR WHAT IS SENT', 'Ready(00104);']);
	t.is(user.enter('SBS LIST').at(-1), 'Ready;');
});

test('a user without storage for a part of his file is told so, and nobody else is blamed', t => {
	const {user, full} = start(t);
	const relieve = full('USER1');
	t.deepEqual(
		user.enter('SBS GET LARGE DATA A ( REPLACE'),
		['SBS122E NOT ENOUGH STORAGE IN USER1 FOR WHAT IS SENT', 'Ready(00104);'],
	);
	t.deepEqual(user.enter('SBS PUT LARGE DATA'), ['SBS104I LARGE DATA VERSION 2 STORED', 'Ready;'], 'in small parts');
	relieve();
	t.deepEqual(
		user.enter('SBS GET LARGE DATA A ( REPLACE'), ['SBS105I LARGE DATA VERSION 2 COPIED TO A2', 'Ready;'],
	);
});
