/** SET RUN ON lets a machine go on while its user is in CP; one that cannot run says so once. */
import test from 'ava';
import {TestSystem} from '../../support/cp.js';

test('a machine cleared under SET RUN ON waits for BEGIN; a loop of program interruptions is told once', t => {
	const system = new TestSystem();
	const user = system.logOn('USER1');
	user.enter('SET RUN ON');
	t.deepEqual(user.enter('SYSTEM CLEAR'), ['STORAGE CLEARED - SYSTEM RESET']);
	t.deepEqual(user.wait(5), []);
	t.deepEqual(user.enter('BEGIN'), ['CP ENTERED; PROGRAM INTERRUPT LOOP']);
	t.deepEqual(user.wait(5), []);
	t.true(user.enter('QUERY TIME')[0].startsWith('TIME IS'));
});

test('a disabled wait under SET RUN ON is told once', t => {
	const system = new TestSystem();
	const user = system.logOn('USER1');
	user.enter('SET RUN ON');
	user.vm.cpu.psw.load(0x0002_0000, 0xABC);
	t.deepEqual(user.enter('BEGIN'), ['CP ENTERED; DISABLED WAIT PSW \'00020000 00000ABC\'']);
	t.deepEqual(user.wait(5), []);
});

test('attention under SET RUN ON leaves the machine running', t => {
	const system = new TestSystem();
	const user = system.logOn('USER1');
	user.enter('SET RUN ON');
	user.vm.storage.setWord(0x500, 0x47F0_0500);
	user.enter('BEGIN 500');
	user.enter('#CP');
	t.true(user.vm.cpMode.active);
	const {instructions} = user.vm.cpu;
	user.wait(1);
	t.true(user.vm.cpu.instructions > instructions + 100_000);
});
