/**
 * A guest that runs with dynamic address translation of its own, under CP: CP gives frames to guest-real pages and
 * knows nothing of virtual ones.
 */
import test from 'ava';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession, patch, start} from '../../support/cp-session.js';

const segmentTable = 0x3000;
const pageTable = 0x3100;
/** Virtual segment 2, page n, is real page 33 - n. */
const pages = 14;

/**
 * LCTL 0,1,0(12); LPSW 16(12): the control registers at X'2000', then the EC-mode PSW at X'2010', which turns
 * translation on.
 */
const turnOn = 'B701C000 8200C010';

/**
 * At X'1100', with translation: adds 1 to a fullword in each of the virtual pages X'20000' to X'2D000', round and
 * round; R3 counts the rounds. BALR 15,0; L 2,first; again L 4,0(2); A 4,one; ST 4,0(2); A 2,page; C 2,last; BL again;
 * LA 3,1(3); B behind BALR; constants.
 */
const walk = '05F0 5820F026 58402000 5A40F02A 50402000 5A20F02E 5920F032 4740F004 41330001 47F0F000 0000'
	+ '00020000 00000001 00001000 0002E000';

const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

function load(vm: VirtualMachine): void {
	patch(vm, 0x2000, `008000E0 0F00${hex(segmentTable).slice(4)} 00000000 00000000 04080000 00001100`);
	// Segment 0: its pages 0 to 3 are real ones; segment 1 is invalid; segment 2: the work area.
	patch(vm, segmentTable, `F0${hex(pageTable).slice(2)} 00000001 F0${hex(pageTable + 0x20).slice(2)}`);
	patch(vm, pageTable, '0000001000200030' + '0008'.repeat(12)
	+ Array.from({length: 16}, (_, page) => page < pages ? hex((33 - page) << 4).slice(4) : '0008').join(''));
	patch(vm, 0x1100, walk);
	vm.cpu.gpr[12] = 0x2000;
	start(vm, turnOn);
}

test('two such guests with more pages than the host has frames get right results', t => {
	const session = new CpSession({storage: 64 * 1024});
	const machines = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	for (const vm of machines) {
		load(vm);
	}

	session.run(20);
	for (const vm of machines) {
		t.true(vm.cpu.psw.translation);
		const rounds = vm.cpu.gpr[3];
		t.true(rounds > 3, `${rounds} rounds`);
		t.true(vm.account.usage.pageReads > 20);
		for (let page = 0; page < pages; page++) {
			const value = vm.storage.word((33 - page) * 4096);
			t.true(value === rounds || value === rounds + 1, `page ${page}: ${value} in round ${rounds}`);
		}
	}
});

test('a translation exception is the guest\'s own affair', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	load(vm);
	// L 1,X'234'(0,2), R2 = X'2E000': no page there. The program-new PSW is a disabled wait.
	patch(vm, 0x1100, '58102234');
	patch(vm, 104, '000A0000 0000DEAD');
	vm.cpu.gpr[2] = 0x2_E000;
	session.run(1);
	t.is(vm.storage.word(140), 0x0004_0011);
	t.is(vm.storage.word(144), 0x2_E234);
	t.is(vm.storage.word(40), 0x0408_0000);
	t.is(vm.storage.word(44), 0x1100);
	t.is(vm.cpu.psw.address, 0xDEAD);
});

test('program-event recording works in a virtual machine', t => {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	load(vm);
	patch(vm, 0x2010, '44080000 00001100');
	patch(vm, 104, '000A0000 0000DEAD');
	vm.cpu.cr.set([0x2000_0000, 0x2_0000, 0x2_0003], 9);
	session.run(1);
	t.is(vm.storage.word(140), 0x0004_0080);
	t.is(vm.storage.word(152), 0x110E);
	t.is(vm.storage.word(33 * 4096), 1);
});
