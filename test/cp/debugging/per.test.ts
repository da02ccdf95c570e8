/** Program-event recording (GA22-7000) of a machine in EC mode works under CP, traced or not. */
import test from 'ava';
import {TestSystem, type Session} from '../../support/cp.js';

/**
 * At 1000: MVI 1800,7; LA 2,1; BC 15,100E; BCR 0,0; LPSW of a wait. The program-new PSW leads to a wait as well, whose
 * address says so.
 */
function loaded(): Session {
	const one = new TestSystem().logOn('USER1');
	one.enter('set ecmode on');
	one.enter('store 1000 9207c800 41200001 47f0c00e 07008200 c2000000 gc 1000');
	one.enter('store 1200 000a0000 00007777 l68 000a0000 00006666');
	return one;
}

for (const how of ['', 'trace all printer']) {
	test(`a stored-into range interrupts, with code and address of the instruction (${how || 'untraced'})`, t => {
		const one = loaded();
		one.enter('store x9 20000000 1800 18ff psw 40080000 00001000');
		one.enter(how);
		t.deepEqual(one.enter('begin').slice(-1), ['CP ENTERED; DISABLED WAIT PSW \'000A0000 00006666\'']);
		// Code 80, ILC 2; the PER code of storage alteration and the address of MVI; the old PSW behind it.
		t.deepEqual(one.enter('display 8c.4 94.c 28.8'), [
			'00008C  00040080', '000094  00002000 00001000 00000000', '000028  40080000 00001004',
		]);
	});

	test(`a branch taken interrupts wherever it is, and nothing does that is not asked for (${how || 'untraced'})`, t => {
		const one = loaded();
		one.enter('store x9 80000000 3000 30ff psw 40080000 00001000');
		one.enter(how);
		t.deepEqual(one.enter('begin').slice(-1), ['CP ENTERED; DISABLED WAIT PSW \'000A0000 00006666\'']);
		t.deepEqual(one.enter('display 98.4 28.8'), ['000098  00001008', '000028  40080000 0000100E']);
		one.enter('store x9 0 0 ffffff psw 40080000 00001000');
		t.deepEqual(one.enter('begin').slice(-1), ['CP ENTERED; DISABLED WAIT PSW \'000A0000 00007777\'']);
	});
}

test('TRACE shows the interruption of an event', t => {
	const one = loaded();
	one.enter('store x9 40000000 1004 1007 psw 40080000 00001000');
	one.enter('trace prog run');
	t.deepEqual(one.enter('begin'), [
		'*** 001004 PROG 0080 ==> 006666', 'CP ENTERED; DISABLED WAIT PSW \'000A0000 00006666\'',
	]);
});
