/** UPDATE (GC20-1818, "UPDATE"). */
import test from 'ava';
import {ebcdicField} from '../../../../source/base/ebcdic.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';

const cards = (name: string, type: string, ...lines: readonly string[]): NewFile => ({
	name, type, modeNumber: '1', recordFormat: 'F', recordLength: 80, records: lines.map(line => ebcdicField(line, 80)),
});
const line = (text: string, field: string | number): string => text.padEnd(72) + String(field).padStart(8, '0');
const source = cards('PROG', 'ASSEMBLE', line('PROG     CSECT', 1000), line('         BR    14', 2000), line('         END', 3000));

function session(...files: readonly NewFile[]): CmsSession {
	const cms = new CmsSession({volumes: {0x191: cmsVolume({'LINES EXEC': ['X']}, [source, ...files])}});
	cms.enter('set emsg on');
	return cms;
}

/** Text and sequence field of each record of a file. */
const typed = (cms: CmsSession, file: string): string[] => cms.enter(`type ${file} (col 1-80`).slice(1, -2).map(record =>
	`${record.slice(0, 72).trim().replaceAll(/ +/g, ' ')} ${record.slice(72)}`.trim());
const log = (cms: CmsSession): string[] =>
	cms.enter('type prog updlog').slice(1, -2).map(text => text.trimEnd().replaceAll(/ {2,}/g, ' '));

const update = cards('PROG', 'UPDATE', './ * A LONGER WAY HOME', './ R 2000 $ 2100 100', '         LR    15,0', '         BR    14');

test('a source with an update applied; the log says what was done', t => {
	const cms = session(update);
	t.deepEqual(cms.enter('update prog (inc'), ['Ready;']);
	t.deepEqual(typed(cms, '$prog assemble'), [
		'PROG CSECT 00001000', 'LR 15,0 00002100', 'BR 14 00002200', 'END 00003000',
	]);
	t.is(typed(cms, 'prog assemble').length, 3, 'the source stays');
	t.deepEqual(log(cms), [
		"1UPDATING 'PROG ASSEMBLE A1' WITH 'PROG UPDATE A1' UPDATE LOG -- PAGE 1", '',
		'', ' ./ * A LONGER WAY HOME',
		'', ' ./ R 2000 $ 2100 100',
		' DELETING...', ' BR 14 00002000',
		' INSERTING...', ' LR 15,0 00002100', ' BR 14 00002200',
	]);
});

test('without INC what is inserted has asterisks; REP puts the result in the place of the source', t => {
	const cms = session(update);
	t.deepEqual(cms.enter('update prog assemble a1 prog update a1 (rep'), ['Ready;']);
	t.deepEqual(typed(cms, 'prog assemble'), [
		'PROG CSECT 00001000', 'LR 15,0 ********', 'BR 14 ********', 'END 00003000',
	]);
	t.is(cms.enter('state $prog assemble').at(-1), 'Ready(00028);');
});

test('./ S numbers a source that has no numbers; NOSEQ8 takes the label from its name', t => {
	const plain = cards('PLAIN', 'ASSEMBLE', 'A', 'B');
	const cms = session(plain, cards('PLAIN', 'UPDATE', './ S'), cards('LAB', 'UPDATE', './ S 100 50 XYZ'));
	t.deepEqual(cms.enter('update plain (rep'), ['Ready;']);
	t.deepEqual(typed(cms, 'plain assemble'), ['A 00001000', 'B 00002000']);
	t.deepEqual(cms.enter('update plain (noseq8'), ['Ready;']);
	t.deepEqual(typed(cms, '$plain assemble'), ['A PLA00010', 'B PLA00020']);
	t.deepEqual(cms.enter('update plain assemble a lab update (noseq8'), ['Ready;']);
	t.deepEqual(typed(cms, '$plain assemble'), ['A XYZ00100', 'B XYZ00150']);
});

test('what goes wrong is said, with the statement, and left out; REP is ignored then', t => {
	const cms = session(cards(
		'PROG', 'UPDATE', './ D 1500', './ X 2000', './ S', './ I 2A', './ R 3000 $ 3000', '         END   PROG', './ D 9000',
	));
	t.deepEqual(cms.enter('update prog (rep inc'), [
		"FILE 'PROG UPDATE A1', REC #1 = ./ D 1500", "DMSUPD186W SEQUENCE NUMBER '00001500' NOT FOUND.",
		"FILE 'PROG UPDATE A1', REC #2 = ./ X 2000", 'DMSUPD207W INVALID UPDATE FILE CONTROL CARD.',
		"FILE 'PROG UPDATE A1', REC #3 = ./ S", "DMSUPD184W './ S' NOT FIRST CARD IN UPDATE FILE -- IGNORED.",
		"FILE 'PROG UPDATE A1', REC #4 = ./ I 2A", "DMSUPD185W INVALID CHAR IN SEQUENCE FIELD '2A'.",
		"FILE 'PROG UPDATE A1', REC #7 = ./ D 9000",
		"DMSUPD010W PREMATURE EOF ON FILE 'PROG ASSEMBLE A1' -- SEQ NUMBER '00009000' NOT FOUND.",
		"DMSUPD177I WARNING MESSAGES ISSUED (SEVERITY=12). 'REP' OPTION IGNORED.",
		'Ready(00012);',
	]);
	t.is(typed(cms, 'prog assemble')[2], 'END 00003000');
	t.is(typed(cms, '$prog assemble')[2], 'END PROG 00003000');
	t.true(log(cms).includes(" DMSUPD186W SEQUENCE NUMBER '00001500' NOT FOUND."));
	t.deepEqual(cms.enter('update prog (noterm'), [
		'DMSUPD177I WARNING MESSAGES ISSUED (SEVERITY=12).', 'Ready(00012);',
	]);
});

test('numbers that do not ascend: 4 in the source, 8 in the result', t => {
	const cms = session(
		cards('BAD', 'ASSEMBLE', line('A', 200), line('B', 100), line('C', 300)),
		cards('BAD', 'UPDATE', './ * NOTHING'),
		cards('PROG', 'UPDATE', './ I 1000 $ 2000 500', 'A', 'B'),
	);
	t.deepEqual(cms.enter('update bad'), ["DMSUPD210W INPUT FILE SEQUENCE ERROR: '00000200' TO '00000100'.", 'Ready(00004);']);
	t.deepEqual(cms.enter('update prog (inc'), [
		"DMSUPD174W SEQUENCE ERROR INTRODUCED IN OUTPUT FILE: '00002500' TO '00002000'.", 'Ready(00008);',
	]);
});

const levels = [
	cards('PROG', 'CNTRL', '* OUR LEVELS', 'TEXT  MACS CMSLIB OSMACRO', 'LCL   ABC', 'FIX   AUXFIX'),
	cards('PROG', 'AUXFIX', '* THE FIRST COMES LAST', 'F00002DS  SECOND', 'F00001DS  FIRST'),
	cards('PROG', 'F00001DS', './ I 1000 $ 1100 100', '*        ONE'),
	cards('PROG', 'F00002DS', './ I 1100 $ 1200 100', '*        TWO'),
	cards('PROG', 'UPDTABC', './ R 1100', '*        OURS'),
];

test('CTL: the updates of a control file and what it names, from the last one up', t => {
	for (const options of ['ctl', 'ctl nostor']) {
		const cms = session(...levels);
		t.deepEqual(cms.enter(`update prog (${options}`), [
			"DMSUPD178I UPDATING 'PROG ASSEMBLE A1'.",
			"DMSUPD178I APPLYING 'PROG F00001DS A1'.",
			"DMSUPD178I APPLYING 'PROG F00002DS A1'.",
			"DMSUPD178I APPLYING 'PROG UPDTABC A1'.",
			'Ready;',
		]);
		t.deepEqual(typed(cms, '$prog assemble'), [
			'PROG CSECT 00001000', '* OURS', '* TWO 00001200', 'BR 14 00002000', 'END 00003000',
		]);
		t.deepEqual(typed(cms, 'prog updates').map(text => text.split(' ').slice(0, 4).join(' ')), [
			'* PROG ASSEMBLE A1', '* PROG F00001DS A1', '* PROG F00002DS A1', '* PROG UPDTABC A1',
		]);
		t.is(cms.enter('state update cmsut1').at(-1), 'Ready(00028);');
	}
});

test('STK gives an EXEC the level and the libraries; a listed update that is missing is a warning', t => {
	const cms = session(...levels.filter(({type}) => type !== 'F00001DS' && type !== 'UPDTABC'));
	t.deepEqual(cms.enter('update prog (ctl stk noterm').slice(0, 2), [
		'DMSUPD177I WARNING MESSAGES ISSUED (SEVERITY=12).', 'Ready(00012);',
	]);
	t.true(log(cms).includes(" DMSUPD180W MISSING PTF FILE 'PROG F00001DS'."));
});

test('an EXEC reads what STK stacked', t => {
	const cms = new CmsSession({volumes: {
		0x191: cmsVolume({
			'ASM EXEC': [
				'&CONTROL OFF', 'UPDATE PROG ( CTL STK NOTERM', '&READ VARS &STAR &LEVEL', '&READ VARS &STAR &LIB1 &LIB2',
				'&TYPE &LEVEL / &LIB1 &LIB2',
			],
		}, [source, ...levels]),
	}});
	t.deepEqual(cms.enter('asm'), ['LCL / CMSLIB OSMACRO', 'Ready;']);
});

test('the preferred auxiliary file counts alone; AUX behind a type, and PTF, are as good', t => {
	const cms = session(
		cards('PROG', 'CNTRL', 'TEXT MACS', 'PTF F9', 'B NEW AUX', 'A AUXOLD AUXNEW'),
		cards('PROG', 'AUXOLD', 'F1'),
		cards('PROG', 'AUXNEW', 'F2'),
		cards('PROG', 'F1', './ D 2000'),
		cards('PROG', 'F2', './ D 3000'),
		cards('PROG', 'F9', './ D 1000'),
	);
	t.deepEqual(cms.enter('update prog (ctl').slice(1, -1), [
		"DMSUPD178I APPLYING 'PROG F2 A1'.", "DMSUPD178I APPLYING 'PROG F9 A1'.",
	]);
	t.deepEqual(typed(cms, '$prog assemble'), ['BR 14 00002000']);
});

test('what cannot be used is refused', t => {
	const cms = session(
		cards('NOMACS', 'CNTRL', 'LCL ABC'), cards('TWICE', 'CNTRL', 'A MACS', 'B MACS'), cards('LONG', 'CNTRL', 'A MACS', 'LEVELS ABC'), cards('NONE', 'CNTRL', 'TEXT MACS', 'LCL NONE'), cards('PROG', 'UPDATE', 'NO STATEMENT'),
	);
	const code = (words: string): string => cms.enter(`update ${words}`).at(-2) ?? '';
	t.is(cms.enter('update').at(-1), 'Ready(00024);');
	t.is(code('none'), "DMSUPD002E FILE 'NONE ASSEMBLE A1' NOT FOUND.");
	t.is(code('prog assemble a nothing'), "DMSUPD002E FILE 'NOTHING UPDATE A1' NOT FOUND.");
	t.is(code('lines exec a prog update'), "DMSUPD007E FILE 'LINES EXEC A1' IS NOT FIXED, 80 CHAR. RECORDS.");
	t.is(code('prog'), "DMSUPD173E NO UPDATE CARDS FOUND IN 'PROG UPDATE A1'.");
	t.is(code('prog assemble a nomacs cntrl (ctl'), "DMSUPD179E MISSING OR DUPLICATE 'MACS' CARD IN CONTROL FILE 'NOMACS CNTRL A1'.");
	t.is(code('prog assemble a twice cntrl (ctl'), "DMSUPD179E MISSING OR DUPLICATE 'MACS' CARD IN CONTROL FILE 'TWICE CNTRL A1'.");
	t.is(code('prog assemble a long cntrl (ctl'), 'DMSUPD183E INVALID CONTROL FILE CONTROL CARD.');
	t.is(code('prog assemble a none cntrl (ctl'), 'DMSUPD181E NO UPDATE FILES WERE FOUND.');
	t.is(code('prog (stk'), "DMSUPD187E OPTION 'STK' INVALID WITHOUT 'CTL'.");
	t.is(code('prog (ctl noinc'), "DMSUPD066E 'CTL' AND 'NOINC' ARE CONFLICTING OPTIONS.");
	t.is(code('prog (rep rep'), "DMSUPD065E 'REP' OPTION SPECIFIED TWICE.");
	t.is(code('prog (what'), "DMSUPD003E INVALID OPTION 'WHAT'.");
	t.is(code('prog assemble z'), "DMSUPD069E DISK 'Z' NOT ACCESSED.");
	t.is(code('a b c d e f g'), "DMSUPD070E INVALID PARAMETER 'G'.");
	t.is(code('prog ass* a'), "DMSUPD062E INVALID * IN FILEID 'PROG ASS* A'.");
});

test('a work file that is there was left behind; a log is printed only where there is a printer', t => {
	const cms = session(update, cards('UPDATE', 'CMSUT1', 'X'));
	t.deepEqual(cms.enter('update prog'), ["DMSUPD024E FILE 'UPDATE CMSUT1 A1' ALREADY EXISTS.", 'Ready(00028);']);
	cms.enter('erase update cmsut1');
	t.deepEqual(cms.enter('update prog (print'), ['DMSUPD123S ERROR PRINTING THE UPDATE LOG.', 'Ready(00100);']);
});
