/** What a machine had of the host's storage comes back when the machine goes, not some time later. */
import test from 'ava';
import {TestSystem, type Session} from '../../support/cp.js';

/** Frames in use, and bytes of the control area. */
function inUse({hostStorage}: TestSystem): {frames: number; control: number} {
	return {frames: hostStorage.frames - hostStorage.available, control: hostStorage.control.used};
}

/** Counts in a loop that is worth a translation: LA 5,1(5); BCT 6,0(12); B 0(12). */
function work(session: Session): void {
	session.enter('STORE S1000 41505001 4660C000 47F0C000');
	session.enter('STORE G12 1000');
	session.enter('BEGIN 1000');
	session.wait(1);
	session.enter('#CP');
}

test('a machine that logs off gives back its frames, tables and registers', t => {
	const system = new TestSystem();
	const before = inUse(system);
	for (let round = 0; round < 5; round++) {
		const session = system.logOn('USER1');
		work(session);
		const {vm} = session;
		t.true(vm.processor.translator!.count > 0);
		t.true(inUse(system).frames > before.frames);
		t.true(inUse(system).control > before.control);
		session.enter('LOGOFF');
		t.deepEqual(inUse(system), before, `round ${round}`);
		t.throws(() => vm.processor.run(1), {message: /gone/});
	}
});

test('a machine under dynamic address translation gives back its tables', t => {
	const system = new TestSystem();
	const before = inUse(system);
	const session = system.logOn('USER1');
	const {cpu, processor: {execution}} = session.vm;
	// Two address spaces, and one by a prefix.
	for (const [origin, prefix] of [[0x2000, 0], [0x3000, 0], [0, 0x4000]]) {
		cpu.cr[1] = origin;
		cpu.prefix = prefix;
		cpu.psw.load(prefix === 0 ? 0x0408_0000 : 0x0008_0000, 0x1000);
		execution.selectTables();
	}

	t.true(inUse(system).control > before.control + (2 * 3 * 8192 * 4));
	session.enter('LOGOFF');
	t.deepEqual(inUse(system), before);
});

test('DEFINE STORAGE gives back what the machine had before', t => {
	const system = new TestSystem();
	const before = inUse(system);
	const session = system.logOn('USER1');
	const logged = inUse(system);
	work(session);
	const {execution} = session.vm.processor;
	session.enter('DEFINE STORAGE 2M');
	session.enter('DEFINE STORAGE 1M');
	t.true(inUse(system).control <= logged.control);
	t.throws(() => execution.word(0x1000), {message: /gone/});
	session.enter('LOGOFF');
	t.deepEqual(inUse(system), before);
});

test('a machine that logs off with pages away leaves nothing behind', t => {
	const system = new TestSystem();
	const {hostStorage} = system;
	for (let round = 0; round < 3; round++) {
		const large = system.logOn('USER1');
		large.enter('DEFINE STORAGE 4M');
		for (let page = 0; page < hostStorage.frames; page++) {
			large.vm.storage.setWord(page * 4096, page);
		}

		const written = system.cp.pager.writes;
		const small = system.logOn('USER2', 'GRAF 022');
		small.enter('STORE S1000 C1');
		t.true(system.cp.pager.writes > written);
		large.enter('LOGOFF');
		small.enter('LOGOFF');
		t.is(hostStorage.available, hostStorage.frames);
	}
});
