import {
	mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, utimesSync, writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';
import {nowhere} from '../../../../source/cp/spool/real/unit-host.js';
import {ReaderFolder} from '../../../../source/system/host/unit-record/reader-folder.js';
import {TestSystem} from '../../../support/cp.js';

function folder(t: {teardown(action: () => void): void}): string {
	const made = mkdtempSync(path.join(tmpdir(), 'reader-'));
	t.teardown(() => {
		rmSync(made, {recursive: true});
	});
	mkdirSync(path.join(made, 'reader'));
	return made;
}

/** A file that nobody has written to for a minute. */
function put(place: string, name: string, content: string | Uint8Array): void {
	const file = path.join(place, 'reader', name);
	writeFileSync(file, content);
	const past = (Date.now() / 1000) - 60;
	utimesSync(file, past, past);
}

test('decks of the folder are read in the order of their names, and put aside', t => {
	const place = folder(t);
	put(place, 'b.txt', 'ID USER1 NAME SECOND DECK\nCARD\n');
	put(place, 'a.cards', 'ID USER1 NAME FIRST DECK\nCARD\n');
	const system = new TestSystem({units: {...nowhere, hopper: new ReaderFolder(place)}});
	const operator = system.logOn('OPERATOR', 'GRAF 020');
	operator.enter('start 00c');
	t.deepEqual(
		operator.enter('query rdr all user1').slice(1).map(line => line.slice(51, 68).trim()),
		['FIRST     DECK', 'SECOND    DECK'],
	);
	t.deepEqual(readdirSync(path.join(place, 'reader')), ['read']);
	t.deepEqual(readdirSync(path.join(place, 'reader', 'read')), ['a.cards', 'b.txt']);
	put(place, 'a.cards', 'ID USER1\nCARD\n');
	operator.enter('start 00c');
	t.deepEqual(readdirSync(path.join(place, 'reader', 'read')), ['a-2.cards', 'a.cards', 'b.txt']);
	operator.enter('drain 00c');
});

test('what is being written, links and folders are left alone; what is no deck says why', t => {
	const place = folder(t);
	writeFileSync(path.join(place, 'reader', 'new'), 'ID USER1\n');
	put(place, 'binary', Uint8Array.of(0, 1, 2));
	put(place, 'long', `ID USER1\n${'X'.repeat(81)}\n`);
	symlinkSync('/etc/passwd', path.join(place, 'reader', 'link'));
	mkdirSync(path.join(place, 'reader', 'folder'));
	const decks = new ReaderFolder(place).decks();
	t.deepEqual(decks.map(({name}) => name), ['binary', 'long']);
	t.deepEqual(decks.map(deck => deck.cards()), [
		'neither text nor a whole number of 80-byte cards (3 bytes)', 'line 2 is longer than the 80 columns of a card',
	]);
	put(place, 'cards', 'ID USER1\nx\n');
	const cards = new ReaderFolder(place).decks()[1].cards();
	t.deepEqual(typeof cards === 'string' ? cards : cards.map(({data}) => fromEbcdic(data).trimEnd()), ['ID USER1', 'x']);
});

test('a deck that is put into the folder is told of', async t => {
	const place = folder(t);
	let end: (() => void) | undefined;
	const reader = new ReaderFolder(place, undefined, 20);
	// The watch does not keep a process alive.
	const alive = setInterval(() => undefined, 1000);
	await new Promise<void>(resolve => {
		end = reader.watch(() => {
			if (reader.decks().length > 0) {
				resolve();
			}
		});
		put(place, 'deck', 'ID USER1\n');
	});
	clearInterval(alive);
	end!();
	t.pass();
});
