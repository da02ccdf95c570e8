/** SENDFILE, RECEIVE and RDR (VM/SP) through CP's spool: what a user sends himself is read again. */
import fc from 'fast-check';
import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {encodeDeck} from '../../../../source/cms/unit-record/disk-deck.js';
import {filesOfDeck, kindOf} from '../../../../source/cms/unit-record/sent-files.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {SystemSession} from '../../../support/whole-system.js';

const files = {
	'PART DATA': ['FIRST', 'SECOND'],
	'WIDE DATA': ['X'.repeat(100), 'Y'],
	'TESTER NAMES': [':nick.me :userid.tester', ':nick.us :list.me owner', ':nick.far :userid.x :node.mars'],
	'SOME LIST': [' &1 &2 PART     DATA     A1', ' &1 &2 WIDE     DATA     A1'],
	'CARDS DATA': [':READ  ONE      DATA     C3 X      07/04/76  12:34', 'A', ':READ  TWO      DATA', 'B'],
};

/** A user's session: `enter` answers lines without times. */
function begin(more: Readonly<Record<string, readonly string[]>> = {}): (line: string) => string[] {
	const session = new SystemSession({191: cmsVolume({...files, ...more})});
	session.enter('');
	session.enter('set imsg off');
	return line => session.enter(line).map(each => each
		.replace(/^(Ready(?:\(-?\d+\))?;).*$/, '$1')
		.replace(/ ON \d\d\/\d\d\/\d\d \d\d:\d\d:\d\d$/, ''));
}

test('a file that is sent is received with its form, under its name or another', t => {
	const enter = begin();
	t.deepEqual(enter('sendfile wide data a to me'), ['FILE WIDE DATA A1 SENT TO TESTER AT *', 'Ready;']);
	// The punch of SENDFILE is gone.
	t.is(enter('query virtual 0f0').at(-1), 'Ready(00040);');
	t.is(enter('rdr').at(-1), 'Ready(00012);');
	t.regex(enter('rdr')[0], /^FILE \d{4} FROM TESTER WIDE DATA IS DISK DUMP$/);
	t.deepEqual(enter('receive'), ['FILE \'WIDE DATA A1\' ALREADY EXISTS -- SPECIFY \'REPLACE\'.', 'Ready(00028);']);
	t.deepEqual(enter('receive other = a'), [
		'FILE OTHER DATA A1 RECEIVED FROM TESTER AT * SENT AS WIDE DATA A1', 'Ready;',
	]);
	t.is(enter('compare wide data a other data a').at(-1), 'Ready;');
	t.deepEqual(enter('receive'), ['READER EMPTY OR NOT READY.', 'Ready(00008);']);
	t.deepEqual(enter('type tester netlog'), [
		'',
		'FILE WIDE DATA A1 SENT TO TESTER AT *',
		'FILE OTHER DATA A1 RECEIVED FROM TESTER AT * SENT AS WIDE DATA A1',
		'',
		'Ready;',
	]);
});

test('SENDFILE: lists of users and of files, what it does not type or log', t => {
	const enter = begin();
	t.deepEqual(enter('sendf part data a us (nolog'), [
		'FILE PART DATA A1 SENT TO TESTER AT *', 'FILE PART DATA A1 SENT TO OWNER AT *', 'Ready;',
	]);
	t.deepEqual(enter('sfile some list a tester at * (filelist notype'), ['Ready;']);
	t.regex(enter('query reader all').join('\n'), /(?:PART {6}DATA[^]*){2}WIDE {6}DATA/);
	t.is(enter('listfile tester netlog').at(-1), 'Ready;');
	t.deepEqual(enter('sendfile part data to nosuch'), [
		'USERID \'NOSUCH\' NOT FOUND; NO FILES HAVE BEEN SENT TO IT.', 'Ready(00032);',
	]);
	t.is(enter('query virtual 0f0').at(-1), 'Ready(00040);');
});

test('what SENDFILE and RECEIVE refuse', t => {
	const enter = begin();
	const refused: ReadonlyArray<readonly [string, string, number]> = [
		['sendfile', 'INCOMPLETE FILEID SPECIFIED.', 24],
		['sendfile part data a', 'MISSING OPERAND(S).', 24],
		['sendfile part data to', 'MISSING OPERAND(S).', 24],
		['sendfile part data to me at', 'MISSING OPERAND(S).', 24],
		['sendfile part data a me (new', 'INVALID OPTION \'NEW\'.', 24],
		['sendfile part data a me (ack', 'INVALID OPTION \'ACK\'.', 24],
		['sendfile part data a me (note', 'INVALID OPTION \'NOTE\'.', 24],
		['sendfile no file to me', 'FILE \'NO FILE *\' NOT FOUND.', 28],
		['sendfile part data to far', 'NODE \'MARS\' CANNOT BE REACHED.', 32],
		['receive a b c d', 'INVALID PARAMETER \'D\'.', 24],
		['receive a b 9', 'INVALID MODE \'9\'.', 24],
		['receive ../a b', 'INVALID . IN FILEID \'../A B\'.', 20],
		['receive (fullprompt', 'INVALID OPTION \'FULLPROM\'.', 24],
		['receive (notebook x', 'INVALID OPTION \'NOTEBOOK\'.', 24],
		['receive (olddate newdate', '\'OLDDATE\' AND \'NEWDATE\' ARE CONFLICTING OPTIONS.', 24],
		['receive 9999', 'READER FILE 9999 NOT FOUND.', 28],
		['rdr 12345', 'INVALID PARAMETER \'12345\'.', 24],
		['rdr (stack notype', '\'NOTYPE\' AND \'STACK\' ARE CONFLICTING OPTIONS.', 24],
	];
	for (const [line, message, code] of refused) {
		t.deepEqual(enter(line), [message, `Ready(000${String(code).padStart(2, '0')});`], line);
	}
});

test('RECEIVE reads decks of PUNCH and cards without names; the number chooses the file', t => {
	const enter = begin();
	enter('spool punch to *');
	enter('punch cards data (noheader');
	enter('punch part data (noheader');
	t.is(enter('rdr').at(-1), 'Ready(00013);');
	const [, first, second] = enter('query reader all');
	const number = (line: string): string => /(\d{4}) /.exec(line)![1];
	t.is(enter(`rdr ${number(second)}`).at(-1), 'Ready(00011);');
	t.deepEqual(enter(`receive ${number(second)} plain = (nolog`), [
		'FILE PLAIN DATA A1 RECEIVED FROM TESTER AT * SENT AS PART DATA A1', 'Ready;',
	]);
	t.deepEqual(enter(`receive ${number(first)} (olddate nolog`), [
		'FILE ONE DATA A3 RECEIVED FROM TESTER AT * SENT AS ONE DATA C3',
		'FILE TWO DATA A1 RECEIVED FROM TESTER AT * SENT AS TWO DATA A1',
		'Ready;',
	]);
	t.regex(enter('listfile one data a (date noheader')[0], /7\/04\/76 12:34/);
	enter('spool printer to *');
	enter('print part data');
	t.is(enter('rdr').at(-1), 'Ready(00014);');
	t.is(enter('receive lines data (nolog').at(-1), 'Ready;');
	enter('punch part data');
	t.deepEqual(enter('receive (purge nolog'), ['FILE PART DATA FROM TESTER AT * HAS BEEN PURGED', 'Ready;']);
	t.deepEqual(enter('query reader'), ['NO RDR FILES', 'Ready;']);
});

test('a file that is held, or of a class that the reader does not take, stays', t => {
	const enter = begin();
	enter('sendfile part data to me (nolog');
	enter('change reader all hold');
	t.deepEqual(enter('receive x y'), ['READER EMPTY OR NOT READY.', 'Ready(00008);']);
	const id = /(\d{4}) /.exec(enter('query reader all')[1])![1];
	t.deepEqual(enter(`receive ${id} x y`), [`READER FILE ${id} CANNOT BE READ.`, 'Ready(00036);']);
	enter('change reader all nohold');
	enter('spool reader class b');
	t.is(enter(`receive ${id} x y`).at(-1), 'Ready(00036);');
	t.is(enter('rdr b').at(-1), 'Ready(00008);');
	enter('spool reader class *');
	t.is(enter(`receive ${id} x y`).at(-1), 'Ready;');
});

test('hostile decks: names that CMS cannot have, parts of decks, NETDATA: a message, and the deck stays', t => {
	const enter = begin({
		'EVIL DATA': [':READ  ../X     DATA     A1 X      07/04/76  12:34', 'A'],
		'HALF DATA': ['\u0002CMS ' + 'X'.repeat(50)],
		'LAST DATA': ['\u0002CMSN' + 'X'.repeat(70)],
		'NET DATA': ['A\u00E0INMR01'.replace('A', '&')],
		'NONE DATA': [':READ  SOME     DATA'],
	});
	enter('spool punch to *');
	for (const [name, message, code] of [
		['evil', 'INVALID . IN FILEID \'../X DATA\'.', 20],
		['half', 'INVALID CARD IN INPUT DECK.', 32],
		['last', 'INVALID CARD IN INPUT DECK.', 32],
		['net', 'READER FILE nnnn IS IN THE FORMAT OF NETDATA.', 32],
		['none', 'NULL FILE.', 32],
	] as const) {
		enter(`punch ${name} data (noheader`);
		t.deepEqual(
			enter('receive').map(line => line.replace(/FILE \d{4}/, 'FILE nnnn')),
			[message, `Ready(000${code});`],
			name,
		);
		t.regex(enter('query reader all')[1], new RegExp(`${name.toUpperCase()} {2,}DATA`));
		t.is(enter('receive (purge nolog').at(-1), 'Ready;');
	}
});

test('HX while a file is being sent leaves no punch and no part of a deck', t => {
	const session = new SystemSession({191: cmsVolume({'LONG DATA': Array.from({length: 400}, () => 'A LINE')})});
	session.enterAll('', 'set imsg off');
	let stopped = 0;
	for (let at = 90_000; at < 150_000; at += 4000) {
		const typed = session.enterAndInterrupt('sendfile long data to tester (nolog', 'HX', at);
		stopped += typed.some(line => line.startsWith('FILE LONG')) ? 0 : 1;
	}

	t.true(stopped > 0);
	t.regex(session.enter('query virtual 0f0').at(-1)!, /^Ready\(00040\)/);
	// A part of a deck would have no name.
	const decks = session.enter('query reader all').filter(line => line.includes(' PUN '));
	t.deepEqual([...new Set(decks.map(line => /PUN (\d+)/.exec(line)?.[1]))], decks.length === 0 ? [] : ['000065']);
});

test('cards of any content are files, damaged, or of NETDATA; a deck gives back what went in', t => {
	const card = fc.oneof(
		fc.uint8Array({minLength: 1, maxLength: 160}),
		fc.constantFrom(':READ  A B', '\u0002CMS X', '\u0002CMSN').map(text => toEbcdic(text.padEnd(80))),
	);
	fc.assert(fc.property(fc.array(card, {maxLength: 12}), cards => {
		const files = filesOfDeck(cards, {name: 'PLAIN', type: 'DATA'});
		t.true(files === undefined || files.every(({file}) => file.records.length > 0));
		if (cards.length > 0 && kindOf(cards[0]) === 'plain') {
			t.is(files?.[0].file.records.length, cards.length);
		}
	}));
	const anyRecords = fc.array(fc.uint8Array({minLength: 1, maxLength: 300}), {minLength: 1, maxLength: 20});
	fc.assert(fc.property(anyRecords, records => {
		const status = {
			name: 'SOME',
			type: 'FILE',
			mode: 'A1',
			recordFormat: 'V' as const,
			recordLength: 300,
			records: records.length,
			blocks: 1,
			date: '1976-07-04',
			time: '12:34',
		};
		const [sent] = filesOfDeck(encodeDeck(status, records), {name: '', type: ''})!;
		t.deepEqual(sent.file.records.map(record => [...record]), records.map(record => [...record]));
		t.is(sent.sentAs, 'SOME FILE A1');
	}), {numRuns: 30});
});
