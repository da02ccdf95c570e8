import test from 'ava';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {hex, hexBytes} from '../../../source/base/hex.js';
import {ccwBytes} from '../../../source/machine/channel/ccw.js';
import {CkdDisk} from '../../../source/machine/devices/disk/3350.js';
import {formatDisk} from '../../../source/cms/file-system/disk/host.js';
import {VolumeBlocks} from '../../../source/system/volumes/volume-blocks.js';
import {performDiagnose} from '../../../source/cp/machine/intercepts.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession, patch} from '../../support/cp-session.js';
import {memoryVolume} from '../../support/disks.js';

/** DIAGNOSE with Rx = R2, Ry = R4 (R3 and R5 beside them); answers the condition code when it is complete. */
function diagnose(
	session: CpSession,
	vm: VirtualMachine,
	code: number,
	registers: readonly [number, number] | readonly [number, number, number, number],
): number {
	const [x, y, besideX = 0, besideY = 0] = registers;
	vm.cpu.gpr.set([x, besideX, y, besideY], 2);
	vm.cpu.psw.cc = 0;
	performDiagnose(session.cp, vm, code, 2, 4);
	if (vm.holds.has('io')) {
		session.run(0.5);
	}

	return vm.cpu.psw.cc;
}

function loggedOn(disk?: {readonly readOnly: boolean}) {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	if (disk) {
		const volume = memoryVolume(2);
		formatDisk(new VolumeBlocks(volume), 'ALI191');
		vm.devices.attach({
			address: 0x191, kind: 'DASD', type: '3350', device: new CkdDisk(volume), readOnly: disk.readOnly,
		});
	}

	return {session, vm, terminal};
}

/** Seek, search ID, TIC, read or write of the 800-byte record R of a track, data at X'3000'. */
function channelProgram(vm: VirtualMachine, command: number, cylinder: number, record: number): void {
	const {storage} = vm;
	storage.store(0x2100, Uint8Array.of(0, 0, cylinder >>> 8, cylinder, 0, 0, record, 0));
	vm.cpu.gpr[15] = 1;
	storage.store(0x2000, ccwBytes(0x07, 0x2100, 0x40, 6));
	storage.store(0x2008, ccwBytes(0x31, 0x2102, 0x40, 5));
	storage.store(0x2010, ccwBytes(0x08, 0x2008, 0, 0));
	storage.store(0x2018, ccwBytes(command, 0x3000, 0, 800));
}

test('00 tells who and where one is', t => {
	const {session, vm} = loggedOn();
	diagnose(session, vm, 0x00, [0x2000, 40]);
	t.is(hexBytes(vm.storage.fetch(0x2000, 8)), hexBytes(toEbcdic('VM/370  ')));
	t.is(hexBytes(vm.storage.fetch(0x2008, 3)), '060011', 'Release 6, PLC 17: version, level, program level change');
	t.is(hexBytes(vm.storage.fetch(0x2010, 8)), hexBytes(toEbcdic('ALICE   ')));
	t.is(vm.cpu.gpr[4], 0);
	diagnose(session, vm, 0x00, [0x2000, 64]);
	t.is(vm.cpu.gpr[4], 24);
});

test('0C gives date, time and both CPU times in microseconds', t => {
	const {session, vm} = loggedOn();
	vm.account.own.virtualCpu = 1234;
	vm.account.own.totalCpu = 5678;
	diagnose(session, vm, 0x0C, [0x2000, 0]);
	t.is(hexBytes(vm.storage.fetch(0x2000, 16)), hexBytes(toEbcdic('11/19/7509:00:00')));
	t.is(vm.storage.word(0x2014), 1234);
	t.true(vm.storage.word(0x201C) >= 5678);
});

test('18 reads and writes blocks of a disk and takes the device\'s time', t => {
	const {session, vm} = loggedOn({readOnly: false});
	const began = session.cp.clock.now();
	channelProgram(vm, 0x06, 0, 3);
	t.is(diagnose(session, vm, 0x18, [0x191, 0x2000]), 0);
	t.is(hexBytes(vm.storage.fetch(0x3000, 10)), hexBytes(toEbcdic('CMS=ALI191')));
	t.true(session.cp.clock.now() > began);
	patch(vm, 0x3000, 'C1C2C3');
	channelProgram(vm, 0x05, 1, 5);
	t.is(diagnose(session, vm, 0x18, [0x191, 0x2000]), 0);
	vm.storage.setWord(0x3000, 0);
	channelProgram(vm, 0x06, 1, 5);
	t.is(diagnose(session, vm, 0x18, [0x191, 0x2000]), 0);
	t.is(hexBytes(vm.storage.fetch(0x3000, 3)), 'C1C2C3');
	t.is(vm.account.usage.sio, 3);
});

test('18 says in R15 what was wrong', t => {
	const {session, vm} = loggedOn({readOnly: false});
	t.is(diagnose(session, vm, 0x18, [0x555, 0x2000]), 1);
	t.is(vm.cpu.gpr[15], 1);
	t.is(diagnose(session, vm, 0x18, [0x009, 0x2000]), 1);
	t.is(vm.cpu.gpr[15], 2);
	t.is(diagnose(session, vm, 0x18, [0x191, 0x2004]), 2);
	t.is(vm.cpu.gpr[15], 5);
	channelProgram(vm, 0x06, 40, 3);
	t.is(diagnose(session, vm, 0x18, [0x191, 0x2000]), 1);
	t.is(vm.cpu.gpr[15], 4);
});

test('20 does any device\'s I/O; an unknown command is an error with its sense', t => {
	const {session, vm, terminal} = loggedOn();
	// A machine that CP has stopped would wait with what it writes.
	vm.cpu.psw.load(0xFF02_0000 | 0, 0);
	vm.begin();
	patch(vm, 0x3000, hexBytes(toEbcdic('HELLO')));
	vm.storage.store(0x2000, ccwBytes(0x09, 0x3000, 0x20, 5));
	t.is(diagnose(session, vm, 0x20, [0x009, 0x2000]), 0);
	t.deepEqual(terminal.take(), ['HELLO']);
	vm.storage.store(0x2000, ccwBytes(0x77, 0x3000, 0x20, 5));
	t.is(diagnose(session, vm, 0x20, [0x009, 0x2000]), 3);
	t.is(vm.cpu.gpr[15], 13);
	t.is(vm.cpu.gpr[4] & 0xFF00, 0x8000);
	t.is(diagnose(session, vm, 0x20, [0x190, 0x2000]), 1);
	t.is(vm.cpu.gpr[15], 1);
});

test('24 gives types as the real system did', t => {
	const {session, vm} = loggedOn({readOnly: true});
	t.is(diagnose(session, vm, 0x24, [-1, 0]), 0);
	t.is(vm.cpu.gpr[2], 9);
	t.is(hex(vm.cpu.gpr[4], 8), '80000000');
	t.is(hex(vm.cpu.gpr[5], 8), '80000082');
	t.is(diagnose(session, vm, 0x24, [0x191, 0]), 0);
	t.is(hex(vm.cpu.gpr[4], 8), '04080080');
	t.is(hex(vm.cpu.gpr[5], 8), '04080000');
	t.is(diagnose(session, vm, 0x24, [0x192, 0]), 3);
});

test('5C edits a message as SET EMSG says', t => {
	const {session, vm} = loggedOn();
	const message = 'DMSSTT028E FILE NOT FOUND';
	const edited = (emsg: typeof vm.settings.emsg) => {
		vm.settings.emsg = emsg;
		diagnose(session, vm, 0x5C, [0x2000, message.length]);
		const start = vm.cpu.gpr[2] - 0x2000;
		return message.slice(start, start + vm.cpu.gpr[4]);
	};

	t.is(edited('ON'), message);
	t.is(edited('TEXT'), 'FILE NOT FOUND');
	t.is(edited('CODE'), 'DMSSTT028E');
	t.is(edited('OFF'), '');
});

test('60 gives the size of storage', t => {
	const {session, vm} = loggedOn();
	diagnose(session, vm, 0x60, [0, 0]);
	t.is(vm.cpu.gpr[2], 256 * 1024);
});

test('64 knows no such segment', t => {
	const {session, vm} = loggedOn();
	patch(vm, 0x2000, hexBytes(toEbcdic('CMSSEG  ')));
	t.is(diagnose(session, vm, 0x64, [0x2000, 12]), 2);
	t.is(vm.cpu.gpr[4], 44);
});

test('64 finds, loads and purges one that was saved', t => {
	const segment = {name: 'SEG', pages: new Map([[32, new Uint8Array(4096).fill(7)]]), psw: [0, 0] as const};
	const session = new CpSession({savedSystems: [segment]});
	const {vm} = session.logOn('ALICE');
	patch(vm, 0x2000, hexBytes(toEbcdic('SEG     ')));
	t.is(diagnose(session, vm, 0x64, [0x2000, 12]), 1);
	// Its place is in the machine's own storage.
	t.is(diagnose(session, vm, 0x64, [0x2000, 0]), 1);
	t.is(vm.cpu.gpr[2], 0x2_0000);
	t.is(vm.cpu.gpr[4], 0x2_0FFF);
	t.is(vm.storage.word(0x2_0010), 0x0707_0707);
	t.is(diagnose(session, vm, 0x64, [0x2000, 12]), 0);
	t.is(diagnose(session, vm, 0x64, [0x2000, 8]), 0);
	t.is(diagnose(session, vm, 0x64, [0x2000, 12]), 1);
});

test('58 shows lines, a screen, and gives back what was typed on it', t => {
	const session = new CpSession();
	const terminal = session.terminal('GRAF 021', 'display');
	const vm = session.cp.sessions.logon(session.cp.directory.find('ALICE')!, terminal.line);
	vm.begin();
	patch(vm, 0x3000, hexBytes(toEbcdic('A LINE')));
	vm.storage.store(0x2000, ccwBytes(0x19, 0x3000, 0x20, 6));
	t.is(diagnose(session, vm, 0x58, [0x2000, 9]), 0);
	t.deepEqual(terminal.take(), ['A LINE']);
	patch(vm, 0x3000, 'C115C217C315');
	t.is(diagnose(session, vm, 0x58, [0x2000, 9]), 0);
	t.deepEqual(terminal.take(), ['A', 'BC'], 'X\'15\' is a new line, X\'17\' prints nothing');

	vm.storage.store(0x2000, ccwBytes(0x29, 0x3000, 0x20, 6));
	vm.storage.store(0x2005, Uint8Array.of(0x80));
	t.is(diagnose(session, vm, 0x58, [0x2000, 9]), 0);

	vm.storage.store(0x2000, ccwBytes(0x2A, 0x3100, 0x20, 10));
	vm.cpu.gpr.set([0x2000, 0, 9, 0], 2);
	performDiagnose(session.cp, vm, 0x58, 2, 4);
	t.true(vm.holds.has('io'));
	terminal.line.screenInput(Uint8Array.of(0x7D, 0x40, 0x40));
	session.run(0.1);
	t.is(hexBytes(vm.storage.fetch(0x3100, 3)), '7D4040');
	t.false(vm.holds.has('io'));
});

test('an I/O DIAGNOSE of a machine that is reset meanwhile changes nothing', t => {
	const {session, vm} = loggedOn({readOnly: false});
	channelProgram(vm, 0x06, 1, 3);
	vm.cpu.gpr.set([0x191, 0, 0x2000, 0], 2);
	performDiagnose(session.cp, vm, 0x18, 2, 4);
	t.true(vm.holds.has('io'));
	vm.reset(false);
	vm.cpu.psw.cc = 2;
	session.run(1);
	t.is(vm.cpu.psw.cc, 2);
});
