/** MACLIB (GC20-1818; GC20-1819, "Macro Libraries"). */
import test from 'ava';
import {ebcdicField} from '../../../../source/base/ebcdic.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {programFile} from '../../../support/program-file.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';

const cards = (name: string, type: string, ...lines: readonly string[]): NewFile => ({
	name, type, modeNumber: '1', recordFormat: 'F', recordLength: 80, records: lines.map(line => ebcdicField(line, 80)),
});

const two = cards(
	'TWO', 'MACRO', '* THE FIRST', '         MACRO', '         GET   &A', '         MEND', '         MACRO', '&N       PUT', '         MACRO', '         INNER', '         MEND', '.OUT     MEND',
);
const whole = cards('REGS', 'COPY', 'R0       EQU   0', 'R1       EQU   1');
const parts = cards('TIME', 'COPY', '*COPY TTIMER', 'T        DS    F', '*copy STIMER', 'S        DS    F', 'S2       DS    F');

const session = (...more: readonly NewFile[]): CmsSession =>
	new CmsSession({volumes: {0x191: cmsVolume({'NO MACLIB': ['X']}, [two, whole, parts, ...more])}});

const map = (cms: CmsSession, name = 'mine'): string[] => cms.enter(`maclib map ${name} (term`).slice(1, -2);
const member = (cms: CmsSession, name: string): string[] =>
	cms.enter(`type mine maclib a (member ${name}`).map(line => line.trimEnd()).slice(1, -2);

test('GEN makes a library of what MACRO and COPY files hold', t => {
	const cms = session();
	t.deepEqual(cms.enter('maclib gen mine two regs time'), ['Ready;']);
	t.deepEqual(cms.enter('maclib map mine (term'), [
		'MACRO      INDEX    SIZE',
		'GET            2       4',
		'PUT            7       6',
		'REGS          14       2',
		'TTIMER        17       1',
		'STIMER        19       2',
		'5 ENTRIES IN LIBRARY',
		'Ready;',
	]);
	t.deepEqual(member(cms, 'get'), ['* THE FIRST', '         MACRO', '         GET   &A', '         MEND']);
	t.is(member(cms, 'put').length, 6);
	t.deepEqual(member(cms, 'regs'), ['R0       EQU   0', 'R1       EQU   1']);
	t.deepEqual(member(cms, 'stimer'), ['S        DS    F', 'S2       DS    F']);
	t.deepEqual(cms.enter('maclib map mine'), ['Ready;']);
	t.is(cms.enter('type mine map').length, 10);
});

test('MAP writes its file, and prints it too; TXTLIB prints it alone', t => {
	const devices = new UnitRecordDevices();
	const volumes = {0x191: cmsVolume({}, [two, whole, programFile('PARTS', ' ENTRY SEVEN\nSEVEN BR 14')])};
	const cms = new CmsSession({units: devices.units, volumes});
	cms.enter('maclib gen mine two regs');
	t.deepEqual(cms.enter('maclib map mine (print'), ['Ready;']);
	t.deepEqual(cms.enter('listfile mine map (format noheader'), ['MINE     MAP      A1 F    80', 'Ready;']);
	t.regex(devices.printed.splice(0).join('\n'), /^MACRO {6}INDEX {4}SIZE.*\nGET /);
	cms.enter('txtlib gen his parts');
	t.deepEqual(cms.enter('txtlib map his (print term'), ['Ready;']);
	t.regex(devices.printed.join('\n'), /^ENTRY {6}INDEX.*\nPARTS /);
	t.deepEqual(cms.enter('listfile his map'), ['FILE NOT FOUND.', 'Ready(00028);']);
	t.deepEqual(cms.enter('txtlib map his (printer'), ['INVALID OPTION \'PRINTER\'.', 'Ready(00024);']);
});

test('MAP is not printed where there is no printer', t => {
	const cms = session();
	cms.enter('maclib gen mine two');
	t.deepEqual(cms.enter('maclib map mine (print'), ['DEVICE \'00E\' INVALID OR NONEXISTENT.', 'Ready(00036);']);
});

test('ADD puts members behind the others, REP in their place; of two of a name the first counts', t => {
	const cms = session(cards('PUT', 'MACRO', ' MACRO', ' PUT  &NEW', ' MEND'));
	cms.enter('maclib gen mine two');
	t.deepEqual(cms.enter('maclib add mine put regs'), ['Ready;']);
	t.deepEqual(map(cms).map(line => line.split(' ')[0]), ['GET', 'PUT', 'PUT', 'REGS']);
	t.is(member(cms, 'put').length, 6);
	t.deepEqual(cms.enter('maclib rep mine put'), ['Ready;']);
	t.deepEqual(map(cms).map(line => line.split(' ')[0]), ['GET', 'REGS', 'PUT']);
	t.deepEqual(member(cms, 'put'), [' MACRO', ' PUT  &NEW', ' MEND']);
	t.deepEqual(cms.enter('maclib rep mine time'), ['Ready;']);
	t.is(map(cms).length, 5);
});

test('DEL takes members out, COMP leaves what is there; a library without members is erased', t => {
	const cms = session();
	cms.enter('maclib gen mine two regs');
	t.deepEqual(cms.enter('maclib del mine get regs'), ['Ready;']);
	t.deepEqual(map(cms), ['PUT            2       6']);
	t.deepEqual(cms.enter('maclib comp mine'), ['Ready;']);
	t.deepEqual(map(cms), ['PUT            2       6']);
	t.deepEqual(cms.enter('maclib del mine put get'), [
		'MEMBER \'GET\' NOT FOUND IN LIBRARY \'MINE MACLIB A1\'.', 'Ready(00032);',
	]);
	t.is(map(cms).length, 1);
	t.deepEqual(cms.enter('maclib del mine put'), ['Ready;']);
	t.deepEqual(cms.enter('maclib comp mine'), ['FILE \'MINE MACLIB\' NOT FOUND.', 'Ready(00028);']);
});

test('a file that is not what it should be is left out', t => {
	const variable: NewFile = {...cards('VARY', 'COPY', 'X'), recordFormat: 'V', recordLength: undefined};
	const many = Array.from({length: 1001}, (_, index) => `*COPY M${index}`);
	const cms = session(
		variable,
		cards('OPEN', 'MACRO', ' MACRO', ' OPEN'),
		cards('EMPTY', 'MACRO', '* NOTHING'),
		cards('EARLY', 'COPY', 'X EQU 1', '*COPY LATE', 'Y EQU 1'),
		cards('BADNAME', 'COPY', '*COPY A.B', 'Y EQU 1'),
		cards('MANY', 'COPY', ...many.flatMap(line => [line, 'X EQU 1'])),
	);
	const invalid = (file: string): string => `FILE '${file} A1' CONTAINS INVALID RECORD FORMATS.`;
	t.deepEqual(cms.enter('maclib gen mine vary open empty early badname none regs'), [
		invalid('VARY COPY'), invalid('OPEN MACRO'), invalid('EMPTY MACRO'), invalid('EARLY COPY'), invalid('BADNAME COPY'),
		'FILE \'NONE MACRO OR COPY\' NOT FOUND.',
		'Ready(00032);',
	]);
	t.deepEqual(map(cms), ['REGS           2       2']);
	t.deepEqual(cms.enter('maclib add mine none two'), ['FILE \'NONE MACRO OR COPY\' NOT FOUND.', 'Ready(00004);']);
	t.is(map(cms).length, 3);
	t.deepEqual(cms.enter('maclib add mine many'), [
		'DMSLBM157S MACLIB LIMIT EXCEEDED, LAST MEMBER NAME ADDED WAS \'PUT\'.', 'Ready(00088);',
	]);
	t.is(map(cms).length, 3);
	t.deepEqual(cms.enter('maclib gen other none'), [
		'FILE \'NONE MACRO OR COPY\' NOT FOUND.', 'LIBRARY \'OTHER MACLIB A1\' NOT CREATED.', 'Ready(00004);',
	]);
});

test('what MACLIB refuses', t => {
	const cms = session();
	t.deepEqual(cms.enter('maclib'), ['NO FUNCTION SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('maclib cut x'), ['INVALID FUNCTION \'CUT\'.', 'Ready(00024);']);
	t.deepEqual(cms.enter('maclib gen'), ['NO LIBRARY NAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('maclib gen x'), ['NO FILENAME SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(cms.enter('maclib add no two'), [
		'FILE \'NO MACLIB A1\' CONTAINS INVALID RECORD FORMATS.', 'Ready(00032);',
	]);
	t.deepEqual(cms.enter('maclib map mine (paper'), ['INVALID OPTION \'PAPER\'.', 'Ready(00024);']);
	cms.enter('maclib gen mine two');
	t.true(cms.enter('help maclib').some(line => line.includes('REP')));
});
