/** What QUERY, LIST and REPORT tell, in lines and as JSON. */
import test, {type ExecutionContext} from 'ava';
import {TestLibrary, type LibraryUser} from '../../support/sbs-library.js';

function filled() {
	const library = new TestLibrary();
	const [owner, other, librarian] = [library.user('USER1'), library.user('USER2'), library.user('LIBRN', 'librarian')];
	for (const [user, name] of [[owner, 'PROG'], [owner, 'PARSER'], [other, 'OTHER']] as const) {
		user.files.put(name, 'EXEC', ['* ONE', '* TWO'], {recordFormat: 'V'});
		user.enter(`PUT ${name} EXEC (WHY First of ${name}`);
	}

	owner.enter('PUT PROG EXEC');
	owner.enter('PROMOTE PROG EXEC (VERSION 1');
	other.enter('RESERVE OTHER EXEC');
	return {library, owner, other, librarian};
}

function json(t: ExecutionContext, user: LibraryUser, line: string): unknown {
	const lines = user.enter(line);
	t.true(lines.every(({length}) => length <= 120));
	return JSON.parse(lines.join('\n'));
}

test('LIST by owner, group and state', t => {
	const {owner} = filled();
	const names = (line: string): string[] => owner.enter(line).slice(1).map(each => each.slice(0, 23).replaceAll(/ +/g, ' '));
	t.deepEqual(names('LIST'), ['OTHER EXEC 1', 'PARSER EXEC 1', 'PROG EXEC 2']);
	t.deepEqual(names('LIST (OWNER USER1'), ['PARSER EXEC 1', 'PROG EXEC 2']);
	t.deepEqual(names('LIST P*R *'), ['PARSER EXEC 1']);
	t.deepEqual(names('LIST * * (GROUP INT'), ['PROG EXEC 1']);
	t.deepEqual(names('LIST (RESERVED'), ['OTHER EXEC 1']);
	owner.enter('RETIRE PARSER EXEC');
	t.deepEqual(names('LIST P* *'), ['PROG EXEC 2']);
	t.deepEqual(names('LIST P* * (RETIRED'), ['PARSER EXEC 1', 'PROG EXEC 2']);
	t.deepEqual(owner.enter('LIST X* *'), ['SBS118I NO MEMBERS', '(28)']);
});

test('QUERY: versions, locks, users, releases', t => {
	const {library, owner, librarian} = filled();
	t.deepEqual(owner.enter('QUERY VERSION PROG EXEC 1'), [
		'PROG EXEC VERSION 1 BY USER1 11/29/81 12:00:01',
		'FORMAT V 5 RECORDS 2 MODE NUMBER 1',
		'FILE OF 1981-04-17 09:30',
		'IN INTEGRATION',
		'WHY First of PROG',
	]);
	t.deepEqual(owner.enter('Q VER PROG EXEC 7'), ['SBS109E PROG EXEC HAS NO VERSION 7', '(28)']);
	t.deepEqual(owner.enter('QUERY LOCKS'), ['OTHER    EXEC     RESERVED BY USER2    11/29/81 12:00:06']);
	t.deepEqual(owner.enter('QUERY LOCKS P*'), ['SBS155I NOTHING TO SHOW', '(28)']);
	library.user('MAINT', 'administrator').enter('GRANT PUT P* EXEC TO USER2');
	librarian.enter('REVOKE GET OTHER EXEC FROM *');
	t.deepEqual(owner.enter('QUERY USERS'), [
		'USER     MEMBERS VERSIONS RESERVED',
		'USER1          2        3        0',
		'USER2          1        1        1',
		'*        HAS NOT GET ON OTHER EXEC BY LIBRN 11/29/81',
		'USER2    HAS PUT ON P* EXEC BY MAINT 11/29/81',
	]);
	librarian.enter('FREEZE REL1 P* * (WHY Shipped');
	t.deepEqual(owner.enter('QUERY RELEASE'), ['REL1          2 MEMBERS BY LIBRN    11/29/81 12:00:14']);
	t.deepEqual(owner.enter('QUERY RELEASE REL1').slice(1), ['PARSER   EXEC     VERSION 1', 'PROG     EXEC     VERSION 2']);
	t.is(owner.enter('QUERY RELEASE REL2')[0], 'SBS148E NO RELEASE REL2');
	t.is(owner.enter('QUERY USERS USER2 EXTRA')[0], 'SBS102E MISSING OR INVALID OPERAND - EXTRA');
	t.is(owner.enter('QUERY * *')[0], 'SBS124E * * IS NO NAME OF A FILE');
	t.is(owner.enter('QUERY VERYLONGNAME EXEC')[0], 'SBS124E VERYLONGNAME EXEC IS NO NAME OF A FILE');
});

test('JSON: the same, a property a line', t => {
	const {owner} = filled();
	const listed = json(t, owner, 'LIST (JSON') as Array<{name: string; groups: unknown; records: number}>;
	const prog = listed.at(-1);
	t.deepEqual([prog?.name, prog?.groups, prog?.records], ['PROG', {TEST: 2, INTEGRATION: 1, PRODUCTION: 0}, 2]);
	const member = json(t, owner, 'QUERY PROG EXEC (JSON') as {versions: Array<{version: number; why: string[]}>};
	t.deepEqual(member.versions.map(({version, why}) => [version, why]), [[1, ['First of PROG']], [2, []]]);
	t.deepEqual(json(t, owner, 'QUERY LOCKS (JSON'), [{
		name: 'OTHER', type: 'EXEC', user: 'USER2', date: '11/29/81', time: '12:00:06',
	}]);
	const report = json(t, owner, 'REPORT (JSON') as {members: number; owners: unknown};
	t.is(report.members, 3);
	t.deepEqual(report.owners, [{owner: 'USER1', members: 2}, {owner: 'USER2', members: 1}]);
	t.regex(owner.enter('REPORT').join('\n'), /VERSIONS +4\n(.*\n)*OWNER USER1 +2\n(.*\n)*PROG +EXEC +VERSION 2 BY USER1/);
});
