/**
 * CMS made anew between any two commands of users who share files: disks of other machines, disks of a segment, locks
 * and grants are there as they were, and everything typed is what is typed without.
 */
import test from 'ava';
import {parseSystemNames} from '../../../source/cp/systems/system-names.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {RemoteSession} from '../../support/remote-session.js';
import {restartCms} from '../../support/restart-cms.js';

const segment = [
	'NAMESYS SHRDISK SYSSIZE=16384K SYSPGNM=(3584-3615) SYSHRSG=(224,225)',
	' PROTECT=OFF VSYSADR=IGNORE RCVRID=(ALICE,BOB)',
	'',
].join('\n');

const script = [
	['BOB', 'GRANT * DATA A TO * (WRITE'],
	['BOB', 'ACCESS 192 C (SEGMENT SHRDISK'],
	['ALICE', 'ACCESS 191 B (REMOTE BOB'],
	['ALICE', 'ACCESS 192 C (SEGMENT SHRDISK'],
	['CAROL', 'ACCESS 191 D/A ONE * (REMOTE BOB'],
	['CAROL', 'ACCESS 191 B (REMOTE BOB'],
	['ALICE', 'QUERY SEARCH'],
	['ALICE', 'LISTFILE * * B'],
	['CAROL', 'LISTFILE * * D'],
	['ALICE', 'CREATE LOCK ONE DATA B'],
	['BOB', 'CREATE LOCK TWO DATA A SHARE'],
	['CAROL', 'QUERY LOCK B'],
	['CAROL', 'ERASE ONE DATA B'],
	['ALICE', 'COPYFILE ONE DATA B NEW DATA B'],
	['ALICE', 'COPYFILE ONE DATA B THREE DATA C'],
	['BOB', 'TYPE THREE DATA C'],
	['BOB', 'LISTFILE * * A'],
	['BOB', 'CREATE LOCK THREE DATA C'],
	['ALICE', 'QUERY LOCK C'],
	['ALICE', 'ERASE THREE DATA C'],
	['BOB', 'DELETE LOCK THREE DATA C'],
	['ALICE', 'RENAME THREE DATA C FOUR DATA C'],
	['BOB', 'LISTFILE * * C'],
	['ALICE', 'DELETE LOCK ONE DATA B'],
	['CAROL', 'ERASE ONE DATA B'],
	['ALICE', 'LISTFILE * * B'],
	['ALICE', 'RELEASE B'],
	['BOB', 'QUERY LOCK A'],
	['BOB', 'QUERY GRANTS'],
	['BOB', 'REVOKE * DATA A FROM *'],
	['CAROL', 'TYPE TWO DATA B'],
	['ALICE', 'QUERY DISK C'],
] as const;

/** What is typed; CMS of every machine is made anew before each line where `isRestarted`. */
function play(isRestarted: boolean): string[] {
	const shared = cmsVolume({'IN SEGMENT': ['X']});
	const session = new RemoteSession({
		BOB: {0x191: cmsVolume({'ONE DATA': ['FIRST'], 'TWO DATA': ['SECOND']}), 0x192: shared},
		ALICE: {0x192: shared},
	}, undefined, undefined, parseSystemNames(segment).names);
	for (const userid of ['BOB', 'ALICE', 'CAROL']) {
		session.user(userid);
	}

	return script.flatMap(([userid, line]) => {
		for (const each of isRestarted ? ['BOB', 'ALICE', 'CAROL'] : []) {
			const {vm, terminal} = session.user(each);
			if (!restartCms(vm)) {
				throw new Error('there is a command');
			}

			session.run(1);
			if (terminal.take().length > 0) {
				throw new Error('something was typed');
			}
		}

		return [`${userid}: ${line}`, ...session.user(userid).enter(line, 100)];
	});
}

test('users who share files are told the same, whenever their CMS is made anew', t => {
	const expected = play(false);
	t.deepEqual(play(true), expected);
	t.true(expected.includes('ONE      DATA     B  ALICE    UPDATE    HELD'));
	t.is(expected.filter(line => line.startsWith('Ready(')).length, 3, expected.join('\n'));
	t.true(expected.includes('ONE      DATA     D1') && !expected.includes('TWO      DATA     D1'));
});
