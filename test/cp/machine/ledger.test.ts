import test from 'ava';
import {overhead, sumOf, type Usage} from '../../../source/cp/machine/accounting.js';
import type {ControlProgram} from '../../../source/cp/control-program.js';
import {CpSession, start} from '../../support/cp-session.js';
import {Installation} from '../../support/installation.js';

/** Everything charged: who is logged on, who was, and CP for nobody. */
function charges(cp: ControlProgram): Usage {
	return sumOf(
		cp.ledger.system,
		...[...cp.machines.values()].map(({account}) => account.billed),
		...cp.accounting.flatMap(({own, charged}) => [own, charged]),
	);
}

/** What users type, each line after the one before is done; a line without a userid is the same user's. */
const scripts: ReadonlyArray<{readonly name: string; readonly lines: readonly string[]}> = [
	{
		name: 'the library: three users, versions, a function that fails',
		lines: [
			'USER1: sbs list', 'USER1: copyfile hello exec y mine exec a', 'USER1: sbs put mine exec',
			'USER2: sbs get mine exec', 'USER2: sbs put mine exec', 'USER3: sbs query mine exec', 'USER3: sbs get no file',
			'USER1: sbs get mine exec a (replace',
		],
	},
	{
		name: 'files, spool, a program that fails, a slave that is forced',
		lines: [
			'USER1: listfile * * s', 'USER1: copyfile hello exec y a exec a', 'USER1: print a exec', 'USER1: punch a exec',
			'USER2: sort x y a a b c', 'USER2: cp query files', 'USER2: cp msg user1 hello', 'USER1: assemble no',
			'OPERATOR: #cp force sbsslv01', 'USER2: sbs list', 'USER3: #cp logoff', 'USER1: ipl cms', 'USER1: query disk',
			'OPERATOR: #cp shutdown',
		],
	},
	{
		name: 'minidisks of others and temporary ones',
		lines: [
			'USER1: cp link user2 191 291 rr', 'USER1: access 291 b', 'USER1: listfile * * b', 'USER1: cp detach 291',
			'USER1: cp define t3350 300 5', 'USER1: format 300 t', '1', 'YES', 'TMP', 'USER1: cp reset', 'USER1: ipl cms',
		],
	},
];

for (const {name, lines} of scripts) {
	test(`everything the processor did is charged, once: ${name}`, t => {
		const installation = new Installation();
		const {cp} = installation.system;
		const users = new Map(['OPERATOR', 'USER1', 'USER2', 'USER3'].map(userid =>
			[userid, installation.logOn(userid)] as const));
		let speaker = users.get('USER1')!;
		for (const line of lines) {
			const [, userid, text] = /^([A-Z\d]+): (.*)$/.exec(line) ?? [undefined, speaker.userid, line];
			speaker = users.get(userid) ?? speaker;
			if (!cp.shuttingDown && !speaker.vm.session.loggedOff) {
				speaker.enter(text);
			}

			t.is(charges(cp).totalCpu, cp.dispatcher.time, line);
		}

		installation.close();
		t.is(charges(cp).totalCpu, cp.dispatcher.time, 'and the end');
	});
}

test('an SBS command is charged to its user: slave and master work at his cost', t => {
	const installation = new Installation();
	const [one, two] = ['USER1', 'USER2'].map(userid => installation.logOn(userid));
	one.enter('sbs list');
	const before = {...two.vm.account.charged};
	const master = installation.system.cp.machines.get('SBSMASTR')!;
	const {forOthers} = master.account;
	const beforeMaster = {...forOthers};
	one.enter('copyfile hello exec y mine exec a');
	const beforeOne = {...one.vm.account.charged};
	one.enter('sbs put mine exec');
	t.deepEqual(two.vm.account.charged, before);
	t.true(forOthers.totalCpu > beforeMaster.totalCpu);
	t.true(one.vm.account.charged.totalCpu - beforeOne.totalCpu > forOthers.totalCpu - beforeMaster.totalCpu);
	t.true(one.vm.account.charged.sio - beforeOne.sio > 3, 'what the slave wrote on the library\'s disk');
	installation.close();
});

test('a page that comes back is charged to whom it was fetched for', t => {
	const session = new CpSession({storage: 64 * 1024});
	const [user, server] = ['ALICE', 'BOB'].map(userid => session.logOn(userid).vm);
	server.storage.setWord(0x5000, 1);
	for (let page = 8; page < 40; page++) {
		server.storage.setWord(page * 4096, page);
	}

	const loan = {exchange: 1, lender: user, borrower: server, limit: 0, used: 0};
	server.assignment.loan = loan;
	session.cp.wall.guard(server, 'turn', () => {
		session.cp.pager.fault(server, 5);
	});
	server.assignment.loan = undefined;
	const before = user.account.charged.pageReads;
	session.run(1);
	t.is(user.account.charged.pageReads, before + 1);
	t.is(loan.used, 2 * overhead.page, 'and one written to make room');
	t.is(user.account.charged.totalCpu, 2 * overhead.page);
});

/**
 * Adds 1 to a word in each page from X'2000' to X'15000', round and round (`paging.test.ts`).
 */
const walk = '05F0 5820F026 58402000 5A40F02A 50402000 5A20F02E 5920F032 4740F004 41330001 47F0F000 0000'
	+ '00002000 00000001 00001000 00016000';

test('machines in storage too small for them: paging is charged to the last microsecond', t => {
	const session = new CpSession({storage: 64 * 1024});
	for (const userid of ['ALICE', 'BOB']) {
		start(session.logOn(userid).vm, walk);
	}

	session.run(20);
	const sum = charges(session.cp);
	t.true(sum.pageReads > 20);
	t.is(sum.pageReads, session.cp.pager.reads);
	t.is(sum.totalCpu, session.cp.dispatcher.time);
});
