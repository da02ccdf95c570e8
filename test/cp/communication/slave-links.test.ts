/** A creator gives its slaves disks of its own: nobody else, no other disks, no more than it has. */
import test from 'ava';
import {linkRights, refusal, slaveBlock, slaveRequest} from '../../../source/base/intermachine.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {defaultDirectory, TestSystem} from '../../support/cp.js';

const blockAt = 0x1000;

function ask(
	system: TestSystem,
	vm: VirtualMachine,
	code: number,
	name: string,
	more: Partial<Parameters<typeof slaveBlock.encode>[0]> = {},
): number {
	vm.storage.store(blockAt, slaveBlock.encodeSome({code, name, ...more}));
	return system.cp.slaveRequests.request(vm, blockAt);
}

const {write} = linkRights;

function start(statement = 'MDISK 300 3350 017 010 YRKUSR MW RSBS WSBS MSBS') {
	const directory = defaultDirectory.replace(/MDISK 300 3350.*/, statement);
	const system = new TestSystem({directory});
	const terminal = system.logOn('SBSMASTR', 'GRAF 020');
	const {vm: user} = system.logOn('USER1', 'GRAF 021');
	const {vm: master} = terminal;
	ask(system, master, slaveRequest.create, 'SLAVE1', {other: 'SBSPROTO'});
	const slave = (name = 'SLAVE1'): VirtualMachine => system.cp.machines.get(name)!;
	const link = (more: Parameters<typeof ask>[4] = {}, vm = master, name = 'SLAVE1'): number =>
		ask(system, vm, slaveRequest.link, name, {
			area: 0x300, slaveAddress: 0x301, rights: write, ...more,
		});
	return {
		system, terminal, master, user, slave, link,
	};
}

test('a slave has the disk for as long as it is there, whoever it works for; it goes with it', t => {
	const {system, master, slave, link} = start();
	t.is(link(), 0);
	const extent = master.devices.get(0x300)!.minidisk;
	const has = (): boolean | undefined => slave().devices.get(0x301)?.readOnly;
	t.false(has());
	t.deepEqual(slave().devices.get(0x301)!.minidisk, extent);
	ask(system, master, slaveRequest.assign, 'SLAVE1', {other: 'USER1'});
	t.false(has());
	ask(system, master, slaveRequest.assign, 'SLAVE1', {other: 'USER2'});
	ask(system, master, slaveRequest.assign, 'SLAVE1');
	t.false(has(), 'cleared, and linked again');
	ask(system, master, slaveRequest.delete, 'SLAVE1');
	ask(system, master, slaveRequest.create, 'SLAVE1', {other: 'SBSPROTO'});
	t.false(slave().devices.has(0x301), 'another slave of that name');
	t.is(system.cp.links.holders(extent!).length, 1);
});

test('only the creator gives, only disks of its own, and what it has now', t => {
	const {system, terminal, master, user, slave, link} = start();
	t.is(link({}, user), refusal.privilege);
	ask(system, master, slaveRequest.assign, 'SLAVE1', {other: 'USER1'});
	t.is(link({}, user), refusal.privilege, 'nor who has it with every right');
	t.is(link({}, slave()), refusal.privilege, 'nor itself');
	t.is(link({area: 0x190, rights: 0}), refusal.noDevice, 'linked from MAINT');
	t.is(link({area: 0x555}), refusal.noDevice);
	t.is(link({area: 0x8000_0300}), refusal.noDevice);
	t.is(link({slaveAddress: 0x190}), refusal.noDevice, 'it has one there');
	t.is(link({slaveAddress: 0x1000}), refusal.noDevice);
	t.is(link({}, master, 'USER1'), refusal.noSlave);
	terminal.enter('detach 300');
	t.is(link(), refusal.noDevice, 'it has it no longer');
	terminal.enter('link * 300 300 rr');
	t.is(link(), refusal.privilege, 'and now for reading only');
	t.is(link({rights: 0}), 0);
	t.true(slave().devices.get(0x301)!.readOnly);
	terminal.enter('detach 191');
	terminal.enter('link user2 191 191 rr ruser2');
	t.is(link({area: 0x191, slaveAddress: 0x302, rights: 0}), refusal.noDevice, 'another\'s, at the address of its own');
});

test('beside other writers only on a disk that bears them', t => {
	const {link, slave} = start('MDISK 300 3350 017 010 YRKUSR MR RSBS WSBS MSBS');
	t.is(link(), refusal.inUse, 'its creator writes it');
	t.false(slave().devices.has(0x301));
	t.is(link({rights: 0}), 0);
});

test('temporary space is nobody else\'s', t => {
	const {link} = start('MDISK 300 3350 T-DISK 010');
	t.is(link(), refusal.noDevice);
	t.is(link({rights: 0}), refusal.noDevice);
});

test('an image has the disk; only slaves that were given it begin there, and what is written there leaves it as it is', t => {
	const {system, master, slave, link} = start();
	link();
	slave().storage.store(0x800, Uint8Array.of(0x47, 0xF0, 0x08, 0));
	t.is(ask(system, master, slaveRequest.prepare, 'SLAVE1', {psw: [0, 0x800]}), 0);
	ask(system, master, slaveRequest.create, 'SLAVE2', {other: 'SBSPROTO'});
	t.is(ask(system, master, slaveRequest.release, 'SLAVE2', {other: 'SLAVE1'}), refusal.sequence, 'it has no such disk');
	t.is(link({}, master, 'SLAVE2'), 0);
	t.is(ask(system, master, slaveRequest.release, 'SLAVE2', {other: 'SLAVE1'}), 0);
	const {volume, start: first, cylinders} = slave().devices.get(0x301)!.minidisk!;
	const before = system.cp.volumes.find(volume)!.lastWrite(first, cylinders);
	system.write(volume, first);
	t.not(system.cp.volumes.find(volume)!.lastWrite(first, cylinders), before);
	for (const name of ['SLAVE1', 'SLAVE2']) {
		t.is(ask(system, master, slaveRequest.release, name, {other: 'SLAVE1'}), 0);
		t.false(slave(name).devices.get(0x301)!.readOnly);
	}
});

test('an image is as old as a disk that its slave only reads', t => {
	const {system, master, slave, link} = start();
	link({rights: 0});
	t.is(ask(system, master, slaveRequest.prepare, 'SLAVE1', {psw: [0, 0x800]}), 0);
	const {volume, start: first} = slave().devices.get(0x301)!.minidisk!;
	system.write(volume, first);
	t.is(ask(system, master, slaveRequest.release, 'SLAVE1'), refusal.sequence);
});

test('SLAVE LINK: what DIAGNOSE has, at a terminal', t => {
	const {terminal, slave} = start();
	t.deepEqual(terminal.enter('slave link slave1'), ['VADDR MISSING OR INVALID']);
	t.deepEqual(terminal.enter('slave link slave1 300 as'), ['VADDR MISSING OR INVALID']);
	t.deepEqual(terminal.enter('slave link slave1 300 300 mw'), ['INVALID OPTION - MW']);
	t.deepEqual(terminal.enter('slave link slave1 300 300 w x'), ['INVALID OPTION - X']);
	t.deepEqual(terminal.enter('slave link slave1 190 301'), ['190 IS NO MINIDISK OF YOUR OWN']);
	t.deepEqual(terminal.enter('slave link slave1 300 as 190'), ['SLAVE1 HAS A DEVICE 190 ALREADY']);
	t.deepEqual(terminal.enter('slave link slave1 191 as 301 w'), ['191 NOT LINKED; OTHERS HAVE IT']);
	t.deepEqual(terminal.enter('slave link slave1 300 as 300 w'), []);
	t.false(slave().devices.get(0x300)!.readOnly);
	t.deepEqual(terminal.enter('slave link slave1 300 301'), []);
	t.true(slave().devices.get(0x301)!.readOnly);
	terminal.enter('detach 300');
	terminal.enter('link * 300 300 rr');
	t.deepEqual(terminal.enter('slave link slave1 300 302 w'), ['300 NOT LINKED; YOU HAVE IT R/O']);
});
