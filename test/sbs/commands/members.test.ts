/** Members and versions as their users see them. */
import test from 'ava';
import {TestLibrary} from '../../support/sbs-library.js';

test('ADD, PUT, GET, LIST, QUERY, DELETE', t => {
	const library = new TestLibrary();
	const user = library.user('USER1');
	user.files.put('MINE', 'EXEC', ['&TYPE ONE', '*'], {recordFormat: 'V', modeNumber: '5'});
	t.deepEqual(user.enter('add mine exec'), ['SBS103I MINE EXEC ADDED; OWNER USER1']);
	t.deepEqual(user.enter('ADD MINE EXEC'), ['SBS107E MINE EXEC ALREADY IN SBS DATA BASE', '(8)']);
	t.deepEqual(user.enter('GET MINE EXEC'), ['SBS112E FILE MINE EXEC A ALREADY EXISTS; USE REPLACE', '(24)']);
	t.deepEqual(user.enter('GET MINE EXEC (REP'), ['SBS106E MINE EXEC NOT IN SBS DATA BASE', '(28)']);
	t.deepEqual(user.enter('PUT MINE EXEC'), ['SBS104I MINE EXEC VERSION 1 STORED']);
	user.files.put('MINE', 'EXEC', ['&TYPE TWO', '*'], {recordFormat: 'V'});
	t.deepEqual(user.enter('P MINE EXEC A (WHY Says two'), ['SBS104I MINE EXEC VERSION 2 STORED']);
	t.deepEqual(user.enter('LIST M* *'), [
		'NAME     TYPE       VER OWNER    DATE     TIME', 'MINE     EXEC         2 USER1    11/29/81 12:00:06',
	]);
	t.deepEqual(user.enter('QUERY MINE EXEC'), [
		'MINE EXEC OWNER USER1',
		'VERSION     1 BY USER1    11/29/81 12:00:05 RECORDS 2',
		'VERSION     2 BY USER1    11/29/81 12:00:06 RECORDS 2',
	]);
	t.deepEqual(user.enter('GET MINE EXEC (VERSION 1 REP'), ['SBS105I MINE EXEC VERSION 1 COPIED TO A5']);
	t.deepEqual(user.files.text('MINE', 'EXEC'), ['&TYPE ONE', '*']);
	const {date, time, recordFormat} = user.files.file('MINE', 'EXEC')!;
	t.deepEqual([date, time, recordFormat], ['1981-04-17', '09:30', 'V']);
	t.deepEqual(user.enter('GET MINE EXEC (VERSION 3 REP'), ['SBS109E MINE EXEC HAS NO VERSION 3', '(28)']);
	t.deepEqual(user.enter('GET MINE EXEC C'), ['SBS113E DISK C IS NOT ACCESSED R/W OR IS FULL', '(36)']);
	t.deepEqual(library.user('USER2').enter('DELETE MINE EXEC'), ['SBS108E MINE EXEC IS OWNED BY USER1', '(12)']);
	t.deepEqual(user.enter('DEL MINE EXEC'), ['SBS123I MINE EXEC DELETED']);
	t.deepEqual(user.enter('LIST'), ['SBS118I NO MEMBERS', '(28)']);
	t.is(library.store.usedSlots, 0);
});

test('names are those of CMS: others are refused and what is added can be deleted', t => {
	const user = new TestLibrary().user('USER1');
	for (const [line, answer] of [
		['ADD VERYLONGNAME EXEC', 'SBS124E VERYLONGNAME EXEC IS NO NAME OF A FILE'],
		['ADD TOOLONGTYPE ASSEMBLERFILE', 'SBS124E TOOLONGTYPE ASSEMBLERFILE IS NO NAME OF A FILE'],
		['ADD A/B EXEC', 'SBS124E A/B EXEC IS NO NAME OF A FILE'],
		['ADD * EXEC', 'SBS124E * EXEC IS NO NAME OF A FILE'],
		['LIST * *', 'SBS118I NO MEMBERS'],
		['GET * EXEC', 'SBS124E * EXEC IS NO NAME OF A FILE'],
		['PUT MINE EXEC A (VERSION 3', 'SBS102E MISSING OR INVALID OPERAND - VERSION'],
		['ADD MINE EXEC Z EXTRA', 'SBS102E MISSING OR INVALID OPERAND - Z'],
		['LIST MINE EXEC B EXTRA', 'SBS102E MISSING OR INVALID OPERAND - B'],
		['PUT NONE EXEC', 'SBS111E FILE NONE EXEC A NOT FOUND'],
		['PUT NONE EXEC G', 'SBS120E DISK G IS NOT ACCESSED'],
	]) {
		t.is(user.enter(line)[0], answer);
	}
});

test('the second PUT of two who both had version 1 is refused and names the other; the audit file has it', t => {
	const library = new TestLibrary();
	const user = library.user('USER1');
	const maint = library.user('MAINT', 'administrator');
	user.files.put('PROG', 'EXEC', ['*1']);
	maint.files.put('PROG', 'EXEC', ['*2']);
	user.enter('PUT PROG EXEC');
	maint.enter('GET PROG EXEC (REP');
	t.deepEqual(user.enter('PUT PROG EXEC'), ['SBS104I PROG EXEC VERSION 2 STORED']);
	t.deepEqual(maint.enter('PUT PROG EXEC'), [
		'SBS127E PROG EXEC VERSION 2 WAS STORED BY USER1; YOU HAVE VERSION 1', '(12)',
	]);
	t.deepEqual(maint.enter('PUT PROG EXEC (FORCE'), ['SBS104I PROG EXEC VERSION 3 STORED']);
	t.is(user.enter('PUT PROG EXEC')[0], 'SBS127E PROG EXEC VERSION 3 WAS STORED BY MAINT; YOU HAVE VERSION 2');
	user.enter('GET PROG EXEC (REP');
	t.deepEqual(user.enter('PUT PROG EXEC'), ['SBS104I PROG EXEC VERSION 4 STORED']);
	t.is(library.user('USER2').enter('DELETE PROG EXEC')[1], '(12)');
	t.deepEqual(library.store.auditLines, [
		'11/29/81 12:00:01 USER1      0 PUT PROG EXEC',
		'11/29/81 12:00:03 USER1      0 PUT PROG EXEC',
		'11/29/81 12:00:04 MAINT     12 PUT PROG EXEC',
		'11/29/81 12:00:05 MAINT      0 PUT PROG EXEC (FORCE',
		'11/29/81 12:00:06 USER1     12 PUT PROG EXEC',
		'11/29/81 12:00:08 USER1      0 PUT PROG EXEC',
		'11/29/81 12:00:09 USER2     12 DELETE PROG EXEC',
	]);
});

test('another member of the same name is not the one that was taken', t => {
	const library = new TestLibrary();
	const [owner, other] = [library.user('USER1'), library.user('MAINT', 'administrator')];
	owner.files.put('PROG', 'EXEC', ['*1']);
	owner.enter('PUT PROG EXEC');
	other.enter('GET PROG EXEC');
	owner.enter('DELETE PROG EXEC');
	owner.enter('PUT PROG EXEC');
	t.is(other.enter('PUT PROG EXEC')[0], 'SBS127E PROG EXEC VERSION 1 WAS STORED BY USER1; YOU HAVE VERSION 0');
});

test('a request that comes again is answered as the first time, and done once', t => {
	const library = new TestLibrary();
	const user = library.user('USER1');
	user.files.put('PROG', 'EXEC', ['*1']);
	t.deepEqual(user.enter('PUT PROG EXEC'), ['SBS104I PROG EXEC VERSION 1 STORED']);
	t.deepEqual(user.enter('PUT PROG EXEC', true), ['SBS104I PROG EXEC VERSION 1 STORED']);
	t.deepEqual(user.enter('PUT PROG EXEC'), ['SBS104I PROG EXEC VERSION 2 STORED']);
	t.is(library.store.auditLines.length, 2);
});
