/**
 * SMSG: messages that a program in the other machine takes by VMCF (GC20-1820; SY20-0886, "Special Message Facility").
 */
import test from 'ava';
import {fromEbcdic} from '../../../../source/base/ebcdic.js';
import {limits} from '../../../../source/base/limits.js';
import {vmcfFunction as is, vmcfOption as option} from '../../../../source/base/vmcf.js';
import {CpSession} from '../../../support/cp-session.js';
import {VmcfMachine} from '../../../support/vmcf-machine.js';

function setUp() {
	const cp = new CpSession();
	const bob = new VmcfMachine(cp, 'BOB');
	const {terminal} = cp.logOn('ALICE');
	const enter = (line: string): string[] => {
		terminal.take();
		terminal.line.enter(line);
		cp.run();
		return terminal.take();
	};

	enter('');
	return {cp, bob, enter};
}

test('a special message comes from SYSTEM, its text behind the header, its issuer in the user doubleword', t => {
	const {bob, enter} = setUp();
	bob.ask(is.authorize, bob.buffer);
	bob.vm.settings.smsg = true;
	enter('smsg bob  Start the printer');
	const [taken] = bob.take();
	t.like(taken, {interruptionCode: 0x4001, code: is.sendX, userid: 'SYSTEM', length: 18, status: 0});
	t.is(fromEbcdic(taken.user), 'ALICE   ');
	t.is(fromEbcdic(taken.data.subarray(0, 18)), ' Start the printer');
	t.is(bob.ask(is.receive, {userid: 'SYSTEM', message: taken.message}), 5, 'there is nothing to receive');
});

test('who has not set SMSG ON, or whose program has not said AUTHORIZE, does not get it, and the issuer is told', t => {
	const {bob, enter, cp} = setUp();
	const off = ['BOB NOT RECEIVING; SMSG OFF'];
	t.deepEqual(enter('smsg bob hello').slice(0, 1), off);
	bob.ask(is.authorize, bob.buffer);
	t.deepEqual(enter('sm bob hello').slice(0, 1), off);
	bob.vm.settings.smsg = true;
	t.notDeepEqual(enter('sm bob hello').slice(0, 1), off);
	t.is(bob.take().length, 1);
	bob.ask(is.authorize, {...bob.buffer, length: 44});
	const unauthorized = ['BOB NOT RECEIVING; NOT AUTHORIZED'];
	t.deepEqual(enter('sm bob hello').slice(0, 1), unauthorized, 'the text does not fit');
	bob.ask(is.quiesce);
	t.deepEqual(enter('sm bob hi').slice(0, 1), unauthorized);
	bob.ask(is.unauthorize);
	t.deepEqual(enter('sm bob hi').slice(0, 1), unauthorized);
	t.deepEqual(enter('sm carol hi').slice(0, 1), ['CAROL NOT LOGGED ON']);
	t.deepEqual(enter('sm').slice(0, 1), ['USERID MISSING OR INVALID']);
	t.deepEqual(enter('sm bob').slice(0, 1), ['OPERAND MISSING OR INVALID']);
	t.is(cp.cp.exchanges.size, 0);
});

test('AUTHORIZE may say that special messages are taken; SPECIFIC does not keep CP out', t => {
	const {bob, enter} = setUp();
	bob.ask(is.authorize, {
		...bob.buffer, options: option.specialMessages | option.specific, userid: 'CAROL',
	});
	enter('smsg bob hello');
	t.is(bob.take().length, 1);
});

test('SET SMSG and QUERY SET', t => {
	const {enter} = setUp();
	t.true(enter('query set').some(line => line.includes('SMSG OFF')));
	enter('set smsg on');
	t.true(enter('query set').some(line => line.includes('SMSG ON ')));
	enter('set smsg off');
	t.true(enter('query set').some(line => line.includes('SMSG OFF')));
});

test('special messages that a machine does not take do not pile up', t => {
	const {bob, enter} = setUp();
	bob.ask(is.authorize, {...bob.buffer, options: option.specialMessages}, {deaf: true});
	for (let count = 0; count < limits.vmcfMessages.value; count++) {
		enter('smsg bob hello');
	}

	t.deepEqual(enter('smsg bob hello').slice(0, 1), ['BOB NOT RECEIVING; NOT AUTHORIZED']);
	bob.ask(is.resume);
	t.is(bob.take().length, limits.vmcfMessages.value);
});
