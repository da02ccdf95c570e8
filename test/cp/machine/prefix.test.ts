/** A machine whose prefix area is in a segment: it comes and goes, and may be gone. */
import test from 'ava';
import {pagedOut} from '../../../source/machine/storage/storage.js';
import {NamedSystem} from '../../../source/cp/systems/named-system.js';
import {parseSystemNames} from '../../../source/cp/systems/system-names.js';
import {CpSession, patch, start} from '../../support/cp-session.js';

const segment = 0xF0_0000;

/** ALICE with an unprotected segment at F00000, whose pages are away; on a host of 16 frames that pages on a 3330. */
function rig() {
	const session = new CpSession({
		storage: 64 * 1024, owned: 'SYSOWN PAG001\nALLOCATE,3330,PAG001\nTEMP,1,100\nEND\n',
	});
	const {names} = parseSystemNames('NAMESYS SEG SYSPGNM=(3840-3841) SYSHRSG=(240) PROTECT=OFF VSYSADR=IGNORE');
	const {vm, terminal} = session.logOn('ALICE');
	const system = new NamedSystem(session.cp.hostStorage, names[0], {
		name: 'SEG', pages: new Map([[3840, new Uint8Array(4096)]]), psw: [0, 0],
	});
	session.cp.systems.loadSegment(vm, system, false);
	patch(vm, segment + 0x60, '00000000 0000AAAA');
	patch(vm, segment + 0x68, '00020000 0000BBBB');
	for (let page = 1; page < 40; page++) {
		vm.storage.setWord(page * 4096, page);
	}

	session.run(5);
	if (vm.storage.pages[segment >>> 12] !== pagedOut) {
		throw new Error('the page is not away');
	}

	terminal.take();
	return {session, vm, terminal, system};
}

/** LA 2,1; SPX 0(4); LA 2,2; SVC 7; the operand behind it. */
const setPrefix = '41200001 B2104000 41200002 0A07';

test('SPX waits for the new prefix area as a reference does; then interruptions are stored there', t => {
	const {session, vm} = rig();
	patch(vm, 0x5000, '00F00000');
	vm.cpu.gpr[4] = 0x5000;
	// Behind the SVC: its new PSW leads to an operation exception, which waits.
	start(vm, setPrefix);
	const {reads} = session.cp.pager;
	while (vm.cpu.gpr[2] === 0) {
		session.run(0.0001);
	}

	session.run(0.001);
	t.is(vm.cpu.gpr[2], 1);
	t.is(vm.cpu.prefix, 0, 'not yet');
	t.true(vm.holds.has('page'));
	session.run(1);
	t.is(vm.cpu.prefix, segment);
	t.true(session.cp.pager.reads > reads);
	t.is(vm.storage.word(segment + 0x20) & 0xFFFF, 7, 'the SVC\'s old PSW');
});

test('SPX to where no segment is, is an addressing exception', t => {
	const {session, vm, system} = rig();
	session.cp.systems.purgeSegment(vm, system);
	patch(vm, 0x5000, '00F00000');
	vm.cpu.gpr[4] = 0x5000;
	patch(vm, 0x68, '00020000 00000EEE');
	start(vm, setPrefix);
	session.run(0.1);
	t.is(vm.cpu.gpr[2], 1);
	t.is(vm.cpu.prefix, 0);
	t.is(vm.storage.word(0x28) & 0xFFFF, 5);
});

test('a machine that has its own prefix area taken away stops in CP; that is no fault of the system', t => {
	const {session, vm, system, terminal} = rig();
	vm.cpu.prefix = segment;
	vm.processor.pswReplaced();
	start(vm, '0700 47F0F000');
	session.run(0.01);
	terminal.take();
	session.cp.systems.purgeSegment(vm, system);
	session.run(0.1);
	t.deepEqual(terminal.take(), ['CP ENTERED; PROGRAM INTERRUPT LOOP']);
	t.true(vm.stopped);
	terminal.line.enter('begin');
	session.run(0.1);
	t.deepEqual(terminal.take(), ['CP ENTERED; PROGRAM INTERRUPT LOOP']);
	terminal.line.enter('display caw');
	terminal.line.enter('system restart');
	session.run(0.1);
	t.deepEqual(terminal.take(), ['HEXLOC F00000 EXCEEDS STORAGE', 'CP ENTERED; PROGRAM INTERRUPT LOOP']);
	t.true(vm.stopped);
});

test('SYSTEM RESTART and DISPLAY CAW look at the prefix area', t => {
	const session = new CpSession();
	const {vm, terminal} = session.logOn('ALICE');
	vm.cpu.prefix = 0x3000;
	vm.processor.pswReplaced();
	vm.stop();
	patch(vm, 0x3000, '00020000 00000123');
	patch(vm, 0x3048, 'CAFE0000');
	terminal.take();
	terminal.line.enter('display caw');
	session.run(0.01);
	t.deepEqual(terminal.take(), ['CAW = CAFE0000']);
	terminal.line.enter('system restart');
	session.run(0.01);
	t.is(vm.cpu.psw.address, 0x123);
});
