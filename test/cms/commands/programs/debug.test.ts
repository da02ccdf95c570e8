import test from 'ava';
import {CmsSession} from '../../../support/cms-session.js';
import {UnitRecordDevices} from '../../../support/unit-records.js';

test('DEBUG shows and changes storage', t => {
	const session = new CmsSession();
	t.deepEqual(session.enter('debug'), ['DEBUG ENTERED.', ' ']);
	t.deepEqual(session.enter('store 30000 c1c2c3c4 c5c6'), [' ']);
	t.deepEqual(session.enter('x 30000 8'), ['C1C2C3C4 C5C60000', ' ']);
	t.deepEqual(session.enter('store 30000 xy'), ['INVALID OPERAND', ' ']);
	t.deepEqual(session.enter('x 30000 57'), ['INVALID OPERAND', ' ']);
	t.deepEqual(session.enter('gpr 0 16'), ['INVALID OPERAND', ' ']);
	t.is(session.enter('gpr 0 15').length, 17);
	t.is(session.enter('psw').length, 2);
	t.deepEqual(session.enter('return'), ['Ready;']);
});

test('HX leaves DEBUG and what had called it', t => {
	const session = new CmsSession({files: {'D EXEC': ['&CONTROL OFF', 'DEBUG', '&TYPE NEVER SEEN']}});
	session.enter('exec d');
	t.deepEqual(session.enter('hx'), ['CMS']);
});

/** LA 2,5; LA 3,7; AR 2,3; LR 15,2; BR 14. */
const program = ['store 20000 41200005 41300007 1A2318F2', 'store 2000c 07fe'];

/** In DEBUG, with the program in storage. */
function debugging(): CmsSession {
	const session = new CmsSession();
	for (const line of ['debug', ...program]) {
		session.enter(line);
	}

	return session;
}

test('a breakpoint stops the program; registers and storage are as it has them, and GO goes on', t => {
	const session = debugging();
	t.deepEqual(session.enter('break 1 20008'), [' ']);
	t.deepEqual(session.enter('x 20008 2'), ['B2E1', ' ']);
	t.deepEqual(session.enter('go 20000'), ['DEBUG ENTERED.', 'BREAKPOINT 01 AT 020008', ' ']);
	t.deepEqual(session.enter('gpr 2 3'), ['00000005', '00000007', ' ']);
	t.deepEqual(session.enter('x 20008 2'), ['1A23', ' ']);
	t.regex(session.enter('psw')[0], /^[\dA-F]{8} [\dA-F]{2}020008$/);
	t.deepEqual(session.enter('return'), ['INCORRECT DEBUG EXIT', ' ']);
	t.deepEqual(session.enter('set gpr 3 00000100'), [' ']);
	t.deepEqual(session.enter('go'), ['Ready(00261);']);
	// It was cleared when it was met.
	session.enter('debug');
	t.deepEqual(session.enter('go 20000'), ['Ready(00012);']);
});

test('START comes to a breakpoint as well, and GO goes on somewhere else', t => {
	const session = debugging();
	for (const line of ['origin 20000', 'define end c 2', 'break 15 4', 'return']) {
		session.enter(line);
	}

	session.enter('debug');
	t.deepEqual(session.enter('x end'), ['07FE', ' ']);
	t.deepEqual(session.enter('go 0'), ['DEBUG ENTERED.', 'BREAKPOINT 15 AT 020004', ' ']);
	t.deepEqual(session.enter('set gpr 15 00000007'), [' ']);
	t.deepEqual(session.enter('go end'), ['Ready(00007);']);
});

test('EXTERNAL of CP enters DEBUG, and whoever was reading goes on reading', t => {
	const session = new CmsSession({files: {'R EXEC': ['&CONTROL OFF', '&READ 1', '&TYPE READ &1', '&EXIT 5']}});
	t.true(session.enter('#cp external').includes('DEBUG ENTERED.'));
	t.is(session.enter('x 0 4').at(-1), ' ');
	t.deepEqual(session.enter('go'), []);
	t.deepEqual(session.enter('exec r'), []);
	t.true(session.enter('#cp external').includes('DEBUG ENTERED.'));
	t.deepEqual(session.enter('go'), []);
	t.deepEqual(session.enter('&type hello'), ['HELLO', 'READ', 'Ready(00005);']);
	session.enter('#cp external');
	t.deepEqual(session.enter('hx'), ['CMS']);
	t.is(session.enter('query blip').at(-1), 'Ready;');
});

test('behind an abend the first DEBUG shows its registers and PSW, a later one does not', t => {
	const session = debugging();
	session.enter('store 20008 0000');
	t.true(session.enter('go 20000').includes('CMS'));
	session.enter('debug');
	t.regex(session.enter('psw')[0], /[\dA-F]{2}02000A$/);
	t.deepEqual(session.enter('gpr 2 3'), ['00000005', '00000007', ' ']);
	session.enter('return');
	session.enter('debug');
	t.notRegex(session.enter('psw')[0], /02000A$/);
});

test('DUMP prints registers, control words and 32 bytes a line', t => {
	const devices = new UnitRecordDevices();
	const session = new CmsSession({units: devices.units});
	for (const line of ['debug', 'store 20004 c8c5d3d3 d6', 'set gpr 15 12345678']) {
		session.enter(line);
	}

	t.deepEqual(session.enter('dump 20000 2003f first'), [' ']);
	const lines = devices.printed;
	t.is(lines[0], 'FIRST FROM 020000 TO 02003F');
	t.regex(lines[2], /^GPR 8-15 .*12345678$/);
	t.regex(lines[4], /^PSW(?: [\dA-F]{8}){2} {3}CSW .* CAW [\dA-F]{8}$/);
	t.is(lines[5], `020000  00000000 C8C5D3D3 D6000000${' 00000000'.repeat(5)}  *....HELLO${'.'.repeat(23)}*`);
	t.is(lines.length, 7);
});

test('what DEBUG refuses', t => {
	const session = debugging();
	const refused: ReadonlyArray<readonly [line: string, why: string]> = [
		['listfile', 'INVALID DEBUG REQUEST'],
		['', 'INVALID DEBUG REQUEST'],
		['break 1', 'MISSING OPERAND'],
		['break 16 20000', 'INVALID OPERAND'],
		['break 1 20001', 'INVALID OPERAND'],
		['break 1 fffffffe', 'INVALID OPERAND'],
		['break 1 20000 20002', 'TOO MANY OPERANDS'],
		['go', 'INCORRECT DEBUG EXIT'],
		['go 20001', 'INVALID OPERAND'],
		['go nowhere', 'INVALID OPERAND'],
		['set', 'MISSING OPERAND'],
		['set gpr 3', 'MISSING OPERAND'],
		['set gpr 16 00', 'INVALID OPERAND'],
		['set gpr 15 00 00', 'INVALID OPERAND'],
		['set psw 00 00 00', 'INVALID OPERAND'],
		['set key 00', 'INVALID OPERAND'],
		['set caw xx', 'INVALID OPERAND'],
		['define abc 20000', 'INVALID OPERAND'],
		['define end 20000 57', 'INVALID OPERAND'],
		['store 20000 0102030g', 'INVALID OPERAND'],
		['store 20000 01 02 03 04', 'TOO MANY OPERANDS'],
		['dump 20 10', 'INVALID OPERAND'],
		['dump 0 10', 'PRINTER NOT READY'],
	];
	for (const [line, why] of refused) {
		t.deepEqual(session.enter(line), [why, ' '], line);
	}

	for (let symbol = 0; symbol < 16; symbol++) {
		t.deepEqual(session.enter(`define sym${symbol} 20000`), [' ']);
	}

	t.deepEqual(session.enter('define seventee 20000'), ['16 SYMBOLS ALREADY DEFINED', ' ']);
	t.deepEqual(session.enter('define sym3 20010 56'), [' ']);
});
