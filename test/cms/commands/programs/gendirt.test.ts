/** GENDIRT, DMSFST and DMSLADAD: files that ACCESS leaves out and a program has added (GC20-1807). */
import test from 'ava';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {atWork, callsLadad, withPayroll} from '../../../support/payroll.js';
import {restartCms} from '../../../support/restart-cms.js';

test('the example of the manual: a module that ACCESS left out runs once the program has added its directory', t => {
	const session = withPayroll();
	t.deepEqual(session.enter('listfile * * y'), ['PAYROLL  MODULE   Y2', 'Ready;']);
	t.deepEqual(session.enter('paytax'), ['Unknown CP/CMS command']);
	t.deepEqual(session.enter('payroll no'), ['Ready(00050);']);
	t.deepEqual(session.enter('payroll add'), ['Ready(00007);']);
	t.deepEqual(session.enter('paytax'), ['Ready(00007);']);
	t.deepEqual(session.enter('loadmod paytax'), ['Ready;']);
	t.true(restartCms(session.vm));
	session.run();
	t.deepEqual(session.enter('paytax'), ['Ready(00007);'], 'the copy is CMS\'s');
});

test('a second call of DMSLADAD with the same list takes the directory away', t => {
	const session = withPayroll();
	t.deepEqual(session.enter('payroll reset'), ['Ready(00050);']);
	t.deepEqual(session.enter('paytax'), ['Unknown CP/CMS command']);
	t.deepEqual(session.enter('listfile * * y'), ['PAYROLL  MODULE   Y2', 'Ready;']);
	t.deepEqual(session.enter('payroll add'), ['Ready(00007);']);
});

test('ACCESS and RELEASE take it away, and its storage is free again', t => {
	const session = withPayroll();
	session.enter('payroll add');
	session.enter('release y');
	session.enter('access 192 y/s * * y2');
	t.deepEqual(session.enter('paytax'), ['Unknown CP/CMS command']);
	t.deepEqual(session.enter('payroll reset'), ['Ready(00050);']);
});

test('DMSLADAD ends with 1 where the disk is not accessed with that letter, or can be written on', t => {
	const session = withPayroll();
	session.enter('access 192 a');
	session.enter('release y');
	t.deepEqual(session.enter('payroll add'), ['Ready(00101);']);
	session.enter('access 192 y');
	t.deepEqual(session.enter('payroll add'), ['Ready(00101);']);
});

test('DMSFST names a file by another name, and one of another type', t => {
	const session = withPayroll(['FICA,PAYTAX', '(PAYROLL,ASSEMBLE)']);
	t.deepEqual(session.enter('payroll add'), ['Ready(00003);']);
	t.deepEqual(session.enter('paytax'), ['Ready(00003);']);
	t.deepEqual(session.enter('fica'), ['Unknown CP/CMS command']);
	t.is(session.enter('listfile * assemble y')[0], 'PAYROLL  ASSEMBLE Y1');
	t.true(session.enter('type payroll assemble y').some(line => line.includes('PAYROLL  START 0')));
});

test('more entries than a block has are all found', t => {
	const entries = Array.from({length: 45}, (_, index) => `FICA,F${index}`);
	const session = withPayroll([...entries, 'PAYTAX']);
	t.deepEqual(session.enter('payroll add'), ['Ready(00007);']);
	t.is(session.enter('listfile f* module y').length, 46);
	t.deepEqual(session.enter('f44'), ['Ready(00003);']);
});

test('a file that is not there keeps its entry as it is, and the others are filled in', t => {
	const session = atWork(['PAYTAX', 'PAYNONE']);
	t.deepEqual(session.enter('gendirt paydirt y'), ['FILE \'PAYNONE MODULE A\' NOT FOUND.', 'Ready(00004);']);
	session.enter('genmod payroll module a2');
	session.enter('access 191 a');
	session.enter('access 192 y/s * * y2');
	t.deepEqual(session.enter('payroll add'), ['Ready(00007);']);
	t.deepEqual(session.enter('loadmod paynone'), [
		'DMSITS104S ERROR \'3\' READING FILE FROM DISK.', 'Ready(00100);',
	]);
});

test('what nobody has filled in is for the system disk, and cannot be read', t => {
	const session = atWork(['PAYTAX']);
	session.enter('genmod payroll module a2');
	session.enter('access 191 a');
	session.enter('access 192 y/s * * y2');
	t.deepEqual(session.enter('payroll add'), [
		'DMSITS104S ERROR \'3\' READING FILE FROM DISK.', 'Ready(00100);',
	]);
});

test('GENDIRT says what is wrong with its operands', t => {
	const session = atWork(['PAYTAX']);
	for (const [line, message, code] of [
		['gendirt', 'NO DIRECTORY NAME SPECIFIED.', 24],
		['gendirt paydirt 1', 'INVALID PARAMETER \'1\'.', 24],
		['gendirt paydirt yz', 'INVALID PARAMETER \'YZ\'.', 24],
		['gendirt paydirt y z', 'INVALID PARAMETER \'Z\'.', 24],
		['gendirt nosuch y', 'ENTRY POINT \'NOSUCH\' NOT FOUND.', 40],
	] as const) {
		t.deepEqual(session.enter(line), [message, `Ready(000${code});`], line);
	}
});

test('a directory of any length and anywhere is an abend of the program, or too long, and CMS goes on', t => {
	const long = callsLadad(0x2_0080);
	new DataView(long.buffer, long.byteOffset).setUint32(0x84, 0x0001_0000);
	const huge = callsLadad(0x2_0080);
	new DataView(huge.buffer, huge.byteOffset).setUint32(0x84, 0x7FFF_FFFF);
	const negative = callsLadad(0x2_0080);
	new DataView(negative.buffer, negative.byteOffset).setUint32(0x84, 0x8000_0000);
	const session = new CmsSession({volumes: {0x191: cmsVolume({}, [
		moduleFile('NOWHERE', callsLadad(0xFF_FFF0)), moduleFile('NONE', callsLadad(0)), moduleFile('LONG', long),
		moduleFile('HUGE', huge), moduleFile('NEGATIVE', negative), moduleFile('AGAIN', callsLadad(0x8002_0080)),
	])}});
	t.is(session.enter('nowhere').at(-1), 'CMS');
	t.deepEqual(session.enter('none'), ['Ready(00001);']);
	t.deepEqual(session.enter('long'), ['Ready(00001);']);
	t.is(session.enter('huge').at(-1), 'CMS');
	t.is(session.enter('negative').at(-1), 'CMS');
	t.deepEqual(session.enter('again'), ['Ready;']);
});
