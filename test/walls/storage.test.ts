/** What a user stores into the nucleus's own storage ends what runs there, in that machine alone. */
import test from 'ava';
import {nucon} from '../../source/cms/nucleus/storage/nucon.js';
import {CmsSession} from '../support/cms-session.js';

const give = 'DMSABN152S SYSTEM STORAGE HAS BEEN DESTROYED. RE-IPL CMS BEFORE CONTINUING.';

test('a free storage chain that leads to itself is an abend, and the next command works', t => {
	const session = new CmsSession({files: {
		'FREEZE EXEC': ['&CONTROL OFF', 'CP STORE S20000 00020000 00000000', 'CP STORE S508 00020000', 'LISTFILE * * A'],
	}});
	t.deepEqual(session.enter('freeze').slice(-3), ['System abend 0F8 called from DMSFRE', give, 'CMS']);
	t.deepEqual(session.enter('listfile'), ['FREEZE   EXEC     A1', 'Ready;']);
});

test('with NUCON overwritten CMS stops in a disabled wait, and IPL starts it afresh', t => {
	const session = new CmsSession();
	const typed = session.enter(`cp store s504 ${'FFFFFFFF '.repeat(11)}`);
	t.true(typed.includes(give));
	t.regex(typed.at(-1)!, /^CP ENTERED; DISABLED WAIT PSW/);
	session.enter('ipl cms');
	session.enter('access (noprof');
	t.is(session.enter('query search').at(-1), 'Ready;');
});

test('after a loop of program interruptions through an invalid PSW, IPL starts the machine', t => {
	const session = new CmsSession();
	session.vm.storage.store(0x10, new Uint8Array(0x100).fill(0xFF));
	t.deepEqual(session.enter('query disk *'), ['CP ENTERED; PROGRAM INTERRUPT LOOP']);
	t.deepEqual(session.enter('ipl cms'), ['CMS VERSION 6.0 - 11/19/75 09:00']);
});

test('a copy of the master directory that is none is an abend, and the disk is no longer accessed', t => {
	const session = new CmsSession({files: {'SOME DATA': ['ONE']}});
	const {storage} = session.vm;
	const disk = storage.word(nucon.diskTable);
	storage.store(storage.word(disk + 24), new Uint8Array(800).fill(0xFF));
	t.deepEqual(session.enter('erase some data a'), ['System abend 0FA called from MFD', give, 'CMS']);
	t.is(session.enter('access 191 a').at(-1), 'Ready;');
	t.deepEqual(session.enter('listfile some data a'), ['SOME     DATA     A1', 'Ready;']);
});

test('counts and chains that go round in CMS\'s tables are abends', t => {
	const session = new CmsSession({files: {'SOME DATA': ['ONE']}});
	const {storage} = session.vm;
	const damages: ReadonlyArray<readonly [string, () => void, string]> = [
		['synonyms without end', () => {
			storage.setWord(nucon.synonymCount, 0xFFFF_FFFF);
		}, 'SYNONYM'],
		['hyperblocks in a circle', () => {
			const first = storage.word(storage.word(nucon.diskTable) + 16);
			storage.setWord(first + 800, first);
		}, 'FST'],
		['FILEDEF outside storage', () => {
			storage.setWord(nucon.fileDefinitions, 0x00FF_FFF8);
		}, 'FILEDEF'],
	];
	for (const [name, damage, structure] of damages) {
		damage();
		const typed = session.enter(name === 'hyperblocks in a circle' ? 'listfile' : 'query filedef');
		t.true(typed.includes(`System abend 0FA called from ${structure}`), `${name}: ${typed.join(' / ')}`);
		session.enter('ipl cms');
		session.enter('access (noprof');
	}
});
