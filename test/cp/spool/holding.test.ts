/** HOLD and FREE, CHANGE of class D: what the spooling operator holds, and what he may do with files of others. */
import test from 'ava';
import {type Hold, type HoldStore, type OutputQueue, memorySpool} from '../../../source/cp/spool/spool-file.js';
import {TestSystem, type Session} from '../../support/cp.js';
import {read, write} from '../../support/unit-record.js';

function withOperator(holds?: HoldStore): {readonly operator: Session; readonly user: Session} {
	const system = new TestSystem({spool: {...memorySpool, holds}});
	return {operator: system.logOn('OPERATOR', 'GRAF 020'), user: system.logOn('USER1', 'GRAF 021')};
}

function print(user: Session, text: string): void {
	write(user.vm, 0x00E, [text]);
	user.enter('close prt');
}

const holdOf = (session: Session, id: number): string | undefined =>
	session.enter(`query prt ${id}`)[1]?.slice(31, 35).trimEnd();

test('HOLD holds what a user has printed and what he prints, FREE frees it', t => {
	const {operator, user} = withOperator();
	print(user, 'BEFORE');
	t.deepEqual(operator.enter('hold user1 printer'), []);
	print(user, 'AFTER');
	t.deepEqual([holdOf(user, 1), holdOf(user, 2)], ['SYS', 'SYS']);
	t.deepEqual(operator.enter('query hold'), ['USER1 - PRT']);
	t.deepEqual(operator.enter('hold user1'), []);
	t.deepEqual(operator.enter('hold system punch'), []);
	t.deepEqual(operator.enter('query hold'), ['USER1 - ALL, SYSTEM - PUN']);
	t.deepEqual(operator.enter('free user1 prt'), []);
	t.deepEqual(operator.enter('query hold'), ['USER1 - PUN, SYSTEM - PUN']);
	t.is(holdOf(user, 1), 'NONE');
	operator.enter('free system all');
	t.deepEqual(operator.enter('query hold'), ['NO USERS HELD']);
});

test('a file that both hold waits for both, and its user cannot take away the system\'s hold', t => {
	const {operator, user} = withOperator();
	print(user, 'ONE');
	user.enter('change prt 1 hold');
	t.is(holdOf(user, 1), 'USER');
	t.deepEqual(operator.enter('change user1 prt all hold'), ['0001 FILE CHANGED']);
	t.is(holdOf(user, 1), 'USYS');
	user.enter('change prt 1 nohold');
	t.is(holdOf(user, 1), 'SYS');
	t.deepEqual(operator.enter('change prt 1 nohold'), ['0001 FILE CHANGED'], 'by its number');
	t.is(holdOf(user, 1), 'NONE');
});

test('a reader leaves a file that the system holds', t => {
	const {operator, user} = withOperator();
	user.enter('spool pun to *');
	write(user.vm, 0x00D, ['CARD']);
	user.enter('close pun');
	operator.enter('change rdr 1 hold');
	t.is(read(user.vm), 'EMPTY');
	operator.enter('change rdr 1 nohold');
	t.is(read(user.vm), 'CARD');
});

test('the spooling operator changes, orders, transfers and purges by a user\'s name or a number', t => {
	const {operator, user} = withOperator();
	for (const text of ['ONE', 'TWO', 'THREE']) {
		print(user, text);
	}

	t.deepEqual(operator.enter('order user1 prt 3 2'), ['0002 FILES ORDERED']);
	t.deepEqual(operator.enter('order prt 1'), ['0001 FILE ORDERED']);
	t.deepEqual(user.enter('query prt').slice(1).map(line => line.slice(9, 13)), ['0001', '0003', '0002']);
	t.deepEqual(operator.enter('change system prt class a class b dist bin7'), ['0003 FILES CHANGED']);
	t.regex(user.enter('query prt all')[1], / 0001 B PRT .* BIN7$/);
	user.enter('spool pun to *');
	write(user.vm, 0x00D, ['CARD']);
	user.enter('close pun');
	t.deepEqual(
		operator.enter('transfer user1 all to user2'),
		['RDR FILE 0004 TRANSFERRED TO USER2', '0001 FILE TRANSFERRED'],
	);
	t.deepEqual(user.terminal.take(), ['RDR FILE 0004 TRANSFERRED TO USER2']);
	t.deepEqual(
		operator.enter('transfer 4 from user2'),
		['RDR FILE 0004 TRANSFERRED FROM USER2', '0001 FILE TRANSFERRED'],
		'to who made it',
	);
	t.deepEqual(user.enter('query files'), ['FILES: 001 RDR, 003 PRT,  NO PUN']);
	t.deepEqual(operator.enter('query files class b'), ['FILES:  NO RDR, 003 PRT,  NO PUN']);
	t.deepEqual(operator.enter('query files class b user2'), ['FILES:  NO RDR,  NO PRT,  NO PUN']);
	t.deepEqual(operator.enter('purge prt 2'), ['0001 FILE PURGED']);
});

test('HOLD outlives the system, and without room says so', t => {
	let kept: readonly Hold[] = [{userid: 'USER1', queues: ['PUN'] as OutputQueue[]}];
	let hasRoom = true;
	const {operator} = withOperator({
		load: () => kept,
		put(holds) {
			kept = hasRoom ? holds : kept;
			return hasRoom;
		},
	});
	t.deepEqual(operator.enter('query hold'), ['USER1 - PUN']);
	operator.enter('hold user2');
	t.deepEqual(kept, [{userid: 'USER1', queues: ['PUN']}, {userid: 'USER2', queues: ['PRT', 'PUN']}]);
	hasRoom = false;
	t.deepEqual(operator.enter('free system'), ['SPOOL SPACE FULL; SYSTEM NOT CHANGED']);
	t.deepEqual(operator.enter('query hold'), ['USER1 - PUN, USER2 - ALL']);
});
