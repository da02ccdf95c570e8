/** Paging on volumes: what it costs, who waits, and what happens where there is no room. */
import test from 'ava';
import fc from 'fast-check';
import type {DiskArm} from '../../../source/machine/devices/disk/disk-arm.js';
import {parseSystemNames} from '../../../source/cp/systems/system-names.js';
import {overhead} from '../../../source/cp/machine/accounting.js';
import type {VirtualMachine} from '../../../source/cp/machine/virtual-machine.js';
import {CpSession, memoryPages, start} from '../../support/cp-session.js';

const owned = (cylinders: string): string => `SYSOWN PAG001\nALLOCATE,3330,PAG001\nTEMP,${cylinders}\nEND\n`;

/** As in `paging.test.ts`: adds 1 to a fullword in each page from X'2000' to X'15000'; R3 counts the rounds. */
const walk = '05F0 5820F026 58402000 5A40F02A 50402000 5A20F02E 5920F032 4740F004 41330001 47F0F000 0000'
	+ '00002000 00000001 00001000 00016000';

/** The same, looking only: nothing is changed. */
const look = '05F0 5820F026 58402000 5A40F02A 58402000 5A20F02E 5920F032 4740F004 41330001 47F0F000 0000'
	+ '00002000 00000001 00001000 00016000';

function armOf(session: CpSession): DiskArm {
	return session.cp.arms!.disk('PAG001').arm;
}

function machines(session: CpSession, ...userids: string[]): VirtualMachine[] {
	return userids.map(userid => session.logOn(userid).vm);
}

test('machines with more pages than frames page on the volume\'s arm and get right results', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('1,100')});
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	start(alice, walk);
	start(bob, walk);
	session.run(30);
	for (const vm of [alice, bob]) {
		const rounds = vm.cpu.gpr[3];
		t.true(rounds > 2, `${rounds} rounds`);
		for (let page = 2; page < 22; page++) {
			const value = vm.storage.word(page * 4096);
			t.true(value === rounds || value === rounds + 1, `page ${page}: ${value} in round ${rounds}`);
		}
	}

	const {use} = armOf(session);
	const {pager} = session.cp;
	t.true(pager.writes > 50 && pager.reads > 50);
	t.true(use.busyTime > pager.reads * 5000, 'each page passes: 5 ms of data');
	t.true(use.busyTime <= 31_000_000);
	t.is(alice.account.usage.pageWrites + bob.account.usage.pageWrites, pager.writes);
	t.is(alice.account.usage.pageReads + bob.account.usage.pageReads, pager.reads);
});

test('who waits for a page waits for the arm that another uses', t => {
	/** Microseconds until a page is back, with the arm in use for so long. */
	const wait = (busy: number): number => {
		const session = new CpSession({storage: 64 * 1024, owned: owned('1,100')});
		const [alice] = machines(session, 'ALICE');
		for (let page = 1; page < 40; page++) {
			alice.storage.setWord(page * 4096, page);
		}

		session.run(10);
		const arm = armOf(session);
		const other = {};
		const began = session.cp.clock.now();
		arm.take(other);
		arm.hold(began + busy);
		session.cp.pager.fault(alice, 1);
		t.true(alice.holds.has('page'));
		let at = 0;
		while (alice.holds.has('page')) {
			session.run(0.001);
			at = session.cp.clock.now() - began;
		}

		t.true(alice.storage.pages[1] >= 0);
		return at;
	};

	const free = wait(0);
	t.true(free > 5000 && free < 100_000, `${free}`);
	const busy = wait(500_000) - free;
	t.true(Math.abs(busy - 500_000) < 20_000, `${busy}`);
});

test('a page that is not changed is written once; a changed one each time it goes', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('1,100')});
	const [alice] = machines(session, 'ALICE');
	start(alice, walk);
	session.run(5);
	const changing = session.cp.pager.writes;
	session.run(5);
	t.true(session.cp.pager.writes > changing + 20);
	start(alice, look);
	session.run(5);
	const {writes, reads} = session.cp.pager;
	session.run(5);
	t.true(session.cp.pager.reads > reads + 20);
	t.true(session.cp.pager.writes <= writes + 1, 'page 0 alone changes, by the interval timer');
});

test('a page that CP looks at for a machine is there at once, and the machine waits for it', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('1,100')});
	const {vm, terminal} = session.logOn('ALICE');
	start(vm, '47F0F000');
	for (let page = 1; page < 40; page++) {
		vm.storage.setWord(page * 4096, page);
	}

	session.run(10);
	terminal.take();
	terminal.line.enter('#cp display 2000');
	session.run(0.002);
	t.true(vm.holds.has('page'));
	t.deepEqual(terminal.take().slice(-1), ['002000  00000002 06']);
	session.run(0.2);
	t.false(vm.holds.has('page'));
});

test('a named system is saved where SYSSTRT says; the first who loads it waits, the next does not', t => {
	const session = new CpSession({
		owned: owned('1,100'),
		systemNames: parseSystemNames('NAMESYS TINY SYSPGNM=(16-31) SYSHRSG=(1) SYSVOL=PAG001 SYSSTRT=(300,1)').names,
	});
	const operator = session.logOn('OPERATOR');
	operator.terminal.line.enter('savesys tiny');
	session.run(0.001);
	t.true(operator.vm.holds.has('page'), 'it is written');
	session.run(2);
	t.false(operator.vm.holds.has('page'));
	const arm = armOf(session);
	t.is(arm.cylinder, 300);
	t.is(operator.vm.account.usage.pageWrites, 16);
	arm.cylinder = 0;
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	session.cp.ipl(alice, 'TINY');
	t.true(alice.holds.has('page'));
	session.run(2);
	t.false(alice.holds.has('page'));
	t.is(arm.cylinder, 300);
	t.is(alice.account.usage.pageReads, 16);
	const before = bob.account.usage.totalCpu;
	session.cp.ipl(bob, 'TINY');
	t.false(bob.holds.has('page'));
	t.is(bob.account.usage.pageReads, 0);
	const entries = bob.account.usage.totalCpu - before - overhead.initialLoad;
	t.is(entries, 16 * overhead.pageEntry, 'he pays for the entries of his table');
});

/** BOB has ALICE's page 1 as his page 9, where she stored 77; then she stores into so many pages that it goes. */
function shareAway(alice: VirtualMachine, bob: VirtualMachine): void {
	alice.storage.setWord(0x1000, 77);
	bob.storage.map(9, alice.storage.contentOf(1)!, 1);
	alice.storage.remap(1, 1);
	for (let page = 10; page < 40; page++) {
		alice.storage.setWord(page * 4096, page);
	}
}

test('two machines that wait for one page have it by one read', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('1,100')});
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	shareAway(alice, bob);

	session.run(10);
	const {reads} = session.cp.pager;
	session.cp.pager.fault(alice, 1);
	session.cp.pager.fault(bob, 9);
	session.run(1);
	t.is(session.cp.pager.reads, reads + 1);
	t.is(alice.storage.pages[1], bob.storage.pages[9]);
	t.false(alice.holds.has('page') || bob.holds.has('page'));
});

test('a page on its way in when its machine logs off leaves nothing behind', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('1,100')});
	const {hostStorage, pager} = session.cp;
	const [alice] = machines(session, 'ALICE');
	for (let page = 1; page < 40; page++) {
		alice.storage.setWord(page * 4096, page);
	}

	pager.fault(alice, 1);
	pager.fault(alice, 2);
	session.cp.sessions.logoff(alice);
	session.run(1);
	t.is(hostStorage.available, hostStorage.frames);
	t.is(pager.area.used, 0);
});

test('all slots in use: the operator is told once, whoever needs a page waits, and goes on when there is room', t => {
	// 16 frames and 57 slots.
	const session = new CpSession({storage: 64 * 1024, owned: owned('200,200')});
	const operator = session.logOn('OPERATOR');
	const [alice, bob, carol] = machines(session, 'ALICE', 'BOB', 'CAROL');
	for (const vm of [alice, bob, carol]) {
		// 40 pages each: the last address of the walk.
		start(vm, walk.replace('00016000', '0002A000'));
	}

	session.run(60);
	t.deepEqual(operator.terminal.take().filter(line => line.includes('TEMP')), [
		'DMKPGT400I SYSTEM TEMP SPACE FULL',
	]);
	t.true([alice, bob, carol].every(vm => vm.holds.has('page')), 'all wait');
	t.is(session.cp.pump(10), 'idle', 'and cost nothing while they do');
	session.cp.sessions.force(carol);
	session.cp.sessions.force(bob);
	session.run(60);
	const rounds = alice.cpu.gpr[3];
	t.true(rounds > 1, `she has gone on: ${rounds}`);
	for (let page = 2; page < 42; page++) {
		const value = alice.storage.word(page * 4096);
		t.true(value === rounds || value === rounds + 1, `page ${page}: ${value} in round ${rounds}`);
	}
});

test('who needs more pages than there are waits; who has what he needs goes on', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('200,200')});
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	start(alice, walk);
	session.run(5);
	// 60 pages, the last at X'3D000'.
	start(bob, walk.replace('00016000', '0003E000'));
	session.run(30);
	t.true(bob.holds.has('room'));
	const rounds = alice.cpu.gpr[3];
	session.run(20);
	t.true(bob.holds.has('room'));
	t.true(alice.cpu.gpr[3] > rounds, `${rounds} rounds and no more`);
});

test('where there is no room even for what CP needs itself, that machine is reset, and no other', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('200,200')});
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	bob.redefineStorage(4 * 1024 * 1024);
	for (let page = 1; page < 8; page++) {
		alice.storage.setWord(page * 4096, page);
	}

	session.cp.wall.guard(bob, 'turn', () => {
		for (let page = 0; page < 1024; page++) {
			bob.storage.setWord(page * 4096, page);
		}
	});
	t.is(session.cp.pager.resident(bob), 0, 'given back');
	t.true(bob.stopped);
	for (let page = 1; page < 8; page++) {
		t.is(alice.storage.word(page * 4096), page);
	}
});

test('a page copied on write for which there is no room stays as it was: another pays, and nothing is left behind', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('200,200')});
	const {hostStorage, pager, sessions, wall} = session.cp;
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	bob.redefineStorage(4 * 1024 * 1024);
	alice.storage.setWord(0x1000, 77);
	const image = pager.capture(alice);
	const fill = (): void => {
		for (let page = 0; page < 1024; page++) {
			bob.storage.setWord(page * 4096, page);
		}
	};

	t.throws(fill, {name: 'PagingSpaceFull'});
	wall.guard(bob, 'turn', () => {
		alice.storage.setWord(0x1004, 78);
	});
	t.is(pager.resident(bob), 0, 'he is who it was done for');
	t.is(alice.storage.word(0x1000), 77);
	t.is(alice.storage.word(0x1004), 0);
	image.release();
	sessions.logoff(alice);
	sessions.logoff(bob);
	session.run(1);
	t.is(hostStorage.available, hostStorage.frames);
	t.is(pager.area.used, 0);
});

test('what CP keeps for itself is free again once its pages are back, though nobody changes them', t => {
	const session = new CpSession({storage: 64 * 1024, owned: owned('200,200')});
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	/** Pages of his that are in no slot of the volume. */
	const inReserve = (): number => {
		let count = 0;
		bob.storage.eachContent(({copy}) => {
			count += copy !== undefined && copy.place === undefined ? 1 : 0;
		});
		return count;
	};

	for (const vm of [alice, bob]) {
		for (let page = 1; page < 56; page++) {
			vm.storage.setWord(page * 4096, page);
		}
	}

	t.true(inReserve() > 20);
	session.cp.sessions.logoff(alice);
	for (let page = 1; page < 56; page++) {
		t.is(bob.storage.word(page * 4096), page);
	}

	t.is(inReserve(), 0);
});

test('a host that cannot write pages is a full volume: nothing is lost', t => {
	const pages = memoryPages();
	let works = true;
	const session = new CpSession({
		storage: 64 * 1024, owned: owned('1,100'),
		pageStore: {...pages, write: (page, content) => works && pages.write(page, content)},
	});
	const [alice] = machines(session, 'ALICE');
	start(alice, walk);
	session.run(5);
	works = false;
	session.run(5);
	const stuck = alice.cpu.gpr[3];
	session.run(5);
	t.is(alice.cpu.gpr[3], stuck, 'it waits');
	for (let page = 2; page < 22; page++) {
		const value = alice.storage.word(page * 4096);
		t.true(value === stuck || value === stuck + 1, `page ${page}: ${value} in round ${stuck}`);
	}
});

test('a page that the host cannot read is a fault, but nobody waits for it for ever and no frame is lost', t => {
	const pages = memoryPages();
	let works = true;
	const session = new CpSession({
		storage: 64 * 1024, owned: owned('1,100'),
		pageStore: {
			...pages, read(page) {
				if (!works) {
					throw new Error('cannot be read');
				}

				return pages.read(page);
			},
		},
	});
	const {hostStorage, pager, sessions} = session.cp;
	const [alice, bob] = machines(session, 'ALICE', 'BOB');
	shareAway(alice, bob);

	session.run(10);
	works = false;
	pager.fault(alice, 1);
	pager.fault(bob, 9);
	t.throws(() => {
		session.run(1);
	}, {message: 'cannot be read'});
	t.false(alice.holds.has('page') || bob.holds.has('page'));
	t.throws(() => bob.storage.word(9 * 4096), {message: 'cannot be read'});
	works = true;
	t.is(bob.storage.word(9 * 4096), 77);
	sessions.logoff(alice);
	sessions.logoff(bob);
	session.run(1);
	t.is(hostStorage.available, hostStorage.frames);
});

test('storage on paging volumes is the storage without them', t => {
	t.notThrows(() => {
		fc.assert(fc.property(
			fc.array(fc.record({
				machine: fc.nat(1), page: fc.nat(23), value: fc.nat(0xFFFF), how: fc.constantFrom('store', 'fault', 'run'),
			}), {maxLength: 150}),
			steps => {
				const session = new CpSession({storage: 64 * 1024, owned: owned('5,9')});
				const both = machines(session, 'ALICE', 'BOB');
				const expected = new Map<string, number>();
				for (const {machine, page, value, how} of steps) {
					const {storage} = both[machine];
					if (how === 'store') {
						storage.setWord((page * 4096) + 16, value);
						expected.set(`${machine} ${page}`, value);
					} else if (how === 'run') {
						session.run(0.02);
					} else if (storage.pages[page] === -2) {
						session.cp.pager.fault(both[machine], page);
					}
				}

				session.run(1);
				return both.every(vm => !vm.holds.has('page')) && [...expected].every(([where, value]) => {
					const [machine, page] = where.split(' ').map(Number);
					return both[machine].storage.word((page * 4096) + 16) === value;
				});
			},
		), {numRuns: 30});
	});
});
