/** DDR (VM/370's HELP): sessions as IBM's DMKDDR answers, and its tapes. */
import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {cmsVolume} from '../../../support/cms-disk.js';
import {memoryVolume} from '../../../support/disks.js';
import {tapeDrive} from '../../../support/tape-drive.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';
import type {VirtualDevice} from '../../../../source/cp/devices/virtual-device.js';
import {CkdDisk} from '../../../../source/machine/devices/disk/3350.js';
import {MemoryTape} from '../../../../source/machine/devices/tape/tape-medium.js';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';

const files = {'SOME FILE': Array.from({length: 40}, (_, index) => `LINE ${index}`)};

type Machine = {readonly cms: CmsSession; readonly reel: MemoryTape; readonly devices: UnitRecordDevices};

/** A machine with disks 192 (labelled TEST, a file) and 193 (empty), and a reel on 181. */
function machine(reel = new MemoryTape()): Machine {
	const devices = new UnitRecordDevices();
	const lent: VirtualDevice = {
		address: 0x194, kind: 'DASD', type: '3350', readOnly: true, device: new CkdDisk(memoryVolume(2)),
	};
	const cms = new CmsSession({
		units: [...devices.units, tapeDrive(0x181, reel), lent],
		volumes: {0x192: cmsVolume(files), 0x193: memoryVolume(2)},
	});
	return {cms, reel, devices};
}

/** What is typed for each line in turn. */
const enter = (cms: CmsSession, ...lines: readonly string[]): string[] => lines.flatMap(line => cms.enter(line));

test('DUMP writes a tape as DMKDDR does; RESTORE brings the disk back', t => {
	const {cms, reel, devices} = machine();
	t.deepEqual(enter(cms, 'ddr', 'input 192 3350 test', 'output 181 3420 (rewind', 'dump 0 to 1'), [
		'ENTER:', 'ENTER:', 'ENTER:', 'ENTER NEXT EXTENT OR NULL LINE', 'ENTER:',
	]);
	t.deepEqual(cms.enter(''), ['DUMPING   TEST', 'END OF DUMP', 'ENTER:']);
	t.deepEqual(cms.enter(''), ['END OF JOB', 'Ready;']);
	t.is(reel.position, 0);
	t.regex(devices.printed[0], /^DUMPING DATA {2}\d\d\/\d\d\/\d\d AT \d\d:\d\d:\d\d {2}GMT FROM TEST$/);
	t.deepEqual(devices.printed.slice(3), [
		'INPUT CYLINDER EXTENTS      OUTPUT CYLINDER EXTENTS', '', '        START     STOP      START     STOP',
		'        0000      0001      0000      0001', '', '', 'END OF DUMP',
	]);

	const lengths: number[] = [];
	for (let item = reel.peek(1); item; item = reel.peek(1)) {
		lengths.push(item.length);
		reel.step(1);
	}

	// A header, 60 tracks of 19 records of 800 bytes in four blocks each, a trailer, a tape mark.
	t.is(lengths.length, 1 + 240 + 2);
	t.deepEqual(lengths.slice(0, 5), [80, 4096, 4096, 4096, 3096]);
	t.deepEqual(lengths.slice(-3), [3096, 80, 0]);
	reel.rewind();
	const header = Buffer.from(reel.read(1));
	t.is(header.toString('hex', 0, 16), 'e5c8d940000000000000404040404040');
	t.is(header.toString('hex', 24, 30), '006e022f001d', 'records of a track, last cylinder and head of a 3350');
	t.is(fromEbcdic(header.subarray(30, 36)), 'TEST  ');
	reel.step(1);
	const track = Buffer.from(reel.read(1));
	t.is(track.toString('hex', 0, 16), 'e3c8d940001300030c18000000000000');
	t.is(track.toString('hex', 16, 40), '000000000000000800000000000000000000000001000320');
	reel.rewind();

	enter(cms, 'ddr', 'in 181 3420 (rewind', 'out 193 3350 scratch');
	t.deepEqual(cms.enter('restore all'), ['RESTORING TEST', 'END OF RESTORE', 'ENTER:']);
	enter(cms, '', 'access 193 b', 'access 192 c');
	t.deepEqual(cms.enter('compare some file c some file b'), ['COMPARING \'SOME FILE C1\' WITH \'SOME FILE B1\'.', 'Ready;']);
});

test('COPY moves cylinders, and to others with REORDER', t => {
	const {cms} = machine();
	enter(cms, 'ddr', 'sysprint cons', 'input 192 3350 test', 'output 193 3350 scratch', 'copy 0 to 0 reorder to 1');
	t.deepEqual(cms.enter('').filter(line => !line.startsWith('COPYING DATA')), [
		'COPYING   TEST', ' ', ' ', 'INPUT CYLINDER EXTENTS      OUTPUT CYLINDER EXTENTS', ' ',
		'        START     STOP      START     STOP', '        0000      0000      0001      0001', ' ', ' ', 'END OF COPY',
		'END OF COPY', 'ENTER:',
	]);
	enter(cms, 'input 193 3350 scratch');
	t.deepEqual(cms.enter('type 1 0 3 (graphic').slice(0, 5), [
		'CYL 001 HD 00 REC 003 COUNT 0001000003 00 0320', ' ', '00800  0320  DATA LENGTH', ' ',
		'00000  0000  *CMS=TEST  ......................*',
	]);
	t.deepEqual(cms.enter(''), ['END OF JOB', 'Ready;']);
});

test('TYPE and PRINT show home address, counts and data, of a disk or of a dump', t => {
	const {cms, devices} = machine();
	enter(cms, 'ddr', 'input 192 3350 test');
	t.deepEqual(cms.enter('type 0 0 0 to 0 0 1'), [
		'CYL 000 HD 00 HOME ADDRESS 0000000000 RECORD ZERO 0000000000 00 0008 00000000 00000000', ' ',
		'CYL 000 HD 00 REC 001 COUNT 0000000001 00 0320', ' ', '00800  0320  DATA LENGTH', ' ',
		'00000  0000  00000000 00000000 00000000 00000000  00000000 00000000 00000000 00000000  '
		+ '*................................*',
		'SUPPRESSED CHARACTERS SAME AS ABOVE ...', ' ', 'ENTER:',
	]);
	t.is(cms.enter('type 0 0 to 0 1 (count').length, 2 * (1 + 19) * 2 + 1);
	t.deepEqual(enter(cms, 'output 181 3420 (rew', 'dump 0', '').slice(-3), ['DUMPING   TEST', 'END OF DUMP', 'ENTER:']);
	devices.printed.length = 0;
	t.deepEqual(enter(cms, 'input 181 3420', 'print 0 2 5 (hex'), ['ENTER:', 'PRINTING  TEST', 'END OF PRINT', 'ENTER:']);
	t.is(devices.printed[0], 'CYL 000 HD 02 REC 005 COUNT 0000000205 00 0320');
	t.deepEqual(enter(cms, 'input 181 3420 (skip 1'), ['ENTER:']);
	t.deepEqual(cms.enter('type 9'), ['DMKDDR705E IO ERROR 0181 CYL 000 HD 00', 'ENTER:']);
	enter(cms, '');
});

test('labels are asked about', t => {
	const {cms} = machine();
	enter(cms, 'ddr', 'input 192 3350 other', 'output 181 3420 (leave');
	const question = 'DO YOU WISH TO CONTINUE?  RESPOND YES NO OR REREAD:';
	t.deepEqual(cms.enter('dump 0'), ['DMKDDR711R VOLID READ IS TEST NOT OTHER', question]);
	t.deepEqual(cms.enter('perhaps'), [question]);
	t.deepEqual(cms.enter('reread'), ['DMKDDR711R VOLID READ IS TEST NOT OTHER', question]);
	t.deepEqual(cms.enter('no'), ['ENTER:']);
	enter(cms, 'dump 0');
	t.deepEqual(enter(cms, 'yes', ''), ['ENTER NEXT EXTENT OR NULL LINE', 'ENTER:', 'DUMPING   TEST', 'END OF DUMP', 'ENTER:']);
	enter(cms, '', 'tape rew', 'ddr', 'input 181 3420', 'output 193 3350 mine');
	t.deepEqual(cms.enter('restore all'), ['DMKDDR717R DATA DUMPED FROM TEST TO BE RESTORED TO MINE', question]);
	t.deepEqual(cms.enter('yes'), ['DMKDDR716R NO VOL1 LABEL FOUND FOR MINE', question]);
	t.deepEqual(cms.enter('yes'), ['RESTORING TEST', 'END OF RESTORE', 'ENTER:']);
	enter(cms, '');
});

test('what DDR refuses', t => {
	const {cms} = machine();
	enter(cms, 'ddr');
	const refused: ReadonlyArray<readonly [line: string, message: string]> = [
		['dump all', 'DMKDDR708E INVALID INPUT OR OUTPUT DEFINITION'],
		['type 0', 'DMKDDR708E INVALID INPUT OR OUTPUT DEFINITION'],
		['input 190', 'DMKDDR703E OPERAND MISSING'],
		['input xyz 3350', 'DMKDDR701E INVALID OPERAND - XYZ'],
		['input 190 3380 x', 'DMKDDR701E INVALID OPERAND - 3380'],
		['input 190 3350 cmssys x', 'DMKDDR701E INVALID OPERAND - X'],
		['output 181 3420 182', 'DMKDDR701E INVALID OPERAND - 182'],
		['output 181 3420 (mode 1', 'DMKDDR701E INVALID OPERAND - 1'],
		['output 181 3420 (skip', 'DMKDDR703E OPERAND MISSING'],
		['sysprint', 'DMKDDR703E OPERAND MISSING'],
		['dump foo', 'DMKDDR701E INVALID OPERAND - FOO'],
		['dump 5 to 2', 'DMKDDR713E OVERLAPPING OR INVALID EXTENTS'],
		['dump 2 reorder 1', 'DMKDDR701E INVALID OPERAND - REORDER'],
		['dump cpvol', 'DMKDDR700E INPUT UNIT IS NOT A CPVOL'],
		['dump nucleus', 'DMKDDR723E NO VALID CP NUCLEUS ON THE INPUT UNIT'],
		['both', 'DMKDDR701E INVALID OPERAND - BOTH'],
	];
	for (const [line, message] of refused) {
		t.deepEqual(cms.enter(line), [message, 'ENTER:'], line);
	}

	enter(cms, 'input 192 3330 test', 'output 181 3420');
	t.deepEqual(cms.enter('dump 0'), ['DMKDDR708E INVALID INPUT OR OUTPUT DEFINITION', 'ENTER:']);
	enter(cms, 'input 999 3350 test');
	t.deepEqual(cms.enter('dump 0'), ['DMKDDR704E DEV 0999 NOT OPERATIONAL', 'ENTER:']);
	enter(cms, 'input 192 3350 test', 'output 182 3420', 'dump 0');
	t.deepEqual(cms.enter(''), ['DMKDDR704E DEV 0182 NOT OPERATIONAL', 'ENTER:']);
	enter(cms, 'output 181 3420', 'dump 1 to 3');
	t.deepEqual(cms.enter(''), ['DUMPING   TEST', 'DMKDDR705E IO ERROR 0192 CYL 002 HD 00', 'ENTER:']);
	enter(cms, 'dump 1');
	t.deepEqual(enter(cms, '1', ''), ['ENTER NEXT EXTENT OR NULL LINE', 'ENTER:', 'DMKDDR713E OVERLAPPING OR INVALID EXTENTS', 'ENTER:']);
	enter(cms, 'input 192 3350 test', 'output 194 3350 scratch', 'copy 0');
	t.deepEqual(cms.enter(''), ['DMKDDR718E OUTPUT UNIT IS FILE PROTECTED', 'ENTER:']);
	t.deepEqual(cms.enter(''), ['END OF JOB', 'Ready;']);
	t.deepEqual(cms.enter('ddr no such'), ['DMKDDR719E INVALID FILENAME OR FILE NOT FOUND', 'Ready(00719);']);
	t.deepEqual(cms.enter('ddr (x'), ['DMKDDR701E INVALID OPERAND - X', 'Ready(00701);']);
});

test('tapes that are no dumps, or are cut off, are unloaded and leave the rest of the disk alone', t => {
	const {cms, reel} = machine();
	enter(cms, 'ddr', 'input 192 3350 test', 'output 181 3420 (rewind', 'dump 0', '', '');
	const items: Array<Uint8Array | 'mark'> = [];
	for (let item = reel.peek(1); item; item = reel.peek(1)) {
		items.push(item.isMark ? 'mark' : reel.read(1));
		reel.step(1);
	}

	const bad = items.map(item => item === 'mark' ? item : Uint8Array.from(item));
	(bad[1] as Uint8Array).fill(0xFF, 4, 10);
	const tapes: ReadonlyArray<readonly [tape: ReadonlyArray<Uint8Array | 'mark'>, answer: readonly string[]]> = [
		[['mark'], ['DMKDDR709E WRONG INPUT TAPE MOUNTED']],
		[items.slice(1), ['DMKDDR709E WRONG INPUT TAPE MOUNTED']],
		[[], ['DMKDDR705E IO ERROR 0181 CYL 000 HD 00']],
		[bad, ['RESTORING TEST', 'DMKDDR709E WRONG INPUT TAPE MOUNTED']],
		[[...items.slice(0, 5), 'mark'], ['RESTORING TEST', 'DMKDDR709E WRONG INPUT TAPE MOUNTED']],
		[items.slice(0, 3), ['RESTORING TEST', 'DMKDDR705E IO ERROR 0181 CYL 000 HD 00']],
	];
	for (const [tape, answer] of tapes) {
		const other = machine(new MemoryTape(tape));
		enter(other.cms, 'ddr', 'input 181 3420', 'output 193 3350 scratch');
		t.deepEqual(other.cms.enter('restore all'), [...answer, 'ENTER:']);
		t.deepEqual(other.cms.enter(''), ['END OF JOB', 'Ready;']);
	}
});

test('statements in a file: an error ends all work, and its number is the return code', t => {
	const devices = new UnitRecordDevices();
	const cms = new CmsSession({
		files: {
			'GOOD DDR': ['INPUT 192 3350 TEST', 'OUTPUT 193 3350 SCRATCH', 'COPY 0', '1', 'INPUT 193 3350 TEST', 'TYPE 0 0 3 (COUNT'],
			'BAD DDR': ['INPUT 192 3350 TEST', 'FOO', 'TYPE 0 0 3'],
		},
		units: devices.units, volumes: {0x192: cmsVolume(files), 0x193: memoryVolume(2)},
	});
	t.deepEqual(cms.enter('ddr good ddr'), [
		'COPYING   TEST', 'END OF COPY', 'CYL 000 HD 00 REC 003 COUNT 0000000003 00 0320', ' ', 'END OF JOB', 'Ready;',
	]);
	t.deepEqual(cms.enter('ddr bad ddr a'), ['DMKDDR701E INVALID OPERAND - FOO', 'END OF JOB', 'Ready(00701);']);
});
