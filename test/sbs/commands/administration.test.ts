/** Owners, rights, groups and releases: what each rule lets whom do. */
import test from 'ava';
import {limits} from '../../../source/base/limits.js';
import {runToEnd, type Step} from '../../../source/guest/action.js';
import {changeGrant, grantedTo} from '../../../source/sbs/data-base/grants.js';
import type {Reader} from '../../../source/sbs/store/store.js';
import {TestLibrary} from '../../support/sbs-library.js';

function start() {
	const library = new TestLibrary();
	const people = {
		owner: library.user('USER1'),
		other: library.user('USER2'),
		librarian: library.user('LIBRN', 'librarian'),
		administrator: library.user('MAINT', 'administrator'),
	};
	people.owner.files.put('PROG', 'EXEC', ['*1']);
	people.owner.enter('PUT PROG EXEC');
	people.owner.files.put('PROG', 'EXEC', ['*2']);
	people.owner.enter('PUT PROG EXEC');
	people.other.files.put('PROG', 'EXEC', ['*OTHER']);
	return {library, ...people};
}

test('a version goes from TEST over INTEGRATION to PRODUCTION, and each step is for who may take it', t => {
	const {owner, other, librarian} = start();
	t.deepEqual(librarian.enter('PROMOTE PROG EXEC PROD'), ['SBS136E PROG EXEC HAS NO VERSION IN INTEGRATION', '(28)']);
	t.deepEqual(other.enter('PROMOTE PROG EXEC'), ['SBS134E NOT AUTHORIZED TO PROMOTE TO INTEGRATION PROG EXEC', '(12)']);
	t.deepEqual(owner.enter('PROM PROG EXEC (VERSION 1'), ['SBS138I PROG EXEC VERSION 1 PROMOTED TO INTEGRATION']);
	t.deepEqual(librarian.enter('PROMOTE PROG EXEC PROD (VERSION 2'), [
		'SBS137E PROG EXEC VERSION 2 HAS NOT BEEN IN INTEGRATION', '(12)',
	]);
	t.deepEqual(owner.enter('PROMOTE PROG EXEC PRODUCTION'), [
		'SBS134E NOT AUTHORIZED TO PROMOTE TO PRODUCTION PROG EXEC', '(12)',
	]);
	t.deepEqual(librarian.enter('PROMOTE PROG EXEC PROD'), ['SBS138I PROG EXEC VERSION 1 PROMOTED TO PRODUCTION']);
	t.deepEqual(owner.enter('PROMOTE PROG EXEC TEST (VER 9'), ['SBS109E PROG EXEC HAS NO VERSION 9', '(28)']);
	t.deepEqual(other.enter('GET PROG EXEC (GROUP PROD REP'), ['SBS105I PROG EXEC VERSION 1 COPIED TO A1']);
	t.deepEqual(other.files.text('PROG', 'EXEC'), ['*1']);
	t.deepEqual(other.enter('GET PROG EXEC (GROUP NONE REP'), ['SBS102E MISSING OR INVALID OPERAND - NONE', '(24)']);
});

test('no version passes over a group or goes back unless it is forced, and that is told', t => {
	const {owner, librarian, administrator} = start();
	owner.files.put('PROG', 'EXEC', ['*3']);
	owner.enter('PUT PROG EXEC');
	t.is(owner.enter('PROMOTE PROG EXEC')[0], 'SBS138I PROG EXEC VERSION 3 PROMOTED TO INTEGRATION');
	const skips = ['SBS137E PROG EXEC VERSION 2 HAS NOT BEEN IN INTEGRATION', '(12)'];
	t.deepEqual(librarian.enter('PROMOTE PROG EXEC PROD (VERSION 2'), skips, 'it was never there, older or not');
	t.deepEqual(librarian.enter('PROMOTE PROG EXEC PROD (VERSION 2 FORCE'), skips);
	t.deepEqual(librarian.enter('PROMOTE PROG EXEC INT'), ['SBS171I PROG EXEC VERSION 3 IS IN INTEGRATION ALREADY', '(4)']);
	t.is(librarian.enter('PROMOTE PROG EXEC PROD')[0], 'SBS138I PROG EXEC VERSION 3 PROMOTED TO PRODUCTION');
	const isOlder = (group: string): string[] =>
		[`SBS170E PROG EXEC VERSION 2 IS OLDER THAN 3, WHICH ${group} HAS; USE FORCE`, '(12)'];
	t.deepEqual(owner.enter('PROMOTE PROG EXEC INT (VERSION 2'), isOlder('INTEGRATION'));
	t.is(owner.enter('PROMOTE PROG EXEC INT (VERSION 2 FORCE')[0], 'SBS138I PROG EXEC VERSION 2 PROMOTED TO INTEGRATION');
	t.deepEqual(librarian.enter('PROMOTE PROG EXEC PROD'), isOlder('PRODUCTION'));
	t.is(librarian.enter('PROMOTE PROG EXEC PROD (FORCE')[0], 'SBS138I PROG EXEC VERSION 2 PROMOTED TO PRODUCTION');
	t.is(librarian.enter('PROMOTE PROG EXEC PROD (VERSION 3')[0], 'SBS138I PROG EXEC VERSION 3 PROMOTED TO PRODUCTION');
	t.deepEqual(administrator.enter('PROMOTE PROG EXEC PROD (VERSION 1'), [skips[0].replace('VERSION 2', 'VERSION 1'), '(12)']);
	t.is(administrator.enter('PROMOTE PROG EXEC PROD (VERSION 1 FORCE WHY It burns')[0],
		'SBS138I PROG EXEC VERSION 1 PROMOTED TO PRODUCTION');
	t.deepEqual(owner.enter('HISTORY PROG EXEC').slice(5).map(line => line.slice(18, 59).trimEnd()), [
		'USER1          3 PROMOTED TO INTEGRATION', 'LIBRN          3 PROMOTED TO PRODUCTION',
		'USER1          2 FORCED TO INTEGRATION', 'LIBRN          2 FORCED TO PRODUCTION',
		'LIBRN          3 PROMOTED TO PRODUCTION', 'MAINT          1 FORCED TO PRODUCTION',
	]);
	owner.enter('RETIRE PROG EXEC');
	t.deepEqual(administrator.enter('PROMOTE PROG EXEC PROD (VERSION 3 FORCE'), ['SBS133E PROG EXEC IS RETIRED', '(12)']);
});

test('who was granted PROMOTE moves versions up, not back', t => {
	const {owner, other} = start();
	owner.enter('GRANT PROMOTE PROG EXEC TO USER2');
	t.is(other.enter('PROMOTE PROG EXEC')[0], 'SBS138I PROG EXEC VERSION 2 PROMOTED TO INTEGRATION');
	t.is(other.enter('PROMOTE PROG EXEC (VERSION 1 FORCE').at(-1), '(12)');
	t.is(owner.enter('PROMOTE PROG EXEC TEST (VERSION 1').at(-1), '(12)');
	t.is(owner.enter('PROMOTE PROG EXEC TEST (VERSION 1 FORCE')[0], 'SBS138I PROG EXEC VERSION 1 PROMOTED TO TEST');
});

test('rights by member, by pattern and for everybody; what was granted can be taken back', t => {
	const {owner, other, administrator} = start();
	t.is(other.enter('PUT PROG EXEC')[0], 'SBS108E PROG EXEC IS OWNED BY USER1');
	t.deepEqual(other.enter('GRANT PUT PROG EXEC USER2'), ['SBS134E NOT AUTHORIZED TO GRANT PUT ON PROG EXEC', '(12)']);
	t.deepEqual(owner.enter('GRANT PUT P* * TO USER2'), ['SBS134E NOT AUTHORIZED TO GRANT PUT ON P* *', '(12)']);
	t.deepEqual(owner.enter('GRANT PRODUCTION PROG EXEC TO USER1'), [
		'SBS134E NOT AUTHORIZED TO GRANT PRODUCTION ON PROG EXEC', '(12)',
	]);
	t.deepEqual(administrator.enter('GRANT PUT P* * TO USER2 USER3'), [
		'SBS140I PUT GRANTED TO USER2 ON P* *', 'SBS140I PUT GRANTED TO USER3 ON P* *',
	]);
	other.enter('GET PROG EXEC (REP');
	t.is(other.enter('PUT PROG EXEC')[0], 'SBS104I PROG EXEC VERSION 3 STORED');
	t.is(other.enter('DELETE PROG EXEC')[0], 'SBS108E PROG EXEC IS OWNED BY USER1');
	t.deepEqual(administrator.enter('REVOKE PUT P* * FROM USER2'), ['SBS141I PUT REVOKED FROM USER2 ON P* *']);
	t.is(other.enter('PUT PROG EXEC')[0], 'SBS108E PROG EXEC IS OWNED BY USER1');
	owner.enter('GRANT PROMOTE PROG EXEC *');
	t.is(other.enter('PROMOTE PROG EXEC')[0], 'SBS138I PROG EXEC VERSION 3 PROMOTED TO INTEGRATION');
	owner.enter('GRANT ALL PROG EXEC USER2');
	t.is(other.enter('PROMOTE PROG EXEC PROD')[0], 'SBS134E NOT AUTHORIZED TO PROMOTE TO PRODUCTION PROG EXEC');
	t.is(other.enter('RETIRE PROG EXEC')[0], 'SBS142I PROG EXEC RETIRED');
});

test('GET revoked from everybody leaves a member to those who have it by grant; the refusal is in the audit file', t => {
	const {library, owner, other, librarian} = start();
	owner.enter('REVOKE GET PROG EXEC FROM *');
	t.deepEqual(other.enter('GET PROG EXEC (REP'), ['SBS134E NOT AUTHORIZED TO GET PROG EXEC', '(12)']);
	t.regex(library.store.auditLines.at(-1)!, /USER2 +12 GET PROG EXEC/);
	t.is(other.enter('ANNOTATE PROG EXEC')[0], 'SBS134E NOT AUTHORIZED TO GET PROG EXEC');
	t.is(other.enter('COMPARE PROG EXEC')[0], 'SBS134E NOT AUTHORIZED TO GET PROG EXEC');
	t.is(librarian.enter('GET PROG EXEC')[0], 'SBS105I PROG EXEC VERSION 2 COPIED TO A1');
	owner.enter('GRANT GET PROG EXEC USER2');
	t.is(other.enter('GET PROG EXEC (REP')[0], 'SBS105I PROG EXEC VERSION 2 COPIED TO A1');
	owner.enter('REVOKE GET PROG EXEC USER2');
	owner.enter('GRANT GET PROG EXEC *');
	t.is(other.enter('GET PROG EXEC (REP')[0], 'SBS105I PROG EXEC VERSION 2 COPIED TO A1');
});

test('OWNER, RETIRE and RENAME are the owner\'s; a member keeps all it has', t => {
	const {owner, other, administrator} = start();
	for (const line of ['OWNER PROG EXEC USER2', 'RETIRE PROG EXEC', 'RENAME PROG EXEC NEW EXEC', 'DELETE PROG EXEC']) {
		t.is(other.enter(line)[0], 'SBS108E PROG EXEC IS OWNED BY USER1');
	}

	t.deepEqual(owner.enter('OWNER PROG EXEC USER2'), ['SBS139I PROG EXEC IS OWNED BY USER2 NOW']);
	t.deepEqual(administrator.enter('OWNER PROG EXEC USER2'), ['SBS154E PROG EXEC IS OWNED BY USER2 ALREADY', '(8)']);
	t.is(owner.enter('PUT PROG EXEC')[0], 'SBS108E PROG EXEC IS OWNED BY USER1'.replace('USER1', 'USER2'));
	other.enter('ADD NEW EXEC');
	t.is(other.enter('RENAME PROG EXEC NEW EXEC')[0], 'SBS107E NEW EXEC ALREADY IN SBS DATA BASE');
	t.deepEqual(other.enter('RENAME PROG EXEC OTHER EXEC (WHY It is another'), ['SBS144I PROG EXEC RENAMED OTHER EXEC']);
	t.is(other.enter('QUERY PROG EXEC')[0], 'SBS106E PROG EXEC NOT IN SBS DATA BASE');
	t.deepEqual(other.enter('HISTORY OTHER EXEC').slice(2).map(line => line.slice(27, 59).trimEnd()), [
		'      1 STORED', '      2 STORED', '        OWNER USER2', '        WAS PROG EXEC',
	]);
	t.is(other.enter('GET OTHER EXEC (VERSION 1')[0], 'SBS105I OTHER EXEC VERSION 1 COPIED TO A1');
	t.deepEqual(other.enter('RETIRE OTHER EXEC'), ['SBS142I OTHER EXEC RETIRED']);
	t.is(other.enter('PUT OTHER EXEC')[0], 'SBS133E OTHER EXEC IS RETIRED');
	t.is(other.enter('RESERVE OTHER EXEC')[0], 'SBS133E OTHER EXEC IS RETIRED');
	t.deepEqual(other.enter('RETIRE OTHER EXEC (UNDO'), ['SBS143I OTHER EXEC IS BACK']);
});

test('a frozen release never changes, and what is in it stays', t => {
	const {owner, other, librarian, administrator} = start();
	t.deepEqual(owner.enter('FREEZE REL1'), ['SBS150E NOT AUTHORIZED FOR FREEZE', '(12)']);
	owner.enter('PROMOTE PROG EXEC (VERSION 1');
	t.deepEqual(librarian.enter('FREEZE REL1 * * (GROUP INT WHY First'), ['SBS147I RELEASE REL1 FROZEN; 1 MEMBERS']);
	t.deepEqual(librarian.enter('FREEZE REL1'), ['SBS146E RELEASE REL1 IS THERE ALREADY', '(8)']);
	t.deepEqual(librarian.enter('FREEZE REL2 X* *'), ['SBS118I NO MEMBERS', '(28)']);
	t.deepEqual(administrator.enter('DELETE PROG EXEC'), ['SBS145E PROG EXEC IS PART OF RELEASE REL1', '(12)']);
	t.deepEqual(owner.enter('RENAME PROG EXEC NEW EXEC'), ['SBS145E PROG EXEC IS PART OF RELEASE REL1', '(12)']);
	owner.enter('PUT PROG EXEC');
	t.is(other.enter('GET PROG EXEC (RELEASE REL1 REP')[0], 'SBS105I PROG EXEC VERSION 1 COPIED TO A1');
	t.is(other.enter('GET PROG EXEC (RELEASE REL9 REP')[0], 'SBS148E NO RELEASE REL9');
	owner.files.put('MORE', 'EXEC', ['*']);
	owner.enter('PUT MORE EXEC');
	t.is(owner.enter('GET MORE EXEC (RELEASE REL1 REP')[0], 'SBS149E MORE EXEC IS NOT IN RELEASE REL1');
});

test('what was granted on a name goes with the member, not to another one of the name', t => {
	const {library, owner, other} = start();
	owner.enter('GRANT OWN PROG EXEC TO USER1 USER3');
	owner.enter('RENAME PROG EXEC MOVED EXEC');
	other.enter('ADD PROG EXEC');
	t.is(owner.enter('DELETE PROG EXEC')[0], 'SBS108E PROG EXEC IS OWNED BY USER2');
	t.deepEqual(library.user('USER3').enter('DELETE MOVED EXEC'), ['SBS123I MOVED EXEC DELETED']);
	other.enter('ADD MOVED EXEC');
	t.is(owner.enter('DELETE MOVED EXEC')[0], 'SBS108E MOVED EXEC IS OWNED BY USER2');
});

test('who gave a member away has nothing left of it, whatever he had granted himself; what others were granted stays', t => {
	const {library, owner, other} = start();
	owner.enter('GRANT ALL PROG EXEC TO USER1 USER3');
	t.is(owner.enter('OWNER PROG EXEC USER2')[0], 'SBS139I PROG EXEC IS OWNED BY USER2 NOW');
	for (const line of ['PUT PROG EXEC (FORCE', 'OWNER PROG EXEC USER1', 'RETIRE PROG EXEC', 'DELETE PROG EXEC']) {
		t.is(owner.enter(line)[0], 'SBS108E PROG EXEC IS OWNED BY USER2', line);
	}

	const helper = library.user('USER3');
	t.is(helper.enter('RETIRE PROG EXEC')[0], 'SBS142I PROG EXEC RETIRED');
	t.true(other.enter('QUERY USERS').includes('USER3    HAS GET PUT PROMOTE OWN ON PROG EXEC BY USER1 11/29/81'));
	t.is(other.enter('REVOKE ALL PROG EXEC FROM USER3')[0], 'SBS141I ALL REVOKED FROM USER3 ON PROG EXEC');
	t.is(helper.enter('RETIRE PROG EXEC (UNDO').at(-1), '(12)');
});

test('librarians give nobody more than they have themselves, themselves included', t => {
	const {owner, other, librarian, administrator} = start();
	for (const right of ['PUT', 'OWN', 'ALL']) {
		for (const [pattern, name] of [['PROG EXEC', 'PROG EXEC'], ['* *', '* *']]) {
			t.deepEqual(librarian.enter(`GRANT ${right} ${pattern} TO LIBRN`), [
				`SBS134E NOT AUTHORIZED TO GRANT ${right} ON ${name}`, '(12)',
			]);
		}
	}

	owner.enter('GRANT PUT PROG EXEC TO USER2');
	t.is(librarian.enter('REVOKE PUT PROG EXEC FROM USER2')[0], 'SBS134E NOT AUTHORIZED TO REVOKE PUT ON PROG EXEC');
	t.is(librarian.enter('GRANT PRODUCTION PROG EXEC TO USER2')[0], 'SBS140I PRODUCTION GRANTED TO USER2 ON PROG EXEC');
	t.is(librarian.enter('GRANT PROMOTE * EXEC TO USER2')[0], 'SBS140I PROMOTE GRANTED TO USER2 ON * EXEC');
	t.is(other.enter('PROMOTE PROG EXEC')[0], 'SBS138I PROG EXEC VERSION 2 PROMOTED TO INTEGRATION');

	// Nor by way of a system: its own one with a grant on it, or that of somebody else.
	owner.enter('DEFINE SYSTEM MINE');
	owner.enter('INCLUDE PROG EXEC IN MINE');
	librarian.enter('DEFINE SYSTEM OUTER');
	librarian.enter('GRANT PUT * * TO LIBRN (SYSTEM OUTER');
	t.deepEqual(librarian.enter('INCLUDE SYSTEM MINE IN OUTER'), ['SBS108E PROG EXEC IS OWNED BY USER1', '(12)']);
	t.deepEqual(librarian.enter('DEFINE SYSTEM MINE (OWNER LIBRN'), ['SBS186E SYSTEM MINE IS OWNED BY USER1', '(12)']);
	t.is(librarian.enter('PUT PROG EXEC').at(-1), '(28)', 'he has no such file');
	librarian.files.put('PROG', 'EXEC', ['* HIS']);
	t.is(librarian.enter('PUT PROG EXEC (FORCE')[0], 'SBS108E PROG EXEC IS OWNED BY USER1');
	t.is(administrator.enter('INCLUDE SYSTEM MINE IN OUTER')[0], 'SBS182I SYSTEM MINE INCLUDED IN SYSTEM OUTER');
});

test('REVOKE says where there was nothing to revoke', t => {
	const {owner} = start();
	owner.enter('GRANT PUT PROG EXEC TO USER2');
	const nothing = (right: string, user: string): string =>
		`SBS173I ${user} HAS NO GRANT OF ${right} ON PROG EXEC; NOTHING REVOKED`;
	t.deepEqual(owner.enter('REVOKE OWN PROG EXEC FROM USER2'), [nothing('OWN', 'USER2'), '(4)']);
	t.deepEqual(owner.enter('REVOKE PUT PROG EXEC FROM USER2 USER3'), [
		'SBS141I PUT REVOKED FROM USER2 ON PROG EXEC', nothing('PUT', 'USER3'), '(4)',
	]);
	t.deepEqual(owner.enter('REVOKE GET PROG EXEC FROM *'), ['SBS141I GET REVOKED FROM * ON PROG EXEC']);
	t.deepEqual(owner.enter('REVOKE GET PROG EXEC FROM *'), [nothing('GET', '*'), '(4)']);
	t.deepEqual(owner.enter('GRANT PUT PROG EXEC TO USER2'), owner.enter('GRANT PUT PROG EXEC TO USER2'));
});

test('a user has as many grants as there can be: GRANT refuses more, and none of those given is without effect', t => {
	const {library, owner, other, administrator} = start();
	const {value: most} = limits.libraryGrants;
	const name = (index: number): string => `N${index}`;
	runToEnd(library.store.change(function * (transaction): Step {
		for (let index = 0; index < most - 3; index++) {
			yield * changeGrant(transaction, {
				user: 'USER2', name: name(index), type: 'EXEC', system: '',
			}, () => ({rights: ['PUT'], taken: []}), {user: 'MAINT', ...library.now});
		}
	}));
	owner.files.put('ZZZZZZZ9', 'EXEC', ['*']);
	owner.enter('PUT ZZZZZZZ9 EXEC');
	t.is(administrator.enter('GRANT PUT ZZZZZZZ* EXEC TO USER2').length, 1);
	t.is(administrator.enter('GRANT PUT PROG EXEC TO USER2').length, 1);
	t.is(administrator.enter('GRANT PROMOTE * EXE* TO USER2').length, 1);
	t.deepEqual(administrator.enter('GRANT PUT MORE EXEC TO USER3 USER2'), [
		'SBS172E USER2 HAS 10000 GRANTS ALREADY; NOTHING GRANTED', '(12)',
	]);
	t.is(administrator.enter('REVOKE PUT MORE EXEC FROM USER3').at(-1), '(4)', 'none of them, not some');
	t.is(administrator.enter('GRANT OWN PROG EXEC TO USER2').length, 1, 'one that he has can get more rights');
	other.files.put('ZZZZZZZ9', 'EXEC', ['* NEW']);
	other.enter('GET ZZZZZZZ9 EXEC (REP');
	t.is(other.enter('PUT ZZZZZZZ9 EXEC')[0], 'SBS104I ZZZZZZZ9 EXEC VERSION 2 STORED');
	t.is(other.enter('RETIRE PROG EXEC')[0], 'SBS142I PROG EXEC RETIRED');
	t.is(other.enter('PROMOTE ZZZZZZZ9 EXEC')[0], 'SBS138I ZZZZZZZ9 EXEC VERSION 2 PROMOTED TO INTEGRATION');
	t.is(administrator.enter('QUERY USERS USER2').length, most);

	// Whether he may do something with a member is a look at a few ranges of keys.
	let looked = 0;
	runToEnd(library.store.read(function * (reader): Step {
		const counting: Reader = {
			...reader,
			* scan(prefix, from, count) {
				const entries = yield * reader.scan(prefix, from, count);
				looked += entries.length;
				return entries;
			},
		};
		t.true((yield * grantedTo(counting, 'USER2', {name: 'PROG', type: 'EXEC'}, 'PUT')).isGranted);
	}));
	t.true(looked < 100, String(looked));
});

test('the owner of a system grants on it what he has, and nothing on one that is defined after it', t => {
	const {owner, other} = start();
	owner.enter('DEFINE SYSTEM OLD');
	owner.enter('INCLUDE PROG EXEC IN OLD');
	t.is(owner.enter('GRANT PUT * * TO USER3 (SYSTEM OLD')[0], 'SBS140I PUT GRANTED TO USER3 ON * * OF SYSTEM OLD');
	owner.enter('OWNER PROG EXEC USER2');
	t.deepEqual(owner.enter('GRANT OWN * * TO USER1 (SYSTEM OLD'), ['SBS108E PROG EXEC IS OWNED BY USER2', '(12)']);
	t.is(owner.enter('PUT PROG EXEC')[0], 'SBS108E PROG EXEC IS OWNED BY USER2');
	t.is(owner.enter('GRANT PUT * MACRO TO USER1 (SYSTEM OLD').length, 1);
	t.is(owner.enter('REVOKE PUT * * FROM USER3 (SYSTEM OLD').length, 1);

	owner.enter('DEFINE SYSTEM NEXT');
	owner.enter('GRANT OWN * * TO USER1 (SYSTEM NEXT');
	t.is(owner.enter('DEFINE SYSTEM NEXT (REMOVE')[0], 'SBS189I SYSTEM NEXT REMOVED');
	other.enter('DEFINE SYSTEM NEXT');
	t.is(other.enter('INCLUDE PROG EXEC IN NEXT').length, 1);
	t.is(owner.enter('DELETE PROG EXEC')[0], 'SBS108E PROG EXEC IS OWNED BY USER2');
});

test('options that do not go together, and an owner that is no userid, are refused; FREEZE of a system by name', t => {
	const {owner, librarian} = start();
	t.deepEqual(owner.enter('DEFINE SYSTEM MINE (OWNER TOOLONGUSERID'), [
		'SBS102E MISSING OR INVALID OPERAND - TOOLONGUSERID', '(24)',
	]);
	t.deepEqual(owner.enter('DEFINE SYSTEM MINE (OWNER A*B'), ['SBS102E MISSING OR INVALID OPERAND - A*B', '(24)']);
	t.deepEqual(owner.enter('DEFINE SYSTEM MINE (RESERVE NORESERVE'), [
		'SBS102E MISSING OR INVALID OPERAND - NORESERVE', '(24)',
	]);
	t.deepEqual(owner.enter('GET PROG EXEC (VERSION 1 GROUP TEST REP'), [
		'SBS102E MISSING OR INVALID OPERAND - GROUP', '(24)',
	]);
	owner.files.put('MAC', 'MACRO', ['*']);
	owner.enter('PUT MAC MACRO');
	owner.enter('DEFINE SYSTEM MINE');
	owner.enter('INCLUDE * * IN MINE');
	t.is(librarian.enter('FREEZE REL1 P* * (SYSTEM MINE')[0], 'SBS147I RELEASE REL1 FROZEN; 1 MEMBERS');
	t.is(owner.enter('GET MAC MACRO (RELEASE REL1 REP')[0], 'SBS149E MAC MACRO IS NOT IN RELEASE REL1');
});
