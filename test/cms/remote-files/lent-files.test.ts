/** Files that a machine lends another for one request: those, as long as it lasts, and nothing else of its disks. */
import test from 'ava';
import {everythingEnabled} from '../../../source/base/architecture.js';
import {fromEbcdic, toEbcdic} from '../../../source/base/ebcdic.js';
import {encodeFst, type FileEntry} from '../../../source/cms/file-system/directory/fst.js';
import type {CmsCommand} from '../../../source/cms/cms.js';
import {DiskError} from '../../../source/cms/file-system/disk/disk.js';
import {checkFileSystem} from '../../../source/cms/file-system/disk/host.js';
import {GivenRecords} from '../../../source/cms/file-system/files/record-source.js';
import {LinkLost} from '../../../source/cms/remote-files/link-lost.js';
import type {LentFile} from '../../../source/cms/remote-files/lent-files.js';
import {lentDevice, remoteFunction} from '../../../source/cms/remote-files/protocol.js';
import type {Step} from '../../../source/guest/action.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {RemoteSession, type RemoteUser} from '../../support/remote-session.js';

const command = (name: string, run: CmsCommand['run']): CmsCommand => ({
	name, minimum: name.length, syntax: [name], summary: 'Looks.', run,
});

const lent: readonly LentFile[] = [
	{
		name: 'MINE', type: 'DATA', mode: 'A', write: true,
	}, {
		name: 'READ', type: 'ONLY', mode: 'A', write: false,
	}, {
		name: 'SAVED', type: 'PART*', mode: 'A', write: false,
	}, {
		name: 'OF', type: 'DISKC', mode: 'C', write: true,
	},
];

/** Lends files to a userid while a line is read. */
const lend = command('LEND', function * ({cms, operands: [userid]}) {
	yield * cms.remoteFiles.lend(userid, lent);
	yield * cms.console.read();
	yield * cms.remoteFiles.takeBack(userid);
	return 0;
});

/** Lends files to a userid, and waits until HX ends it. */
const keep = command('KEEP', function * ({cms, operands: [userid]}): Step<never> {
	yield * cms.remoteFiles.lend(userid, lent);
	for (;;) {
		yield {kind: 'wait', systemMask: everythingEnabled};
	}
});

/** What comes of it, or why nothing does. */
function * tried(work: Step<string>): Step<string> {
	try {
		return yield * work;
	} catch (error) {
		if (error instanceof LinkLost) {
			return error.why;
		}

		if (error instanceof DiskError) {
			return `ERROR ${error.code}`;
		}

		throw error;
	}
}

/** `BORROW owner function name type letter (text`: does it with what the owner lends. */
const borrow = command('BORROW', function * ({cms, operands, options}) {
	const [owner, what, name = '', type = '', letter = 'A'] = operands;
	const result = yield * cms.remoteFiles.borrow(owner, files => tried((function * () {
		switch (what) {
			case 'FIND': {
				const entry = yield * files.find(name, type, letter);
				return entry ? `${entry.mode} ${entry.recordFormat} ${entry.recordLength} ${entry.records}` : 'NONE';
			}

			case 'READ': {
				const open = yield * files.open(name, type, letter);
				const records = open ? yield * open.readMany(1, 100_000) : [];
				return records === 'gone' ? records : records.map(record => fromEbcdic(record).trimEnd()).join('/') || 'NONE';
			}

			case 'WRITE': {
				const form = {
					name, type, modeNumber: '1', recordFormat: 'V', recordLength: 80, date: '1981-02-03', time: '04:05',
				} as const;
				const code = yield * files.write(form, letter, new GivenRecords(options.map(text => toEbcdic(text))));
				return `CODE ${code}`;
			}

			default: {
				return `${yield * files.isAccessed(letter)} ${yield * files.canWrite(letter)}`;
			}
		}
	})()));
	yield * cms.console.type(result);
	return 0;
});

const otherFunctions = [
	remoteFunction.erase, remoteFunction.rename, remoteFunction.lock, remoteFunction.unlock, remoteFunction.locks,
	remoteFunction.leave, 99,
];

/** Asks BOB for what nobody may do with lent files; and goes on with a file that was not begun. */
const beyond = command('BEYOND', function * ({cms}) {
	const device = lentDevice('A');
	const codes = yield * cms.remoteFiles.borrow('BOB', function * (_, link): Step<number[]> {
		const answers: number[] = [];
		const file = {
			device, name: 'MINE', type: 'DATA', newName: 'MY', newType: 'OWN', modeNumber: '1', lockMode: 2,
		};
		for (const wanted of otherFunctions) {
			answers.push((yield * link.ask({...file, function: wanted})).code);
		}

		answers.push((yield * link.ask({...file, function: remoteFunction.write, handle: 7})).code);
		return answers;
	});
	yield * cms.console.type(codes.join(' '));
	return 0;
});

/** Asks BOB to read of what he lends what is there by a grant of his. */
const other = command('OTHER', function * ({cms, operands: [name, type]}) {
	const entry = cms.disks.find(name, type, 'B')!.status as FileEntry;
	const {code} = yield * cms.remoteFiles.borrow('BOB', (_, lender) => lender.ask({
		function: remoteFunction.read, device: lentDevice('A'), entry: encodeFst(entry), record: 1, most: 100,
	}));
	yield * cms.console.type(String(code));
	return 0;
});

type Machines = {
	readonly session: RemoteSession;
	readonly alice: RemoteUser;
	readonly bob: RemoteUser;
	readonly problems: () => string[];
};

function setUp(...before: readonly string[]): Machines {
	const volume = cmsVolume({
		'MINE DATA': ['FIRST', 'SECOND'],
		'MY DATA': ['ANOTHER'],
		'READ ONLY': ['TO READ'],
		'SAVED PART1': ['1'],
		'SAVED PART2': ['2'],
		'SAVED PAGE': ['3'],
	});
	const session = new RemoteSession({
		BOB: {0x191: volume, 0x193: cmsVolume({'OF DISKC': ['C'], 'READ ONLY': ['NOT THIS ONE']})},
	}, [lend, keep, borrow, beyond, other]);
	const bob = session.user('BOB');
	for (const line of before) {
		bob.enter(line);
	}

	return {
		session, bob, alice: session.user('ALICE'), problems: () => checkFileSystem(new VolumeBlocks(volume)),
	};
}

const ask = (user: RemoteUser, line: string): string => user.enter(`BORROW BOB ${line}`)[0];

test('what is lent can be found, read and written, and nothing else is there', t => {
	const {alice, bob, problems} = setUp('ACCESS 193 C');
	bob.enter('LEND ALICE');
	t.is(ask(alice, 'FIND MINE DATA'), 'A1 V 6 2');
	t.is(ask(alice, 'READ MINE DATA'), 'FIRST/SECOND');
	t.is(ask(alice, 'READ SAVED PART2'), '2');
	t.is(ask(alice, 'DISK'), 'true 0');
	t.is(ask(alice, 'WRITE MINE DATA A (NEW TEXT'), 'CODE 0');
	t.is(ask(alice, 'READ MINE DATA'), 'NEW/TEXT');
	t.is(ask(alice, 'WRITE OF DISKC C (ON C'), 'CODE 0');
	for (const [file, code] of [
		['MY DATA A', 12], ['SAVED PAGE A', 12], ['MINE DATA C', 12], ['READ ONLY C', 12], ['OF DISKC A', 12],
		['MINE DATA *', 36], ['MINE DATA S', 36],
	] as const) {
		t.is(ask(alice, `FIND ${file}`), 'NONE', file);
		t.is(ask(alice, `READ ${file}`), 'NONE', file);
		t.is(ask(alice, `WRITE ${file} (X`), `CODE ${code}`, file);
	}

	bob.enter('');
	t.deepEqual(bob.enter('LISTFILE * * A'), [
		'MINE     DATA     A1', 'MY       DATA     A1', 'READ     ONLY     A1', 'SAVED    PART1    A1',
		'SAVED    PART2    A1', 'SAVED    PAGE     A1', 'Ready;',
	]);
	t.deepEqual(bob.enter('TYPE OF DISKC C'), ['', 'ON', 'C', '', 'Ready;']);
	t.deepEqual(problems(), []);
});

test('what is lent to be read is not written, nor is anything erased, renamed or locked', t => {
	const {alice, bob} = setUp();
	bob.enter('LEND ALICE');
	t.is(ask(alice, 'WRITE READ ONLY A (NEW'), 'CODE 12');
	t.is(ask(alice, 'WRITE SAVED PART3 A (NEW'), 'CODE 12');
	t.is(alice.enter('BEYOND')[0], [...otherFunctions.map(() => 203), 203].join(' '));
	t.is(ask(alice, 'READ READ ONLY'), 'TO READ');
	bob.enter('');
	t.deepEqual(bob.enter('STATE MINE DATA A'), ['Ready;']);
	t.deepEqual(bob.enter('LISTFILE READ * A'), ['READ     ONLY     A1', 'Ready;']);
});

test('it is a right of that machine alone, and ends with the request', t => {
	const {session, alice, bob} = setUp();
	const carol = session.user('CAROL');
	t.is(ask(alice, 'READ MINE DATA'), 'GRANTS NOTHING');
	bob.enter('LEND ALICE');
	t.is(ask(alice, 'READ MINE DATA'), 'FIRST/SECOND');
	t.is(ask(carol, 'READ MINE DATA'), 'GRANTS NOTHING');
	bob.enter('');
	t.is(ask(alice, 'READ MINE DATA'), 'GRANTS NOTHING');
	for (const end of ['HX', 'IPL CMS']) {
		bob.enter('KEEP ALICE');
		t.is(ask(alice, 'READ MINE DATA'), 'FIRST/SECOND');
		if (end === 'HX') {
			t.deepEqual(bob.enter('HX'), ['CMS']);
		} else {
			bob.ipl();
		}

		t.is(ask(alice, 'READ MINE DATA'), 'GRANTS NOTHING', end);
	}
});

test('who has grants of the disk has these, before, meanwhile and after; others who have some get no more', t => {
	const {session, alice, bob} = setUp('GRANT MY DATA A TO ALICE', 'GRANT MY DATA A TO CAROL');
	const carol = session.user('CAROL');
	t.deepEqual(alice.enter('ACCESS 191 B (REMOTE BOB'), ['B (191) R/O', 'Ready;']);
	t.is(ask(alice, 'READ MINE DATA'), 'NONE');
	bob.enter('LEND ALICE');
	t.deepEqual(alice.enter('LISTFILE * * B'), ['MY       DATA     B1', 'Ready;']);
	t.is(ask(alice, 'READ MINE DATA'), 'FIRST/SECOND');
	t.is(alice.enter('OTHER MY DATA')[0], '202');
	t.is(ask(carol, 'READ MINE DATA'), 'NONE');
	t.deepEqual(carol.enter('ACCESS 191 B (REMOTE BOB'), ['B (191) R/O', 'Ready;']);
	t.deepEqual(carol.enter('LISTFILE * * B'), ['MY       DATA     B1', 'Ready;']);
	bob.enter('');
	t.deepEqual(alice.enter('TYPE MY DATA B'), ['', 'ANOTHER', '', 'Ready;']);
	t.is(ask(alice, 'READ MINE DATA'), 'NONE');
	t.deepEqual(bob.enter('QUERY GRANTS'), [
		'MY       DATA     A* ALICE    READ', 'MY       DATA     A* CAROL    READ', 'Ready;',
	]);
});

test('a disk that is read-only, extends another or is another machine\'s lends as it is', t => {
	const {alice, bob, session} = setUp('ACCESS 193 C/A');
	bob.enter('LEND ALICE');
	t.is(ask(alice, 'DISK X X C'), 'true 36');
	t.is(ask(alice, 'READ OF DISKC C'), 'C');
	t.is(ask(alice, 'WRITE OF DISKC C (X'), 'CODE 36');
	t.is(ask(alice, 'FIND READ ONLY'), 'A1 V 7 1');
	bob.enter('');
	bob.enter('ERASE READ ONLY A');
	bob.enter('LEND ALICE');
	t.is(ask(alice, 'FIND READ ONLY'), 'C1 V 12 1', 'found on the extension');
	t.is(ask(alice, 'READ READ ONLY'), 'NOT THIS ONE');
	bob.enter('');
	bob.enter('RELEASE C');
	bob.enter('LEND ALICE');
	t.is(ask(alice, 'DISK X X C'), 'false 36');
	t.is(ask(alice, 'WRITE OF DISKC C (X'), 'CODE 36');
	bob.enter('');
	const carol = session.user('CAROL');
	carol.enter('COPYFILE MINE DATA A MINE DATA A');
	carol.enter('GRANT OF DISKC A TO BOB (WRITE');
	t.deepEqual(bob.enter('ACCESS 191 C (REMOTE CAROL'), ['Ready;']);
	bob.enter('LEND ALICE');
	t.is(ask(alice, 'WRITE OF DISKC C (THERE'), 'CODE 0');
	t.is(ask(alice, 'READ OF DISKC C'), 'THERE');
	bob.enter('');
	t.deepEqual(carol.enter('TYPE OF DISKC A'), ['', 'THERE', '', 'Ready;']);
});
