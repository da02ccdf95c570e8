import test from 'ava';
import {TestSystem} from '../../support/cp.js';
import {read, write} from '../../support/unit-record.js';

test('DEFINE gives temporary space, until DETACH', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('define t3350 as 192 cyl 5'), ['DASD 192 DEFINED 005 CYL']);
	t.deepEqual(user.enter('q v 192'), ['DASD 192 3350 (TEMP) R/W    005 CYL']);
	t.deepEqual(user.enter('def t3350 192 5'), ['DEV 192 NOT DEFINED; DEV 192 ALREADY DEFINED']);
	t.deepEqual(user.enter('detach 192'), ['DASD 192 DETACHED']);
	t.deepEqual(user.enter('def t9999 192 5'), ['DASD 192 NOT DEFINED; TEMP SPACE NOT AVAILABLE']);
	t.deepEqual(user.enter('def t3350 192'), ['OPERAND MISSING OR INVALID']);
	t.deepEqual(user.enter('def t3350 xyz 5'), ['VADDR MISSING OR INVALID']);
});

test('DEFINE gives a device another address', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('define 191 as 291'), ['DASD 291 DEFINED']);
	t.deepEqual(user.enter('q v 291'), ['DASD 291 3350 YRKUSR R/W    003 CYL']);
	t.deepEqual(user.enter('def 191 391'), ['DEV 191 DOES NOT EXIST']);
	t.deepEqual(user.enter('def 291 190'), ['DEV 291 NOT DEFINED; DEV 190 ALREADY DEFINED']);
	t.is(user.execute('DEF 291').rc, 22);
});

test('DEFINE makes spooled devices', t => {
	const user = new TestSystem().logOn('USER1');
	t.deepEqual(user.enter('define punch as 01d'), ['PUN 01D DEFINED']);
	t.deepEqual(user.enter('def rdr 01c#def 3211 01e'), ['RDR 01C DEFINED', 'PRT 01E DEFINED']);
	user.enter('spool 00d to *');
	write(user.vm, 0x00D, ['A']);
	user.enter('close 00d');
	t.is(read(user.vm, 0x01C), 'A');
	t.is(user.enter('q v ur').length, 10);
	t.deepEqual(user.enter('def clavier 01f'), ['INVALID OPTION - CLAVIER']);
	t.deepEqual(user.enter('def prt 01f x'), ['INVALID OPTION - X']);
});
