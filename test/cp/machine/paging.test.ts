import test from 'ava';
import fc from 'fast-check';
import {CpSession, start, type CpSessionOptions} from '../../support/cp-session.js';

/**
 * Adds 1 to a fullword in each page from X'2000' to X'15000', round and round; R3 counts the rounds.
 * BALR 15,0; L 2,first; again L 4,0(2); A 4,one; ST 4,0(2); A 2,page; C 2,last; BL again; LA 3,1(3); B behind BALR;
 * constants.
 */
const walk = '05F0 5820F026 58402000 5A40F02A 50402000 5A20F02E 5920F032 4740F004 41330001 47F0F000 0000'
	+ '00002000 00000001 00001000 00016000';

test('two machines with more pages than the host has frames get right results', t => {
	const options: CpSessionOptions = {storage: 64 * 1024};
	const session = new CpSession(options);
	const machines = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	for (const vm of machines) {
		start(vm, walk);
	}

	session.run(20);
	for (const vm of machines) {
		const rounds = vm.cpu.gpr[3];
		t.true(rounds > 3, `${rounds} rounds`);
		t.true(vm.account.usage.pageReads > 20);
		for (let page = 2; page < 22; page++) {
			const value = vm.storage.word(page * 4096);
			t.true(value === rounds || value === rounds + 1, `page ${page}: ${value} in round ${rounds}`);
		}
	}

	t.is(session.cp.pager.reads, machines[0].account.usage.pageReads + machines[1].account.usage.pageReads);
});

test('the machine\'s own reference and change bits survive the pager', t => {
	const session = new CpSession({storage: 64 * 1024});
	const {vm} = session.logOn('ALICE');
	vm.storage.store(0x5000, Uint8Array.of(1));
	vm.storage.keys[10] = 0xF6;
	for (let page = 8; page < 40; page++) {
		vm.storage.setWord(page * 4096, page);
	}

	t.true(vm.storage.pages[5] < 0);
	t.is(vm.storage.keys[10], 0xF6);
	t.is(vm.storage.fetch(0x5000, 1)[0], 1);
});

test('a page read back and not changed is not written again', t => {
	const session = new CpSession({storage: 64 * 1024});
	const {vm} = session.logOn('ALICE');
	for (let page = 1; page < 40; page++) {
		vm.storage.setWord(page * 4096, page);
	}

	const look = () => {
		for (let page = 1; page < 40; page++) {
			t.is(vm.storage.word(page * 4096), page);
		}
	};

	look();
	const {writes} = session.cp.pager;
	look();
	look();
	t.is(session.cp.pager.writes, writes);
});

test('page 0 is written each time it goes: the interval timer steps in it without counting as a change', t => {
	const session = new CpSession({storage: 64 * 1024});
	const {vm} = session.logOn('ALICE');
	const away = (): void => {
		for (let page = 1; page < 40; page++) {
			vm.storage.setWord(page * 4096, page);
		}

		t.true(vm.storage.pages[0] < 0, 'page 0 is away');
	};

	vm.storage.setWord(80, 0x7FFF_FF00);
	away();
	vm.storage.fetch(0, 8);
	vm.processor.timers.running = true;
	vm.processor.timers.interval = true;
	vm.processor.timers.wait(1_000_000);
	const stepped = vm.storage.word(80);
	t.true(stepped < 0x7FFF_0000, 'the timer has stepped');
	away();
	t.is(vm.storage.word(80), stepped);
});

test('storage under paging is the storage without it', t => {
	t.notThrows(() => {
		fc.assert(
			fc.property(
				fc.array(fc.record({machine: fc.nat(1), page: fc.nat(23), value: fc.nat(0xFFFF)}), {maxLength: 200}),
				stores => {
					const session = new CpSession({storage: 64 * 1024});
					const machines = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
					const expected = new Map<string, number>();
					for (const {machine, page, value} of stores) {
						machines[machine].storage.setWord(page * 4096 + 16, value);
						expected.set(`${machine} ${page}`, value);
					}

					return [...expected].every(([where, value]) => {
						const [machine, page] = where.split(' ').map(Number);
						return machines[machine].storage.word(page * 4096 + 16) === value;
					});
				},
			),
			{numRuns: 30},
		);
	});
});

test('a page never touched reads as zeros, whoever had its frame before', t => {
	const session = new CpSession({storage: 64 * 1024});
	const [alice, bob] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	for (let page = 1; page < 40; page++) {
		alice.storage.store(page * 4096, new Uint8Array(4096).fill(0xFF));
	}

	for (let page = 1; page < 12; page++) {
		t.is(bob.storage.word((page * 4096) + 2048), 0);
	}
});

test('LOGOFF gives frames and slots back', t => {
	const session = new CpSession({storage: 64 * 1024});
	const before = session.cp.hostStorage.available;
	for (let round = 0; round < 5; round++) {
		const {vm} = session.logOn('ALICE');
		for (let page = 1; page < 40; page++) {
			vm.storage.setWord(page * 4096, page);
		}

		session.cp.sessions.logoff(vm);
	}

	t.is(session.cp.hostStorage.available, before);
});

test('SET RESERVE: what others need is taken from a machine last, as long as it has no more than that', t => {
	const session = new CpSession({storage: 64 * 1024});
	const alice = session.logOn('ALICE').vm;
	const bob = session.logOn('BOB').vm;
	const touch = (vm: typeof alice, pages: number): void => {
		for (let page = 1; page <= pages; page++) {
			vm.storage.setWord(page * 4096, page);
		}
	};

	alice.settings.reserve = 5;
	touch(alice, 5);
	const had = session.cp.pager.resident(alice);
	touch(bob, 40);
	touch(bob, 40);
	t.is(session.cp.pager.resident(alice), had);
	alice.settings.reserve = 0;
	touch(bob, 40);
	t.true(session.cp.pager.resident(alice) < had);
});

test('SET RESERVE: with nothing else to be had others get reserved pages too', t => {
	const session = new CpSession({storage: 64 * 1024});
	const alice = session.logOn('ALICE').vm;
	alice.settings.reserve = 100;
	for (let page = 1; page < 40; page++) {
		alice.storage.setWord(page * 4096, page);
	}

	const bob = session.logOn('BOB').vm;
	for (let page = 1; page < 40; page++) {
		bob.storage.setWord(page * 4096, page);
		t.is(bob.storage.word(page * 4096), page);
	}
});
