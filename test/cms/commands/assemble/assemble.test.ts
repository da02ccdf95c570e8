/** ASSEMBLE as a command of CMS (GC20-1818). */
import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import type {NewFile} from '../../../../source/cms/file-system/disk/disk.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';

const deck = (name: string, type: string, ...lines: readonly string[]): NewFile => ({
	name, type, modeNumber: '1', recordFormat: 'F', recordLength: 80,
	records: lines.map(line => toEbcdic(line.padEnd(80))),
});

const good = deck('GOOD', 'ASSEMBLE', 'GOOD CSECT', ' USING *,15', ' LA 15,&SYSPARM'.replace('&SYSPARM', '7'), ' BR 14', ' END');
const flawed = deck(
	'FLAWED',
	'ASSEMBLE',
	'FLAWED CSECT'.padEnd(72) + '00010000',
	' BAD 1,2'.padEnd(72) + '00020000',
	' MNOTE 2,\'SOFTLY\'',
	' END',
);
const parameter = deck('PARM', 'ASSEMBLE', 'PARM CSECT', ' DC C\'&SYSPARM\'', ' END');
const uses = deck('USES', 'ASSEMBLE', 'USES CSECT', ' USING *,15', ' SEVEN 15', ' BR 14', ' END');
const macro = deck('SEVEN', 'MACRO', ' MACRO', ' SEVEN &R', ' LA &R,7', ' MEND');

const clean = ['ASSEMBLER (XF) DONE', 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY', 'Ready;'];

function setUp(): {cms: CmsSession; devices: UnitRecordDevices; enter(line: string): string[]} {
	const devices = new UnitRecordDevices();
	const cms = new CmsSession({
		units: devices.units,
		volumes: {
			0x191: cmsVolume({'LONG ASSEMBLE': ['X'.repeat(90)]}, [good, flawed, parameter, uses, macro]),
			0x192: cmsVolume({}, [good]),
		},
	});
	return {cms, devices, enter: line => cms.enter(line)};
}

test('what ASSEMBLE makes runs; macros come from GLOBAL MACLIB', t => {
	const {enter} = setUp();
	t.deepEqual(enter('assemble good'), clean);
	t.is(enter('listfile good * a (noh').length, 4);
	t.is(enter('load good (start').at(-1), 'Ready(00007);');
	t.is(enter('a uses').at(-1), 'Ready(00008);');
	enter('maclib gen mine seven');
	enter('global maclib mine');
	t.deepEqual(enter('a uses'), clean);
	t.is(enter('load uses (start').at(-1), 'Ready(00007);');
});

test('flagged statements are typed with their numbers; FLAG limits what is listed', t => {
	const {enter} = setUp();
	const typed = enter('assemble flawed (noobject');
	t.deepEqual(typed.map(line => line.trimEnd()), [
		'ASSEMBLER (XF) DONE',
		'   20000        2   BAD 1,2',
		'IFO078 UNDEFINED OP CODE',
		`${' '.repeat(16)}4   MNOTE 2,'SOFTLY'`,
		'IFO197 SOFTLY',
		'NUMBER OF STATEMENTS FLAGGED IN THIS ASSEMBLY =     2',
		'Ready(00008);',
	]);
	t.is(enter('state flawed text').at(-1), 'Ready(00028);');
	t.is(enter('assemble flawed (nonum')[1].trimEnd(), '        2   BAD 1,2');
	t.is(enter('assemble flawed (nonum nostmt')[1].trimEnd(), '   BAD 1,2');
	t.is(enter('assemble flawed (noterm flag (8)').length, 3);
	const listing = enter('type flawed listing').join('\n');
	t.regex(listing, /IFO078/);
	t.notRegex(listing, /IFO197/);
	t.regex(listing, /FLAG\(8\)/);
});

test('DECK punches, PRINT prints; NOLIST and NOPRINT leave the listing out', t => {
	const {enter, devices} = setUp();
	t.deepEqual(enter('assemble good (deck print noobject'), clean);
	t.regex(devices.takePunched()[0], /^.ESD/);
	t.regex(devices.printed.join('\n'), /GOOD +CSECT/);
	t.deepEqual(enter('listfile good * a (noh'), ['GOOD     ASSEMBLE A1', 'Ready;']);
	enter('assemble good (nolist');
	t.is(enter('state good listing').at(-1), 'Ready(00028);');
	enter('assemble good (noprint');
	t.is(enter('state good listing').at(-1), 'Ready(00028);');
});

test('SYSPARM is a string, or asked for', t => {
	const {enter} = setUp();
	enter('assemble parm (sysparm (abc)');
	t.regex(enter('type parm listing').join('\n'), /C1C2C3/);
	t.deepEqual(enter('assemble parm (sysparm (?)'), ['ENTER SYSPARM:']);
	t.deepEqual(enter('two words'), clean);
	t.regex(enter('type parm listing').join('\n'), /SYSPARM\(TWO WORDS\)/);
});

test('FILEDEF takes other files and devices; definitions without PERM are cleared', t => {
	const {enter, devices} = setUp();
	enter('filedef assemble disk good assemble a');
	enter('filedef text disk other deck a');
	enter('filedef listing terminal (perm');
	const typed = enter('assemble mine');
	t.true(typed.some(line => /GOOD +CSECT/.test(line)));
	t.is(enter('state other deck a').at(-1), 'Ready;');
	t.deepEqual(enter('filedef'), ['LISTING  TERMINAL', 'Ready;']);
	enter('filedef listing dummy');
	enter('filedef text punch');
	t.deepEqual(enter('assemble good'), clean);
	t.regex(devices.takePunched()[0], /^.ESD/);
	enter('filedef text disk good assemble a');
	t.deepEqual(enter('assemble good'), ['FILEID CONFLICT FOR DDNAME \'TEXT\'.', 'Ready(00040);']);
	enter('filedef text printer');
	t.deepEqual(enter('assemble good'), ['DEVICE \'PRINTER\' INVALID FOR OUTPUT.', 'Ready(00040);']);
	enter('filedef assemble tap1');
	t.deepEqual(enter('assemble good'), ['DEVICE \'TAP1\' INVALID FOR INPUT.', 'Ready(00040);']);
});

test('output goes to the disk of the source, what it extends, or A', t => {
	const {enter} = setUp();
	enter('erase good assemble');
	t.deepEqual(enter('assemble good'), clean);
	t.is(enter('state good text a').at(-1), 'Ready(00028);', 'the source is on D');
	enter('release d');
	enter('access 192 c/a');
	t.deepEqual(enter('assemble good'), clean);
	t.is(enter('state good text a').at(-1), 'Ready;');
	enter('release a');
	t.deepEqual(enter('assemble good'), ['NO READ/WRITE DISK ACCESSED.', 'Ready(00036);']);
});

test('what ASSEMBLE refuses', t => {
	const {enter} = setUp();
	for (const [line, message, code] of [
		['assemble', 'NO FILENAME SPECIFIED.', 24],
		['assemble a b', 'INVALID PARAMETER \'B\'.', 24],
		['assemble good (mlogic', 'INVALID OPTION \'MLOGIC\'.', 24],
		['assemble good (test', 'INVALID OPTION \'TEST\'.', 24],
		['assemble none', 'FILE \'NONE ASSEMBLE\' NOT FOUND.', 28],
		['assemble long', 'FILE \'LONG ASSEMBLE\' IS NOT FIXED, 80 CHAR. RECORDS.', 32],
	] as const) {
		t.deepEqual(enter(line), [message, `Ready(000${code});`], line);
	}
});
