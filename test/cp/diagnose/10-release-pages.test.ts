/** DIAGNOSE X'10': pages released are zeros, and nobody else's. */
import test from 'ava';
import {performDiagnose} from '../../../source/cp/machine/intercepts.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession, patch} from '../../support/cp-session.js';

/** DIAGNOSE with Rx = R2 and Ry = R4; the code of the program interruption it made, 0 for none. */
function release(session: CpSession, vm: VirtualMachine, first: number, last: number): number {
	vm.storage.setWord(0x28, 0);
	vm.cpu.gpr.set([first, 0, last], 2);
	performDiagnose(session.cp, vm, 0x10, 2, 4);
	return vm.storage.word(0x28) & 0xFFFF;
}

test('pages from the first to the last are zeros and take no room; the condition code stays', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	for (const address of [0x1FF8, 0x2000, 0x3FF8, 0x4000]) {
		patch(vm, address, 'FFFFFFFF');
	}

	vm.storage.keys[4] = 0xF0;
	vm.cpu.psw.cc = 2;
	release(session, vm, 0x8000, 0x8000);
	const {mapped} = vm.storage;
	t.is(release(session, vm, 0x2000, 0x3000), 0);
	t.is(vm.cpu.psw.cc, 2);
	t.is(vm.storage.mapped, mapped - 2);
	t.deepEqual(
		[0x1FF8, 0x2000, 0x3FF8, 0x4000].map(address => vm.storage.word(address)), [0xFFFF_FFFF, 0, 0, 0xFFFF_FFFF],
	);
	t.is(vm.storage.keys[4] & 0xF8, 0xF0, 'the key is the block\'s, not its content\'s');
});

test('not on page boundaries, or the last before the first: specification; behind storage: addressing', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	patch(vm, 0x2000, 'FFFFFFFF');
	for (const [first, last, code] of [
		[0x2001, 0x2000, 6], [0x2000, 0x2800, 6], [0x3000, 0x2000, 6],
		[0x2000, vm.storage.size, 5], [0xFF_F000, 0xFF_F000, 5],
	] as const) {
		t.is(release(session, vm, first, last), code, `${first.toString(16)} ${last.toString(16)}`);
	}

	t.is(vm.storage.word(0x2000), 0xFFFF_FFFF);
});

test('shared pages of a system stay everybody\'s', t => {
	const page = new Uint8Array(4096).fill(7);
	const saved = {
		name: 'SYS', pages: new Map([[16, page], [32, page]]), psw: [0, 0x1_0000] as const, sharedSegments: [1],
	};
	const session = new CpSession({savedSystems: [saved]});
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	session.cp.ipl(one, 'SYS');
	session.cp.ipl(other, 'SYS');
	t.is(release(session, one, 0x1_0000, 0x2_0000), 0);
	t.is(one.storage.word(0x1_0000), 0x0707_0707);
	t.is(one.storage.word(0x2_0000), 0, 'a page of its own');
	t.is(other.storage.word(0x2_0000), 0x0707_0707);
});
