/** Named systems and segments, as those who save and load them see them: one copy of their pages for all. */
import test from 'ava';
import fc from 'fast-check';
import {hex, hexBytes} from '../../../source/base/hex.js';
import {toEbcdic} from '../../../source/base/ebcdic.js';
import {performDiagnose} from '../../../source/cp/machine/intercepts.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {NamedSystem} from '../../../source/cp/systems/named-system.js';
import type {SavedSystemStore} from '../../../source/cp/systems/named-systems.js';
import {decodeSavedSystem, encodeSavedSystem} from '../../../source/cp/systems/saved-system.js';
import {parseSystemNames} from '../../../source/cp/systems/system-names.js';
import {
	CpSession, patch, start, type RecordingTerminal,
} from '../../support/cp-session.js';

const table = `NAMESYS TINY SYSPGNM=(2-3,16-17) SYSHRSG=(1) PROTECT=ON
NAMESYS HIGH SYSPGNM=(3840-3841) SYSHRSG=(240) PROTECT=ON VSYSADR=IGNORE
NAMESYS LOCKS SYSPGNM=(3856) SYSHRSG=(241) PROTECT=OFF VSYSADR=IGNORE RCVRID=(ALICE,B*)
NAMESYS INNER SYSPGNM=(32-33) SYSHRSG=(2) VSYSADR=IGNORE
`;

function rig(store?: SavedSystemStore): CpSession {
	return new CpSession({systemNames: parseSystemNames(table).names, systemStore: store});
}

const subcode = {
	shared: 0, nonshared: 4, purge: 8, find: 12,
};

/** DIAGNOSE X'64' with the name at X'1800': condition code, Rx and Ry. */
function segment(session: CpSession, vm: VirtualMachine, name: string, function_: number): number[] {
	patch(vm, 0x1800, hexBytes(toEbcdic(name.padEnd(8))));
	vm.cpu.gpr[2] = 0x1800;
	vm.cpu.gpr[4] = function_;
	performDiagnose(session.cp, vm, 0x64, 2, 4);
	return [vm.cpu.psw.cc, vm.cpu.gpr[2], vm.cpu.gpr[4]];
}

/** What is typed in answer to a line. */
function entered(session: CpSession, terminal: RecordingTerminal, line: string): string[] {
	terminal.take();
	terminal.line.enter(line);
	session.run(0.001);
	return terminal.take();
}

/** The operator, with storage to its last byte, saves what `fill` leaves in it. */
function save(session: CpSession, name: string, fill: (vm: VirtualMachine) => void): void {
	const {vm, terminal} = session.logOn('OPERATOR');
	vm.redefineStorage(16 * 1024 * 1024);
	fill(vm);
	const [response] = entered(session, terminal, `savesys ${name}`);
	if (response !== 'SYSTEM SAVED') {
		throw new Error(`${name} was not saved: ${response}`);
	}

	session.cp.sessions.logoff(vm);
}

test('SAVESYS, IPL by two: shared pages stand in one frame, and so does what nobody stored into', t => {
	const session = rig();
	save(session, 'TINY', vm => {
		patch(vm, 0x2000, '11223344');
		patch(vm, 0x1_0000, '55667788');
		vm.storage.keys[0x20] = 0xD0;
		vm.cpu.gpr[5] = 77;
		vm.cpu.psw.load(0, 0x2000);
	});
	const [one, other] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	t.true(session.cp.ipl(one, 'TINY'));
	t.true(session.cp.ipl(other, 'TINY'));
	t.is(other.cpu.gpr[5], 77);
	t.is(other.cpu.psw.address, 0x2000);
	t.is(other.storage.keys[0x20], 0xD0);
	t.is(other.storage.word(0x1_0000), 0x5566_7788);
	for (const page of [2, 16, 17]) {
		t.is(one.storage.frameOf(page), other.storage.frameOf(page), `page ${page}`);
	}

	one.storage.setWord(0x2000, 1);
	t.is(other.storage.word(0x2000), 0x1122_3344, 'a page that is not shared is copied where it is stored into');
	t.is(one.storage.word(0x2000), 1);
	t.is(other.storage.word(0x1_F000), 0, 'a shared segment is there to its end');
});

test('a store into a protected shared page is taken back before anybody else runs; BEGIN goes on', t => {
	const session = rig();
	save(session, 'TINY', vm => {
		patch(vm, 0x1_0000, '55667788');
		vm.cpu.psw.load(0, 0x2000);
	});
	const alice = session.logOn('ALICE');
	const bob = session.logOn('BOB');
	session.cp.ipl(alice.vm, 'TINY');
	session.cp.ipl(bob.vm, 'TINY');
	bob.vm.stop();
	// L 1,0(2); ST 3,0(2); L 4,0(2); then on and on, counting in R5: LA 5,1(5); B *-4.
	alice.vm.cpu.gpr[2] = 0x1_0000;
	alice.vm.cpu.gpr[3] = 9;
	start(alice.vm, '05F0 58102000 50302000 58402000 41550001 47F0F00C');
	session.run(0.02);
	t.deepEqual(alice.terminal.take(), ['CP ENTERED; TINY SHARED PAGE 010000 ALTERED']);
	t.is(alice.terminal.status, 'CP READ');
	t.is(alice.vm.cpu.gpr[4], 9, 'it saw its own store');
	t.is(alice.vm.storage.word(0x1_0000), 0x5566_7788);
	t.is(bob.vm.storage.word(0x1_0000), 0x5566_7788);
	t.is(alice.vm.storage.frameOf(16), bob.vm.storage.frameOf(16));
	const count = alice.vm.cpu.gpr[5];
	alice.terminal.line.enter('begin');
	session.run(0.02);
	t.true(alice.vm.cpu.gpr[5] > count);
	t.deepEqual(alice.terminal.take(), []);
});

test('STORE and ADSTOP give the machine a copy of its own; STCP changes the page for all', t => {
	const session = rig();
	save(session, 'TINY', vm => {
		patch(vm, 0x1_0000, '55667788');
	});
	const [alice, bob, carol] = ['ALICE', 'BOB', 'CAROL'].map(userid => session.logOn(userid));
	for (const {vm} of [alice, bob, carol]) {
		session.cp.ipl(vm, 'TINY');
		vm.stop();
	}

	t.deepEqual(entered(session, alice.terminal, 'store 10000 AB'), [
		'SHARED COPY SYSTEM TINY REPLACED WITH NON-SHARED COPY', 'STORE COMPLETE',
	]);
	t.is(alice.vm.storage.word(0x1_0000), 0xAB);
	t.is(bob.vm.storage.word(0x1_0000), 0x5566_7788);
	t.deepEqual(entered(session, alice.terminal, 'store 10004 CD'), ['STORE COMPLETE']);
	alice.vm.processor.execution.setWord(0x1_0008, 1);
	t.false(alice.vm.storage.isAltered, 'its own now');

	t.deepEqual(entered(session, carol.terminal, 'adstop 10000'), ['SHARED COPY SYSTEM TINY REPLACED WITH NON-SHARED COPY']);

	const dave = session.logOn('OPERATOR');
	session.cp.ipl(dave.vm, 'TINY');
	dave.vm.stop();
	const version = bob.vm.storage.version(16);
	t.deepEqual(entered(session, dave.terminal, `stcp ${hex(bob.vm.storage.frameOf(16) * 4096, 6)} 0000BEEF`), ['STORE COMPLETE']);
	t.is(dave.vm.storage.word(0x1_0000), 0xBEEF);
	t.is(bob.vm.storage.word(0x1_0000), 0xBEEF);
	t.not(bob.vm.storage.version(16), version);
	t.is(alice.vm.storage.word(0x1_0000), 0xAB);
	t.is(carol.vm.storage.word(0x1_0000), 0x5566_7788);
});

test('a segment beyond the machine\'s storage is there while it is loaded, and an addressing exception otherwise', t => {
	const session = rig();
	save(session, 'HIGH', vm => {
		patch(vm, 0xF0_0000, 'CAFEBABE');
	});
	const {vm} = session.logOn('ALICE');
	t.deepEqual(segment(session, vm, 'HIGH', subcode.find), [1, 0xF0_0000, 0xF0_FFFF]);
	const load = (): number => {
		vm.cpu.gpr[2] = 0xF0_0000;
		vm.cpu.gpr[1] = 0;
		vm.storage.setWord(0x28, 0);
		// L 1,0(2), then a disabled wait; a program interruption waits too.
		patch(vm, 0x68, '00020000 00000FFF');
		patch(vm, 0x108, '00020000 00000EEE');
		start(vm, '58102000 82000108');
		session.run(0.01);
		return vm.cpu.psw.address === 0xFFF ? -(vm.storage.word(0x28) & 0xFFFF) : vm.cpu.gpr[1] >>> 0;
	};

	t.is(load(), -5);
	t.deepEqual(segment(session, vm, 'HIGH', subcode.shared), [0, 0xF0_0000, 0]);
	t.is(load(), 0xCAFE_BABE);
	t.true(vm.storage.contains(0xF0_FFF0, 16));
	t.false(vm.storage.contains(0xF0_FFF0, 17));
	t.is(segment(session, vm, 'HIGH', subcode.find)[0], 0);
	t.is(segment(session, vm, 'HIGH', subcode.purge)[0], 0);
	t.is(load(), -5);
	t.is(segment(session, vm, 'HIGH', subcode.purge)[0], 1);
	t.deepEqual(segment(session, vm, 'NOSUCH', subcode.purge), [2, 0x1800, 44]);
	t.is(segment(session, vm, 'HIGH', subcode.nonshared)[0], 0);
	vm.processor.execution.setWord(0xF0_0000, 5);
	t.false(vm.storage.isAltered, 'nonshared: its own');
	vm.reset(false);
	t.is(load(), -5, 'a reset takes segments away');
});

test('a segment in the machine\'s own storage takes the place of what was there, and leaves zeros', t => {
	const session = rig();
	save(session, 'INNER', vm => {
		patch(vm, 0x2_0000, 'CAFEBABE');
	});
	const {vm} = session.logOn('ALICE');
	vm.storage.setWord(0x2_0000, 1);
	t.deepEqual(segment(session, vm, 'INNER', subcode.shared), [1, 0x2_0000, 0x2_FFFF]);
	t.is(vm.storage.word(0x2_0000), 0xCAFE_BABE);
	segment(session, vm, 'INNER', subcode.purge);
	t.is(vm.storage.word(0x2_0000), 0);
	t.true(vm.storage.contains(0x2_0000, 4));
});

test('a read-write shared segment: a store is seen by all at once, and only those named may load it', t => {
	const session = rig();
	save(session, 'LOCKS', vm => {
		patch(vm, 0xF1_0000, '00000001');
	});
	const [alice, bob, carol] = ['ALICE', 'BOB', 'CAROL'].map(userid => session.logOn(userid).vm);
	t.is(segment(session, alice, 'LOCKS', subcode.shared)[0], 0);
	t.is(segment(session, bob, 'LOCKS', subcode.shared)[0], 0);
	t.deepEqual(segment(session, carol, 'LOCKS', subcode.shared), [2, 0x1800, 44]);
	alice.storage.frameOf(0xF10);
	bob.processor.execution.setWord(0xF1_0000, 2);
	t.is(alice.processor.execution.word(0xF1_0000), 2);
	alice.storage.setWord(0xF1_0000, 3);
	t.is(bob.processor.execution.word(0xF1_0000), 3);
	t.false(bob.storage.isAltered);
	session.cp.sessions.logoff(alice);
	t.is(bob.storage.word(0xF1_0000), 3, 'who leaves takes nothing from the others');
});

test('SAVESYS and PURGE NSS leave those alone who have loaded what was there; QUERY NSS counts them', t => {
	const session = rig();
	save(session, 'TINY', vm => {
		patch(vm, 0x1_0000, '00000001');
	});
	const alice = session.logOn('ALICE').vm;
	session.cp.ipl(alice, 'TINY');
	alice.stop();
	const operator = session.logOn('OPERATOR');
	t.deepEqual(entered(session, operator.terminal, 'query nss tiny'), [
		'FILENAME FILETYPE MINSIZE  BEGPAG ENDPAG TYPE CL #USERS',
		'TINY     NSS      0000072K  00002  00003 EW   A   00001',
		'TINY     NSS      0000072K  00010  00011 SR   A   00001',
	]);
	session.cp.sessions.logoff(operator.vm);
	save(session, 'TINY', vm => {
		patch(vm, 0x1_0000, '00000002');
	});
	const bob = session.logOn('BOB').vm;
	session.cp.ipl(bob, 'TINY');
	bob.stop();
	t.is(alice.storage.word(0x1_0000), 1);
	t.is(bob.storage.word(0x1_0000), 2);
	const again = session.logOn('OPERATOR');
	t.deepEqual(entered(session, again.terminal, 'purge nss tiny'), ['0001 FILE PURGED']);
	t.true(entered(session, again.terminal, 'query nss tiny')[1].endsWith('EW   S   00000'));
	t.is(bob.storage.word(0x1_0000), 2);
	t.false(session.cp.ipl(bob, 'TINY'));
	t.deepEqual(entered(session, again.terminal, 'savesys nosuch'), ['SYSTEM NOSUCH DOES NOT EXIST']);
	t.deepEqual(entered(session, again.terminal, 'savesys high'), ['HEXLOC F00000 EXCEEDS STORAGE']);
});

test('a segment saved anew with other pages: who has the old one keeps it whole, who loads has the new one whole', t => {
	const small = 'NAMESYS SEG SYSPGNM=(3840-3841) SYSHRSG=(240) VSYSADR=IGNORE\n';
	const large = 'NAMESYS SEG SYSPGNM=(3840-3857) SYSHRSG=(240-241) VSYSADR=IGNORE\n';
	const kept = new Map<string, Uint8Array>();
	const store = (): SavedSystemStore => ({
		load: () => kept,
		put(name, bytes) {
			kept.set(name, bytes);
			return true;
		},
		remove(name) {
			kept.delete(name);
		},
		unfit: () => undefined,
	});
	const fill = (value: string) => (vm: VirtualMachine) => {
		for (const address of [0xF0_0000, 0xF0_1000, 0xF1_0000, 0xF1_1000]) {
			patch(vm, address, value);
		}
	};

	const session = new CpSession({systemNames: parseSystemNames(small).names, systemStore: store()});
	save(session, 'SEG', fill('00000001'));
	const alice = session.logOn('ALICE').vm;
	segment(session, alice, 'SEG', subcode.shared);
	t.false(alice.storage.contains(0xF1_0000, 4));
	// The name table of another day: the same name, two segments.
	const after = new CpSession({systemNames: parseSystemNames(large).names, systemStore: store()});
	t.false(after.cp.systems.has('SEG'), 'what was saved for another table is not loaded');
	save(after, 'SEG', fill('00000002'));
	const bob = after.logOn('BOB').vm;
	t.deepEqual(segment(after, bob, 'SEG', subcode.shared), [0, 0xF0_0000, 0]);
	save(after, 'SEG', fill('00000003'));
	const carol = after.logOn('CAROL').vm;
	t.deepEqual(segment(after, carol, 'SEG', subcode.shared), [0, 0xF0_0000, 0]);
	for (const address of [0xF0_0000, 0xF0_1000, 0xF1_0000, 0xF1_1000]) {
		t.is(bob.storage.word(address), 2);
		t.is(carol.storage.word(address), 3);
	}

	// Purging the old one and loading the new, nothing of the old is left.
	t.is(segment(after, bob, 'SEG', subcode.purge)[0], 0);
	t.false(bob.storage.contains(0xF0_0000, 4));
	segment(after, bob, 'SEG', subcode.shared);
	t.is(bob.storage.word(0xF1_1000), 3);
	t.is(bob.storage.frameOf(0xF11), carol.storage.frameOf(0xF11));
});

test('a segment takes the place of one with its name, even where it lies elsewhere', t => {
	const session = rig();
	const {vm} = session.logOn('ALICE');
	const [before, after] = [0xF00, 0xF80].map(page => {
		const {names} = parseSystemNames(`NAMESYS SEG SYSPGNM=(${page}) SYSHRSG=(${page >>> 4}) VSYSADR=IGNORE`);
		return new NamedSystem(session.cp.hostStorage, names[0], {
			name: 'SEG', pages: new Map([[page, new Uint8Array(4096).fill(1)]]), psw: [0, 0],
		});
	});
	session.cp.systems.loadSegment(vm, before, false);
	t.true(vm.storage.contains(0xF0_0000, 0x1_0000));
	session.cp.systems.loadSegment(vm, after, false);
	t.false(vm.storage.contains(0xF0_0000, 1), 'nobody could purge it any more');
	t.true(vm.storage.contains(0xF8_0000, 0x1_0000));
});

test('everybody gone and the system purged, all frames are back', t => {
	const session = rig();
	save(session, 'TINY', vm => {
		patch(vm, 0x1_0000, '00000001');
	});
	for (const userid of ['ALICE', 'BOB']) {
		const {vm} = session.logOn(userid);
		session.cp.ipl(vm, 'TINY');
		vm.storage.setWord(0x2000, 1);
		vm.storage.word(0x1_0000);
		session.cp.sessions.logoff(vm);
	}

	session.cp.systems.purge('TINY');
	t.is(session.cp.hostStorage.available, session.cp.hostStorage.frames);
});

test('a saved system outlives the session in its store; one that the table does not describe is refused', t => {
	const kept = new Map<string, Uint8Array>();
	const unfit: string[] = [];
	const store: SavedSystemStore = {
		load: () => kept,
		put(name, bytes) {
			kept.set(name, bytes);
			return true;
		},
		remove(name) {
			kept.delete(name);
		},
		unfit(name) {
			unfit.push(name);
		},
	};
	save(rig(store), 'HIGH', vm => {
		patch(vm, 0xF0_0000, 'CAFEBABE');
	});
	t.is(kept.get('HIGH')!.length, 3 * 4096);
	const session = rig(store);
	const {vm} = session.logOn('ALICE');
	segment(session, vm, 'HIGH', subcode.shared);
	t.is(vm.storage.word(0xF0_0000), 0xCAFE_BABE);
	kept.set('TINY', new Uint8Array(4096));
	t.false(rig(store).cp.systems.has('TINY'));
	t.deepEqual(unfit, ['TINY']);
});

test('where a system cannot be kept, SAVESYS says so and nothing changes', t => {
	const session = rig({
		load: () => new Map(), put: () => false, remove: () => undefined, unfit: () => undefined,
	});
	const {terminal} = session.logOn('OPERATOR');
	t.deepEqual(entered(session, terminal, 'savesys tiny'), ['PAGING ERROR WHILE SAVING SYSTEM']);
	t.false(session.cp.systems.has('TINY'));
});

test('on disk: PSW, registers at 8, 48 and 68, a key byte a page at A8, then the pages', t => {
	const bytes = encodeSavedSystem({
		name: 'X', psw: [0x0004_00CA, 0x8002_0128], gpr: [1], fpr: [2], cr: [3],
		pages: new Map([[4, new Uint8Array(4096).fill(4)], [2, new Uint8Array(4096).fill(2)]]),
		keys: new Map([[2, 0xDF], [4, 0x20]]),
	});
	const view = new DataView(bytes.buffer);
	t.is(bytes.length, 3 * 4096);
	t.is(view.getUint32(4), 0x8002_0128);
	t.deepEqual([8, 0x48, 0x68].map(at => view.getUint32(at)), [1, 2, 3]);
	t.deepEqual([...bytes.subarray(0xA8, 0xAA)], [0xDF, 0x20]);
	t.is(bytes[4096], 2);
	t.is(bytes[8192], 4);
	t.notThrows(() => {
		fc.assert(fc.property(fc.uint8Array({minLength: 2 * 4096, maxLength: 2 * 4096}), content => {
			const saved = decodeSavedSystem('X', [7], content)!;
			return Buffer.from(encodeSavedSystem(saved).subarray(4096)).equals(content.subarray(4096));
		}), {numRuns: 5});
	});
	t.is(decodeSavedSystem('X', [2], bytes), undefined);
});
