import test from 'ava';
import {TestSystem, type Session} from '../../support/cp.js';

function user(): Session {
	return new TestSystem().logOn('USER1');
}

test('STORE and DISPLAY storage', t => {
	const one = user();
	t.deepEqual(one.enter('store 1000 c1c2c3c4 47f0 ffffffff'), ['STORE COMPLETE']);
	t.deepEqual(one.enter('display 1000'), ['001000  C1C2C3C4 06']);
	t.deepEqual(one.enter('d 1004-100b'), ['001004  000047F0 FFFFFFFF']);
	t.deepEqual(one.enter('d l1000.c'), ['001000  C1C2C3C4 000047F0 FFFFFFFF 06']);
	t.deepEqual(one.enter('d t1008.8'), ['001000  C1C2C3C4 000047F0 FFFFFFFF 00000000 06 *ABCD...0........*']);
	t.deepEqual(one.enter('store s1003 D1D2D3'), ['STORE COMPLETE']);
	t.deepEqual(one.enter('d 1000:1007'), ['001000  C1C2C3D1 D2D347F0 06']);
});

test('lines that repeat are suppressed', t => {
	t.deepEqual(user().enter('d 2000.100'), [
		'002000  00000000 00000000 00000000 00000000 00',
		'SUPPRESSED LINE(S) SAME AS ABOVE .....',
		'0020F0  00000000 00000000 00000000 00000000',
	]);
});

test('keys', t => {
	const one = user();
	one.vm.storage.keys[2] = 0xF0;
	t.deepEqual(one.enter('d k0-1fff'), [
		'000000 TO 000FFF  KEY = 00',
		'001000 TO 0017FF  KEY = F0',
		'001800 TO 001FFF  KEY = 00',
	]);
});

test('registers', t => {
	const one = user();
	t.deepEqual(one.enter('store g4 12345678 ffffffff'), ['STORE COMPLETE']);
	t.deepEqual(one.enter('d g4'), ['GPR 4  = 12345678']);
	t.deepEqual(one.enter('d g4:5 gf'), ['GPR 4  = 12345678 FFFFFFFF', 'GPR 15 = 00000000']);
	t.is(one.enter('display g').length, 4);
	t.deepEqual(one.enter('d ge-'), ['GPR 14 = 00000000 00000000']);
	t.is(one.enter('d g-4').length, 2);
	t.deepEqual(one.enter('d ffff8-'), ['0FFFF8  00000000 00000000']);
	one.enter('store y0 4110000000000000');
	t.deepEqual(one.enter('d y0'), ['FPR 0 = 4110000000000000   .10000000000000000 E 01']);
});

test('control registers: only 0 with ECMODE OFF', t => {
	const one = user();
	one.enter('store x0 80000000');
	one.enter('store x15 200');
	t.deepEqual(one.enter('d x'), ['ECR 0  = 80000000']);
	t.deepEqual(one.enter('d x15'), ['INVALID REGISTER - X15']);
	one.enter('set ecmode on');
	one.enter('store x15 200');
	t.is(one.enter('d x').length, 4);
	t.deepEqual(one.enter('d x15'), ['ECR 15 = 00000200']);
});

test('DEFINE STORAGE: another size, reset and cleared, with the same devices', t => {
	const one = user();
	one.enter('store 1000 c1c2c3c4');
	const devices = one.enter('query virtual').slice(1);
	t.deepEqual(one.enter('define storage as 1m'), ['STORAGE = 01024K']);
	t.is(one.terminal.status, 'CP READ');
	t.deepEqual(one.enter('query virtual'), ['STORAGE = 01024K', ...devices]);
	t.deepEqual(one.enter('d 1000'), ['001000  00000000 00']);
	t.deepEqual(one.enter('d fffff'), ['0FFFFC  00000000']);
	t.deepEqual(one.enter('def stor 64k#d 10000'), ['STORAGE = 00064K', 'HEXLOC 10000 EXCEEDS STORAGE']);
	t.deepEqual(one.enter('i cms'), []);
	t.is(one.vm.loaded.name, 'CMS');
	t.deepEqual(one.execute('DEFINE STORAGE 256K'), {rc: 0, response: ['STORAGE = 00256K']});
	one.wait();
	t.is(one.vm.storage.size, 256 * 1024);
	t.is(one.terminal.status, 'CP READ');
	t.deepEqual(one.enter('def stor 4100k'), ['STORAGE EXCEEDS ALLOWED MAXIMUM'], 'the directory says 4M');
	t.is(one.vm.storage.size, 256 * 1024);
	t.deepEqual(one.enter('def stor 99999k'), ['STORAGE EXCEEDS ALLOWED MAXIMUM']);
	t.deepEqual(one.enter('def stor much'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(one.enter('define'), ['OPERAND MISSING OR INVALID']);
});

test('NOTREADY of a device, and of none', t => {
	const one = user();
	t.deepEqual(one.enter('notready 00c'), []);
	t.deepEqual(one.enter('notready 777'), ['DEV 777 DOES NOT EXIST']);
	t.deepEqual(one.enter('notready'), ['VADDR MISSING OR INVALID']);
});

test('PSW, CAW, CSW', t => {
	const one = user();
	t.deepEqual(one.enter('store psw 00020000 00001000 48 2000'), ['INVALID HEXDATA - 00020000 00001000 48 2000']);
	t.deepEqual(one.enter('store psw 00020000 00001000 l48 2000'), ['STORE COMPLETE']);
	t.deepEqual(one.enter('display psw caw csw'), [
		'PSW = 00020000 00001000',
		'CAW = 00002000',
		'CSW = 00000000 00000000',
	]);
	t.deepEqual(one.enter('store p 30004000'), ['STORE COMPLETE']);
	t.deepEqual(one.enter('d p'), ['PSW = 00020000 30004000']);
});

test('what cannot be shown or stored', t => {
	const one = user();
	for (const [command, response] of [
		['display', 'OPERAND MISSING OR INVALID'],
		['display what', 'INVALID OPTION - WHAT'],
		['display g16', 'INVALID REGISTER - G16'],
		['display y1', 'INVALID REGISTER - Y1'],
		['display 100000', 'HEXLOC 100000 EXCEEDS STORAGE'],
		['display 200-100', 'INVALID RANGE - 200-000100'],
		['display 1234567', 'INVALID HEXLOC - 1234567'],
		['store', 'OPERAND MISSING OR INVALID'],
		['store 100', 'OPERAND MISSING OR INVALID'],
		['store 100 xyz', 'INVALID HEXDATA - XYZ'],
		['store 100 123456789', 'INVALID HEXDATA - 123456789'],
		['store s100 123', 'INVALID HEXDATA - 123'],
		['store hello 1', 'INVALID HEXLOC - HELLO'],
		['store fffffc 1', 'HEXLOC FFFFFC EXCEEDS STORAGE'],
		['store g15 1 2', 'INVALID REGISTER - 15'],
	]) {
		t.deepEqual(one.enter(command), [response]);
	}
});

test('STORE STATUS', t => {
	const one = user();
	one.enter('store g1 11111111 psw 00020000 00001000');
	t.deepEqual(one.enter('store status'), ['STORE COMPLETE']);
	t.deepEqual(one.enter('d 100.8 184.4'), ['000100  00020000 00001000', '000184  11111111']);
});

test('SYSTEM, BEGIN, EXTERNAL: a program is started by hand', t => {
	const one = user();
	t.deepEqual(one.enter('system clear'), ['STORAGE CLEARED - SYSTEM RESET']);
	// External new PSW: a disabled wait with address 777. The program enables itself and waits.
	one.enter('store 58 00020000 00000777');
	one.enter('store psw ff020000 00001000');
	t.deepEqual(one.enter('begin'), []);
	t.is(one.terminal.status, 'RUNNING');
	t.true(one.enter('#cp external').some(line => line.includes('DISABLED WAIT')));
	t.deepEqual(one.enter('d 18.8'), ['000018  FF020040 00001000']);
	t.deepEqual(one.enter('system'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(one.enter('system halt'), ['INVALID OPTION - HALT']);
	t.deepEqual(one.enter('begin zzz'), ['INVALID HEXLOC - ZZZ']);
	t.deepEqual(one.enter('begin ffffff'), ['HEXLOC FFFFFF EXCEEDS STORAGE']);
	t.deepEqual(one.enter('system reset'), ['SYSTEM RESET']);
	one.enter('store 0 ff020000 00002000');
	one.enter('system restart');
	one.enter('#cp');
	t.deepEqual(one.enter('d psw'), ['PSW = FF020000 00002000']);
});

test('SYSTEM CLEAR clears storage, keys and registers', t => {
	const one = user();
	one.enter('store g1 11111111');
	one.enter('store y0 2222222222222222');
	one.enter('store 8000 33333333');
	one.vm.storage.keys[20] = 0x42;
	t.deepEqual(one.enter('system clear'), ['STORAGE CLEARED - SYSTEM RESET']);
	t.deepEqual(one.enter('d g1'), ['GPR 1  = 00000000']);
	t.regex(one.enter('d y0')[0], /^FPR 0 = 0{16} /);
	t.deepEqual(one.enter('d 8000.4'), ['008000  00000000 00']);
	t.is(one.vm.storage.keys[20], 0);
});

test('SLEEP ends after its time, or by attention', t => {
	const one = user();
	t.deepEqual(one.enter('sleep 2 sec'), []);
	t.is(one.terminal.status, 'RUNNING');
	one.wait(1);
	t.is(one.terminal.status, 'RUNNING');
	one.wait(1);
	t.is(one.terminal.status, 'CP READ');
	one.enter('sleep');
	one.wait(3600);
	t.is(one.terminal.status, 'RUNNING');
	one.attention();
	t.is(one.terminal.status, 'CP READ');
	t.deepEqual(one.enter('sleep long'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(one.enter('sleep 5 fortnights'), ['INVALID OPTION - FORTNIGHTS']);
});

test('ECHO', t => {
	const one = user();
	t.deepEqual(one.enter('echo 2'), ['ECHO ENTERED; TO TERMINATE TEST, TYPE END', 'ENTER LINE']);
	t.deepEqual(one.enter('Hello'), ['Hello', 'Hello', 'ENTER LINE']);
	t.deepEqual(one.enter('end'), []);
	t.is(one.terminal.status, 'CP READ');
});

test('READY is for the reader', t => {
	const one = user();
	t.deepEqual(one.enter('ready 00c'), []);
	// Device end from 00C: the I/O old PSW has its address once the machine is enabled.
	one.enter('store 78 00020000 00000999');
	one.enter('store psw ff020000 00001000');
	one.enter('begin');
	t.deepEqual(one.enter('display 38.8'), ['000038  FF02000C 00001000']);
	t.deepEqual(one.enter('ready 777'), ['DEV 777 DOES NOT EXIST']);
	t.deepEqual(one.enter('ready'), ['VADDR MISSING OR INVALID']);
});

test('ADSTOP stops once, before the instruction', t => {
	const one = user();
	// LA 1,1(1); B 0(15)
	one.enter('store 1000 41110001 47f0f000 g15 1000');
	one.enter('store psw 00000000 00001000');
	t.deepEqual(one.enter('adstop 1004'), []);
	t.deepEqual(one.enter('begin'), ['ADSTOP AT 001004']);
	t.is(one.terminal.status, 'CP READ');
	t.deepEqual(one.enter('display g1'), ['GPR 1  = 00000001']);
	t.deepEqual(one.enter('begin'), []);
	t.is(one.terminal.status, 'RUNNING');
	t.deepEqual(one.enter('#cp adstop 1000'), ['ADSTOP AT 001000']);
	one.enter('adstop 1004');
	t.deepEqual(one.enter('adstop off'), []);
	t.deepEqual(one.enter('begin'), []);
	t.deepEqual(one.enter('#cp adstop 1001'), ['INVALID HEXLOC - 1001']);
	t.deepEqual(one.enter('#cp adstop ffffff'), ['INVALID HEXLOC - FFFFFF']);
	t.deepEqual(one.enter('#cp adstop fffffe'), ['HEXLOC FFFFFE EXCEEDS STORAGE']);
	t.deepEqual(one.enter('#cp adstop'), ['OPERAND MISSING OR INVALID']);
});

test('RESET takes back what a device has pending', t => {
	const one = user();
	one.enter('ready 00c');
	t.deepEqual(one.enter('reset 00c'), ['DEVICE RESET']);
	one.enter('store 78 00020000 00000999');
	one.enter('store psw ff020000 00001000');
	t.deepEqual(one.enter('begin'), []);
	t.is(one.terminal.status, 'RUNNING');
	t.deepEqual(one.enter('#cp reset 777'), ['DEV 777 DOES NOT EXIST']);
	t.deepEqual(one.enter('#cp reset'), ['VADDR MISSING OR INVALID']);
});

test('EXTERNAL takes codes up to FF, and the timers\' in EC mode', t => {
	const one = user();
	t.deepEqual(one.enter('external 1004'), ['INVALID OPTION - 1004']);
	t.deepEqual(one.enter('external 0'), ['INVALID OPTION - 0']);
	one.enter('set ecmode on');
	one.enter('store psw ff020000 00001000 ');
	t.deepEqual(one.enter('external 1004'), []);
	t.deepEqual(one.enter('#cp external 1006'), ['INVALID OPTION - 1006']);
});
