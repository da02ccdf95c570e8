/** The same commands on CP's spooled devices: what is punched for oneself is read again. */
import test from 'ava';
import {cmsVolume} from '../../support/cms-disk.js';
import {SystemSession} from '../../support/whole-system.js';

const settled = (lines: readonly string[]): string[] =>
	lines.map(line => line.replace(/^(Ready(?:\(-?\d+\))?;).*$/, '$1'));

test('PUNCH, READCARD, DISK and PRINT through the spool; spool files have the names of the files', t => {
	const session = new SystemSession({
		191: cmsVolume({'PART DATA': ['FIRST', 'SECOND'], 'WIDE DATA': ['X'.repeat(100)]}),
	});
	session.enter('');
	const enter = (line: string): string[] => settled(session.enter(line));
	t.deepEqual(enter('readcard *'), ['READER EMPTY OR NOT READY.', 'Ready(00008);']);
	t.is(enter('spool punch to *').at(-1), 'Ready;');
	t.is(enter('punch part data').at(-1), 'Ready;');
	t.regex(enter('query reader all')[1], /000003 .*PART {6}DATA/);
	enter('erase part data');
	t.deepEqual(enter('readcard *'), [':READ  PART     DATA     A1 TEST   11/19/75  09:00', 'Ready;']);
	t.deepEqual(enter('disk dump wide data (noheader'), ['INVALID PARAMETER \'(\'.', 'Ready(00024);']);
	t.is(enter('disk dump wide data').at(-1), 'Ready;');
	enter('erase wide data');
	t.deepEqual(enter('disk load'), ['WIDE     DATA     A1', 'Ready;']);
	t.is(enter('print part data').at(-1), 'Ready;');
	t.regex(enter('query printer all')[1], /PART {6}DATA/);
});

/** A session whose A-disk has no room left for a deck of 200 cards, which waits in the reader. */
function fullDisk(): (line: string) => string[] {
	const session = new SystemSession({
		191: cmsVolume({'DECK DATA': Array.from({length: 200}, (_, card) => `CARD ${card}`), 'PART DATA': ['X']}),
	});
	session.enter('');
	const enter = (line: string): string[] => settled(session.enter(line));
	enter('spool punch to *');
	enter('punch deck data');
	let copies = 0;
	while (enter(`copyfile deck data a d${copies} copy a (recfm f lrecl 80`).at(-1) === 'Ready;') {
		copies++;
	}

	return enter;
}

test('READCARD on a full disk leaves the deck in the reader; with room it is read', t => {
	const enter = fullDisk();
	t.regex(enter('readcard new data')[0], /DMSRDC105S ERROR '13' WRITING FILE 'NEW DATA A1' ON DISK\./);
	t.regex(enter('query reader all')[1], /000201 .*DECK {6}DATA/);
	enter('erase d0 copy');
	t.is(enter('readcard new data').at(-1), 'Ready;');
	t.deepEqual(enter('query reader all').slice(0, 1), ['NO RDR FILES']);
	t.regex(enter('listfile new data a (alloc noh')[0], /201/);
});

test('MOVEFILE from the reader to a full disk leaves the deck too', t => {
	const enter = fullDisk();
	enter('filedef in reader');
	enter('filedef out disk new data a');
	t.is(enter('movefile in out').at(-1), 'Ready(00100);');
	t.regex(enter('query reader all')[1], /000201 .*DECK {6}DATA/);
	enter('erase d0 copy');
	t.is(enter('movefile in out').at(-1), 'Ready;');
	t.deepEqual(enter('query reader all').slice(0, 1), ['NO RDR FILES']);
});

test('DISK LOAD of a deck that is none, and READCARD of a name that CMS cannot have, leave the deck', t => {
	const session = new SystemSession({
		191: cmsVolume({'CARDS DATA': [':READ  ../EVIL4 DATA     C1 X 01/01/75 00:00', 'HELLO']}),
	});
	session.enter('');
	const enter = (line: string): string[] => settled(session.enter(line));
	enter('spool punch to *');
	enter('punch cards data (noheader');
	t.deepEqual(enter('disk load'), ['INVALID CARD IN INPUT DECK.', 'Ready(00032);']);
	t.deepEqual(enter('readcard *').slice(1), ['INVALID . IN FILEID \'../EVIL4 DATA\'.', 'Ready(00020);']);
	t.regex(enter('query reader all')[1], /000002/);
	t.is(enter('readcard my data').at(-1), 'Ready;');
	t.deepEqual(enter('query reader all').slice(0, 1), ['NO RDR FILES']);
});

/** What ends a command between the end of the deck and its last disk write: the deck is there, or the file. */
for (const [reading, file] of [
	['readcard new data', 'NEW DATA'], ['disk load', 'DECK DATA'], ['movefile in out', 'NEW DATA'],
] as const) {
	for (const ending of ['HX', '#CP IPL CMS']) {
		test(`${ending} at any moment of ${reading} loses no deck`, t => {
			const session = new SystemSession({
				191: cmsVolume({'DECK DATA': Array.from({length: 20}, (_, card) => `CARD ${card}`)}),
			});
			session.enterAll('', 'spool punch to *', 'set imsg off', 'copyfile deck data a kept = =');
			session.enter(reading === 'disk load' ? 'disk dump deck data' : 'punch deck data (noheader');
			session.enterAll('query reader all', 'erase deck data');
			const outcomes = new Set<string>();
			let at = 200;
			for (; at < 1_000_000; at += 777) {
				session.enterAll('filedef in reader', 'filedef out disk new data a');
				const typed = session.enterAndInterrupt(reading, ending, at);
				if (ending !== 'HX') {
					session.enter('');
				}

				const isRead = settled(session.enter(`state ${file} a`)).at(-1) === 'Ready;';
				const isThere = session.enter('query reader all')[0] !== 'NO RDR FILES';
				t.true(isRead || isThere, `${at}: ${typed.join('|')}`);
				outcomes.add(`${isRead ? 'file' : ''} ${isThere ? 'deck' : ''}`);
				if (!isThere) {
					break;
				}

				session.enter(`erase ${file} a`);
				session.enter('change reader all nohold');
			}

			t.true(outcomes.has(' deck') && outcomes.has('file '), [...outcomes, at].join(','));
		});
	}
}
