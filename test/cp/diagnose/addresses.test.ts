/** Addresses in DIAGNOSE are the machine's own: one outside its storage is the machine's error and nobody else's. */
import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {performDiagnose} from '../../../source/cp/machine/intercepts.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {ckdModels} from '../../../source/machine/devices/volume/ckd-models.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {MemoryVolume} from '../../../source/machine/devices/volume/memory-volume.js';
import {CpSession} from '../../support/cp-session.js';

/** ALICE with a disk 191. */
function loggedOn() {
	const session = new CpSession();
	const {vm} = session.logOn('ALICE');
	const model = ckdModels.find(({name}) => name === '3350')!;
	vm.devices.attach({
		address: 0x191, kind: 'DASD', type: '3350', device: new CkdDisk(new MemoryVolume(model, 1)), readOnly: false,
	});
	return {session, vm};
}

/** DIAGNOSE with Rx = R2 and Ry = R4; the code of the program interruption it made, 0 for none. */
function diagnose(session: CpSession, vm: VirtualMachine, code: number, x: number, y: number): number {
	vm.storage.store(0x88, new Uint8Array(8));
	vm.storage.store(0x28, new Uint8Array(8));
	vm.cpu.gpr[2] = x;
	vm.cpu.gpr[4] = y;
	vm.cpu.psw.cc = 0;
	performDiagnose(session.cp, vm, code, 2, 4);
	return vm.storage.word(0x28) & 0xFFFF;
}

/** The last bytes of storage, and what begins in them ends behind it. */
const nearEnd = ({storage}: VirtualMachine): number => storage.size - 4;

test('08: a command that does not lie in storage is a specification exception', t => {
	const {session, vm} = loggedOn();
	for (const address of [nearEnd(vm), vm.storage.size, 0xFF_FFF0]) {
		t.is(diagnose(session, vm, 0x08, address, 12), 6, address.toString(16));
	}
});

test('08: a response is cut at the end of storage, and told as not whole', t => {
	const {session, vm} = loggedOn();
	vm.storage.store(0x2000, toEbcdic('QUERY USERID'));
	vm.cpu.gpr[3] = nearEnd(vm);
	vm.cpu.gpr[5] = 80;
	t.is(diagnose(session, vm, 0x08, 0x2000, 0x4000_000C), 0);
	t.is(vm.cpu.psw.cc, 1);
	t.deepEqual(vm.storage.fetch(nearEnd(vm), 4), toEbcdic('ALIC'));
});

test('08: a program gets the commands of its user\'s classes and no others', t => {
	const {session, vm} = loggedOn();
	const {vm: victim} = session.logOn('BOB');
	vm.storage.store(0x2000, toEbcdic('FORCE BOB'));
	diagnose(session, vm, 0x08, 0x2000, 9);
	t.is(vm.cpu.gpr[4], 1, 'no such command');
	t.false(victim.session.loggedOff);
});

test('18 and 20: a channel program that does not lie in storage is not begun', t => {
	const {session, vm} = loggedOn();
	for (const address of [vm.storage.size, 0xFF_FFF8]) {
		diagnose(session, vm, 0x18, 0x191, address);
		t.deepEqual([vm.cpu.psw.cc, vm.cpu.gpr[15]], [2, 5], address.toString(16));
		t.is(diagnose(session, vm, 0x20, 0x191, address), 6);
	}

	t.is(vm.account.usage.sio, 0);
});

test('64: a name that does not lie in storage is an addressing exception, one on no doubleword a specification', t => {
	const {session, vm} = loggedOn();
	t.is(diagnose(session, vm, 0x64, nearEnd(vm), 12), 6);
	t.is(diagnose(session, vm, 0x64, vm.storage.size - 8 + 0x1000, 12), 5);
	t.is(diagnose(session, vm, 0x64, vm.storage.size, 12), 5);
});
