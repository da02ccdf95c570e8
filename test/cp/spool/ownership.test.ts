/** Whose spool files are whose: each rule that keeps one user from the files of another. */
import test from 'ava';
import {TestSystem, type Session} from '../../support/cp.js';
import {read, write} from '../../support/unit-record.js';

/** Two users; the second has file 0001 in his reader, from the first, and file 0002, his own, at the printer. */
function withFiles(): {readonly system: TestSystem; readonly first: Session; readonly second: Session} {
	const system = new TestSystem();
	const first = system.logOn('USER1', 'GRAF 021');
	const second = system.logOn('USER2', 'GRAF 022');
	first.enter('spool punch to user2');
	write(first.vm, 0x00D, ['ONE', 'TWO']);
	first.enter('close punch');
	write(second.vm, 0x00E, ['PRIVATE']);
	second.enter('close printer');
	return {system, first, second};
}

test('CHANGE, ORDER and PURGE do not find files of others', t => {
	const {first, second} = withFiles();
	const before = [second.enter('query reader all'), second.enter('query printer all')];
	for (const [queue, spoolid] of [['reader', 1], ['printer', 2]] as const) {
		const missing = [`SPOOLID 000${spoolid} DOES NOT EXIST`, 'NO FILES CHANGED'];
		t.deepEqual(first.enter(`change ${queue} ${spoolid} class z`), missing);
		t.deepEqual(first.enter(`order ${queue} ${spoolid}`), [missing[0], 'NO FILES ORDERED']);
		t.deepEqual(first.enter(`purge ${queue} ${spoolid}`), [missing[0], 'NO FILES PURGED']);
		t.deepEqual(first.enter(`purge ${queue} all`), ['NO FILES PURGED']);
	}

	t.deepEqual([second.enter('query reader all'), second.enter('query printer all')], before);
});

test('PURGE of somebody by name, or of the system, needs class D', t => {
	const {system, first, second} = withFiles();
	t.deepEqual(first.enter('purge user2 all'), ['DEVICE TYPE MISSING OR INVALID']);
	t.deepEqual(first.enter('purge system all'), ['DEVICE TYPE MISSING OR INVALID']);
	t.deepEqual(first.enter('change user2 reader 1 class z'), ['DEVICE TYPE MISSING OR INVALID']);
	t.deepEqual(first.enter('order system reader 1'), ['DEVICE TYPE MISSING OR INVALID']);
	t.deepEqual(first.enter('transfer user2 1 to user1'), ['SPOOLID MISSING OR INVALID']);
	t.deepEqual(second.enter('query files'), ['FILES: 001 RDR, 001 PRT,  NO PUN']);
	t.deepEqual(system.logOn('OPERATOR', 'GRAF 023').enter('purge user2 all'), ['0002 FILES PURGED']);
});

test('TRANSFER neither gives away nor takes what is somebody else\'s', t => {
	const {system, first, second} = withFiles();
	const other = system.logOn('USER3', 'GRAF 023');
	t.deepEqual(first.enter('transfer 1 to user1'), ['SPOOLID 0001 DOES NOT EXIST', 'NO FILES TRANSFERRED']);
	t.deepEqual(other.enter('transfer 1 from user2'), ['SPOOLID 0001 DOES NOT EXIST', 'NO FILES TRANSFERRED']);
	t.deepEqual(second.enter('query files'), ['FILES: 001 RDR, 001 PRT,  NO PUN']);
	t.deepEqual(other.enter('transfer all from all'), ['NO FILES TRANSFERRED']);
	t.deepEqual(
		first.enter('transfer 1 from user2'),
		['RDR FILE 0001 TRANSFERRED FROM USER2', '0001 FILE TRANSFERRED'],
		'who sent it may have it back',
	);
});

test('a reader reads no file of another user, and none that is held', t => {
	const {first, second} = withFiles();
	t.is(read(first.vm), 'EMPTY');
	second.enter('change reader 1 hold');
	t.is(read(second.vm), 'EMPTY');
	second.enter('change reader 1 nohold');
	t.is(read(second.vm), 'ONE');
});

test('a file whose reader goes in the middle of it stays', t => {
	const {second} = withFiles();
	t.is(read(second.vm), 'ONE');
	second.enter('detach 00c');
	t.deepEqual(second.enter('query files'), ['FILES: 001 RDR, 001 PRT,  NO PUN']);
});
