/** SVCTRACE: what it prints, and how it ends (GC20-1818). */
import test from 'ava';
import {toEbcdic} from '../../../../source/base/ebcdic.js';
import {hexBytes, parseHexBytes} from '../../../../source/base/hex.js';
import {cmsVolume, moduleFile} from '../../../support/cms-disk.js';
import {CmsSession} from '../../../support/cms-session.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';
import {SystemSession} from '../../../support/whole-system.js';

/** STATE NOSUCH MODULE A by SVC 202 at 020006, with an error address; ends with code 5. */
const ask = moduleFile('ASK', parseHexBytes(
	'05c04110c0160aca0002001241f0000507fe41f0000507fe'
	+ `${hexBytes(toEbcdic('STATE   NOSUCH  MODULE  A       '))}ffffffffffffffff`,
)!);
/** STRINIT by SVC 203. */
const service = moduleFile('SERVICE', parseHexBytes('0acb000707fe')!);
const short = ['&CONTROL OFF', 'STATE NOSUCH DATA A', '&EXIT'];
/** Still runs when HO comes, and ends. */
const count = ['&CONTROL OFF', '&I = 0', '-L', 'STATE COUNT EXEC', '&I = &I + 1', '&IF &I LT 200 &GOTO -L'];
const loop = ['&CONTROL OFF', '-L', 'STATE LOOP EXEC', '&GOTO -L'];

function traced(): {readonly session: CmsSession; readonly devices: UnitRecordDevices} {
	const devices = new UnitRecordDevices();
	const session = new CmsSession({
		units: devices.units, volumes: {0x191: cmsVolume({'LOOP EXEC': loop, 'SHORT EXEC': short}, [ask, service])},
	});
	return {session, devices};
}

const records = ({printed}: UnitRecordDevices): string[] => printed.filter(line => /^[-+*] /.test(line));

test('SVCTRACE ON records a program\'s SVC and its return, with registers and parameter list', t => {
	const {session, devices} = traced();
	t.deepEqual(session.enter('svctrace on'), ['Ready;']);
	t.deepEqual(devices.printed, [], 'ON itself is not recorded');
	t.deepEqual(session.enter('ask'), ['Ready(00005);']);
	t.deepEqual(session.enter('svct off'), ['Ready;']);
	const {printed} = devices;
	const call = printed.findIndex(line => line.startsWith('- N/D = 002/02 STATE'));
	t.regex(printed[call], /^- N\/D = 002\/02 STATE {4}FROM 020006 OLDPSW = \w{4}00CA \w\w020008 GOPSW = \w{8} \w{8}$/);
	t.regex(printed[call + 1], /^\.GPRSB = (?:[\dA-F]{8} ){8}\*.{32}\*$/);
	t.regex(printed[call + 2], /^ {7}= (?:[\dA-F]{8} ){8}\*.{32}\*$/);
	t.regex(printed[call + 3], /^\.FPRS = (?:[\dA-F]{16} {2}){4}\*.{32}\*$/);
	t.regex(printed[call + 4], /^\.PARM = E2E3C1E3 .*\*STATE {3}NOSUCH {2}MODULE {2}A {7}\*$/);
	t.regex(printed[call + 5], /^ {6}= (?:F{8} ){2}/);
	t.regex(printed[call + 6], /^\* N\/D = 002\/02 STATE {4}FROM 020006 .* GOPSW = .*020012 {2}RC=28$/);
	t.is(printed[call + 7], printed[call + 1], 'the registers before, again');
	t.regex(printed[call + 9], /^\.GPRS AFTER : R0-R1 = \w{8} 00020018 \*.{8}\* R15 = 0000001C \*\.{4}\*$/);
	t.regex(printed[call + 10], /^\.GPRSS = /);
	t.regex(printed[call + 12], /^\.FPRS = /);
	t.regex(printed[call + 13], /^\.FPRSS = /);
	t.is(printed[call + 14], printed[call + 4]);
	t.regex(printed[call + 16], /^\* N\/D = 001\/01 ASK .* {2}RC=5$/);
	t.regex(records(devices).at(-1)!, /^- N\/D = 003\/01 SVCT /, 'OFF returns when nothing is recorded any more');
	const {length} = printed;
	session.enter('ask');
	t.is(printed.length, length);
});

test('SVC 203 is recorded by the name of its service, what an EXEC calls and what there is not as SVC 202', t => {
	const {session, devices} = traced();
	session.enter('svctrace on');
	session.enter('service');
	session.enter('nosuch');
	session.enter('exec short');
	session.enter('svctrace off');
	const shown = records(devices).map(line => line.replace(/ +FROM .* GOPSW = .{17}/, ''));
	t.deepEqual(shown, [
		'- N/D = 001/01 SERVICE',
		'- N/D = 002/02 STRINIT',
		'+ N/D = 002/02 STRINIT  RC=0',
		'+ N/D = 001/01 SERVICE  RC=0',
		'- N/D = 003/01 NOSUCH',
		'* N/D = 003/01 NOSUCH  RC=-3',
		'- N/D = 004/01 EXEC',
		'- N/D = 005/02 STATE',
		'* N/D = 005/02 STATE  RC=28',
		'+ N/D = 004/01 EXEC  RC=0',
		'- N/D = 006/01 SVCTRACE',
	]);
	session.enter('svctrace on');
	session.enter('ask');
	t.regex(records(devices).at(-1)!, /^\* N\/D = 001\/01 ASK /, 'numbers begin again');
});

test('SO suspends, RO resumes, HO ends tracing while something runs', t => {
	const {session, devices} = traced();
	const immediate = (line: string): number => {
		session.terminal.line.enter(line);
		session.run(1);
		const {length} = devices.printed;
		session.run(1);
		return devices.printed.length - length;
	};

	session.enter('svctrace on');
	t.true(immediate('exec loop') > 0);
	t.is(immediate('so'), 0);
	t.true(immediate('ro') > 0);
	t.is(immediate('ho'), 0);
	t.is(immediate('ro'), 0, 'there is nothing to resume');
	t.deepEqual(session.enter('hx'), ['CMS']);
	t.deepEqual(session.enter('svctrace off'), ['Ready;']);
});

/** A user of the whole system, with a printer that is spooled. */
function spooled(): (line: string, ...later: readonly string[]) => string[] {
	const session = new SystemSession({191: cmsVolume({'LOOP EXEC': loop, 'COUNT EXEC': count}, [ask])});
	session.enter('');
	return (line, ...later) =>
		session.enterAndLater(line, later).map(typed => typed.replace(/^(Ready(?:\(-?\d+\))?;).*$/, '$1'));
}

/** Printer files, a line each. */
const files = (lines: readonly string[]): readonly string[] => lines.filter(line => line.startsWith('TESTER '));

test('OFF closes the printer: what was recorded is a spool file, and only one', t => {
	const enter = spooled();
	enter('svctrace on');
	enter('ask');
	t.deepEqual(files(enter('query printer all')), []);
	t.deepEqual(enter('svctrace off'), ['Ready;']);
	t.is(files(enter('query printer all')).length, 1);
	enter('svctrace off');
	enter('ask');
	enter('close 00e');
	t.is(files(enter('query printer all')).length, 1);
});

test('HO closes the printer too, and what runs goes on', t => {
	const enter = spooled();
	enter('svctrace on');
	t.deepEqual(enter('exec count', 'ho'), ['Ready;']);
	t.is(files(enter('query printer all')).length, 1);
	enter('svctrace off');
	enter('close 00e');
	t.is(files(enter('query printer all')).length, 1);
});

test('HX ends tracing, and what was recorded is printed', t => {
	const enter = spooled();
	enter('svctrace on');
	t.deepEqual(enter('exec loop', 'hx'), ['CMS']);
	t.is(files(enter('query printer all')).length, 1);
	enter('ask');
	enter('close 00e');
	t.is(files(enter('query printer all')).length, 1);
});

test('a printer that is taken away ends tracing with a message, once', t => {
	const enter = spooled();
	enter('svctrace on');
	t.deepEqual(enter('cp detach 00e'), ['PRT 00E DETACHED', 'DMSOVR123S ERROR PRINTING SVC TRACE.', 'Ready;']);
	t.deepEqual(enter('ask'), ['Ready(00005);']);
	t.deepEqual(enter('svctrace on'), ['DEVICE \'00E\' INVALID OR NONEXISTENT.', 'Ready(00036);']);
});

test('SVCTRACE refuses what is neither ON nor OFF', t => {
	const {session} = traced();
	t.deepEqual(session.enter('svctrace'), ['NO FUNCTION SPECIFIED.', 'Ready(00024);']);
	t.deepEqual(session.enter('svctrace maybe'), ['INVALID FUNCTION \'MAYBE\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('svctrace on off'), ['INVALID PARAMETER \'OFF\'.', 'Ready(00024);']);
	t.deepEqual(session.enter('svctrace off (on'), ['INVALID PARAMETER \'ON\'.', 'Ready(00024);']);
});
