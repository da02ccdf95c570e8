/** Files of a disk that another machine has accessed, as its user sees them. */
import test from 'ava';
import type {Step} from '../../../source/guest/action.js';
import type {Cms, CmsCommand} from '../../../source/cms/cms.js';
import {checkFileSystem} from '../../../source/cms/file-system/disk/host.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {RemoteSession, type RemoteUser} from '../../support/remote-session.js';

/** BOB's disk 191 with grants; ALICE and others come as they are asked for. */
function setUp(grants: readonly string[], commands?: readonly CmsCommand[]): {
	readonly session: RemoteSession;
	readonly alice: RemoteUser;
	readonly bob: RemoteUser;
	readonly problems: () => string[];
} {
	const volume = cmsVolume({
		'ONE DATA': ['FIRST', 'second'],
		'TWO DATA': ['THIRD'],
		'SECRET TEXT': ['HIDDEN'],
		'PRIVATE DATA A0': ['MINE'],
		'LONG DATA': Array.from({length: 400}, (_, index) => `RECORD ${index}`.padEnd(79, '.')),
	});
	const session = new RemoteSession({BOB: {0x191: volume, 0x193: cmsVolume({'HIS OWN': ['HIS']})}}, commands);
	const bob = session.user('BOB');
	for (const line of grants) {
		bob.enter(line);
	}

	return {
		session, alice: session.user('ALICE'), bob, problems: () => checkFileSystem(new VolumeBlocks(volume)),
	};
}

const access = 'ACCESS 191 B (REMOTE BOB';
const command = (name: string, run: (cms: Cms) => Step<number>): CmsCommand => ({
	name, minimum: name.length, syntax: [name], summary: 'Looks.', run: ({cms}) => run(cms),
});

test('a disk of another machine is accessed, listed, read and written', t => {
	const {alice, bob, problems} = setUp(['GRANT * DATA A TO ALICE (WRITE']);
	t.deepEqual(alice.enter(access), ['Ready;']);
	t.deepEqual(alice.enter('LISTFILE * * B'), [
		'ONE      DATA     B1', 'TWO      DATA     B1', 'PRIVATE  DATA     B0', 'LONG     DATA     B1', 'Ready;',
	]);
	t.deepEqual(alice.enter('TYPE ONE DATA B'), ['', 'FIRST', 'second', '', 'Ready;']);
	t.deepEqual(alice.enter('COPYFILE ONE DATA B NEW DATA B'), ['Ready;']);
	t.deepEqual(bob.enter('TYPE NEW DATA A'), ['', 'FIRST', 'second', '', 'Ready;']);
	t.deepEqual(bob.enter('COPYFILE TWO DATA A NEW DATA A (REPLACE'), ['Ready;']);
	t.deepEqual(alice.enter('TYPE NEW DATA B'), ['', 'THIRD', '', 'Ready;']);
	t.deepEqual(alice.enter('RENAME NEW DATA B OLD DATA B'), ['Ready;']);
	t.deepEqual(alice.enter('ERASE TWO DATA B'), ['Ready;']);
	t.deepEqual(bob.enter('LISTFILE O* DATA A'), ['ONE      DATA     A1', 'OLD      DATA     A1', 'Ready;']);
	t.deepEqual(alice.enter('QUERY SEARCH').slice(0, 2), ['TEST    191  A    R/W', 'TEST    191  B    R/W REMOTE BOB']);
	t.regex(alice.enter('QUERY DISK B')[0], /^B \(191\): 4 FILES; .* 3350, R\/W REMOTE BOB$/);
	t.deepEqual(problems(), []);
});

test('who is granted nothing finds no disk, no file and no way to write', t => {
	const {session, alice, bob} = setUp([]);
	t.deepEqual(alice.enter(access), ['\'BOB\' GRANTS NOTHING', 'Ready(00100);']);
	bob.enter('GRANT ONE DATA A TO CAROL');
	t.deepEqual(alice.enter(access), ['\'BOB\' GRANTS NOTHING', 'Ready(00100);']);
	bob.enter('GRANT NO* * A TO ALICE (WRITE');
	bob.enter('GRANT * DATA A TO ALICE');
	t.deepEqual(alice.enter('ACCESS 192 B (REMOTE BOB'), ['DMSACC113S \'B (192) \' NOT ATTACHED', 'Ready(00100);']);
	bob.enter('ACCESS 193 C');
	t.deepEqual(alice.enter('ACCESS 193 B (REMOTE BOB'), ['DMSACC113S \'B (193) \' NOT ATTACHED', 'Ready(00100);']);
	t.deepEqual(alice.enter(access), ['Ready;']);
	t.deepEqual(alice.enter('TYPE SECRET TEXT B'), ['FILE \'SECRET TEXT B\' NOT FOUND.', 'Ready(00028);']);
	t.is(alice.enter('STATE PRIVATE DATA B').at(-1), 'Ready(00028);');
	t.is(alice.enter('STATE $GRANTS FILE B').at(-1), 'Ready(00028);');
	const refused = (line: string): string => alice.enter(line).join(' / ');
	t.regex(refused('ERASE ONE DATA B'), /^DMSERS105S ERROR '12' WRITING FILE 'ONE DATA B1' ON DISK\. \/ Ready\(00100\);$/);
	t.regex(refused('COPYFILE ONE DATA B ONE TEXT B'), /ERROR '12' WRITING FILE/);
	t.regex(refused('COPYFILE ONE DATA B NOBODY TEXT B'), /^Ready;$/);
	t.regex(refused('RENAME NOBODY TEXT B SECRET TEXT B'), /ERROR '12' WRITING FILE/);
	t.regex(refused('RENAME NOBODY TEXT B $GRANTS FILE B'), /ERROR '12' WRITING FILE/);
	t.regex(refused('COPYFILE ONE DATA B $GRANTS FILE B0'), /ERROR '12' WRITING FILE/);
	t.regex(refused('EDIT SECRET TEXT B'), /new file/i);
	alice.enter('QUIT');
	// Who only reads sees the disk read-only.
	const carol = session.user('CAROL');
	t.deepEqual(carol.enter(access), ['B (191) R/O', 'Ready;']);
	t.deepEqual(carol.enter('ERASE ONE DATA B'), ['Disk \'B (191)\' is read/only.', 'Ready(00036);']);
	t.deepEqual(carol.enter('LISTFILE * * B'), ['ONE      DATA     B1', 'Ready;']);
	t.deepEqual(bob.enter('TYPE SECRET TEXT A'), ['', 'HIDDEN', '', 'Ready;']);
	// Who may everything does not get at the grants either.
	bob.enter('GRANT * * A TO CAROL (WRITE');
	t.is(carol.enter('LISTFILE SECRET * B')[0], 'SECRET   TEXT     B1');
	t.is(carol.enter('LISTFILE $GRANTS * B').at(-1), 'Ready(00028);');
	t.regex(carol.enter('COPYFILE ONE DATA B $GRANTS FILE B0').join(' / '), /ERROR '12' WRITING FILE/);
});

test('REVOKE works at once, also on who has the disk accessed and the file open', t => {
	const seen: string[] = [];
	const {alice, bob} = setUp(['GRANT * DATA A TO ALICE (WRITE', 'GRANT SECRET * A TO ALICE'], [command('OPEN', function * (cms) {
		const {disk, status} = cms.disks.find('LONG', 'DATA', 'B')!;
		const file = yield * cms.disks.open(disk, status);
		seen.push(String((yield * file.read(1))?.length));
		yield * cms.console.read();
		const late = yield * file.read(390);
		seen.push(late instanceof Uint8Array ? 'read' : String(late));
		return yield * cms.disks.write(disk, {
			name: 'LATE', type: 'DATA', modeNumber: '1', recordFormat: 'F', records: [new Uint8Array(80)],
		});
	})]);
	alice.enter(access);
	alice.enter('OPEN');
	t.deepEqual(bob.enter('REVOKE * DATA A FROM ALICE'), ['Ready;']);
	alice.enter('GO');
	t.is(seen[0], '79');
	t.not(seen[1], 'read');
	t.is(bob.enter('LISTFILE LATE DATA A').at(-1), 'Ready(00028);');
	t.deepEqual(bob.enter('REVOKE * * A FROM *'), ['Ready;']);
	t.deepEqual(bob.enter('QUERY GRANTS'), ['NO GRANTS', 'Ready;']);
	t.is(bob.enter('LISTFILE $GRANTS FILE A').at(-1), 'Ready(00028);');
});

test('GRANT and REVOKE keep a list on the disk, which survives IPL', t => {
	const {alice, bob} = setUp(['GRANT ONE DATA A TO ALICE', 'GRANT T* * A1 TO * (WRITE']);
	t.deepEqual(bob.enter('QUERY GRANTS'), [
		'ONE      DATA     A* ALICE    READ', 'T*       *        A1 *        WRITE', 'Ready;',
	]);
	t.deepEqual(alice.enter(access), ['Ready;']);
	bob.ipl();
	t.deepEqual(alice.enter('TYPE TWO DATA B'), ['', 'THIRD', '', 'Ready;']);
	t.deepEqual(bob.enter('REVOKE ONE DATA A FROM CAROL'), ['NO SUCH GRANT.', 'Ready(00028);']);
	t.deepEqual(bob.enter('REVOKE ONE * A FROM *'), ['Ready;']);
	t.deepEqual(bob.enter('QUERY GRANTS'), ['T*       *        A1 *        WRITE', 'Ready;']);
	t.deepEqual(alice.enter('LISTFILE * * B'), ['TWO      DATA     B1', 'Ready;']);
	for (const [line, text, code] of [
		['GRANT ONE DATA', 'INCOMPLETE FILEID SPECIFIED.', 24],
		['GRANT ONE DATA A FOR ALICE', 'INVALID PARAMETER \'FOR\'.', 24],
		['GRANT ONE DATA A TO ALICE (ALL', 'INVALID OPTION \'ALL\'.', 24],
		['GRANT ONE DATA A9 TO ALICE', 'INVALID MODE \'A9\'.', 24],
		['GRANT ONE DATA Q TO ALICE', 'DISK \'Q\' NOT ACCESSED.', 36],
		['GRANT * * S TO ALICE', 'DISK \'S(190)\' IS READ/ONLY.', 36],
	] as const) {
		t.deepEqual(bob.enter(line), [text, `Ready(000${code});`]);
	}

	t.deepEqual(alice.enter('GRANT ONE DATA B TO CAROL'), ['DISK \'B(191)\' IS READ/ONLY.', 'Ready(00036);']);
	t.deepEqual(alice.enter('ACCESS 191 B (REMOTE'), ['NO USERID AFTER \'REMOTE\'', 'Ready(00024);']);
	t.deepEqual(alice.enter('ACCESS 191 B (ERASE REMOTE BOB'), ['INVALID OPTION \' ERASE \'', 'Ready(00024);']);
});
