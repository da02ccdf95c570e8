import test from 'ava';
import {fromEbcdic} from '../../../source/base/ebcdic.js';
import {TestSystem, type Session} from '../../support/cp.js';
import {read, write} from '../../support/unit-record.js';

function two(): {readonly system: TestSystem; readonly first: Session; readonly second: Session} {
	const system = new TestSystem();
	const first = system.logOn('USER1', 'GRAF 021');
	const second = system.logOn('USER2', 'GRAF 022');
	return {system, first, second};
}

test('a file closed on a punch TO a user lands in his reader', t => {
	const {first, second} = two();
	second.terminal.take();
	t.deepEqual(first.enter('spool punch to user2'), []);
	write(first.vm, 0x00D, ['HELLO', 'WORLD']);
	t.deepEqual(first.enter('close punch name greeting data'), ['PUN FILE 0001  TO  USER2    COPY 01 NOHOLD']);
	t.deepEqual(second.terminal.take(), ['PUN FILE 0001 FROM USER1    COPY 01 NOHOLD']);
	t.deepEqual(second.enter('query files'), ['FILES: 001 RDR,  NO PRT,  NO PUN']);
	t.deepEqual(second.enter('query reader'), [
		'ORIGINID FILE CLASS RECDS  CPY HOLD',
		'USER1    0001 A PUN 000002 01  NONE',
	]);
	t.deepEqual(second.enter('q rdr all'), [
		'ORIGINID FILE CLASS RECDS  CPY HOLD DATE  TIME     NAME      TYPE     DIST',
		'USER1    0001 A PUN 000002 01  NONE 11/19 09:00:01 GREETING  DATA     USER1',
	]);
	t.deepEqual(['HELLO', 'WORLD', 'EOF', 'EMPTY'].map(() => read(second.vm)), ['HELLO', 'WORLD', 'EOF', 'EMPTY']);
	t.deepEqual(second.enter('query reader'), ['NO RDR FILES']);
	t.deepEqual(first.enter('q f'), ['FILES:  NO RDR,  NO PRT,  NO PUN']);
});

test('output for the system stands in its queue, told only where it is held or made several times', t => {
	const {first} = two();
	write(first.vm, 0x00E, ['ONE LINE']);
	t.deepEqual(first.enter('close 00e'), []);
	first.enter('spool prt copy 3 class b');
	write(first.vm, 0x00E, ['ANOTHER']);
	t.deepEqual(first.enter('close printer'), ['PRT FILE 0002  FOR USER1    COPY 03 NOHOLD']);
	first.enter('spool e copy 01 hold');
	write(first.vm, 0x00E, ['HELD']);
	t.deepEqual(first.enter('close prt'), ['PRT FILE 0003  FOR USER1    COPY 01 HOLD']);
	t.deepEqual(first.enter('query printer'), [
		'ORIGINID FILE CLASS RECDS  CPY HOLD',
		'USER1    0001 A PRT 000001 01  NONE',
		'USER1    0002 B PRT 000001 03  NONE',
		'USER1    0003 B PRT 000001 01  USER',
	]);
	t.is(first.enter('q prt class b').length, 3);
	t.is(first.enter('q prt 0001')[1], 'USER1    0001 A PRT 000001 01  NONE 11/19 09:00:01                    USER1');
	t.deepEqual(first.enter('q prt 77'), ['SPOOLID 0077 DOES NOT EXIST']);
	t.deepEqual(first.enter('q prt class b foo'), ['INVALID OPTION - FOO']);
	t.deepEqual(first.enter('close prt'), [], 'nothing is open');
});

test('FOR another user: the file is his', t => {
	const {first, second} = two();
	first.enter('sp pun for user2');
	write(first.vm, 0x00D, ['X']);
	t.deepEqual(first.enter('close pun'), ['PUN FILE 0001  FOR USER2    COPY 01 NOHOLD']);
	t.deepEqual(first.enter('q pun'), ['NO PUN FILES']);
	t.deepEqual(second.enter('q pun'), ['ORIGINID FILE CLASS RECDS  CPY HOLD', 'USER1    0001 A PUN 000001 01  NONE']);
});

test('a wrong operand behind a spoolid that does not exist has one message', t => {
	const {first} = two();
	t.deepEqual(first.enter('change rdr 1'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(first.enter('change rdr 1 class zz'), ['CLASS MISSING OR INVALID']);
	t.deepEqual(first.enter('change rdr 1 class z'), ['SPOOLID 0001 DOES NOT EXIST', 'NO FILES CHANGED']);
	t.deepEqual(first.enter('purge rdr 1 foo'), ['INVALID OPTION - FOO']);
	t.deepEqual(first.enter('transfer 1 foo to user2'), ['INVALID OPTION - FOO']);
});

test('PURGE, ORDER, CHANGE', t => {
	const {first} = two();
	first.enter('spool rdr class a');
	first.enter('spool pun to *');
	for (const text of ['A', 'B', 'C', 'D']) {
		write(first.vm, 0x00D, [text]);
		first.enter('close pun');
	}

	t.deepEqual(first.enter('order rdr 3 1'), ['0002 FILES ORDERED']);
	t.deepEqual(first.enter('q rdr').slice(1).map(line => line.slice(9, 13)), ['0003', '0001', '0002', '0004']);
	t.deepEqual(first.enter('change rdr 3 hold'), ['0001 FILE CHANGED']);
	t.is(read(first.vm), 'A', 'the first that is not held');
	t.is(read(first.vm), 'EOF');
	t.deepEqual(first.enter('change rdr 3 nohold class b name other file'), ['0001 FILE CHANGED']);
	t.is(read(first.vm), 'B', 'the reader has class A');
	t.deepEqual(first.enter('purge rdr 2'), ['SPOOLID 0002 DOES NOT EXIST', 'NO FILES PURGED']);
	t.deepEqual(first.enter('spool rdr class *'), []);
	t.deepEqual(first.enter('close rdr'), []);
	t.is(read(first.vm), 'C');
	t.deepEqual(first.enter('close rdr hold'), []);
	t.deepEqual(
		first
			.enter('q rdr all')
			.slice(1)
			.map(line => line.slice(9)),
		[
			'0004 A PUN 000001 01  NONE 11/19 09:00:03                    USER1',
			'0003 B PUN 000001 01  NONE 11/19 09:00:03 OTHER     FILE     USER1',
		],
	);
	t.deepEqual(first.enter('purge rdr class b'), ['0001 FILE PURGED']);
	t.deepEqual(first.enter('purge all'), ['0001 FILE PURGED']);
	t.deepEqual(first.enter('purge reader all'), ['NO FILES PURGED']);
	first.enter('set imsg off');
	t.deepEqual(first.enter('purge reader all'), []);
});

test('TRANSFER to another user, and FROM: what one sent comes back', t => {
	const {first, second} = two();
	first.enter('spool pun to *');
	write(first.vm, 0x00D, ['A']);
	first.enter('close pun');
	second.terminal.take();
	t.deepEqual(first.enter('transfer 1 to user2'), ['RDR FILE 0001 TRANSFERRED TO USER2', '0001 FILE TRANSFERRED']);
	t.deepEqual(second.terminal.take(), ['RDR FILE 0001 TRANSFERRED FROM USER1']);
	t.deepEqual(second.enter('q f'), ['FILES: 001 RDR,  NO PRT,  NO PUN']);
	t.deepEqual(first.enter('transfer all from all'), ['RDR FILE 0001 TRANSFERRED FROM USER2', '0001 FILE TRANSFERRED']);
	t.is(read(first.vm), 'A');
	t.deepEqual(first.enter('transfer all from user2'), ['NO FILES TRANSFERRED']);
	t.deepEqual(first.enter('transfer all to nobody'), ['NOBODY NOT IN CP DIRECTORY']);
});

test('a reader: HOLD keeps files, CONT runs them together, NOEOF ends without unit exception', t => {
	const {first} = two();
	first.enter('spool pun to *#spool rdr hold');
	for (const text of ['A', 'B']) {
		write(first.vm, 0x00D, [text]);
		first.enter('close pun');
	}

	t.deepEqual([read(first.vm), read(first.vm), read(first.vm), read(first.vm)], ['A', 'EOF', 'B', 'EOF']);
	t.is(first.enter('q rdr').length, 3);
	first.enter('spool rdr cont noeof nohold');
	t.deepEqual([read(first.vm), read(first.vm), read(first.vm)], ['A', 'B', 'EMPTY']);
	t.deepEqual(first.enter('query virtual 00c'), ['RDR  00C CL * CONT   NOHOLD NOEOF      READY']);
});

test('a file read to its end goes when the reader is closed or read again; without either it stays', t => {
	const {first} = two();
	first.enter('spool pun to *');
	for (const text of ['A', 'B', 'C']) {
		write(first.vm, 0x00D, [text]);
		first.enter('close pun');
	}

	t.deepEqual([read(first.vm), read(first.vm)], ['A', 'EOF']);
	first.enter('close rdr hold');
	t.is(first.enter('q rdr').length, 4, 'all three are there');
	t.deepEqual([read(first.vm), read(first.vm), read(first.vm), read(first.vm)], ['B', 'EOF', 'C', 'EOF']);
	t.is(first.enter('q rdr').length, 2, 'A');
	first.enter('detach 00c');
	t.is(first.enter('q rdr').length, 3, 'C was not closed, B was read past');
});

test('NOTREADY stops a device, READY starts it', t => {
	const {first} = two();
	first.enter('notready 00d');
	t.is(write(first.vm, 0x00D, ['A']) & 0x02, 0x02, 'unit check');
	t.is(first.enter('q v 00d')[0], 'PUN  00D CL A NOCONT NOHOLD COPY 01    NOTREADY');
	first.enter('ready 00d');
	t.is(write(first.vm, 0x00D, ['A']) & 0x02, 0);
});

test('SPOOL CONT: CLOSE is ignored until NOCONT; SPOOL CLOSE and PURGE are not', t => {
	const {first} = two();
	first.enter('spool pun cont to *');
	write(first.vm, 0x00D, ['A']);
	t.deepEqual(first.enter('close pun'), []);
	write(first.vm, 0x00D, ['B']);
	t.deepEqual(first.enter('spool pun close'), ['PUN FILE 0001  TO  USER1    COPY 01 NOHOLD']);
	t.deepEqual([read(first.vm), read(first.vm)], ['A', 'B']);
	first.enter('spool pun nocont');
	write(first.vm, 0x00D, ['C']);
	t.deepEqual(first.enter('spool pun purge'), []);
	t.deepEqual(first.enter('close pun'), []);
	write(first.vm, 0x00D, ['D']);
	t.deepEqual(first.enter('close pun purge'), []);
	t.deepEqual(first.enter('q files'), ['FILES:  NO RDR,  NO PRT,  NO PUN']);
});

test('SPOOL CONSOLE START: what is typed, both ways, becomes a printer file', t => {
	const {first} = two();
	first.enter('spool rdr class a');
	first.enter('spool console start to *');
	first.enter('query userid');
	t.deepEqual(first.enter('spool console stop close'), ['CON FILE 0001  TO  USER1    COPY 01 NOHOLD']);
	t.is(read(first.vm), 'EMPTY', 'consoles have class T');
	first.enter('spool rdr class t');
	t.deepEqual(
		[read(first.vm), read(first.vm), read(first.vm), read(first.vm)],
		['query userid', 'USER1    AT YORKTOWN', 'spool console stop close', 'EOF'],
	);
	t.deepEqual(first.enter('q v cons').slice(0, 2), [
		'CONS 009 ON GRAF 021 TERM STOP',
		'     009 CL T NOCONT NOHOLD COPY 01    READY',
	]);
	first.enter('spool con start noterm');
	t.deepEqual(first.enter('query userid'), []);
});

test('LOGON tells how many files wait; LOGOFF and DETACH close what is open', t => {
	const {system, first, second} = two();
	first.enter('spool pun to user2');
	write(first.vm, 0x00D, ['A']);
	write(first.vm, 0x00E, ['LINE']);
	first.enter('detach 00d');
	first.enter('logoff');
	t.is(read(second.vm), 'A');
	t.true(second.enter('logoff').length > 0, 'a file being read stays');
	t.deepEqual(system.terminal('GRAF 023').enter('logon user2 user2 noipl').slice(0, 1), [
		'FILES: 001 RDR,  NO PRT,  NO PUN',
	]);
	t.deepEqual(system.terminal('GRAF 024').enter('logon user1 user1 noipl').slice(0, 1), [
		'FILES:  NO RDR, 001 PRT,  NO PUN',
	]);
});

test('a file that comes makes an empty reader ready: an interruption', t => {
	const {first, second} = two();
	second.enter('store 78 00020000 00000999');
	second.enter('store psw ff020000 00001000');
	second.enter('begin');
	first.enter('spool pun to user2');
	write(first.vm, 0x00D, ['A']);
	first.enter('close pun');
	t.is(second.terminal.status, 'CP READ');
	t.deepEqual(second.enter('display 38.8'), ['000038  FF02000C 00001000']);
});

test('SPOOL and CLOSE say what is wrong', t => {
	const {first} = two();
	for (const [command, rc, response] of [
		['SPOOL', 26, 'OPERAND MISSING OR INVALID'],
		['SPOOL PUN', 26, 'OPERAND MISSING OR INVALID'],
		['SPOOL XYZ CLASS A', 22, 'VADDR MISSING OR INVALID'],
		['SPOOL 777 CLASS A', 40, 'DEV 777 DOES NOT EXIST'],
		['SPOOL 191 CLASS A', 6, 'INVALID DEVICE TYPE - 191'],
		['SPOOL PUN CLASS *', 28, 'CLASS MISSING OR INVALID'],
		['SPOOL PUN COPY 0', 30, 'COPIES MISSING OR INVALID'],
		['SPOOL PUN TO', 20, 'USERID MISSING OR INVALID'],
		['SPOOL PUN TO NOBODY', 53, 'NOBODY NOT IN CP DIRECTORY'],
		['SPOOL RDR TO USER2', 3, 'INVALID OPTION - TO'],
		['CLOSE PUN HOLD PURGE', 13, 'CONFLICTING OPTION - PURGE'],
		['CLOSE PUN NAME', 29, 'FILENAME MISSING OR INVALID'],
		['CLOSE PUN FAST', 3, 'INVALID OPTION - FAST'],
		['PURGE', 35, 'DEVICE TYPE MISSING OR INVALID'],
		['PURGE RDR', 26, 'OPERAND MISSING OR INVALID'],
		['PURGE RDR X', 27, 'SPOOLID MISSING OR INVALID'],
		['CHANGE RDR ALL', 26, 'OPERAND MISSING OR INVALID'],
		['CHANGE RDR ALL FAST', 3, 'INVALID OPTION - FAST'],
		['ORDER RDR ALL', 3, 'INVALID OPTION - ALL'],
		['TRANSFER ALL', 26, 'OPERAND MISSING OR INVALID'],
	] as const) {
		t.deepEqual(first.execute(command), {rc, response: [response]}, command);
	}
});

test('the spooling operator sees and purges everybody\'s files', t => {
	const {system, first, second} = two();
	const operator = system.logOn('OPERATOR', 'CONS 009');
	for (const user of [first, second]) {
		write(user.vm, 0x00E, ['X']);
		user.enter('close prt');
	}

	first.enter('spool pun to user2');
	write(first.vm, 0x00D, ['X']);
	first.enter('close pun');
	t.deepEqual(operator.enter('query files'), ['FILES: 001 RDR, 002 PRT,  NO PUN']);
	t.deepEqual(operator.enter('query files user1'), ['FILES:  NO RDR, 001 PRT,  NO PUN']);
	t.deepEqual(operator.enter('query printer'), [
		'OWNERID  FILE CLASS RECDS  CPY HOLD',
		'USER1    0001 A PRT 000001 01  NONE',
		'USER2    0002 A PRT 000001 01  NONE',
	]);
	t.deepEqual(operator.enter('query reader user2'), [
		'ORIGINID FILE CLASS RECDS  CPY HOLD',
		'USER1    0003 A PUN 000001 01  NONE',
	]);
	t.is(operator.enter('q prt 2').length, 2);
	t.deepEqual(operator.enter('purge user1 prt all'), ['0001 FILE PURGED']);
	t.deepEqual(operator.enter('purge system all'), ['0002 FILES PURGED']);
	t.deepEqual(operator.enter('purge prt all'), ['NO FILES PURGED']);
	t.deepEqual(first.enter('purge user2 prt all'), ['DEVICE TYPE MISSING OR INVALID']);
});

test('TAG goes from the device to its files', t => {
	const {first} = two();
	t.deepEqual(first.enter('tag dev punch Cambridg user9'), []);
	t.deepEqual(first.enter('tag query dev 00d'), ['PUN  00D TAG:', 'Cambridg user9']);
	first.enter('spool pun to *');
	write(first.vm, 0x00D, ['X']);
	first.enter('close pun');
	t.deepEqual(first.enter('tag query file 1'), ['Cambridg user9']);
	t.deepEqual(first.enter('tag file 1 Paris'), []);
	t.deepEqual(first.enter('tag qu fi 1'), ['Paris']);
	t.deepEqual(first.enter('tag file 9 x'), ['SPOOLID 0009 DOES NOT EXIST']);
	t.deepEqual(first.enter('tag file x'), ['SPOOLID MISSING OR INVALID']);
	t.deepEqual(first.enter('tag'), ['OPERAND MISSING OR INVALID']);
});

test('a deck in the reader is IPLed', t => {
	const {first} = two();
	first.enter('spool pun to *');
	// PSW, and CCWs that read the second card to 1000; there: BALR 15,0; LPSW of a disabled wait with code 777.
	punchHex(first, '0000000000001000', '0200100020000050');
	punchHex(first, '05F08200F0060000', '000A000000000777');
	first.enter('close pun');
	t.deepEqual(first.enter('ipl 00c clear stop'), []);
	t.is(first.terminal.status, 'CP READ');
	t.deepEqual(first.enter('begin'), ['CP ENTERED; DISABLED WAIT PSW \'000A0000 00000777\'']);
	t.deepEqual(first.enter('ipl 00c'), ['IPL TERMINATED; FATAL I/O ERROR'], 'the end of the file');
});

function punchHex({vm}: Session, ...words: readonly string[]): void {
	const card = new Uint8Array(80);
	card.set(Buffer.from(words.join(''), 'hex'));
	write(vm, 0x00D, [fromEbcdic(card)]);
}
