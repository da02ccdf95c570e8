/** INDICATE: the manual's formats, and the counts of what the paper adds. */
import test from 'ava';
import {TestSystem} from '../../support/cp.js';
import {Installation} from '../../support/installation.js';

function start() {
	const system = new TestSystem();
	return {system, operator: system.logOn('OPERATOR'), user: system.logOn('USER1')};
}

test('LOAD: working sets of who is in queue, of all there are frames for', t => {
	const {user} = start();
	t.regex(user.enter('indicate')[0], /^CPU-\d{3}% APU-000% Q1-\d\d Q2-\d\d STORAGE-\d{3}% RATIO-\d\d\.\d$/);
	t.is(user.enter('indicate load').length, 1);
});

test('USER tells how many pages are away', t => {
	const {system, operator} = start();
	const {vm} = system.logOn('USER2');
	vm.storage.setWord(0x5000, 1);
	t.regex(operator.enter('indicate user user2')[0], /DISK-0{4} DRUM-0{4}$/);
	for (const round of [1, 2, 3]) {
		for (let page = 0; page < 1024; page++) {
			operator.vm.storage.setWord((page % 256 * 4096) + 8, round);
			system.cp.machines.get('USER1')!.storage.setWord((page % 256 * 4096) + 8, round);
		}
	}

	const shown = Number(/DISK-(\d{4})/.exec(operator.enter('indicate user user2')[0])![1]);
	t.is(shown, system.cp.pager.away(vm));
});

test('PAGING: who waits for a page, or everybody, with pages on drum and disk', t => {
	const {system, operator, user} = start();
	t.deepEqual(operator.enter('indicate paging wait'), []);
	user.vm.holds.add('page');
	t.deepEqual(operator.enter('indicate paging'), ['USER1    000:000']);
	for (const userid of ['USER2', 'USER3', 'MAINT']) {
		system.logOn(userid);
	}

	t.deepEqual(operator.enter('indicate paging all').map(line => line.split(', ').length), [4, 1]);
	t.deepEqual(operator.enter('indicate paging some'), ['INVALID OPTION - SOME']);
	t.deepEqual(user.enter('indicate paging all'), ['INVALID OPTION - PAGING']);
});

test('IMC counts exchanges, transfers and slaves; class G has no such operand', t => {
	const installation = new Installation();
	const operator = installation.logOn('OPERATOR');
	const user = installation.logOn('USER1');
	const figures = (): Record<string, number> => {
		const lines = operator.enter('cp indicate imc').join(' ');
		return Object.fromEntries([...lines.matchAll(/([A-Z]+)-(\d+)/g)]
			.map(([, name, value]) => [name, Number(value)]));
	};

	const before = figures();
	user.enterAll('copyfile hello exec y mine exec a', 'sbs put mine exec');
	const after = figures();
	t.true(after.EXCHANGES > before.EXCHANGES);
	t.true(after.REPLIES > before.REPLIES);
	t.true(after.TRANSFERS > before.TRANSFERS);
	t.true(after.ENDED > before.ENDED);
	t.is(after.ASSIGNED, before.ASSIGNED + 1);
	t.is(after.SLAVES, [...installation.system.cp.machines.values()]
		.filter(({assignment}) => assignment.creator !== undefined).length);
	t.is(after.NOW, installation.system.cp.exchanges.size);
	t.is(user.enter('cp indicate imc')[0], 'INVALID OPTION - IMC');
	installation.close();
});
