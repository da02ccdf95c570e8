/** ACNT: records and cards of who is logged on; and the cards that come by themselves. */
import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {limits} from '../../../source/base/limits.js';
import {accountingCard, deviceCard} from '../../../source/cp/machine/accounting-card.js';
import type {SpoolFile} from '../../../source/cp/spool/spool-file.js';
import {TestSystem} from '../../support/cp.js';

function start() {
	const system = new TestSystem();
	const operator = system.logOn('OPERATOR');
	const user = system.logOn('USER1');
	return {system, operator, user};
}

/** Cards of the newest accounting file: type and user. */
function cardsOf({spooler}: TestSystem['cp']): string[] {
	const file: SpoolFile | undefined = spooler.filesOf('SYSTEM', 'PUN').at(-1);
	return (file?.records ?? []).map(({data}) => {
		const {type, userid} = accountingCard.decode(data);
		return `${type} ${userid}`;
	});
}

test('ACNT tells a user his times, makes a record, and the next one begins at zero', t => {
	const {system, operator, user} = start();
	user.enter('set acnt on');
	user.enter('query time');
	const {totalCpu} = user.vm.account.billed;
	user.terminal.take();
	t.deepEqual(operator.enter('acnt user1'), []);
	t.regex(user.terminal.take()[0], /^CONNECT= 00:00:0\d VIRTCPU= 000:00.00 TOTCPU= 000:00.\d\d$/);
	const [first] = system.cp.accounting.slice(-1);
	t.is(first.userid, 'USER1');
	t.is(first.own.totalCpu, totalCpu);
	system.run(30);
	operator.enter('acnt user1');
	const [second] = system.cp.accounting.slice(-1);
	t.true(second.own.totalCpu < first.own.totalCpu);
	t.true(second.connect >= 30_000_000 && second.connect < 32_000_000);
	const {account} = user.vm;
	user.enter('logoff');
	const records = system.cp.accounting.filter(({userid}) => userid === 'USER1');
	t.is(records.length, 3);
	t.is(records.reduce((sum, {own}) => sum + own.totalCpu, 0), account.own.totalCpu, 'nothing is lost between them');
});

test('SET ACNT OFF: the user is not told; who is not logged on has no record', t => {
	const {system, operator, user} = start();
	user.enter('set acnt off');
	user.terminal.take();
	t.deepEqual(operator.enter('acnt user1 nobody'), ['NOBODY NOT LOGGED ON']);
	t.deepEqual(user.terminal.take(), []);
	t.is(system.cp.accounting.length, 1);
	t.deepEqual(operator.enter('acnt'), ['USERID MISSING OR INVALID']);
	t.deepEqual(user.enter('acnt all'), ['?CP: ACNT']);
});

test('ACNT ALL CLOSE: cards of all, and of who logged off before, become a file of class C in the punch queue', t => {
	const {system, operator, user} = start();
	system.logOn('USER2').enter('logoff');
	user.enter('set acnt off');
	operator.enter('set acnt off');
	t.deepEqual(operator.enter('acnt all close'), ['PUN FILE 0001 FROM SYSTEM   COPY 01 NOHOLD']);
	t.deepEqual(cardsOf(system.cp), ['01 USER2', '01 OPERATOR', '01 USER1']);
	const [file] = system.cp.spooler.filesOf('SYSTEM', 'PUN');
	t.is(file.class, 'C');
	t.true(file.records.every(({command, data}) => command === 0x41 && data.length === 80));
	t.deepEqual(operator.enter('acnt close'), [], 'there is nothing more');
});

test('temporary disk space has a card of type 03 when it is given back', t => {
	const {system, operator, user} = start();
	user.enter('define t3350 as 300 cyl 5');
	system.run(10);
	user.enter('detach 300');
	operator.enter('acnt close');
	const [{data}] = system.cp.spooler.filesOf('SYSTEM', 'PUN')[0].records;
	const card = deviceCard.decode(data);
	t.is(card.userid, 'USER1');
	t.is(card.type, '03');
	t.is(card.cylinders, 5);
	t.true(card.connected >= 10 && card.connected <= 12);
	t.is(card.deviceClass, 4);
	t.is(fromEbcdic(data.subarray(38, 78)).replaceAll('\0', ''), '');
	t.is(card.deviceType, 0x08);
	user.enter('define t3330 as 300 cyl 2');
	user.enter('detach 300');
	operator.enter('acnt close');
	const other = deviceCard.decode(system.cp.spooler.filesOf('SYSTEM', 'PUN')[1].records[0].data);
	t.is(other.deviceType, 0x10, 'another type of disk');
	user.enter('define t3350 as 300 cyl 2');
	user.enter('logoff');
	operator.enter('acnt close');
	t.deepEqual(cardsOf(system.cp), ['03 USER1', '01 USER1']);
});

test('a dedicated device has a card of type 02 when it is detached, or its user logs off', t => {
	const {system, operator, user} = start();
	user.enter('detach 00e');
	operator.enter('attach 00e to user1 as 00e');
	system.run(10);
	operator.enter('detach 00e from user1');
	operator.enter('acnt close');
	const {data} = system.cp.spooler.filesOf('SYSTEM', 'PUN')[0].records.at(-1)!;
	const card = deviceCard.decode(data);
	t.like(card, {userid: 'USER1', account: 'USER', type: '02', deviceClass: 0x10, deviceType: 0x41, cylinders: 0});
	t.true(card.connected >= 10 && card.connected <= 12);
	operator.enter('attach 181-182 to user1');
	user.enter('logoff');
	operator.enter('acnt close');
	t.deepEqual(cardsOf(system.cp), ['02 USER1', '02 USER1', '01 USER1']);
});

test('SHUTDOWN leaves no card behind, and so many cards become a file by themselves', t => {
	const {system, operator} = start();
	operator.enter('set acnt off');
	for (let left: number = limits.accountingCards.value; left > 0; left--) {
		system.cp.accountant.record(operator.vm);
	}

	t.is(cardsOf(system.cp).length, limits.accountingCards.value);
	operator.enter('shutdown');
	t.deepEqual(cardsOf(system.cp), ['01 USER1', '01 OPERATOR']);
});
