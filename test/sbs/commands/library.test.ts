/** The library as a whole: into files and out of them, looked at for damage. */
import {createHash} from 'node:crypto';
import test from 'ava';
import {DiskError} from '../../../source/cms/file-system/disk/disk.js';
import {runToEnd} from '../../../source/guest/action.js';
import {fileType} from '../../../source/sbs/backup/format.js';
import {table} from '../../../source/sbs/store/keys.js';
import type {LibraryStore} from '../../../source/sbs/store/store.js';
import {LibraryUser, TestLibrary} from '../../support/sbs-library.js';

test('IMPORT stores what a list names, and goes on where it was stopped; EXPORT copies it', t => {
	const user = new TestLibrary().user('USER1');
	for (const [name, type] of [['ONE', 'EXEC'], ['TWO', 'EXEC'], ['THREE', 'ASSEMBLE']]) {
		user.files.put(name, type, [`* ${name}`]);
	}

	user.files.put('THESE', 'SBSLIST', ['* Ours', 'one exec', '', 'TWO EXEC A', 'GONE EXEC']);
	t.deepEqual(user.enter('IMPORT THESE (WHY At first'), [
		'SBS104I ONE EXEC VERSION 1 STORED', 'SBS104I TWO EXEC VERSION 1 STORED', 'SBS111E FILE GONE EXEC A NOT FOUND',
		'SBS158I 2 OF 3 DONE', '(4)',
	]);
	user.files.put('GONE', 'EXEC', ['*']);
	user.files.put('TWO', 'EXEC', ['* TWO', '* MORE']);
	t.deepEqual(user.enter('IMPORT THESE'), [
		'SBS156I ONE EXEC VERSION 1 UNCHANGED', 'SBS104I TWO EXEC VERSION 2 STORED', 'SBS104I GONE EXEC VERSION 1 STORED',
		'SBS158I 3 OF 3 DONE',
	]);
	t.deepEqual(user.enter('EXPORT THESE (VERSION 1 REP').slice(-2), ['SBS105I GONE EXEC VERSION 1 COPIED TO A1', 'SBS158I 3 OF 3 DONE']);
	t.deepEqual(user.files.text('TWO', 'EXEC'), ['* TWO']);
	user.files.put('BAD', 'SBSLIST', ['ONE EXEC', 'A/B EXEC']);
	t.deepEqual(user.enter('IMPORT BAD'), ['SBS157E LINE 2 OF BAD SBSLIST IS NOT FN FT [FM] - A/B EXEC', '(24)']);
	t.is(user.enter('IMPORT NONE')[0], 'SBS111E FILE NONE SBSLIST A NOT FOUND');
});

function filled() {
	const library = new TestLibrary();
	const maint = library.user('MAINT', 'administrator');
	for (let version = 1; version <= 30; version++) {
		maint.files.put('PROG', 'ASSEMBLE', Array.from({length: 200}, (_, index) =>
			`LINE ${index} ${index % 30 === version ? `${'CHANGED '.repeat(6)}${version}` : ''}`));
		maint.enter(`PUT PROG ASSEMBLE (WHY Change ${version}`);
	}

	maint.files.put('BIG', 'TEXT', Array.from({length: 300}, (_, index) => String(index)));
	maint.enter('PUT BIG TEXT');
	maint.files.put('BIG', 'TEXT', ['ANOTHER']);
	maint.enter('PUT BIG TEXT');
	maint.enter('GRANT PUT * * TO USER1');
	maint.enter('FREEZE REL1');
	return {library, maint};
}

test('what BACKUP copied RESTORE brings back, every version of it, and a second time there is nothing to do', t => {
	const {library, maint} = filled();
	const before = maint.enter('HISTORY PROG ASSEMBLE');
	t.is(library.user('USER1').enter('BACKUP SAVED')[0], 'SBS150E NOT AUTHORIZED FOR BACKUP');
	t.regex(maint.enter('BACKUP SAVED')[0], /SBS161I 2 MEMBERS AND \d+ OTHER ENTRIES COPIED TO 1 FILES/);
	t.is(maint.enter('BACKUP SAVED')[0], 'SBS112E FILE SAVED SBSBACK A ALREADY EXISTS; USE REPLACE');
	t.is(library.user('USER1').enter('RESTORE SAVED')[0], 'SBS150E NOT AUTHORIZED FOR RESTORE');

	const other = new TestLibrary();
	const there = other.user('MAINT', 'administrator');
	const saved = maint.files.file('SAVED', 'SBSBACK')!;
	there.files.keep(saved);
	t.regex(there.enter('RESTORE SAVED')[0], /SBS163I 2 MEMBERS AND \d+ OTHER ENTRIES RESTORED; 0 WERE THE SAME/);
	t.deepEqual(there.enter('HISTORY PROG ASSEMBLE'), before);
	for (let version = 1; version <= 30; version += 7) {
		maint.enter(`GET PROG ASSEMBLE (REP VERSION ${version}`);
		there.enter(`GET PROG ASSEMBLE (REP VERSION ${version}`);
		t.deepEqual(there.files.text('PROG', 'ASSEMBLE'), maint.files.text('PROG', 'ASSEMBLE'));
	}

	t.is(other.store.usedSlots, library.store.usedSlots);
	t.regex(there.enter('RESTORE SAVED')[0], /RESTORED; (\d+) WERE THE SAME/);
	t.is(other.store.usedSlots, library.store.usedSlots);
	t.deepEqual(there.enter('VERIFY'), ['SBS159I 2 MEMBERS, 32 VERSIONS VERIFIED; 0 ERRORS']);

	const damaged = saved.records.map((record, index) => index === 9 ? record.with(3, record[3] ^ 1) : record);
	there.files.keep({...saved, records: damaged});
	t.deepEqual(there.enter('RESTORE SAVED'), ['SBS162E FILE SAVED SBSBACK A IS NO BACKUP, OR DAMAGED', '(24)']);
	there.files.keep({...saved, records: saved.records.slice(0, 20)});
	t.is(there.enter('RESTORE SAVED')[0], 'SBS162E FILE SAVED SBSBACK A IS NO BACKUP, OR DAMAGED');
});

/** A member as large as a file of CMS can be, of bytes that cannot be packed; small ones around it. */
function withLarge() {
	const {library, maint} = filled();
	const bytes = createHash('shake256', {outputLength: 65_533 * 196}).update('LARGE').digest();
	const records = Array.from({length: 65_533}, (_, index) => bytes.subarray(index * 196, (index + 1) * 196));
	maint.files.keep({
		name: 'LARGE', type: 'DATA', modeNumber: '1', recordFormat: 'F', recordLength: 196, date: '1981-04-17', time: '09:30', records,
	});
	if (maint.enter('PUT LARGE DATA')[0] !== 'SBS104I LARGE DATA VERSION 1 STORED') {
		throw new Error('LARGE DATA was not stored');
	}

	return {library, maint};
}

test('a member as large as a file can be goes into a backup and comes back; an interrupted BACKUP and RESTORE go on', t => {
	const {library, maint} = withLarge();
	const {files} = maint;
	const large = files.file('LARGE', 'DATA')!;
	// The disk is full in the middle of the large member.
	files.room = 12_844_468 + 10_000_000;
	t.is(maint.enter('BACKUP SAVED')[0], 'SBS113E DISK A IS NOT ACCESSED R/W OR IS FULL');
	t.truthy(files.file('SAVED', 'SBSB0001'), 'some of it is there');
	files.room = Number.POSITIVE_INFINITY;
	const [told] = maint.enter('BACKUP SAVED (RESTART');
	t.regex(told, /SBS161I \d MEMBERS AND \d+ OTHER ENTRIES COPIED TO 4 FILES/);

	const other = new TestLibrary();
	let changes = 0;
	const stopping: LibraryStore = {
		read: work => other.store.read(work),
		change(work) {
			changes++;
			if (changes === 3) {
				throw new DiskError(3, 0, 'the disk cannot be read');
			}

			return other.store.change(work);
		},
	};
	const first = new LibraryUser({store: stopping, seconds: 0, now: other.now}, 'MAINT', 'administrator');
	const again = other.user('MAINT', 'administrator');
	for (let number = 0; number < 9; number++) {
		const saved = files.file('SAVED', fileType(number));
		if (saved) {
			first.files.keep(saved);
			again.files.keep(saved);
		}
	}

	t.deepEqual(first.enter('RESTORE SAVED'), ['SBS117E SBS DATA BASE ERROR 3', '(16)']);
	t.regex(again.enter('RESTORE SAVED')[0], /SBS163I 3 MEMBERS AND \d+ OTHER ENTRIES RESTORED; 2 WERE THE SAME/);
	t.deepEqual(again.enter('VERIFY'), ['SBS159I 3 MEMBERS, 33 VERSIONS VERIFIED; 0 ERRORS']);
	again.enter('GET LARGE DATA');
	const back = again.files.file('LARGE', 'DATA')!;
	t.true(large.records.every((record, index) => Buffer.compare(record, back.records[index]) === 0));
	t.is(other.store.usedSlots, library.store.usedSlots);
});

test('VERIFY tells which member is damaged, and the others still come', t => {
	const {library, maint} = filled();
	const part = library.store.entries.findLast(({key}) => key[0] === table.history)!;
	runToEnd(library.store.change(transaction => transaction.put(part.key, part.value.with(7, part.value[7] ^ 1))));
	const lines = maint.enter('VERIFY');
	t.regex(lines[0], /^SBS160E PROG ASSEMBLE IS DAMAGED - /);
	t.deepEqual(lines.slice(1), ['SBS159I 2 MEMBERS, 32 VERSIONS VERIFIED; 1 ERRORS', '(16)']);
	t.regex(maint.enter('HISTORY PROG ASSEMBLE')[0], /^SBS125E SBS DATA BASE IS DAMAGED - /);
	t.deepEqual(maint.enter('GET BIG TEXT (VERSION 1 REP'), ['SBS105I BIG TEXT VERSION 1 COPIED TO A1']);
});

test('COMPRESS takes out what users had of members that are gone', t => {
	const {library, maint} = filled();
	const user = library.user('USER1');
	t.is(user.enter('COMPRESS')[0], 'SBS150E NOT AUTHORIZED FOR COMPRESS');
	maint.files.put('GONE', 'EXEC', ['*']);
	maint.enter('PUT GONE EXEC');
	user.enter('GET GONE EXEC');
	t.deepEqual(maint.enter('COMPRESS'), ['SBS164I 0 ENTRIES REMOVED']);
	maint.enter('DELETE GONE EXEC');
	t.deepEqual(maint.enter('COMPRESS'), ['SBS164I 2 ENTRIES REMOVED']);
	t.deepEqual(maint.enter('COMPRESS'), ['SBS164I 0 ENTRIES REMOVED']);
});
