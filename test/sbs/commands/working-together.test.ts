/** Several people and one member: who has it, who changed it, who is told. */
import test from 'ava';
import {TestLibrary} from '../../support/sbs-library.js';

function shared() {
	const library = new TestLibrary();
	const [owner, other, administrator] = [
		library.user('USER1'), library.user('USER2'), library.user('MAINT', 'administrator'),
	];
	for (const user of [owner, other, administrator]) {
		user.files.put('PROG', 'EXEC', [`* OF ${user.userid}`]);
	}

	owner.enter('PUT PROG EXEC');
	owner.enter('GRANT PUT PROG EXEC TO USER2');
	return {
		library, owner, other, administrator,
	};
}

test('what somebody reserved only he stores, until he stores or releases it', t => {
	const {owner, other, administrator} = shared();
	t.deepEqual(other.enter('RESERVE PROG EXEC'), ['SBS129I PROG EXEC IS RESERVED FOR YOU; NEWEST VERSION 1, YOURS 0']);
	t.deepEqual(owner.enter('PUT PROG EXEC'), ['SBS128E PROG EXEC IS RESERVED BY USER2', '(12)']);
	t.deepEqual(owner.enter('RES PROG EXEC'), ['SBS128E PROG EXEC IS RESERVED BY USER2', '(12)']);
	t.deepEqual(owner.enter('RELEASE PROG EXEC'), ['SBS128E PROG EXEC IS RESERVED BY USER2', '(12)']);
	t.deepEqual(administrator.enter('PUT PROG EXEC'), ['SBS128E PROG EXEC IS RESERVED BY USER2', '(12)']);
	t.deepEqual(other.enter('PUT PROG EXEC (KEEP'), ['SBS104I PROG EXEC VERSION 2 STORED']);
	t.is(owner.enter('PUT PROG EXEC')[0], 'SBS128E PROG EXEC IS RESERVED BY USER2');
	t.deepEqual(other.enter('PUT PROG EXEC'), ['SBS104I PROG EXEC VERSION 3 STORED']);
	t.is(owner.enter('PUT PROG EXEC')[0], 'SBS127E PROG EXEC VERSION 3 WAS STORED BY USER2; YOU HAVE VERSION 1');
	t.deepEqual(other.enter('REL PROG EXEC'), ['SBS131E PROG EXEC IS NOT RESERVED', '(8)']);
	other.enter('RES PROG EXEC');
	t.deepEqual(other.enter('REL PROG EXEC'), ['SBS130I PROG EXEC RELEASED']);
	other.enter('RES PROG EXEC');
	t.deepEqual(owner.enter('REL PROG EXEC (FORCE'), ['SBS130I PROG EXEC RELEASED']);
});

test('FORCE is for the owner and the administrator: who was granted PUT does not get past a RESERVE with it', t => {
	const {owner, other} = shared();
	owner.enter('RES PROG EXEC');
	t.deepEqual(other.enter('PUT PROG EXEC (FORCE'), ['SBS128E PROG EXEC IS RESERVED BY USER1', '(12)']);
	t.deepEqual(other.enter('RES PROG EXEC (FORCE'), ['SBS128E PROG EXEC IS RESERVED BY USER1', '(12)']);
	t.deepEqual(other.enter('REL PROG EXEC (FORCE'), ['SBS128E PROG EXEC IS RESERVED BY USER1', '(12)']);
	owner.enter('REL PROG EXEC');
	t.is(other.enter('PUT PROG EXEC (FORCE')[0], 'SBS127E PROG EXEC VERSION 1 WAS STORED BY USER1; YOU HAVE VERSION 0');
});

test('a version that FORCE stored over a RESERVE is not undone by who had that, with KEEP or without', t => {
	const {owner, other} = shared();
	for (const [version, options] of [[2, 'FORCE KEEP'], [3, 'FORCE']] as const) {
		other.enter('GET PROG EXEC (REP');
		other.enter('RESERVE PROG EXEC');
		t.deepEqual(owner.enter(`PUT PROG EXEC (${options}`), [`SBS104I PROG EXEC VERSION ${version} STORED`]);
		t.is(
			other.enter('PUT PROG EXEC')[0],
			`SBS127E PROG EXEC VERSION ${version} WAS STORED BY USER1; YOU HAVE VERSION ${version - 1}`,
		);
	}
});

test('NOTIFY: who watches is told once what others did', t => {
	const {owner, other} = shared();
	t.deepEqual(owner.enter('NOTIFY P* *'), ['SBS152I YOU WATCH P* *']);
	t.deepEqual(owner.enter('NOTIFY'), ['SBS152I YOU WATCH P* *']);
	other.enter('GET PROG EXEC (REP');
	other.enter('PUT PROG EXEC');
	owner.enter('GET PROG EXEC (REP');
	t.deepEqual(owner.enter('RELEASE PROG EXEC'), ['SBS131E PROG EXEC IS NOT RESERVED', '(8)']);
	other.enter('RESERVE PROG EXEC');
	t.deepEqual(owner.enter('NOTIFY'), [
		'SBS152I YOU WATCH P* *', 'SBS135I PROG EXEC RESERVED BY USER2 11/29/81 12:00:09',
	]);
	owner.enter('PUT PROG EXEC (FORCE');
	t.deepEqual(owner.enter('NOTIFY P* * (OFF'), ['SBS153I YOU DO NOT WATCH P* *']);
	other.enter('RELEASE PROG EXEC');
	t.deepEqual(owner.enter('N'), ['SBS155I NOTHING TO SHOW', '(28)']);
});

test('HISTORY tells versions and all else, with reasons; ANNOTATE whose each record is; COMPARE what is different', t => {
	const {library, owner, other} = shared();
	owner.files.put('PROG', 'EXEC', ['* ONE', '&TYPE HELLO', '&EXIT']);
	owner.enter('PUT PROG EXEC (WHY Says hello');
	other.enter('GET PROG EXEC (REP');
	other.files.put('PROG', 'EXEC', ['* ONE', '&TYPE HELLO', '&TYPE YOU', '&EXIT 4']);
	t.deepEqual(other.enter('COMPARE PROG EXEC'), ['     3 - &EXIT', '     3 + &TYPE YOU', '     4 + &EXIT 4', '(4)']);
	t.deepEqual(other.enter('COM PROG EXEC (UPDATE'), ['./ R 3', '&TYPE YOU', '&EXIT 4', '(4)']);
	other.enter(`PUT PROG EXEC (WHY ${'all of it again and '.repeat(5)}again`);
	t.deepEqual(other.enter('COMPARE PROG EXEC'), ['SBS151I NO DIFFERENCES']);
	t.deepEqual(other.enter('COMPARE PROG EXEC C (VER 1 WITH 2'), ['SBS102E MISSING OR INVALID OPERAND - C', '(24)']);
	t.deepEqual(other.enter('COMPARE PROG EXEC (VER 1 WITH 2'), [
		'     1 - * OF USER1', '     1 + * ONE', '     2 + &TYPE HELLO', '     3 + &EXIT', '(4)',
	]);
	t.deepEqual(other.enter('ANNOTATE PROG EXEC'), [
		'    2 USER1    11/29/81 * ONE',
		'    2 USER1    11/29/81 &TYPE HELLO',
		'    3 USER2    11/29/81 &TYPE YOU',
		'    3 USER2    11/29/81 &EXIT 4',
	]);
	t.deepEqual(other.enter('AN PROG EXEC (VERSION 1'), ['    1 USER1    11/29/81 * OF USER1']);
	owner.enter('PROMOTE PROG EXEC (WHY Tested');
	t.deepEqual(owner.enter('HISTORY PROG EXEC'), [
		'PROG EXEC OWNER USER1 TEST 3 INTEGRATION 3',
		'DATE     TIME     USER     VERSION WHAT                     RECORDS WHY',
		'11/29/81 12:00:01 USER1          1 STORED                         1',
		'11/29/81 12:00:03 USER1          2 STORED                         3 Says hello',
		'11/29/81 12:00:07 USER2          3 STORED                         4 all of it again and all of it again and all',
		`${' '.repeat(68)}of it again and all of it again and all of it`,
		`${' '.repeat(68)}again and again`,
		'11/29/81 12:00:13 USER1          3 PROMOTED TO INTEGRATION          Tested',
	]);
	t.is(owner.enter('HIST PROG EXEC (LAST 1')[2].slice(18, 41), 'USER2          3 STORED');
	const lines = owner.enter('HISTORY PROG EXEC (JSON');
	t.true(lines.every(({length}) => length <= 120));
	const {groups, history} = JSON.parse(lines.join('')) as {groups: unknown; history: Array<{why: string[]; what: string}>};
	t.deepEqual(groups, {TEST: 3, INTEGRATION: 3, PRODUCTION: 0});
	t.is(history[2].why.join(''), `${'all of it again and '.repeat(5)}again`);
	t.is(library.store.auditLines.length, 5);
});
