/**
 * VMCF as System/370 programs use it, function by function and return code by return code (GC20-1807, "Virtual Machine
 * Communication Facility").
 */
import test from 'ava';
import {ebcdicField, fromEbcdic, toEbcdic} from '../../../../source/base/ebcdic.js';
import {limits} from '../../../../source/base/limits.js';
import {
	vmcfFunction as is, vmcfOption as option, vmcfReturn as code, vmcfStatus as status,
} from '../../../../source/base/vmcf.js';
import {overhead} from '../../../../source/cp/machine/accounting.js';
import {CpSession} from '../../../support/cp-session.js';
import {VmcfMachine} from '../../../support/vmcf-machine.js';

const data = 0x4000;
const buffer = 0x5000;
const textOf = ({vm}: VmcfMachine, address: number, length: number): string =>
	fromEbcdic(vm.storage.fetch(address, length));

const user = (text: string): Uint8Array => Uint8Array.from(ebcdicField(text, 8));

/** ALICE, BOB and CAROL with their programs; `authorized`: all have executed AUTHORIZE. */
function machines({authorized = true, options = 0} = {}) {
	const cp = new CpSession();
	const [alice, bob, carol] = ['ALICE', 'BOB', 'CAROL'].map(userid => new VmcfMachine(cp, userid));
	if (authorized) {
		for (const machine of [alice, bob, carol]) {
			machine.ask(is.authorize, {...machine.buffer, options});
		}
	}

	alice.vm.storage.store(data, toEbcdic('THE DATA OF ALICE'));
	bob.vm.storage.store(data, toEbcdic('THE ANSWER OF BOB'));
	return {
		cp, alice, bob, carol,
	};
}

const toBob = {
	message: 77, userid: 'BOB', area: data, length: 17, user: user('HELLO'),
};
const fromAlice = {
	message: 77, userid: 'ALICE', area: buffer, length: 100, user: user('THANKS'),
};

test('AUTHORIZE: nothing works before it (4), nothing without a buffer of its own (1, 6), and no unknown function (2)', t => {
	const {alice, bob} = machines({authorized: false});
	for (const each of Object.values(is).filter(value => value !== is.authorize)) {
		t.is(alice.ask(each, toBob), code.notAuthorized, String(each));
	}

	const {area} = alice.buffer;
	t.is(alice.ask(is.authorize, {area: area + 4, length: 40}), code.address, 'not on a doubleword');
	t.is(alice.ask(is.authorize, {area, length: 39}), code.address, 'shorter than a header');
	t.is(alice.ask(is.authorize, {area: 0x3_FFF8, length: 40}), code.address, 'beyond storage');
	alice.vm.storage.keys[0x6000 / 2048] = 0x30;
	alice.vm.storage.keys[0x1000 / 2048] = 0x50;
	t.is(alice.ask(is.authorize, {area: 0x6000, length: 40}, {key: 5}), code.protection);
	alice.vm.storage.keys[0x1000 / 2048] = 0;
	t.is(alice.ask(is.authorize, alice.buffer), code.done);
	t.is(alice.ask(12), code.unknownFunction);
	t.is(alice.ask(is.send, toBob), code.unavailable, 'BOB has not');
	bob.ask(is.authorize, bob.buffer);
	t.is(alice.ask(is.send, toBob), code.done);
});

test('SEND and RECEIVE: interruption X\'4001\' with the header, the data by the sink\'s own request, then the response', t => {
	const {alice, bob} = machines();
	t.is(alice.ask(is.send, {...toBob, replyArea: 0x1234, replyLength: 0x5678}), code.done);
	const [sent, ...more] = bob.take();
	t.deepEqual(more, []);
	t.like(sent, {
		interruptionCode: 0x4001, status: 0, error: 0, code: is.send, message: 77, userid: 'ALICE', area: data, length: 17,
		// Fields that SEND does not use carry what its user likes.
		replyArea: 0x1234, replyLength: 0x5678, user: user('HELLO'),
	});
	t.deepEqual(alice.take(), []);
	t.is(bob.ask(is.receive, fromAlice), code.done);
	t.is(textOf(bob, buffer, 17), 'THE DATA OF ALICE');
	t.is(bob.vm.storage.fetch(buffer + 17, 1)[0], 0);
	t.like(alice.take()[0], {
		status: status.response, error: 0, code: is.send, message: 77, userid: 'BOB', length: 0, user: user('THANKS'),
	});
	t.is(bob.ask(is.receive, fromAlice), code.notFound, 'it is over');
	t.is(alice.ask(is.send, toBob), code.done, 'the number can be used again');
});

test('SEND/RECV and REPLY: data both ways, and how long the reply was', t => {
	const {alice, bob} = machines();
	t.is(alice.ask(is.sendReceive, {...toBob, replyArea: buffer, replyLength: 32}), code.done);
	t.like(bob.take()[0], {code: is.sendReceive, length: 17, replyLength: 32});
	t.is(bob.ask(is.receive, fromAlice), code.done);
	t.deepEqual(alice.take(), [], 'the response comes with the reply');
	t.is(bob.ask(is.receive, fromAlice), code.protocol, 'a second RECEIVE');
	t.is(bob.ask(is.reply, {...fromAlice, area: data, length: 17}), code.done);
	t.is(textOf(alice, buffer, 17), 'THE ANSWER OF BOB');
	t.like(alice.take()[0], {
		status: status.response, error: 0, code: is.sendReceive, length: 0, replyLength: 32 - 17, user: user('THANKS'),
	});
});

test('REPLY without RECEIVE tells that nothing was taken; a reply to SEND is a violation (3)', t => {
	const {alice, bob} = machines();
	alice.ask(is.sendReceive, {...toBob, replyArea: buffer, replyLength: 32});
	t.is(bob.ask(is.reply, {...fromAlice, length: 0}), code.done);
	t.like(alice.take()[0], {length: 17, replyLength: 32});
	alice.ask(is.send, toBob);
	t.is(bob.ask(is.reply, {...fromAlice, area: data, length: 17}), code.protocol);
});

test('SENDX: the data stand behind the header; too many are refused (7), and no RECEIVE is needed', t => {
	const {alice, bob} = machines();
	t.is(alice.ask(is.sendX, {...toBob, length: bob.buffer.length - 40 + 1}), code.tooLarge);
	t.is(alice.ask(is.sendX, toBob), code.done);
	const [sent] = bob.take();
	t.like(sent, {code: is.sendX, length: 17, error: 0});
	t.deepEqual(sent.data.subarray(0, 17), Uint8Array.from(toEbcdic('THE DATA OF ALICE')));
	t.like(alice.take()[0], {status: status.response, code: is.sendX, length: 0, error: 0});
	t.is(bob.ask(is.receive, fromAlice), code.notFound);
});

test('a SENDX that no longer fits when it is taken: 7 for the source', t => {
	const {alice, bob} = machines();
	bob.ask(is.resume, {}, {deaf: true});
	t.is(alice.ask(is.sendX, toBob), code.done);
	bob.ask(is.authorize, {...bob.buffer, length: 48});
	t.like(bob.take()[0], {error: code.tooLarge});
	t.like(alice.take()[0], {error: code.tooLarge, length: 17});
});

test('IDENTIFY: one interruption, with response status, and nothing to answer', t => {
	const {alice, bob, cp} = machines();
	t.is(alice.ask(is.identify, {
		message: 1, userid: 'BOB', area: 0xFFFF_FFFF, length: 2, user: user('IAMHERE'),
	}), code.done);
	t.like(bob.take()[0], {
		status: status.response, code: is.identify, userid: 'ALICE', area: 0xFFFF_FFFF, user: user('IAMHERE'),
	});
	t.is(bob.ask(is.reject, {message: 1, userid: 'ALICE'}), code.notFound);
	t.deepEqual(alice.take(), []);
	t.is(cp.cp.exchanges.size, 0);
});

test('REJECT: the source is told, with the sink\'s doubleword where it was SEND/RECV', t => {
	const {alice, bob} = machines();
	for (const [function_, doubleword] of [[is.send, 'HELLO'], [is.sendReceive, 'NO']] as const) {
		alice.ask(function_, {...toBob, replyArea: buffer, replyLength: 8});
		t.is(bob.ask(is.reject, {message: 77, userid: 'ALICE', user: user('NO')}), code.done);
		t.like(alice.take()[0], {
			status: status.response | status.rejected, length: 17, user: user(doubleword),
		});
		t.is(bob.ask(is.receive, fromAlice), code.notFound);
	}
});

test('CANCEL: what is pending goes, and its interruption; 14 where it was answered, 11 where only the reply is open', t => {
	const {alice, bob} = machines();
	bob.ask(is.resume, {}, {deaf: true});
	const cancel = {message: 77, userid: 'BOB'};
	alice.ask(is.send, toBob);
	t.is(alice.ask(is.cancel, cancel), code.done);
	t.is(bob.ask(is.resume), code.done);
	t.deepEqual(bob.take(), [], 'the sink never hears of it');
	alice.ask(is.send, toBob);
	t.is(alice.ask(is.cancel, cancel), code.done, 'presented, not received');
	t.is(bob.ask(is.receive, fromAlice), code.notFound);
	alice.ask(is.sendReceive, {...toBob, replyArea: buffer, replyLength: 32});
	bob.ask(is.receive, fromAlice);
	t.is(alice.ask(is.cancel, cancel), code.replyCanceled);
	t.is(bob.ask(is.reply, {...fromAlice, area: data, length: 17}), code.notFound);
	t.deepEqual(alice.take(), []);
	alice.ask(is.send, toBob, {deaf: true});
	bob.ask(is.receive, fromAlice);
	t.is(alice.ask(is.cancel, cancel, {deaf: true}), code.tooLate);
	alice.ask(is.sendX, {...toBob, message: 78}, {deaf: true});
	t.is(alice.ask(is.cancel, {...cancel, message: 78}, {deaf: true}), code.tooLate, 'a SENDX that was taken');
	t.is(bob.ask(is.cancel, {message: 99, userid: 'ALICE'}), code.notFound);
	alice.ask(is.send, {...toBob, message: 79}, {deaf: true});
	t.is(bob.ask(is.cancel, {message: 79, userid: 'ALICE'}), code.protocol, 'another\'s message');
	t.is(alice.ask(is.cancel, {message: 1, userid: 'NOBODY'}), code.unavailable);
});

test('QUIESCE refuses new messages (9) and keeps those that wait; RESUME takes them again', t => {
	const {alice, bob} = machines();
	bob.ask(is.resume, {}, {deaf: true});
	alice.ask(is.send, toBob);
	t.is(bob.ask(is.quiesce), code.done);
	for (const each of [is.send, is.sendReceive, is.sendX, is.identify]) {
		t.is(alice.ask(each, {...toBob, message: 78}), code.quiesced);
	}

	t.is(bob.take().length, 1);
	t.is(bob.ask(is.receive, fromAlice), code.done);
	t.is(bob.ask(is.send, {...toBob, userid: 'ALICE'}), code.done, 'it may send itself');
	t.is(bob.ask(is.resume), code.done);
	t.is(alice.ask(is.send, toBob), code.done);
});

test('UNAUTHORIZE: its messages and responses are gone, who sent to it is told that it is not available (5)', t => {
	const {alice, bob, carol} = machines();
	carol.ask(is.resume, {}, {deaf: true});
	alice.ask(is.send, toBob);
	bob.ask(is.send, {...toBob, userid: 'CAROL'});
	carol.ask(is.send, toBob, {deaf: true});
	bob.ask(is.receive, {...fromAlice, userid: 'CAROL'});
	t.is(bob.ask(is.unauthorize), code.done);
	t.like(alice.take()[0], {
		status: status.response, error: code.unavailable, userid: 'BOB', length: 17,
	});
	carol.ask(is.resume);
	t.deepEqual(carol.take().map(({userid, error, status: said}) => [userid, error, said]), [['BOB', 0, status.response]]);
	t.is(alice.ask(is.send, toBob), code.unavailable);
	t.is(bob.ask(is.unauthorize), code.notAuthorized);
});

test('AUTHORIZE SPECIFIC: only the one named may send (5); messages of others that wait are answered', t => {
	const {alice, bob, carol} = machines();
	carol.ask(is.send, {...toBob, message: 5});
	t.is(bob.ask(is.authorize, {...bob.buffer, options: option.specific, userid: 'ALICE'}), code.done);
	t.like(carol.take()[0], {message: 5, error: code.unavailable});
	t.is(carol.ask(is.send, toBob), code.unavailable);
	t.is(alice.ask(is.send, toBob), code.done);
	t.is(bob.ask(is.send, {...toBob, userid: 'CAROL'}), code.done, 'what it sends itself is not restricted');
});

test('PRIORITY: only to who takes such messages (18), ahead of all others, first in first out', t => {
	const {alice, bob, carol} = machines();
	const priority = {options: option.priority};
	t.is(alice.ask(is.send, {...toBob, ...priority}), code.priority);
	bob.ask(is.authorize, {...bob.buffer, ...priority}, {deaf: true});
	alice.ask(is.send, {...toBob, message: 1});
	carol.ask(is.send, {...toBob, message: 2});
	alice.ask(is.send, {...toBob, message: 3, ...priority});
	carol.ask(is.identify, {...toBob, message: 4, ...priority});
	bob.ask(is.resume);
	t.deepEqual(bob.take().map(({message, status: said}) => [message, said & status.priority]), [
		[3, status.priority],
		[4, status.priority],
		[1, 0],
		[2, 0],
	]);
});

test('SEND is refused where the data do not lie in storage (1), the number is in use (8), or 50 are under way (10)', t => {
	const {alice, bob, carol} = machines();
	const outside = {area: 0x4_0000 - 16, length: 17};
	t.is(alice.ask(is.send, {...toBob, ...outside}), code.address);
	t.is(alice.ask(is.sendReceive, {
		...toBob, replyArea: outside.area, replyLength: outside.length,
	}), code.address);
	t.is(alice.ask(is.send, {...toBob, userid: 'NOBODY'}), code.unavailable);
	t.is(alice.ask(is.send, toBob), code.done);
	t.is(alice.ask(is.send, toBob), code.duplicate);
	t.is(alice.ask(is.send, {...toBob, userid: 'CAROL'}), code.done, 'to another it is another message');
	t.is(bob.ask(is.send, {...toBob, userid: 'ALICE'}), code.done);
	for (let message = 1000; message < 1000 + limits.vmcfMessages.value - 2; message++) {
		t.is(alice.ask(is.send, {...toBob, message}), code.done);
	}

	t.is(alice.ask(is.send, toBob), code.duplicate);
	t.is(alice.ask(is.send, {...toBob, message: 1}), code.tooMany);
	t.is(alice.ask(is.identify, toBob), code.tooMany);
	t.is(limits.vmcfMessages.value, 50);
	carol.ask(is.receive, {...fromAlice, message: 77});
	t.is(alice.ask(is.send, {...toBob, message: 1}), code.done, 'one was answered');
});

test('RECEIVE before the interruption is taken (13), of nothing (12), from nobody (5), into no storage (1)', t => {
	const {alice, bob} = machines();
	bob.ask(is.resume, {}, {deaf: true});
	alice.ask(is.send, toBob);
	t.is(bob.ask(is.receive, fromAlice, {deaf: true}), code.tooEarly);
	t.is(bob.ask(is.reject, fromAlice, {deaf: true}), code.tooEarly);
	bob.ask(is.resume);
	t.is(bob.ask(is.receive, {...fromAlice, message: 78}), code.notFound);
	t.is(bob.ask(is.receive, {...fromAlice, userid: 'CAROL'}), code.notFound);
	t.is(bob.ask(is.receive, {...fromAlice, userid: 'NOBODY'}), code.unavailable);
	t.is(bob.ask(is.receive, {...fromAlice, area: 0x4_0000 - 16, length: 17}), code.address);
	t.is(bob.ask(is.receive, fromAlice), code.done, 'it was not lost by that');
});

test('less is received than was sent, or more replied than there is room for: 16 for both, and the beginning goes', t => {
	const {alice, bob} = machines();
	alice.ask(is.send, toBob);
	t.is(bob.ask(is.receive, {...fromAlice, length: 8}), code.length);
	t.is(textOf(bob, buffer, 8), 'THE DATA');
	t.is(bob.vm.storage.fetch(buffer + 8, 1)[0], 0);
	t.like(alice.take()[0], {error: code.length, length: 9});
	alice.ask(is.sendReceive, {...toBob, replyArea: buffer, replyLength: 10});
	t.is(bob.ask(is.reply, {...fromAlice, area: data, length: 17}), code.length);
	t.is(textOf(alice, buffer, 10), 'THE ANSWER');
	t.is(alice.vm.storage.fetch(buffer + 10, 1)[0], 0);
	t.like(alice.take()[0], {error: code.length, length: 17, replyLength: 0});
});

test('storage keys: the sink\'s own buffer (6) may be tried again; the source\'s data (6) or reply buffer (19) end it', t => {
	const {alice, bob} = machines();
	const [dataBlock, bufferBlock] = [data, buffer].map(address => address / 2048);
	bob.vm.storage.keys[0x1000 / 2048] = 0x50;
	bob.vm.storage.keys[bufferBlock] = 0x30;
	alice.ask(is.send, toBob);
	t.is(bob.ask(is.receive, fromAlice, {key: 5}), code.protection);
	t.is(bob.ask(is.receive, fromAlice), code.done);
	alice.take();
	// Fetch-protected for the key that the source had.
	alice.vm.storage.keys[0x1000 / 2048] = 0x50;
	alice.vm.storage.keys[dataBlock] = 0x38;
	t.is(alice.ask(is.send, toBob, {key: 5}), code.done);
	t.is(bob.ask(is.receive, fromAlice), code.protection);
	t.like(alice.take()[0], {error: code.protection, length: 17});
	t.is(alice.ask(is.sendX, toBob, {key: 5}), code.done);
	t.like(bob.take().at(-1), {code: is.sendX, error: code.protection});
	t.like(alice.take()[0], {error: code.protection, length: 17});
	alice.vm.storage.keys[bufferBlock] = 0x30;
	t.is(alice.ask(is.sendReceive, {...toBob, replyArea: buffer, replyLength: 32}, {key: 5}), code.done);
	t.is(bob.ask(is.reply, {...fromAlice, area: data, length: 17}), code.transferError);
	t.like(alice.take()[0], {error: code.protection, replyLength: 32});
	t.is(alice.vm.storage.fetch(buffer, 1)[0], 0);
});

test('a machine may send to itself, but not over its own data (17)', t => {
	const {alice} = machines();
	const toItself = {...toBob, userid: 'ALICE'};
	t.is(alice.ask(is.send, toItself), code.done);
	t.is(alice.ask(is.receive, {...fromAlice, area: data + 16, length: 17}), code.overlap);
	t.is(alice.ask(is.receive, {...fromAlice, area: data + 17, length: 17}), code.done);
	t.is(textOf(alice, data + 17, 17), 'THE DATA OF ALICE');
	t.deepEqual(alice.take().map(({status: said}) => said), [0, status.response]);
});

test('interruptions wait for control register 0, bit 31', t => {
	const {alice, bob} = machines();
	bob.ask(is.resume, {}, {deaf: true});
	alice.ask(is.send, toBob);
	alice.ask(is.send, {...toBob, message: 78});
	t.deepEqual(bob.take(), []);
	bob.ask(is.resume);
	t.deepEqual(bob.take().map(({message}) => message), [77, 78]);
});

test('a reset or logoff of the sink answers (5); of the source, nothing is left of its messages', t => {
	const {alice, bob, carol, cp} = machines();
	alice.ask(is.send, toBob);
	bob.vm.reset(false);
	cp.run();
	t.like(alice.take()[0], {error: code.unavailable, userid: 'BOB'});
	alice.ask(is.send, {...toBob, userid: 'CAROL'});
	cp.cp.sessions.logoff(alice.vm);
	t.is(carol.ask(is.receive, fromAlice), code.unavailable);
	t.is(cp.cp.exchanges.size, 0);
});

test('data are paid for by the KiB by who has them moved', t => {
	const {alice, bob} = machines();
	const used = (): number => bob.vm.account.usage.totalCpu;
	const receive = (length: number): number => {
		alice.ask(is.send, {...toBob, length});
		const before = used();
		bob.ask(is.receive, {...fromAlice, length});
		return used() - before;
	};

	t.is(receive(4096) - receive(0), 4 * overhead.copy);
});

test('a parameter list that is not on a doubleword or not in storage is a program interruption', t => {
	const {alice, cp} = machines();
	for (const [address, interruption] of [[0x1004, 6], [0xFF_FFF8, 5]]) {
		alice.vm.storage.store(0x7000, Uint8Array.of(0x83, 0x12, 0x00, 0x68));
		alice.vm.storage.setWord(0x68, 0x0102_0000);
		alice.vm.storage.setWord(0x6C, 0);
		alice.vm.cpu.gpr[1] = address;
		alice.vm.cpu.psw.load(0, 0x7000);
		alice.vm.begin();
		cp.run();
		t.is(alice.vm.storage.word(0x28) & 0xFFFF, interruption);
	}
});
