import test from 'ava';
import type {Step} from '../../../source/guest/action.js';
import {stubPage, type ResidentControl, type ResidentFactory} from '../../../source/guest/resident.js';
import type {SavedSystem} from '../../../source/cp/systems/saved-system.js';
import {CpSession, patch} from '../../support/cp-session.js';

const base = 0x1_0000;

/** A saved system whose page 16 is the stub page of PROG; it starts at entry 0, everything disabled. */
function residentSystem(): SavedSystem {
	return {name: 'DEMO', pages: new Map([[base >>> 12, stubPage('PROG')]]), psw: [0, base + 16]};
}

function sessionWith(factory: ResidentFactory) {
	const session = new CpSession({savedSystems: [residentSystem()], programs: {PROG: factory}});
	return {session, ...session.logOn('ALICE')};
}

/** Types a line: SIO to 009, then waits for its interruption. */
function * type({guest, entryAddress}: ResidentControl, text: string): Step {
	const {storage} = guest;
	storage.setText(0x3000, text, text.length);
	storage.setWord(0x2000, 0x0900_3000);
	storage.setWord(0x2004, 0x2000_0000 | text.length);
	storage.setWord(72, 0x2000);
	storage.setWord(120, 0);
	storage.setWord(124, entryAddress(1));
	yield {kind: 'io', operation: 'SIO', device: 9};
	yield {kind: 'wait', systemMask: 0xFF};
}

/** The I/O handler: clears the wait bit of the old PSW and goes back. */
function * interrupted({guest}: ResidentControl): Step {
	guest.storage.setByte(57, guest.storage.byte(57) & 0xFD);
	yield {kind: 'loadPsw', address: 56};
}

test('a resident program types by SIO, is interrupted out of its wait, and goes on', t => {
	const {session, vm, terminal} = sessionWith(control => ({
		entries: [
			function * () {
				yield * type(control, 'ONE');
				yield * type(control, 'TWO');
				control.guest.storage.setWord(0x4000, 0x000A_0000);
				control.guest.storage.setWord(0x4004, 0x42);
				yield {kind: 'loadPsw', address: 0x4000};
			},
			() => interrupted(control),
		],
	}));
	terminal.line.enter('ipl demo');
	session.run();
	t.deepEqual(terminal.take(), ['ONE', 'TWO', 'CP ENTERED; DISABLED WAIT PSW \'000A0000 00000042\'']);
	t.is(vm.loaded.name, 'DEMO');
	t.is(vm.account.usage.sio, 2);
});

test('charges are instructions: they cost processor time, and the timers see them', t => {
	const {session, vm} = sessionWith(({guest}) => ({
		entries: [function * () {
			yield {kind: 'charge', instructions: 500_000};
			guest.storage.setWord(0x4000, 0x000A_0000);
			guest.storage.setWord(0x4004, guest.storage.word(80) & 0xFF_FFFF);
			yield {kind: 'loadPsw', address: 0x4000};
		}],
	}));
	session.cp.ipl(vm, 'DEMO');
	session.run(2);
	t.true(vm.account.usage.virtualCpu >= 500_000 && vm.account.usage.virtualCpu < 500_010);
	// Half a second is 150 steps of 256 downwards.
	t.is((0 - vm.cpu.psw.address) & 0xFF_FFFF, 150 * 256);
});

test('a program that computes shares the processor like any machine', t => {
	const {session, vm} = sessionWith(() => ({
		entries: [function * () {
			for (;;) {
				yield {kind: 'charge', instructions: 1000};
			}
		}],
	}));
	const {vm: bob} = session.logOn('BOB');
	patch(bob, 0x1000, '05F0 41110001 47F0F000');
	bob.cpu.psw.load(0, 0x1000);
	bob.begin();
	session.cp.ipl(vm, 'DEMO');
	session.run(5);
	const share = vm.account.usage.virtualCpu / (vm.account.usage.virtualCpu + bob.account.usage.virtualCpu);
	t.true(Math.abs(share - 0.5) < 0.03);
});

test('it calls S/370 code, which returns by BR 14 with its condition code', t => {
	const codes: number[] = [];
	const {session, vm} = sessionWith(() => ({
		entries: [function * () {
			codes.push(yield {kind: 'call', address: 0x5000, key: 0});
			yield {kind: 'wait', systemMask: 0};
		}],
	}));
	session.cp.ipl(vm, 'DEMO');
	// LTR 1,1 of a negative number: condition code 1; BR 14.
	patch(vm, 0x5000, '1211 07FE');
	vm.cpu.gpr[1] = -5;
	session.run();
	t.deepEqual(codes, [1]);
});

test('CP commands by DIAGNOSE X\'08\': typed, in a buffer, and one that sleeps', t => {
	const results: Array<[number, number, string]> = [];
	const {session, vm, terminal} = sessionWith(({guest}) => {
		const {storage, gpr} = guest;
		function * cp(text: string): Step {
			storage.setText(0x3000, text, text.length);
			gpr[2] = 0x3000;
			gpr[4] = text.length;
			const cc = yield {
				kind: 'diagnose', code: 8, rx: 2, ry: 4,
			};
			results.push([cc, gpr[4], '']);
		}

		function * ask(text: string, room: number): Step {
			storage.setText(0x3000, text, text.length);
			gpr[2] = 0x3000;
			gpr[3] = 0x3100;
			gpr[4] = 0x4000_0000 | text.length;
			gpr[5] = room;
			const cc = yield {
				kind: 'diagnose', code: 8, rx: 2, ry: 4,
			};
			results.push([cc, gpr[4], storage.text(0x3100, cc === 0 ? gpr[5] : room)]);
		}

		return {
			entries: [function * () {
				yield * ask('QUERY USERID', 100);
				yield * ask('QUERY USERID', 5);
				yield * cp('QUERY USERID');
				yield * cp('NONSENSE');
				yield * cp('SLEEP 30 SEC');
				yield {kind: 'wait', systemMask: 0};
			}],
		};
	});
	const began = session.cp.clock.now();
	session.cp.ipl(vm, 'DEMO');
	session.run(60);
	t.deepEqual(results, [[0, 0, 'ALICE    AT TESTVM\u0085'], [1, 0, 'ALICE'], [1, 0, ''], [1, 1, ''], [1, 0, '']]);
	t.is(terminal.take()[0], 'ALICE    AT TESTVM');
	t.true(session.cp.clock.now() - began >= 30e6);
});

test('SYSTEM RESET abandons what waits; the next arrival makes the program anew', t => {
	const over: string[] = [];
	let made = 0;
	const {session, vm} = sessionWith(() => {
		made++;
		return {
			entries: [function * () {
				try {
					yield {kind: 'wait', systemMask: 0xFF};
				} finally {
					over.push('abandoned');
				}
			}],
		};
	});
	session.cp.ipl(vm, 'DEMO');
	session.run();
	vm.reset(false);
	t.deepEqual(over, ['abandoned']);
	session.cp.ipl(vm, 'DEMO');
	session.run();
	t.is(made, 2);
	session.cp.sessions.logoff(vm);
	t.deepEqual(over, ['abandoned', 'abandoned']);
});

test('a stub that means nothing is a specification exception', t => {
	const {session, vm} = sessionWith(() => ({
		entries: [function * () {
			yield {kind: 'wait', systemMask: 0};
		}],
	}));
	session.cp.ipl(vm, 'DEMO');
	vm.storage.setWord(104, 0x000A_0000);
	vm.storage.setWord(108, 0x99);
	vm.begin(base + 16 + 400);
	session.run();
	t.is(vm.cpu.psw.address, 0x99);
	t.is((vm).storage.word(40) & 0xFFFF, 6);
});

test('an external interruption between two actions is taken at once when enabled', t => {
	const order: string[] = [];
	const {session, vm} = sessionWith(({guest, entryAddress}) => ({
		entries: [
			function * () {
				guest.storage.setWord(88, 0);
				guest.storage.setWord(92, entryAddress(1));
				order.push('before');
				yield {kind: 'charge', instructions: 10};
				order.push('masked');
				yield {kind: 'mask', systemMask: 0x01};
				order.push('after');
				yield {kind: 'wait', systemMask: 0};
			},
			function * () {
				order.push('external');
				yield {kind: 'loadPsw', address: 24};
			},
		],
	}));
	session.cp.ipl(vm, 'DEMO');
	session.cp.raiseExternal(vm, {code: 0x4010});
	session.run();
	t.deepEqual(order, ['before', 'masked', 'external', 'after']);
});
