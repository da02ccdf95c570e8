/** Cards and paper: PUNCH, READCARD, DISK, PRINT, &PUNCH and what programs call, on the machine's own devices. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import type {NewFile} from '../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../support/cms-disk.js';
import {CmsSession} from '../../support/cms-session.js';
import {programFile} from '../../support/program-file.js';
import {UnitRecordDevices} from '../../support/unit-records.js';

const files = {
	'PART DATA': ['FIRST', 'SECOND'],
	'LONG DATA': ['X'.repeat(81), 'Y'.repeat(140)],
	'CALL EXEC': ['&CONTROL OFF', '&X = 5', '&PUNCH CARD &X', '&BEGPUNCH', '  AS IT IS', '&END'],
	'PAGE LISTING': ['1HEADING', ' LINE', '0DOUBLE', '+OVER', '-TRIPLE', 'BSKIP'],
};

function setUp(...more: readonly NewFile[]): {cms: CmsSession; devices: UnitRecordDevices} {
	const devices = new UnitRecordDevices();
	return {devices, cms: new CmsSession({units: devices.units, volumes: {0x191: cmsVolume(files, more)}})};
}

test('PUNCH names the file on a card in front, READCARD gives it its name again', t => {
	const {cms, devices} = setUp();
	t.deepEqual(cms.enter('punch part data'), ['Ready;']);
	t.deepEqual(devices.takePunched(), [':READ  PART     DATA     A1 TEST   11/19/75  09:00', 'FIRST', 'SECOND']);
	t.deepEqual(cms.enter('pu part data a (noh'), ['Ready;']);
	t.deepEqual(devices.takePunched(), ['FIRST', 'SECOND']);
	cms.enter('punch part data');
	devices.passOn();
	cms.enter('erase part data');
	t.deepEqual(cms.enter('readcard *'), [':READ  PART     DATA     A1 TEST   11/19/75  09:00', 'Ready;']);
	t.deepEqual(cms.enter('listfile part data a (alloc noh'), ['PART     DATA     A1 F    80      2      1', 'Ready;']);
});

test('READCARD with a name takes every card; without a READ card it makes a name up', t => {
	const {cms, devices} = setUp();
	devices.feed('A', 'B');
	t.deepEqual(cms.enter('readcard mine deck'), ['Ready;']);
	t.deepEqual(cms.enter('type mine deck').map(line => line.trim()), ['', 'A', 'B', '', 'Ready;']);
	devices.feed('C', ':READ  SECOND   FILE     A2', 'D');
	t.deepEqual(cms.enter('readcard * * a'), [
		'READ CONTROL CARD MISSING. FOLLOWING ASSUMED:',
		':READ READCARD CMSUT1 A1',
		':READ  SECOND   FILE     A2',
		'Ready;',
	]);
	t.deepEqual(cms.enter('listfile * * a2'), ['SECOND   FILE     A2', 'Ready;']);
	t.deepEqual(cms.enter('readcard *'), ['READER EMPTY OR NOT READY.', 'Ready(00008);']);
});

test('DISK DUMP and DISK LOAD carry a file of any form', t => {
	const {cms, devices} = setUp();
	const before = cms.enter('listfile long data a (date noh');
	t.deepEqual(cms.enter('disk dump long data'), ['Ready;']);
	t.is(devices.punched.length, 6);
	t.deepEqual([...devices.punched[0].subarray(0, 5)], [0x02, ...toEbcdic('CMS ')]);
	t.deepEqual(cms.enter('disk dump part data'), ['Ready;']);
	devices.passOn();
	cms.enter('erase long data');
	t.deepEqual(cms.enter('disk load'), ['LONG     DATA     A1', 'PART     DATA     A1', 'Ready;']);
	t.deepEqual(cms.enter('listfile long data a (date noh'), before);
	t.is(cms.enter('type long data').map(line => line.trim()).join('').length, 81 + 130 + 'Ready;'.length);
});

test('decks that are none, or not whole, are refused', t => {
	const {cms, devices} = setUp();
	devices.feed('NO DECK');
	t.deepEqual(cms.enter('disk load'), ['INVALID CARD IN INPUT DECK.', 'Ready(00032);']);
	t.deepEqual(cms.enter('disk load'), ['Ready;'], 'what is left of the file');
	cms.enter('disk dump part data');
	devices.punched.pop();
	devices.passOn();
	t.deepEqual(cms.enter('disk load'), ['END CARD MISSING FROM INPUT DECK.', 'Ready(00032);']);
	t.deepEqual(cms.enter('disk'), ['NO FUNCTION SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('disk copy'), ['INVALID FUNCTION \'COPY\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('disk dump part *'), ['INVALID * IN FILEID \'PART *\'.', 'Ready(00020);']);
});

test('PRINT: pages of lines, or the first character for the carriage', t => {
	const {cms, devices} = setUp();
	t.deepEqual(cms.enter('print part data'), ['Ready;']);
	const heading = `FILE: PART     DATA     A1   VM/370 CONVERSATIONAL MONITOR SYSTEM${' '.repeat(5)}PAGE `;
	t.deepEqual(devices.printed.splice(0), [' >1', `${heading}001`, '', '', 'FIRST', 'SECOND']);
	t.deepEqual(cms.enter('pr part data a (li 1'), ['Ready;']);
	t.deepEqual(devices.printed.splice(0), [
		' >1', `${heading}001`, '', '', 'FIRST', ' >1', `${heading}002`, '', '', 'SECOND',
	]);
	t.deepEqual(cms.enter('print page listing'), ['Ready;']);
	t.deepEqual(devices.printed.splice(0), [
		' >1',
		'HEADING +0',
		'',
		'LINE +0',
		' +2',
		'DOUBLE +0',
		'OVER +0',
		' +3',
		'TRIPLE +0',
		' >11',
		'SKIP +0',
	]);
	t.deepEqual(cms.enter('print page listing a (nocc'), ['Ready;']);
	t.is(devices.printed.splice(0)[4], '1HEADING');
	t.deepEqual(cms.enter('print part data a (hex'), ['Ready;']);
	t.deepEqual(devices.printed.splice(0).slice(4, 8), [
		'RECORD          1 LENGTH=         5', '', 'C6C9D9E2 E3', '',
	]);
});

test('what PUNCH and PRINT refuse', t => {
	const {cms, devices} = setUp();
	t.deepEqual(cms.enter('punch'), ['INCOMPLETE FILEID SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('punch no file'), ['FILE \'NO FILE\' NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('punch long data'), ['RECORD LENGTH EXCEEDS ALLOWABLE MAXIMUM.', 'Ready(00032);']);
	t.deepEqual(cms.enter('print long data'), ['RECORD LENGTH EXCEEDS ALLOWABLE MAXIMUM.', 'Ready(00032);']);
	t.deepEqual(cms.enter('print part data a (foo'), ['INVALID OPTION \'FOO\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('punch part data a (member x'), ['FILE \'PART DATA A1\' IS NOT A LIBRARY.', 'Ready(00032);']);
	devices.room = 1;
	t.deepEqual(
		cms.enter('punch part data').map(line => line.replace(/^DMS\w+ /, '')),
		['ERROR PUNCHING FILE \'PART DATA A1\'.', 'Ready(00100);'],
	);
});

test('without the device it is said which', t => {
	const cms = new CmsSession({files});
	t.deepEqual(cms.enter('punch part data'), ['DEVICE \'00D\' INVALID OR NONEXISTENT.', 'Ready(00036);']);
	t.deepEqual(cms.enter('print part data'), ['DEVICE \'00E\' INVALID OR NONEXISTENT.', 'Ready(00036);']);
	t.deepEqual(cms.enter('readcard *'), ['DEVICE \'00C\' INVALID OR NONEXISTENT.', 'Ready(00036);']);
	t.deepEqual(cms.enter('call'), ['Ready;']);
});

test('an EXEC punches cards', t => {
	const {cms, devices} = setUp();
	t.deepEqual(cms.enter('call'), ['Ready;']);
	t.deepEqual(devices.takePunched(), ['CARD 5', '  AS IT IS']);
});

test('a program reads a card, punches and prints it', t => {
	const {cms, devices} = setUp(programFile('CARDS', `
 LA    1,READ
 SVC   202
 DC    AL4(END)
 LA    1,PUNCH
 SVC   202
 DC    AL4(END)
 LA    1,PRINT
 SVC   202
 DC    AL4(END)
 LA    1,READ
 SVC   202
 DC    AL4(END)
END      BR    14
         DS    0D
READ     DC    CL8'CARDRD',A(CARD),H'80',H'0'
PUNCH    DC    CL8'CARDPH',A(CARD)
         DS    0D
PRINT    DC    CL8'PRINTR',A(LINE),F'21'
LINE     DC    C'1'
CARD     DS    CL80
`));
	devices.feed('A CARD FROM A PROGRAM');
	cms.enter('load cards');
	t.deepEqual(cms.enter('start'), ['Execution begins...', 'Ready(00001);']);
	t.deepEqual(devices.takePunched(), ['A CARD FROM A PROGRAM']);
	t.deepEqual(devices.printed, [' >1', 'A CARD FROM A PROGRA +0']);
});

test('PUNCH MEMBER * has a card in front of each member', t => {
	const card = (text: string): Uint8Array => toEbcdic(text.padEnd(80));
	const {cms, devices} = setUp({
		name: 'TWO', type: 'MACRO', modeNumber: '1', recordFormat: 'F', recordLength: 80,
		records: [' MACRO', ' ONE', ' MEND', ' MACRO', ' OTHER', ' MEND'].map(text => card(text)),
	});
	cms.enter('maclib gen mine two');
	const named = (name: string): RegExp => new RegExp(`^:READ  ${name} {4}MEMBER   A1 TEST `);
	t.deepEqual(cms.enter('punch mine maclib a (member *'), ['Ready;']);
	const cards = devices.takePunched();
	t.is(cards.length, 8);
	t.regex(cards[0], named('ONE {2}'));
	t.regex(cards[4], named('OTHER'));
	cms.enter('punch mine maclib a (member one');
	t.regex(devices.takePunched()[0], named('ONE {2}'));
	cms.enter('punch mine maclib a (member * noheader');
	t.deepEqual(devices.takePunched(), [' MACRO', ' ONE', ' MEND', ' MACRO', ' OTHER', ' MEND']);
});
